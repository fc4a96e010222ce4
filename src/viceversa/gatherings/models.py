"""The day of a gathering: when and where. What happens there is an agenda, and knows no day."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.gatherings.kinds import MINUTES, Kind
from viceversa.lib.codes import new_code
from viceversa.lib.dates import say_moment
from viceversa.lib.models import Coded
from viceversa.programmes.models import Programme


def new_uid() -> str:
    """By what a gathering goes in calendars, for ever."""
    return f"{new_code()}@{urlsplit(settings.BASE_URL).hostname}"


class GatheringDay(Coded):
    """One gathering of a programme that has its day. `sequence` rises with every change.

    Without a place it is a day from the round before that nobody has looked through: only whoever
    leads sees it, and nobody is called."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="gathering_days")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    starts_at = models.DateTimeField()
    place = models.CharField(_("where"), max_length=200, blank=True)
    uid = models.CharField(max_length=120, unique=True, default=new_uid)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("starts_at",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "kind"), name="one_day_per_gathering"),
        )

    @property
    def title(self) -> str:
        """What it is called in the language of whoever reads."""
        return str(Kind(self.kind).label)

    @property
    def minutes(self) -> int:
        return MINUTES[Kind(self.kind)]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def zone(self) -> ZoneInfo:
        """The clocks by which it begins: those of the programme."""
        return ZoneInfo(self.programme.time_zone)

    @property
    def on(self) -> date:
        """Its day by these clocks."""
        return self.starts_at.astimezone(self.zone).date()

    @property
    def when(self) -> str:
        """Its moment as the programme's own people say it."""
        return say_moment(self.starts_at, zone=self.zone)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def event(self) -> str:
        """Under this name its calendar files stand in the outbox, each with its sequence."""
        return f"gathering:{self.pk}"
