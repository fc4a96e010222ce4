"""The chamber's pairs: fifteen published nine weeks ago, one this morning, and a draft of the rest.

What lies in the past is written as rows with its own dates, scored by the engine itself; what
happens on the day of loading goes the way that everybody goes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from viceversa import __version__
from viceversa.enrolment.models import Participation
from viceversa.matching import Desk, Solution
from viceversa.operations.demo.chamber import People, enrol_all, open_accounts
from viceversa.operations.demo.people import rows
from viceversa.pairing import queries
from viceversa.pairing.actions import answer_pair, open_solution, publish_proposal, solve_proposal
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.pairing.solving import Pool, figures_to_store, pool_of, unmatched_to_store
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

LATE = LATE_MENTEE, LATE_MENTOR = "Eva-Lena Strömgren", "Ines Karlefalk"
ENDED = "Fredrik Ankarswed"
ENDED_AFTER = timedelta(weeks=4)
SEED = 1


def publish_first_pairs(
    programme: Programme, people: People, *, by: Person, at: datetime
) -> dict[str, Pair]:
    """The pairs of pairs.csv, active since both said yes; by the mentee's name."""
    lines = list(rows("pairs.csv"))
    pool = pool_of(programme)
    desk = Desk(pool.problem)
    by_hand = solution_as_published(desk, lines, people)
    proposal = Proposal.objects.create(
        programme=programme,
        number=1,
        state=Proposal.State.PUBLISHED,
        created_at=at - timedelta(days=2),
        created_by=by,
        seed=SEED,
        engine_version=__version__,
        figures=_figures(desk, lines, people, by_hand),
        unmatched=unmatched_to_store(by_hand.unmatched),
        published_at=at,
        published_by=by,
    )
    suggestions = _suggestions(proposal, pool, by_hand, lines)
    Suggestion.objects.bulk_create(suggestions.values())
    pairs = {
        row["mentee"]: active_pair(number, suggestions[row["mentee"]], at=at)
        for number, row in enumerate(lines, start=1)
    }
    Pair.objects.bulk_create(pairs.values())
    open_accounts(seat for pair in pairs.values() for seat in (pair.mentor, pair.mentee))
    return pairs


def solution_as_published(desk: Desk, lines: Sequence[dict[str, str]], people: People) -> Solution:
    """The engine's words about the pairs as they were given, whoever chose them."""
    return desk.solve(seed=SEED, locks=[_match(row, people) for row in lines])


def propose_late_pair(programme: Programme, *, by: Person) -> Pair:
    """She came late, so this pair is published today: its mentor has said yes, she has not."""
    applied = [r for r in rows("participants.csv") if r["name"] in LATE]
    people = enrol_all(programme, applied)
    two = people[LATE_MENTOR].pk, people[LATE_MENTEE].pk
    proposal, _ = open_solution(programme, by=by, lock=two)
    solve_proposal(proposal.pk)
    proposal.refresh_from_db()
    (pair,) = publish_proposal(proposal, by=by, seen=queries.fingerprint(proposal))
    return answer_pair(pair, by=people[LATE_MENTOR].person, answer=Pair.Answer.YES)


def end_one(pair: Pair) -> None:
    """One pair ended early. Nobody is asked why; the senior does not go on, the mentor would."""
    pair.state, pair.ended_at = Pair.State.ENDED, pair.proposed_at + ENDED_AFTER
    pair.save(update_fields=["state", "ended_at"])
    pair.mentee.state = Participation.State.WITHDRAWN
    pair.mentee.save(update_fields=["state"])


def draft_the_rest(programme: Programme, *, by: Person) -> None:
    """A draft for those who are without a partner today."""
    proposal, _ = open_solution(programme, by=by)
    solve_proposal(proposal.pk)


def active_pair(number: int, suggestion: Suggestion, *, at: datetime) -> Pair:
    """An unsaved pair that was published then, and to which both said yes soon after."""
    mentors_answer = at + timedelta(hours=3 + number)
    mentees_answer = at + timedelta(days=1 + number % 3, hours=1)
    return Pair(
        programme=suggestion.proposal.programme,
        proposal=suggestion.proposal,
        number=number,
        mentor=suggestion.mentor,
        mentee=suggestion.mentee,
        score=suggestion.score,
        reasons=suggestion.reasons,
        state=Pair.State.ACTIVE,
        mentor_answer=Pair.Answer.YES,
        mentor_answered_at=mentors_answer,
        mentee_answer=Pair.Answer.YES,
        mentee_answered_at=mentees_answer,
        proposed_at=at,
        active_since=max(mentors_answer, mentees_answer),
    )


def _match(row: dict[str, str], people: People) -> tuple[str, str]:
    return people[row["mentor"]].person_id, people[row["mentee"]].person_id


def _figures(
    desk: Desk, lines: Sequence[dict[str, str]], people: People, by_hand: Solution
) -> dict[str, Any]:
    """Where the board stood when it was published, against the best that was to be had."""
    locks = tuple(_match(row, people) for row in lines if row["held_by"] == "lock")
    held = Desk(replace(desk.problem, locks=locks))
    best = figures_to_store(held, held.solve(seed=SEED))
    return {**best, "now": by_hand.standing._asdict()}


def _suggestions(
    proposal: Proposal, pool: Pool, solution: Solution, lines: Sequence[dict[str, str]]
) -> dict[str, Suggestion]:
    held = {row["mentee"]: row["held_by"] for row in lines}
    suggestions = {}
    for pair in solution.pairs:
        name = pool.people[pair.mentee].person.full_name
        suggestions[name] = pool.suggestion(
            pair,
            proposal=proposal,
            is_locked=held[name] == "lock",
            by_hand=held[name] == "hand",
        )
    return suggestions
