"""Proposals on the board, and the pairs that come of them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.lib.models import Coded
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


class Proposal(Coded):
    """A draft of who meets whom; publishing freezes it. Each programme has at most one draft."""

    class State(models.TextChoices):
        SOLVING = "solving", _("being solved")
        DRAFT = "draft", _("draft")
        FAILED = "failed", _("could not be solved")
        PUBLISHED = "published", _("published")
        REPLACED = "replaced", _("replaced by a later draft")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SOLVING)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    step = models.CharField(max_length=40, blank=True, help_text="what the solver is doing")
    seed = models.PositiveIntegerField(default=1)
    engine_version = models.CharField(max_length=20, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    unmatched = models.JSONField(default=list, blank=True)
    error = models.JSONField(default=dict, blank=True, help_text="template and values")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="proposals_are_numbered"),
            models.UniqueConstraint(
                fields=("programme",),
                condition=models.Q(state__in=("solving", "draft")),
                name="one_open_draft_per_programme",
            ),
        )


class Suggestion(Coded):
    """One pair on the board, with its score and what the score is made of."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="suggestions")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    score = models.SmallIntegerField()
    reasons = models.JSONField(default=list, help_text="[code, points, values]")
    is_locked = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    overridden_rules = models.JSONField(default=list, blank=True)
    override_reason = models.CharField(_("reason"), max_length=400, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "mentor", "mentee"), name="no_pair_twice_in_a_proposal"
            ),
        )


class Exclusion(Coded):
    """ "Not these two", said by hand on the board."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="exclusions")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "mentor", "mentee"), name="one_exclusion_per_two"
            ),
        )


class Pair(Coded):
    """Two people who were proposed to each other, and what became of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for answers")
        ACTIVE = "active", _("active")
        DECLINED = "declined", _("not formed")
        ENDED = "ended", _("ended")
        COMPLETED = "completed", _("completed")

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        YES = "yes", _("yes")
        ASK = "ask", _("wants to ask")
        NO = "no", _("no")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="pairs")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="pairs")
    number = models.PositiveIntegerField()
    mentor = models.ForeignKey(Participation, models.PROTECT, related_name="pairs_as_mentor")
    mentee = models.ForeignKey(Participation, models.PROTECT, related_name="pairs_as_mentee")
    score = models.SmallIntegerField()
    reasons = models.JSONField(default=list)
    overridden_rules = models.JSONField(default=list, blank=True)
    override_reason = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    mentor_answer = models.CharField(
        max_length=3, choices=Answer.choices, default=Answer.NONE, blank=True
    )
    mentor_answered_at = models.DateTimeField(null=True, blank=True)
    mentee_answer = models.CharField(
        max_length=3, choices=Answer.choices, default=Answer.NONE, blank=True
    )
    mentee_answered_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    active_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="the last day, once prolonged")
    paused_at = models.DateTimeField(null=True, blank=True)
    resumes_on = models.DateField(null=True, blank=True, help_text="when a pause ends, or ended")
    is_reciprocal = models.BooleanField(default=False)
    called_at = models.DateTimeField(null=True, blank=True, help_text="when both were rung last")
    call_from = models.DateField(
        null=True, blank=True, help_text="the Monday from which both are to be rung, never why"
    )

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="pairs_are_numbered"),
            models.UniqueConstraint(
                fields=("programme", "mentor", "mentee"), name="no_two_people_paired_twice"
            ),
            models.CheckConstraint(
                condition=models.Q(paused_at__isnull=True) | models.Q(resumes_on__isnull=False),
                name="a_pause_has_an_end",
            ),
        )

    @property
    def is_over(self) -> bool:
        """Whether the two have been a pair and are none any more."""
        return self.state in (self.State.ENDED, self.State.COMPLETED)

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None


class Recheck(Coded):
    """A job has changed, and the two may depend on each other now. They are asked; nothing breaks
    by itself."""

    class Outcome(models.TextChoices):
        OPEN = "", _("not decided yet")
        WAIVED = "waived", _("they may go on")
        ENDED = "ended", _("the pair has ended")
        PASSED = "passed", _("the rules are kept again")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="rechecks")
    rules = models.JSONField(default=list, help_text="codes of the rules that are broken now")
    found_at = models.DateTimeField(default=timezone.now)
    mentor_confirmed_at = models.DateTimeField(null=True, blank=True)
    mentee_confirmed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=6, choices=Outcome.choices, default=Outcome.OPEN, blank=True
    )
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-found_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("pair",), condition=models.Q(outcome=""), name="one_open_recheck_per_pair"
            ),
        )
