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


class ProgrammeGoal(Coded):
    """What the organiser hopes that the round gives, and afterwards what came of it."""

    class Reached(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("cannot be told")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    set_on = models.DateField(_("the day on which it was set"))
    text = models.CharField(_("goal"), max_length=200)
    sign = models.CharField(_("sign"), max_length=200)
    reached = models.CharField(_("reached"), max_length=7, choices=Reached.choices, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=500, blank=True)

    class Meta:
        ordering = ("set_on", "text")
