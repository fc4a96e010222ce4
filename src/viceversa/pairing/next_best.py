"""The next best partners for somebody left over."""

from dataclasses import dataclass

from viceversa.enrolment.models import Participation
from viceversa.matching import Desk, ProblemError
from viceversa.pairing import queries, words
from viceversa.pairing.access import Sight
from viceversa.pairing.board import work_line
from viceversa.pairing.models import Proposal
from viceversa.pairing.solving import pool_of, role_of
from viceversa.programmes.topics import topics_by_code

SHOWN = 5


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
        desk = Desk(pool.problem)
    except ProblemError:
        return []
    free = pool.with_room
    role = role_of(seat)
    tell = words.Tell(topics_by_code(sight.programme), may_see_private=sight.decides)
    found = []
    for pair in desk.alternatives(seat.person_id, role, limit=len(pool.people)):
        other = pool.people[pair.mentee if role == "mentor" else pair.mentor]
        found.append(
            Candidate(
                other,
                work_line(other.person, sight.programme),
                words.band(pair.score, sight.programme),
                int(pair.score),
                tell.sentence((r.code, r.points, list(r.what)) for r in pair.reasons),
                other.person_id in free,
            )
        )
    return sorted(found, key=lambda one: not one.is_free)[:SHOWN]
