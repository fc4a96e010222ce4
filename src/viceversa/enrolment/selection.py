"""Tables of the selection: what reviewers found in an application, which two look like one human
but are not, and when the decisions are told by themselves."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from viceversa.enrolment.models import Application, Participation
from viceversa.lib.models import Coded
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

LOWEST, HIGHEST = 1, 4


def _mark() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        null=True, blank=True, validators=(MinValueValidator(LOWEST), MaxValueValidator(HIGHEST))
    )


class Review(Coded):
    """What a reviewer found, who did not see whose application it is; or that she knows, and then
    nothing else."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    has_conflict = models.BooleanField(default=False)
    learns = _mark()
    keeps = _mark()
    brings = _mark()
    reviewed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("application", "reviewer"), name="one_review_per_reviewer"
            ),
            models.CheckConstraint(
                condition=models.Q(has_conflict=True, learns=None, keeps=None, brings=None)
                | models.Q(
                    has_conflict=False,
                    learns__range=(LOWEST, HIGHEST),
                    keeps__range=(LOWEST, HIGHEST),
                    brings__range=(LOWEST, HIGHEST),
                ),
                name="a_review_or_a_conflict",
            ),
        )


class TwoPeople(Coded):
    """Two applications that look like one human's, and are not: whoever leads has said so."""

    one = models.ForeignKey(Application, models.CASCADE, related_name="+")
    other = models.ForeignKey(Application, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="two_people_said_once"),
        )


class Namesakes(Coded):
    """Two who take part and look like one human, and are not: whoever leads has said so."""

    one = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Participation, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="namesakes_said_once"),
        )


class PlannedTelling(Coded):
    """The drafted decisions are told at that moment, unless it is taken back. Whoever deletes the
    row may tell them: so it happens once."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="planned_telling")
    at = models.DateTimeField()
    ordered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
