"""A programme: its purpose, dates, partners, rules and the people who run it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viceversa.lib.models import Coded
from viceversa.people.models import Language, Organisation, Person, Unit


class Policy(models.TextChoices):
    OFF = "off", _("off")
    ADVISE = "advise", _("advise")
    REQUIRE = "require", _("require")


class Programme(Coded):
    """One round, from call to report. What programmes disagree about is a setting here."""

    class Scope(models.TextChoices):
        CROSS_COMPANY = "cross_company", _("between organisations")
        INTERNAL = "internal", _("within one organisation")

    class Consent(models.TextChoices):
        BOTH_SAY_YES = "both_say_yes", _("both say yes")
        ORGANISER_DECIDES = "organiser_decides", _("the organiser decides")

    class Matcher(models.TextChoices):
        COORDINATOR = "coordinator", _("the coordinator")
        COORDINATOR_AND_PARTNER = "coordinator_and_partner", _("the coordinator with the partner")
        COMMITTEE = "committee", _("a matching committee proposes, the coordinator confirms")

    class Aim(models.TextChoices):
        FAIR = "fair", _("as few poor pairs as possible, then as few that are only fair")
        WORST = "worst", _("the weakest pair as good as it can be")
        LEXIMIN = "leximin", _("the weakest pair first, then the next weakest, and so on")
        TOTAL = "total", _("the highest sum, even if a few pairs are weak")

    PROPOSED_BY_MATCHERS = (Matcher.COORDINATOR_AND_PARTNER, Matcher.COMMITTEE)

    class Entry(models.TextChoices):
        WINDOW = "window", _("one window")
        ROLLING = "rolling", _("rolling")

    name = models.CharField(_("name"), max_length=120)
    purpose = models.TextField(_("purpose"), max_length=2000)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    blueprint = models.CharField(max_length=40)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    scope = models.CharField(_("scope"), max_length=20, choices=Scope.choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Stockholm")
    language = models.CharField(
        _("language"), max_length=5, choices=Language.choices, default=Language.SWEDISH
    )
    first_contact = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    second_contact = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pairs_planned = models.PositiveIntegerField(_("pairs"), null=True, blank=True)
    meetings_target = models.PositiveSmallIntegerField(_("meetings"), null=True, blank=True)
    meetings_tolerance = models.PositiveSmallIntegerField(default=1)
    minutes_least = models.PositiveSmallIntegerField(_("shortest meeting, minutes"), default=60)
    minutes_most = models.PositiveSmallIntegerField(_("longest meeting, minutes"), default=120)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    goal_policy = models.CharField(_("goals"), max_length=8, choices=Policy.choices)
    agenda_policy = models.CharField(_("agendas"), max_length=8, choices=Policy.choices)
    takes_ideas = models.BooleanField(default=True, db_default=True)
    consent = models.CharField(_("consent"), max_length=20, choices=Consent.choices)
    matcher = models.CharField(_("who matches"), max_length=30, choices=Matcher.choices)
    entry = models.CharField(_("entry"), max_length=8, choices=Entry.choices)
    rules = models.JSONField(_("rules"), default=dict)
    weights = models.JSONField(_("weights"), default=dict, blank=True)
    aim = models.CharField(
        _("what comes next, after as many pairs as possible"),
        max_length=8,
        choices=Aim.choices,
        default=Aim.FAIR,
    )
    poor_below = models.PositiveSmallIntegerField(_("a pair is poor below"), default=35)
    fair_below = models.PositiveSmallIntegerField(_("a pair is only fair below"), default=55)
    may_override = models.BooleanField(
        _("hard rules may be overridden by hand, with a recorded reason"), default=False
    )
    mentee_capacity = models.PositiveSmallIntegerField(_("mentors per mentee"), default=1)
    theme_topics = models.JSONField(_("theme topics"), default=list, blank=True)
    goal_kinds = models.JSONField(default=list, blank=True)
    activities = models.JSONField(default=list, blank=True)
    needs_second_lock = models.BooleanField(
        _("whoever leads the programme needs a second lock when signing in"), default=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-starts_on", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def has_matchers(self) -> bool:
        """Whether others than coordinators propose pairs."""
        return self.matcher in self.PROPOSED_BY_MATCHERS

    def means_no_more(self, held: int) -> bool:
        """Whether so many meetings are all that a pair is meant to have."""
        return bool(self.meetings_target and held >= self.meetings_target)


class Phase(Coded):
    """A stretch of the round, computed from its first day and then the organiser's to move."""

    class Kind(models.TextChoices):
        PREPARE = "prepare", pgettext_lazy("phase of a round", "Prepare")
        APPLY = "apply", pgettext_lazy("phase of a round", "Apply")
        SELECT = "select", pgettext_lazy("phase of a round", "Select")
        MATCH = "match", pgettext_lazy("phase of a round", "Match")
        BRIEF = "brief", pgettext_lazy("phase of a round", "Brief")
        MEET = "meet", pgettext_lazy("phase of a round", "Meet")
        HALF_TIME = "half_time", pgettext_lazy("phase of a round", "Half-time")
        HARVEST = "harvest", pgettext_lazy("phase of a round", "Harvest")
        CLOSE = "close", pgettext_lazy("phase of a round", "Close")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("starts_on", "ends_on")
        constraints = (
            models.UniqueConstraint(fields=("programme", "kind"), name="one_phase_per_kind"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="phase_ends_after_start",
            ),
        )


class Partner(Coded):
    """An organisation that takes part, with its seats per role. Empty `most` means no limit."""

    class Arrangement(models.TextChoices):
        SOLE = "sole", _("the organiser alone is controller")
        JOINT = "joint", _("the organiser and the partner are joint controllers")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    mentors_least = models.PositiveSmallIntegerField(_("mentors, at least"), default=0)
    mentors_most = models.PositiveSmallIntegerField(_("mentors, at most"), null=True, blank=True)
    mentees_least = models.PositiveSmallIntegerField(_("mentees, at least"), default=0)
    mentees_most = models.PositiveSmallIntegerField(_("mentees, at most"), null=True, blank=True)
    arrangement = models.CharField(
        max_length=5, choices=Arrangement.choices, default=Arrangement.SOLE
    )

    class Meta:
        ordering = ("organisation__name",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "organisation"), name="one_partnership_per_programme"
            ),
        )

    def seats_for(self, role: str) -> int | None:
        """The promised seats for mentors or for mentees; None is any number."""
        return self.mentors_most if role == "mentor" else self.mentees_most


class Quota(Coded):
    """How many pairs there are with the people of a unit, with all units in it, or with those who
    offer (mentors) or want (mentees) a topic; or both. Empty `most` means no limit."""

    class Side(models.TextChoices):
        MENTOR = "mentor", _("mentors")
        MENTEE = "mentee", _("mentees")

    THEME = "theme"
    """Stands for all topics that are the programme's themes, whichever these are."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="quotas")
    role = models.CharField(max_length=6, choices=Side.choices)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=8, blank=True)
    least = models.PositiveSmallIntegerField(_("at least"), default=0)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        ordering = ("role", "unit__path", "topic")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "role", "unit", "topic"), name="one_quota_per_group"
            ),
            models.UniqueConstraint(
                fields=("programme", "role", "topic"),
                condition=models.Q(unit=None),
                name="one_quota_per_topic",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | ~models.Q(topic=""),
                name="a_quota_is_somebodys",
            ),
        )


class Role(Coded):
    """What a person does for a programme. Mentors and mentees are participations instead."""

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        REVIEWER = "reviewer", _("reviewer")
        MATCHER = "matcher", _("matcher")
        PARTNER_CONTACT = "partner_contact", _("partner contact")
        SPONSOR = "sponsor", _("sponsor")
        ASSISTANT = "assistant", _("assistant")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="contacts"
    )
    assists = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="assistants"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "person", "kind"),
                condition=models.Q(partner__isnull=True, assists__isnull=True),
                name="one_role_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=("person", "partner"), name="one_contact_role_per_partner"
            ),
            models.UniqueConstraint(
                fields=("programme", "person", "assists"), name="one_assistant_role_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="partner_contact") ^ models.Q(partner__isnull=True),
                name="partner_contact_has_partner",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="assistant") ^ models.Q(assists__isnull=True),
                name="assistant_assists_somebody",
            ),
        )


class OwnTopic(Coded):
    """A topic that a programme adds to the catalogue."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="own_topics")
    code = models.CharField(_("code"), max_length=8)
    group = models.CharField(_("group"), max_length=2)
    sv = models.CharField(_("in Swedish"), max_length=120)
    en = models.CharField(_("in English"), max_length=120)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="one_own_topic_per_code"),
        )


class Enquiry(Coded):
    """What somebody has written to the organiser, with a name or without. Who is signed in is not
    noted down: only what is typed."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="enquiries")
    text = models.TextField(_("what it is about"), max_length=2000)
    name = models.CharField(_("name"), max_length=120, blank=True)
    address = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(max_length=5, choices=Language.choices)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at",)
        indexes = (models.Index(fields=("programme", "asked_at"), name="enquiries_of_a_programme"),)


class Break(Coded):
    """Days on which the programme is silent: no reminders, and silence counts for nothing."""

    class Kind(models.TextChoices):
        SUMMER = "summer", _("Summer break")
        CHRISTMAS = "christmas", _("Christmas break")
        OWN = "own", _("Break")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="breaks")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.OWN)
    name = models.CharField(_("name"), max_length=60, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ("starts_on", "ends_on")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="break_ends_after_start",
            ),
        )

    @property
    def title(self) -> str:
        """Its own name, or what everybody calls it in the language of whoever reads."""
        return self.name or self.get_kind_display()


class EarlierRound(Coded):
    """A round from before there was this software, as counts: nobody is in it. What is not known
    any more is empty."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="earlier_rounds")
    name = models.CharField(_("name"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    mentors = models.PositiveSmallIntegerField(_("mentors"), null=True, blank=True)
    mentees = models.PositiveSmallIntegerField(_("mentees"), null=True, blank=True)
    pairs = models.PositiveSmallIntegerField(_("pairs"))

    class Meta:
        ordering = ("year", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "year", "name"), name="one_earlier_round_per_year_and_name"
            ),
        )
