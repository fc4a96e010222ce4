"""A deed is killed at one point after the other, looked at, done again, and looked at again."""

from collections.abc import Callable, Iterable
from itertools import count
from typing import NamedTuple

from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.faults import Codes
from tests.faults.deeds import EVERYTHING, Deed
from tests.faults.dying import killed, points_of, really_killed
from tests.faults.invariants import broken
from tests.faults.rows import Rows, all_rows
from viceversa.notices.models import Letter
from viceversa.vault.models import Mark

LAGS = (Mark,)
"""The marks of revisions follow the commit, in the other database, and may lag behind it: whoever
opens a text makes up for that (see `PairVault`)."""
Kill = Callable[[int, Callable[[], object]], bool]


class Unharmed(NamedTuple):
    """What a deed changes when nobody is killed: it alone, and done once more."""

    once: Rows
    again: Rows


def sweep(deed: Deed, points: Iterable[int] | None = None, *, kill: Kill = killed) -> int:
    """How many kills it has survived: at these points, or at all until it comes through."""
    unharmed, survived = without_a_kill(deed), 0
    for point in points or count(1):
        was_killed, left = struck(deed, point, unharmed, kill=kill)
        assert was_killed or left == unharmed.once
        if not was_killed:
            break
        survived += 1
    return survived


def agree(deed: Deed, points: Iterable[int]) -> None:
    """A process that the system kills leaves, at each of these points, what one leaves that only
    dropped its connections."""
    unharmed = without_a_kill(deed)
    for point in points:
        ways = [struck(deed, point, unharmed, kill=kill) for kill in (killed, really_killed)]
        assert ways[0] == ways[1], point


def points_in(deed: Deed) -> int:
    world, _ = prepared(deed)
    return points_of(lambda: deed.act(*world))


def without_a_kill(deed: Deed) -> Unharmed:
    world, before = prepared(deed)
    deed.act(*world)
    once = all_rows().since(before)
    again(deed, world)
    assert once.of(deed.whole or EVERYTHING)
    assert broken() == []
    return Unharmed(once, all_rows().since(before))


def struck(deed: Deed, point: int, unharmed: Unharmed, *, kill: Kill) -> tuple[bool, Rows]:
    """One kill: what it leaves is whole, and doing it again makes up for it."""
    world, before = prepared(deed)
    was_killed = kill(point, lambda: deed.act(*world))
    left = all_rows().since(before)
    whole = [table for table in deed.whole if table not in LAGS]
    assert left.of(whole) in ({}, unharmed.once.of(whole)), point
    assert broken() == [], point
    again(deed, world)
    lacking = all_rows().since(before).since(unharmed.again)
    lacking = Rows({kind: n for kind, n in lacking.items() if (kind, n) not in deed.twice})
    assert lacking == lacking.of(LAGS), point
    assert deed.is_well(), point
    assert broken() == [], point
    return was_killed, left


def prepared(deed: Deed) -> tuple[Codes, Rows]:
    """A new world, with nothing in the queue or the outbox from those before."""
    DBTaskResult.objects.all().delete()
    Letter.objects.all().delete()
    mail.outbox.clear()
    world = deed.prepare()
    return world, all_rows()


def again(deed: Deed, world: Codes) -> None:
    (deed.again or deed.act)(*world)
