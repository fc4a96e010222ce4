"""The letters of this room, each with an example."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.gatherings.kinds import Kind
from viceversa.gatherings.letters import facts
from viceversa.gatherings.models import GatheringDay
from viceversa.lib.dates import local_moment
from viceversa.notices.samples import Context, example_person, letter_sample
from viceversa.notices.samples import Kind as LetterKind
from viceversa.programmes.letter_samples import example_programme

BOTH = ("mentor", "mentee")
THURSDAY = 3


def example_day(kind: Kind, *, weeks: int = 2) -> GatheringDay:
    """A gathering that does not exist, on a Thursday so many weeks from this one."""
    day = GatheringDay(pk="example", programme=example_programme(), kind=kind)
    today = timezone.localdate()
    on = today + timedelta(days=THURSDAY - today.weekday(), weeks=weeks)
    day.starts_at = local_moment(on, time(15), zone=day.zone)
    day.place = _("the large hall, second floor")
    return day


@letter_sample(
    "gatherings/kick_off_called",
    to=BOTH,
    when=gettext_lazy("two weeks before the kick-off; later, as soon as it has a day"),
)
def kick_off_called(role: str) -> Context:
    return facts(example_day(Kind.KICK_OFF), example_person(role), role)


@letter_sample(
    "gatherings/kick_off_near",
    kind=LetterKind.MEETING,
    to=BOTH,
    when=gettext_lazy("two days before the kick-off"),
)
def kick_off_near(role: str) -> Context:
    return facts(example_day(Kind.KICK_OFF, weeks=1), example_person(role), role)


@letter_sample(
    "gatherings/circle_called",
    to=("mentor",),
    when=gettext_lazy("two weeks before the mentors' circle; later, as soon as it has a day"),
)
def circle_called(role: str) -> Context:
    return facts(example_day(Kind.CIRCLE), example_person(role), role)


@letter_sample(
    "gatherings/moved",
    to=BOTH,
    when=gettext_lazy("when its day or place changes after a letter has told of it"),
)
def moved(role: str) -> Context:
    return facts(example_day(Kind.KICK_OFF), example_person(role), role)


@letter_sample(
    "gatherings/called_off",
    to=BOTH,
    when=gettext_lazy("when it is called off after a letter has told of it"),
)
def called_off(role: str) -> Context:
    return facts(example_day(Kind.KICK_OFF), example_person(role), role)
