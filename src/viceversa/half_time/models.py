"""Half-time as it was told on its day, and the sponsor's thanks."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.lib.models import Coded
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


class HalfTime(Coded):
    """How a round stood at half-time: figures as they are told, never what they are made of.

    They are kept from that day on, so that nobody can compare two days.
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="half_time")
    opened_on = models.DateField()
    told = models.JSONField(help_text="all, ideas, and by partner: figure: [least, most]")


class Thanks(Coded):
    """What a sponsor has written to those who take part, once at half-time."""

    class To(models.TextChoices):
        BOTH = "both", _("mentors and mentees")
        MENTORS = "mentors", _("mentors only")

    half_time = models.OneToOneField(HalfTime, models.CASCADE, related_name="thanks")
    text = models.TextField(_("your thanks"), max_length=1500)
    to = models.CharField(_("to whom"), max_length=7, choices=To.choices)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
