"""What taking part costs in hours: the sum of meetings, events and preparation of the programme.

Minutes of the parts are the practice of programmes that have run: see docs/lead-it/applications.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme

HOUR = 60
MENTOR = "mentor"
OPEN_ENDED_MONTHS = 6  # an exchange without an end is told as so many months, a meeting in each
APPLYING = {"mentor": 5, "mentee": 2}
TRAINING: dict[str, tuple[Promise, int]] = {
    "mentor": (gettext_lazy("Training before the start"), 90),
    "mentee": (gettext_lazy("Briefing before the start"), 45),
}
PREPARING_A_MEETING = {"mentor": 20, "mentee": 1}
KICK_OFF, HALF_TIME, CIRCLE, LAST_TALK, CLOSING, SURVEYS = 90, 15, 60, 60, 90, 10


@dataclass(frozen=True)
class Part:
    """One thing that takes time."""

    name: str
    minutes: int

    @property
    def time(self) -> str:
        """In words: 20 min, 9 h, 4,5 h."""
        if self.minutes < HOUR:
            return _("%(minutes)s min") % {"minutes": self.minutes}
        return _("%(hours)s h") % {"hours": hours_of(self.minutes)}


@dataclass(frozen=True)
class TimeCost:
    """The parts, and what they come to."""

    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)

    @property
    def hours(self) -> str:
        """As a number in the language of the page: 18 or 14,5."""
        return hours_of(self.minutes)


def time_cost(programme: Programme, role: str) -> TimeCost:
    """What it costs a mentor or a mentee of this programme, from the application to the last
    survey."""
    return TimeCost(tuple(_parts(programme, role)))


def events_of(programme: Programme) -> list[Any]:
    """What everybody is called to, by the kind of programme that it was made from."""
    blueprint = blueprints().get(programme.blueprint)
    return list(blueprint.events) if blueprint else ["kick_off", "closing"]


def hours_of(minutes: int) -> str:
    """To the nearest half hour: how long a meeting takes is an average, and not known better."""
    halves = round(2 * minutes / HOUR)
    return str(number_format(halves / 2, decimal_pos=halves % 2))


def _parts(programme: Programme, role: str) -> Iterator[Part]:
    events = events_of(programme)
    times = programme.meetings_target or OPEN_ENDED_MONTHS
    yield Part(_("Applying"), APPLYING[role])
    name, minutes = TRAINING[role]
    yield Part(str(name), minutes)
    if "kick_off" in events:
        yield Part(_("Kick-off"), KICK_OFF)
    together = times * (programme.minutes_least + programme.minutes_most) // 2
    yield Part(_meetings(programme, times), together)
    yield Part(_("Preparing the meetings"), times * PREPARING_A_MEETING[role])
    if "half_time" in events:
        yield Part(_("Half-time, together"), HALF_TIME)
        if role == MENTOR:
            yield Part(_("Mentors' circle, without any leaders"), CIRCLE)
    if programme.meetings_target:
        yield Part(_("The last talk of the two"), LAST_TALK)
    if "closing" in events:
        yield Part(_("Closing, together"), CLOSING)
    yield Part(_("Short surveys"), SURVEYS)


def _meetings(programme: Programme, times: int) -> str:
    text = ngettext(
        "%(times)s meeting of %(minutes)s minutes",
        "%(times)s meetings of %(minutes)s minutes",
        times,
    )
    values = {"times": times, "minutes": _from_to(programme.minutes_least, programme.minutes_most)}
    if programme.meetings_target:
        return text % values
    return _("A meeting a month of %(minutes)s minutes, for %(times)s months") % values


def _from_to(least: int, most: int) -> str:
    if least == most:
        return str(most)
    return _("%(least)s to %(most)s") % {"least": least, "most": most}
