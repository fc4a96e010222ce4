"""What a pair agrees on, when it meets, and what it says: the last is sealed, always."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.sealed_row import SealedRow
from viceversa.lib.models import Coded
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


class GroundRulesAcceptance(Coded):
    """One member has accepted the ground rules; contact details wait for both."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="acceptances")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    edition = models.CharField(max_length=10)
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("pair", "person"), name="ground_rules_accepted_once"),
        )


class Objective(SealedRow):
    """A goal, a theme or "not yet", in one member's own words; the latest of each member counts."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("a goal")
        THEME = "theme", _("a theme")
        NOT_YET = "not_yet", _("not yet")

    class Aim(models.TextChoices):
        SKILL = "skill", _("skill")
        PERSPECTIVE = "perspective", _("perspective")
        LEADERSHIP = "leadership", _("leadership")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="objectives")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    aim = models.CharField(max_length=12, choices=Aim.choices, blank=True)
    sealed_text = models.BinaryField(blank=True, default=b"")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-set_at",)


class Meeting(Coded):
    """One meeting of a pair: times and places in the open, nothing of what is said."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("times proposed")
        BOOKED = "booked", _("booked")
        CANCELLED = "cancelled", _("cancelled")
        HELD = "held", _("held")
        MISSED = "missed", _("did not take place")

    class Way(models.TextChoices):
        PLACE = "place", _("in person")
        VIDEO = "video", _("by video")
        WALK = "walk", _("on a walk")

    class Kind(models.TextChoices):
        TALK = "talk", _("a talk")
        VISIT = "visit", _("a visit at work")
        SHADOWING = "shadowing", _("a day side by side")
        SHOW_ME = "show_me", _("show me how")
        GUEST = "guest", _("the mentor as guest of the management team")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    way = models.CharField(_("how"), max_length=6, choices=Way.choices, default=Way.PLACE)
    place = models.CharField(_("where"), max_length=200, blank=True)
    kind = models.CharField(_("what kind"), max_length=10, choices=Kind.choices, default=Kind.TALK)
    agenda = models.JSONField(default=list, blank=True, help_text="[code of the step, minutes]")
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    cancelled_by_role = models.CharField(max_length=6, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    next_asked_by = models.CharField(max_length=6, blank=True, help_text="who asks for the next")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("pair", "number"), name="meetings_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(state__in=("proposed", "cancelled"))
                | models.Q(starts_at__isnull=False),
                name="a_booked_meeting_has_a_time",
            ),
            models.UniqueConstraint(
                fields=("pair",),
                condition=models.Q(state__in=("proposed", "booked")),
                name="one_open_meeting_per_pair",
            ),
        )


class TimeOption(Coded):
    """A time that one member has offered for a meeting, or suggests instead of the one booked.

    It stands as long as the meeting has the sequence it had when the time was offered.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("starts_at",)
        constraints = (
            models.UniqueConstraint(fields=("meeting", "starts_at"), name="one_option_per_time"),
        )


class Attendance(Coded):
    """What a member's calendar, or she herself, has answered to one version of an invitation."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        TENTATIVE = "tentative", _("tentative")
        DECLINED = "declined", _("declined")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField()
    answer = models.CharField(max_length=9, choices=Answer.choices)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "person"), name="one_answer_per_invitation"),
        )


class CalendarFeed(Coded):
    """A person's own calendar address. Only the hash of its token is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)


class Question(SealedRow):
    """What the mentee wants help thinking about: one line before a meeting, sealed."""

    pair_path = "meeting__pair"  # a question follows to the meeting that takes another's place

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="question")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_text = models.BinaryField()
    sealed_card = models.BinaryField(default=b"")
    asked_at = models.DateTimeField(default=timezone.now)


class Taps(SealedRow):
    """Three taps after a meeting: useful, could speak openly, next date. Sealed."""

    pair_path, author_path = "meeting__pair", "person"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="taps")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_answers = models.BinaryField()
    tapped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "person"), name="taps_once_per_meeting"),
        )


class TryOut(SealedRow):
    """One thing to try until the next meeting. Its words are sealed; only counts leave the pair."""

    class State(models.TextChoices):
        OPEN = "open", _("to be tried")
        TESTED = "tested", _("tried")
        NOT_YET = "not_yet", _("not yet")
        DROPPED = "dropped", _("dropped")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="try_outs")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_text = models.BinaryField()
    try_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)


class Feedback(SealedRow):
    """What one of the two says to the other about something that happened, sealed."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="feedback")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_text = models.BinaryField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-sent_at",)


class Note(SealedRow):
    """A note or a question for later, of one or of the two, sealed."""

    class Kind(models.TextChoices):
        NOTE = "note", _("a note")
        QUESTION = "question", _("a question for later")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NOTE)
    is_shared = models.BooleanField(default=False)
    sealed_text = models.BinaryField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-written_at",)

    @property
    def words_sight(self) -> str:
        return "shared: " if self.is_shared else "private: "


class GoalMark(SealedRow):
    """How far a member has come with the goal, from -2 to +2; once a wave, sealed."""

    class Wave(models.TextChoices):
        HALF_TIME = "half_time", _("at half-time")
        END = "end", _("at the end")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="goal_marks")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    wave = models.CharField(max_length=9, choices=Wave.choices)
    sealed_mark = models.BinaryField()
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("pair", "author", "wave"), name="one_goal_mark_per_wave"
            ),
        )


class Wish(SealedRow):
    """What one member wants of what needs both. Sealed, so that a single yes or no is nobody's."""

    class About(models.TextChoices):
        RECIPROCAL = "reciprocal", _("both roles, both ways")
        RENEWAL = "renewal", _("going on for another while")
        CONTACT = "contact", _("keeping in touch afterwards")

    author_path = "person"

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="wishes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices)
    sealed_answer = models.BinaryField(default=b"")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("pair", "person", "about"), name="one_wish_each"),
        )
