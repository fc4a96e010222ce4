"""Two deeds at once, in two threads with a connection each, and what becomes of them."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import repeat
from threading import Barrier
from typing import Any
from unittest.mock import patch

from django.core import mail
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import make_application, make_call, make_partner, make_person, make_programme
from tests.faults import Codes, arriving, pairs, surveys
from tests.faults.invariants import broken
from tests.pairing.boards import drafted
from tests.pairing.rounds import make_round
from viceversa.conversations.actions import StateError
from viceversa.conversations.queries import OPEN
from viceversa.enrolment.actions import invitations
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.impact.errors import SurveyError
from viceversa.notices.models import Letter
from viceversa.pairing import actions, moves
from viceversa.pairing.errors import AlreadyPublished, AnswerClosed, BoardChanged
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import TrailEntry
from viceversa.programmes.models import Partner

LONGEST_PAUSE = 0.002  # seconds before a statement, by the dice
REFUSED = (AlreadyPublished, AnswerClosed, BoardChanged, StateError, SurveyError,
           invitations.TooManyError)  # fmt: skip
Deed = Callable[..., object]


@dataclass(frozen=True)
class Race:
    """Two who do something to the same world, and whether what came of it is fair: told how many
    were refused, and the world."""

    prepare: Callable[[], Codes]
    one: Deed
    other: Deed
    is_fair: Callable[..., bool]


def run(race: Race, rounds: int) -> int:
    """In how many rounds something broke."""
    with ThreadPoolExecutor(2) as both:
        try:
            return sum(not _is_well(race, both, dice) for dice in range(rounds))
        finally:
            barrier = Barrier(2)
            list(both.map(_leave, repeat(barrier, 2)))


@contextmanager
def without_locks() -> Iterator[None]:
    """A claim looks first and writes then, no row is held, and on SQLite a transaction does not
    keep others out from its beginning."""
    update = QuerySet.update

    def look_and_write(found: QuerySet[Any], **fields: Any) -> int:
        codes = list(found.values_list("pk", flat=True))
        time.sleep(LONGEST_PAUSE)
        return update(found.model._base_manager.using(found.db).filter(pk__in=codes), **fields)

    def begin(of: DatabaseWrapper) -> None:
        of.cursor().execute("BEGIN")

    with ExitStack() as stack:
        for place, name, instead in (
            (QuerySet, "update", look_and_write),
            (QuerySet, "select_for_update", lambda found, **_: found),
            (DatabaseWrapper, "_start_transaction_under_autocommit", begin),
        ):
            stack.enter_context(patch.object(place, name, instead))
        yield


def _is_well(race: Race, both: ThreadPoolExecutor, dice: int) -> bool:
    for table in (DBTaskResult, Letter):
        table.objects.all().delete()
    mail.outbox.clear()
    world, barrier = race.prepare(), Barrier(2)
    starts = [
        both.submit(_start, deed, world, barrier, random.Random(f"{dice} {number}"))
        for number, deed in enumerate((race.one, race.other))
    ]
    said = [each.result() for each in starts]
    return "error" not in said and race.is_fair(said.count("refused"), *world) and not broken()


def _start(deed: Deed, world: Codes, barrier: Barrier, dice: random.Random) -> str:
    def wait(execute: Callable[..., Any], *rest: Any) -> Any:
        time.sleep(dice.uniform(0, LONGEST_PAUSE))
        return execute(*rest)

    connection.ensure_connection()
    barrier.wait()
    with connection.execute_wrapper(wait):
        try:
            deed(*world)
        except REFUSED:
            return "refused"
        except Exception:  # whatever it is: the page of one of the two would have failed
            return "error"
    return "done"


def _leave(barrier: Barrier) -> None:
    barrier.wait()
    connections.close_all()


# --- the deeds ---------------------------------------------------------------------------------


def two_begun() -> Codes:
    call = make_call(make_programme())
    fields = {"state": "begun", "sent_at": None, "promised_on": None, "doubts": ["boss"]}
    return (*(make_application(call, **fields).pk for _ in range(2)), call.pk)


def hand_in_first(first: str, *_: str) -> None:
    arriving.hand_in(first)


def hand_in_second(_: str, second: str, __: str) -> None:
    arriving.hand_in(second)


def both_count(_: int, first: str, second: str, call: str) -> bool:
    sent = Application.objects.filter(pk__in=(first, second), state="sent").count()
    return (sent, Call.objects.get(pk=call).doubts) == (2, {"boss": 2})


def one_place_left() -> Codes:
    """A partner may invite one more today."""
    programme = make_programme()
    partner = make_partner(programme, programme.organisation)
    call = make_call(programme)
    now = timezone.now()
    Invitation.objects.bulk_create(
        Invitation(call=call, partner=partner, email=f"{n}@{call.pk}.example.com", invited_at=now)
        for n in range(invitations.MOST_A_DAY - 1)
    )
    return partner.pk, call.pk


def invite_own(partner: str, call: str) -> None:
    who = make_person()
    names = {"given_name": "Noa", "family_name": "Ny", "email": who.email, "language": "en"}
    found = Partner.objects.get(pk=partner), Call.objects.get(pk=call)
    invitations.invite_own(*found, names, by=who)


def no_more_than_may(refused: int, partner: str, _: str) -> bool:
    there = Invitation.objects.filter(partner=partner).count()
    return (refused, there) == (1, invitations.MOST_A_DAY)


def separate(code: str) -> None:
    proposal = Proposal.objects.select_related("programme").get(pk=code)
    table = moves.table_of(proposal)
    change = moves.separation(table, next(iter(table.suggestions.values())))
    by = proposal.programme.first_contact
    actions.separate(table, change, by=by, seen=change.fingerprint)


def board_with_choice() -> Codes:
    return (drafted(make_round(3, 4)).proposal.pk,)


def one_of_two(refused: int, *_: str) -> bool:
    return refused == 1


def at_most_one(refused: int, *_: str) -> bool:
    return refused <= 1


def say_no(role: str) -> Deed:
    def act(code: str) -> None:
        pair = pairs.pair_of(code)
        actions.answer_pair(pair, by=getattr(pair, role).person, answer=Pair.Answer.NO)

    return act


def told_once(refused: int, pair: str) -> bool:
    told = TrailEntry.objects.filter(about=f"pair:{pair}", verb="was not formed").count()
    return (refused, told) == (1, 1)


def each_left_once(*_: object) -> bool:
    left = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    return len(left) == len(set(left)) == Letter.objects.count()


def order_and_work(people_import: str) -> None:
    arriving.order_import(people_import)
    arriving.work()


def brought_in_once(_: int, people_import: str) -> bool:
    jobs = DBTaskResult.objects.filter(task_path__endswith="apply_list").count()
    found = PeopleImport.objects.get(pk=people_import)
    return (jobs, found.state) == (1, PeopleImport.State.APPLIED)


def nothing_is_open(_: int, code: str) -> bool:
    pair = Pair.objects.get(pk=code)
    return pair.is_over and not pair.meetings.filter(state__in=OPEN).exists()


RACES = {
    "one application is sent twice": Race(
        arriving.begun, arriving.hand_in, arriving.hand_in, at_most_one
    ),
    "two apply with doubts": Race(two_begun, hand_in_first, hand_in_second, both_count),
    "one place is left for two": Race(one_place_left, invite_own, invite_own, no_more_than_may),
    "two publish": Race(pairs.board(2), pairs.publish_once, pairs.publish_once, one_of_two),
    "one publishes, one moves": Race(board_with_choice, pairs.publish_once, separate, one_of_two),
    "both decline": Race(pairs.proposed(), say_no("mentor"), say_no("mentee"), told_once),
    "a survey closes on an answer": Race(
        surveys.surveyed("before", 5), surveys.close, surveys.send_once, at_most_one
    ),
    "two workers deliver": Race(pairs.waiting(4), pairs.deliver, pairs.deliver, each_left_once),
    "a list is brought in twice": Race(
        arriving.ordered_import, order_and_work, order_and_work, brought_in_once
    ),
    "one ends it, one books": Race(pairs.agreed, pairs.end, pairs.book_soon, nothing_is_open),
}
