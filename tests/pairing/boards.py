"""A round with a solved draft, and what tests ask about it."""

from dataclasses import dataclass

from tests.pairing.rounds import Round
from viceversa.enrolment.models import Participation
from viceversa.pairing import actions, moves, queries
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.people.models import Person


@dataclass(frozen=True)
class Drafted:
    """A draft on the board of a round."""

    round: Round
    proposal: Proposal

    @property
    def code(self) -> str:
        return self.round.programme.pk

    @property
    def alice(self) -> Person:
        return self.round.coordinator

    @property
    def suggestions(self) -> list[Suggestion]:
        """The pairs on the board as they are now, the worst first."""
        return list(queries.suggestions_of(self.proposal))

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Mentor's and mentee's given names."""
        return {names_of(suggestion) for suggestion in self.suggestions}

    @property
    def free_mentee(self) -> Participation:
        """The one mentee too many."""
        paired = {suggestion.mentee_id for suggestion in self.suggestions}
        return next(seat for seat in self.round.seats("mentee") if seat.pk not in paired)

    def table(self) -> moves.Table:
        fresh = Proposal.objects.select_related("programme").get(pk=self.proposal.pk)
        return moves.table_of(fresh)

    def publish(self) -> list[Pair]:
        seen = queries.fingerprint(self.proposal)
        return actions.publish_proposal(self.proposal, by=self.alice, seen=seen)


def drafted(of: Round) -> Drafted:
    """Solves a round."""
    proposal, _ = actions.open_solution(of.programme, by=of.coordinator)
    actions.solve_proposal(proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DRAFT, proposal.error
    return Drafted(of, proposal)


def again(draft: Drafted) -> Drafted:
    """Solves the round of a draft once more."""
    return drafted(draft.round)


def names_of(pair: Suggestion | Pair) -> tuple[str, str]:
    return pair.mentor.person.given_name, pair.mentee.person.given_name
