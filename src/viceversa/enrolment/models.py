"""Who takes part, with which wishes; the calls, who is invited to them, and the applications."""

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.lib.models import Coded
from viceversa.people.models import Language, Person
from viceversa.programmes.models import Partner, Programme


class Participation(Coded):
    """One person in one programme, as mentor or as mentee, never both."""

    class Role(models.TextChoices):
        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("enrolled")
        RESTING = "resting", _("no new partner for now")
        WITHDRAWN = "withdrawn", _("withdrawn")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=6, choices=Role.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ENROLLED)
    capacity = models.PositiveSmallIntegerField(
        _("pairs at a time"), default=1, validators=(MinValueValidator(1),)
    )
    wants = models.JSONField(_("wants"), default=dict, blank=True, help_text="topic: strength")
    offers = models.JSONField(
        _("offers"), default=dict, blank=True, help_text="topic: strength 1-3"
    )
    goals = models.JSONField(_("kinds of goal"), default=list, blank=True)
    knows = models.JSONField(_("already knows"), default=list, blank=True, help_text="addresses")
    not_with = models.JSONField(_("not with"), default=list, blank=True, help_text="addresses")
    prefers = models.JSONField(_("gladly with"), default=list, blank=True, help_text="addresses")
    enrolled_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="when she has said herself that she takes part"
    )
    trained_on = models.DateField(
        null=True, blank=True, help_text="a mentor's training, a mentee's briefing"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "person"), name="one_role_per_programme"),
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1), name="room_for_at_least_one_pair"
            ),
        )
        indexes = (
            models.Index(fields=("programme", "role", "state"), name="participants_of_a_programme"),
        )

    @property
    def role_name(self) -> str:
        """Mentor or mentee in the reader's language; long lists cannot wait for the display of
        Django, which puts its choices together anew each time."""
        return str(self.Role(self.role).label)


class Call(Coded):
    """The public page by which a programme seeks mentors or mentees, and until when."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="calls")
    role = models.CharField(max_length=6, choices=Participation.Role.choices)
    who = models.TextField(_("who may apply"), max_length=1000)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    answer_on = models.DateField(_("answer promised on"), null=True, blank=True)
    is_listed = models.BooleanField(_("search engines may list the page"), default=False)
    is_restricted = models.BooleanField(_("only those on the list may apply"), default=False)
    restriction = models.TextField(
        _("why only they, and on what legal ground"), max_length=1000, blank=True
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    doubts = models.JSONField(
        default=dict, blank=True, help_text="reservation: how many had it; of nobody in particular"
    )

    class Meta:
        ordering = ("role",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "role"), name="one_call_per_role"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on"))
                | models.Q(closes_on__isnull=True),
                name="call_ends_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(is_restricted=False) | ~models.Q(restriction=""),
                name="restriction_has_its_reason",
            ),
        )

    @property
    def seeks_mentors(self) -> bool:
        return self.role == Participation.Role.MENTOR


class Invitation(Coded):
    """Somebody is asked by name to apply. What she says to it is seen only when she applies: a no
    looks like no answer to everybody, and nothing else is kept of it.

    Whom several have named has a row for each of them, and letters by the first of these alone.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="invitations")
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(max_length=5, choices=Language.choices)
    source = models.CharField(_("source of the name"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the nomination"), null=True, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    partner = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    is_first = models.BooleanField(default=True, help_text="of its address in this call")
    written_at = models.DateTimeField(null=True, blank=True, help_text="when its letter was due")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when the link was asked for")
    reminded_at = models.DateTimeField(
        null=True, blank=True, help_text="set for those who said no as well, who are not written to"
    )
    has_declined = models.BooleanField(default=False)
    applied_at = models.DateTimeField(null=True, blank=True, help_text="by this invitation")
    access_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("call", "email"),
                condition=models.Q(is_first=True),
                name="one_invitation_per_address",
            ),
            models.UniqueConstraint(
                fields=("call", "email", "partner"), name="one_invitation_per_address_and_partner"
            ),
        )

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Application(Coded):
    """What somebody writes who would like to take part. It is no person: that she becomes by a
    place only. Her address is what she typed, proven by nothing but the letters that reach her."""

    class State(models.TextChoices):
        BEGUN = "begun", _("begun")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn by the applicant")
        MERGED = "merged", _("read as one with another")

    class Verdict(models.TextChoices):
        PLACE = "place", _("a place")
        WAIT = "wait", _("waiting list")
        NO = "no", _("no place")

    call = models.ForeignKey(Call, models.CASCADE, related_name="applications")
    invitation = models.OneToOneField(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="application"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.BEGUN)
    language = models.CharField(max_length=5, choices=Language.choices)
    has_time = models.BooleanField(default=False)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    wants = models.JSONField(default=dict, blank=True, help_text="topic: strength")
    offers = models.JSONField(default=dict, blank=True, help_text="topic: strength")
    knows = models.JSONField(default=list, blank=True, help_text="names or addresses, as typed")
    not_with = models.JSONField(default=list, blank=True, help_text="names or addresses, as typed")
    prefers = models.JSONField(default=list, blank=True, help_text="names or addresses, as typed")
    doubts = models.JSONField(
        default=list, blank=True, help_text="reservations; emptied when it is sent"
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    steps = models.JSONField(default=list, blank=True, help_text="questions that were answered")
    access_version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    reminded_before = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="how many days before the last day, the latest time"
    )
    wants_reminders = models.BooleanField(default=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    promised_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=5, choices=Verdict.choices, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True, help_text="on the waiting list")
    answer = models.CharField(
        max_length=5, choices=Verdict.choices, blank=True, help_text="the verdict that was told"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    participation = models.ForeignKey(
        Participation, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    kept_at = models.DateTimeField(
        null=True, blank=True, help_text="when she let us keep it for the next round"
    )
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged"
    )
    merged_at = models.DateTimeField(null=True, blank=True)
    replaced = models.JSONField(
        default=dict,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="field: what stood there, in the one it was merged into",
    )
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("call", "state", "sent_at"), name="applications_of_a_call"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="begun") | models.Q(sent_at__isnull=False),
                name="what_is_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged") ^ models.Q(merged_into=None),
                name="what_is_merged_has_its_other",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") ^ models.Q(answered_at__isnull=False),
                name="an_answer_has_its_moment",
            ),
        )

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_pending(self) -> bool:
        """Whether there is a decision that nobody has been told of."""
        return bool(self.verdict) and self.verdict != self.answer


class WrittenTo(Coded):
    """That somebody who applies was written to: counted for a day, by a digest that tells nobody's
    address."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("digest", "at"), name="letters_of_the_day"),)
