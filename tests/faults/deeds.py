"""The deeds whose process is killed: each with a world of its own, made anew for every kill.

Worlds are handed over as codes, since a process that is dead has no objects to go on with.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from django.db.models import Model

from tests.faults import Codes, arriving, gatherings, leaving, pairs, surveys
from tests.faults.rows import Kind, tables_in
from viceversa.enrolment.models import Participation
from viceversa.impact.models import (
    Answer,
    Draft,
    PairedAnswer,
    Remark,
    ShutAnswer,
    Survey,
    Thread,
    Ticket,
)
from viceversa.pairing.models import Suggestion
from viceversa.people.models import Employment, Organisation, Person, TrailEntry, Unit
from viceversa.vault.models import AnswerKey, PairKey

EVERYTHING = tuple(tables_in("default"))
PEOPLE = (Organisation, Unit, Person, Employment, Participation)
ANSWERS = (Survey, Answer, Remark, ShutAnswer, Ticket, Draft, Thread, PairedAnswer)


@dataclass(frozen=True)
class Deed:
    """What is done, and once more after a kill; and the tables that it changes all or not at all.

    A deed that writes in several steps names only those that one of its steps changes. `twice` are
    rows of which there may be so many more after a kill. `is_well` is asked when it is through,
    whatever else must be so.
    """

    prepare: Callable[[], Codes]
    act: Callable[..., object]
    again: Callable[..., object] | None = None
    whole: Collection[type[Model]] = EVERYTHING
    twice: Collection[tuple[Kind, int]] = ()
    is_well: Callable[[], bool] = lambda: True


def _sending(size: int) -> Deed:
    """So many letters, one after the other."""
    return Deed(
        pairs.waiting(size),
        pairs.deliver,
        pairs.deliver_later,
        whole=(),
        is_well=pairs.each_has_left,
    )


DEEDS = {
    "apply": Deed(arriving.begun, arriving.hand_in),
    "apply late": Deed(partial(arriving.begun, days_left=-1), arriving.hand_in),
    "take an application back": Deed(arriving.sent, arriving.take_back),
    "tell decisions": Deed(arriving.decided, arriving.tell),
    "check a list": Deed(arriving.received(3), arriving.work, arriving.work_on, whole=()),
    "import a list": Deed(arriving.checked(3), arriving.work, arriving.work_on, whole=PEOPLE),
    "import a longer list": Deed(
        arriving.checked(20), arriving.work, arriving.work_on, whole=PEOPLE
    ),
    "order an import": Deed(arriving.ordered_import, arriving.order_import),
    "enrol by hand": Deed(arriving.unknown, arriving.enrol),
    "order a solution": Deed(pairs.unsolved, pairs.order_solution),
    "solve": Deed(pairs.ordered, arriving.work, arriving.work_on, whole=(Suggestion,)),
    "publish": Deed(pairs.board(4), pairs.publish),
    "publish many": Deed(pairs.board(16), pairs.publish),
    "publish what is decided": Deed(pairs.board(2, "organiser_decides"), pairs.publish),
    "accept first": Deed(pairs.proposed(), pairs.answer("yes")),
    "accept second": Deed(pairs.proposed(mentor_said="yes"), pairs.answer("yes")),
    "decline": Deed(pairs.proposed(mentor_said="yes"), pairs.answer("no")),
    "ask before answering": Deed(pairs.proposed(), pairs.answer("ask")),
    "send": _sending(2),
    "send more": _sending(8),
    "send many": _sending(60),
    "book a meeting": Deed(pairs.agreed, pairs.book_soon),
    "end a pair": Deed(pairs.met, pairs.end),
    "complete a pair": Deed(pairs.met, pairs.complete),
    "write a goal anew": Deed(pairs.met, pairs.write),
    "call to a kick-off": Deed(gatherings.dateless, gatherings.give_day),
    "move a kick-off": Deed(gatherings.called, gatherings.move),
    "call off a kick-off": Deed(gatherings.called, gatherings.take_away),
    "let an idea leave": Deed(pairs.shared, pairs.agree),
    "open a survey": Deed(surveys.planned, surveys.open_once),
    "answer a survey": Deed(surveys.surveyed("before", 2), surveys.send_once),
    "close the first survey": Deed(surveys.surveyed("before", 6), surveys.close, whole=ANSWERS),
    "close the survey at half-time": Deed(
        surveys.surveyed("half_time", 6), surveys.close, whole=ANSWERS
    ),
    "close the last survey": Deed(surveys.surveyed("after", 10), surveys.close, whole=ANSWERS),
    "close a survey of few": Deed(surveys.surveyed("before", 3), surveys.close, whole=ANSWERS),
    "erase a pair's words": Deed(pairs.met, pairs.shred, whole=(PairKey,)),
    "erase answers": Deed(surveys.surveyed("before", 2), surveys.destroy, whole=(AnswerKey,)),
    "erase somebody who asked": Deed(
        leaving.asked,
        leaving.grant,
        leaving.grant_and_start,
        whole=PEOPLE,
        twice=[((TrailEntry._meta.db_table, "- words_erased"), 1)],
    ),
    "erase somebody who applied": Deed(leaving.applied, leaving.forget),
}
