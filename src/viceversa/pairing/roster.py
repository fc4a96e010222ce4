"""The published pairs for their coordinator, and the next best for somebody left over."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from viceversa.enrolment.models import Participation
from viceversa.matching import Desk, ProblemError
from viceversa.pairing import queries, words
from viceversa.pairing.access import Sight
from viceversa.pairing.board import work_line
from viceversa.pairing.models import Pair, Proposal
from viceversa.pairing.solving import pool_of, role_of
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import topics_by_code

PAGE = 100
NEXT_BEST = 5


@dataclass(frozen=True)
class Listed:
    """One pair. Of a pair that was not formed nobody's answer is shown."""

    pair: Pair
    mentor_answer: str
    mentee_answer: str
    free: list[Participation]

    @property
    def is_waiting(self) -> bool:
        return self.pair.state == Pair.State.PROPOSED

    @property
    def wants_to_ask(self) -> bool:
        return Pair.Answer.ASK in (self.mentor_answer, self.mentee_answer)


class Roster:
    """All published pairs of a programme."""

    def __init__(self, programme: Programme, *, state: str = "") -> None:
        self.programme = programme
        self.state = state if state in Pair.State.values else ""

    @cached_property
    def states(self) -> list[tuple[str, str, int]]:
        """Code, name and number of the states in which there are pairs."""
        counts = queries.pair_states(self.programme)
        return [
            (code, str(name), counts[code]) for code, name in Pair.State.choices if counts[code]
        ]

    @property
    def total(self) -> int:
        return sum(count for _, _, count in self.states)

    def page(self, number: str | None) -> Page[Pair]:
        pairs = queries.pairs_of(self.programme)
        found = pairs.filter(state=self.state) if self.state else pairs
        return Paginator(found, PAGE).get_page(number)

    def rows(self, page: Iterable[Pair]) -> list[Listed]:
        """Pairs with what the coordinator may know of their answers."""
        taken = queries.people_in_pairs(self.programme)
        return [_listed(pair, taken) for pair in page]


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be the next partner."""

    seat: Participation
    line: str
    band: str
    score: int
    why: str
    is_free: bool


@dataclass(frozen=True)
class NextBest:
    """The best partners for one person; a draft that is open takes them by hand, else a new one."""

    seat: Participation
    candidates: list[Candidate]
    draft: Proposal | None


def next_best(sight: Sight, seat: Participation) -> NextBest:
    """The allowed partners with the highest scores, those who are free first."""
    draft = queries.open_proposal(sight.programme)
    return NextBest(seat, _candidates(sight, seat), draft)


def _candidates(sight: Sight, seat: Participation) -> list[Candidate]:
    try:
        pool = pool_of(sight.programme, everybody=True)
    except ProblemError:
        return []
    desk, free = Desk(pool.problem), pool.with_room
    role = role_of(seat)
    tell = words.Tell(topics_by_code(sight.programme))
    found = []
    for pair in desk.alternatives(seat.person_id, role, limit=len(pool.people)):
        other = pool.people[pair.mentee if role == "mentor" else pair.mentor]
        found.append(
            Candidate(
                other,
                work_line(other.person),
                words.band(pair.score, sight.programme),
                int(pair.score),
                tell.sentence((r.code, r.points, list(r.what)) for r in pair.reasons),
                other.person_id in free,
            )
        )
    return sorted(found, key=lambda one: not one.is_free)[:NEXT_BEST]


def _listed(pair: Pair, taken: set[str]) -> Listed:
    if pair.state != Pair.State.DECLINED:
        return Listed(pair, pair.mentor_answer, pair.mentee_answer, [])
    free = [seat for seat in (pair.mentee, pair.mentor) if seat.person_id not in taken]
    return Listed(pair, "", "", free)
