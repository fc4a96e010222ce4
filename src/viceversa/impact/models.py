"""Surveys, and what is kept of answers: sealed while a survey is open, nobody's afterwards."""

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.lib.models import Coded
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


class Survey(Coded):
    """What one role of a programme is asked at one time."""

    class Wave(models.TextChoices):
        BEFORE = "before", pgettext_lazy("a survey", "Before")
        HALF_TIME = "half_time", pgettext_lazy("a survey", "Half-time")
        AFTER = "after", pgettext_lazy("a survey", "After")
        LATER = "later", pgettext_lazy("a survey", "Half a year later")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a survey", "planned")
        OPEN = "open", pgettext_lazy("a survey", "open")
        CLOSED = "closed", pgettext_lazy("a survey", "closed")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="surveys")
    role = models.CharField(_("role"), max_length=6, choices=Participation.Role.choices)
    wave = models.CharField(_("when"), max_length=9, choices=Wave.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"))
    asked = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True, help_text="once it has closed")

    class Meta:
        ordering = ("closes_on", "role", "wave")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "role", "wave"), name="one_survey_per_role_and_wave"
            ),
        )

    @property
    def title(self) -> str:
        """When it is asked, and whom."""
        is_mentors = self.role == Participation.Role.MENTOR
        return (
            f"{self.get_wave_display()}: {gettext('mentors') if is_mentors else gettext('mentees')}"
        )


class OwnItem(Coded):
    """What an organiser asks beside the instrument, on a scale from 1 to 7."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="own_items")
    number = models.PositiveSmallIntegerField()
    sv = models.CharField(_("in Swedish"), max_length=200)
    en = models.CharField(_("in English"), max_length=200)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("survey", "number"), name="own_items_are_numbered"),
        )


class Ticket(Coded):
    """That somebody is asked, and whether she has answered: no time, and no way to what she said.

    Closing deletes it.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tickets")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("survey", "person"), name="one_ticket_per_person"),
        )


class Draft(Coded):
    """Half an answer, boxed up, so that she may go on later. Sending or closing deletes it."""

    ticket = models.OneToOneField(Ticket, models.CASCADE)
    box = models.BinaryField()


class ShutAnswer(Coded):
    """A sent answer, boxed up until its survey closes. Every box is of the same size."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="shut_answers")
    box = models.BinaryField()


class Answer(Coded):
    """What somebody has answered, of a closed survey; nobody can say who."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    values = models.JSONField(help_text="item: value")


class Remark(Coded):
    """What somebody has said in her own words, apart from all else that she has answered."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="remarks")
    text = models.TextField(max_length=1000)
    may_be_quoted = models.BooleanField(default=False, help_text="outside, without a name")


class Thread(Coded):
    """An answer from before, boxed up with a pseudonym until the answers of later close."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="threads")
    box = models.BinaryField()


class PairedAnswer(Coded):
    """What somebody has answered before and later; nobody can say who."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="paired_answers")
    before = models.JSONField(help_text="item: value")
    later = models.JSONField(help_text="item: value")
