"""What the organiser tells the report, because nothing in the software knows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viceversa.lib.models import Coded
from viceversa.programmes.models import Programme


class Staying(Coded):
    """How many are still with their employer: of the mentors, and of those who applied and had no
    place. Counts, and nobody in them."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="staying")
    asked_on = models.DateField(_("the day on which you asked"))
    mentors = models.PositiveSmallIntegerField(_("mentors in all"))
    mentors_stayed = models.PositiveSmallIntegerField(_("mentors who are still there"))
    others = models.PositiveSmallIntegerField(_("others in all"))
    others_stayed = models.PositiveSmallIntegerField(_("others who are still there"))

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(mentors_stayed__lte=models.F("mentors"))
                & models.Q(others_stayed__lte=models.F("others")),
                name="no_more_stay_than_there_are",
            ),
        )
