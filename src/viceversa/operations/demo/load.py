"""Loading the demo: in demo mode only, all or nothing, and never twice."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import connections as databases
from django.db import transaction
from django.utils import timezone

from viceversa.half_time.actions import open_half_time
from viceversa.lib.dates import local_moment
from viceversa.operations.demo import (
    chamber,
    connections,
    ended,
    gatherings,
    ideas,
    keeping,
    large,
    meetings,
    norrvidde,
    pairs,
    stories,
    surveys,
)
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.privacy.actions import ask_for_erasure
from viceversa.programmes.models import Programme

PUBLISHED_ON_DAY = timedelta(days=9)
PUBLISHED_AT = time(10)


class NotADemoError(Exception):
    """Made-up people have no business among real ones."""


def load_demo(size: int | None = None) -> list[Programme]:
    """Brings in what of the demo is missing, and gives the programmes that are new: the chamber's
    round, the one that waits for its list and the one that has ended; with a size also a round
    with so many seniors.

    Raises NotADemoError in production.
    """
    _refuse_production()
    with transaction.atomic():
        coordinator, is_new = chamber.first_coordinator()
        made = _small_ones(coordinator) if is_new else []
    if size and not large.is_there():
        made.append(large.create_large(coordinator, size=size, today=_today()))
    return made


def empty_demo() -> None:
    """Throws away all that database and keyring hold. Raises NotADemoError in production."""
    _refuse_production()
    for alias in databases:
        call_command("flush", database=alias, interactive=False, verbosity=0)


def _refuse_production() -> None:
    if not settings.IS_DEMO:
        raise NotADemoError(
            "The demo lets anybody look as anybody and is never loaded in production. "
            "Set VICEVERSA_MODE=demo, and a data directory of its own."
        )


def _small_ones(coordinator: Person) -> list[Programme]:
    chambers = _chamber(coordinator)
    return [
        chambers,
        norrvidde.create_norrvidde(coordinator, today=_today()),
        ended.create_ended(chambers, by=coordinator, today=_today()),
    ]


def _chamber(coordinator: Person) -> Programme:
    """The chamber's round, in the order in which it happened."""
    today = _today()
    programme = chamber.create_chamber(coordinator, today=today)
    people = chamber.enrol_in_time(programme, late=pairs.LATE)
    chamber.give_roles(programme, people, by=coordinator)
    published_at = local_moment(
        programme.starts_on + PUBLISHED_ON_DAY, PUBLISHED_AT, zone=ZoneInfo(programme.time_zone)
    )
    published = pairs.publish_first_pairs(programme, people, by=coordinator, at=published_at)
    meetings.agree(published)
    meetings.meet(programme, published, today=today)
    keeping.keep(programme, published, today=today)
    ideas.share(published, today=today)
    stories.tell(published, today=today)
    pairs.propose_late_pair(programme, by=coordinator)
    pairs.end_one(published[pairs.ENDED])
    ask_for_erasure(published[pairs.ENDED].mentor.person)
    pairs.draft_the_rest(programme, by=coordinator)
    surveys.ask(programme, today=today, by=coordinator)
    open_half_time(programme)
    gatherings.give_days(programme, by=coordinator)
    connections.connect(programme, by=coordinator)
    connections.connect_directory(programme, by=coordinator)
    record("loaded the demo", programme, by=None)
    return programme


def _today() -> date:
    return timezone.localdate()
