"""How a programme stands today: everything that the coordinator's desk reads, once."""

from dataclasses import dataclass
from datetime import date

from viceversa.conversations.facts import MeetingFacts
from viceversa.conversations.health import Health
from viceversa.enrolment.models import Participation
from viceversa.enrolment.queries import Unanswered
from viceversa.ideas.queries import Harvest
from viceversa.pairing.models import Pair, Proposal
from viceversa.pairing.queries import LIVE
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import is_over


@dataclass(frozen=True)
class State:
    """Everything that is read for the page, once."""

    programme: Programme
    enrolled: dict[str, int]
    called: str  # how far the calls have come, while somebody is missing
    draft: Proposal | None
    pairs: tuple[Pair, ...]
    meetings: dict[str, MeetingFacts]
    unanswered: Unanswered
    arrivals: tuple[Participation, ...]
    harvest: Harvest
    lacks_kick_off: bool  # pairs meet before long, and nobody is called
    today: date

    @property
    def is_over(self) -> bool:
        """Whether the last day of the round has passed."""
        return is_over(self.programme, self.today)

    @property
    def waiting(self) -> list[Pair]:
        """Pairs that wait for an answer while the round lasts, the longest wait first."""
        if self.is_over:
            return []
        waiting = [pair for pair in self.pairs if pair.state == Pair.State.PROPOSED]
        return sorted(waiting, key=lambda pair: pair.proposed_at)

    @property
    def doubted(self) -> list[Pair]:
        """Pairs of which the coordinator has to say whether they may go on."""
        return [pair for pair in self.meeting if self.meetings[pair.pk].is_rechecked]

    @property
    def to_call(self) -> list[Pair]:
        """Pairs that need a call, the longest silence first."""
        return self._by_silence(Health.CALL)

    @property
    def dateless(self) -> list[Pair]:
        """Other pairs that have lacked a next date for two weeks, the longest first."""
        return self._by_silence(Health.ATTENTION)

    @property
    def to_name(self) -> list[Pair]:
        """The pairs of which a line may tell, with its people."""
        others = [pair for pair in self.pairs if pair.pk not in self.meetings]
        return [*self.doubted, *self.to_call, *self.dateless, *others]

    @property
    def meeting(self) -> list[Pair]:
        """The pairs that meet."""
        return [pair for pair in self.pairs if pair.pk in self.meetings]

    @property
    def free_again(self) -> list[Participation]:
        """Those whose pair is over or was not formed, and who would like a partner, while the round
        lasts."""
        if self.is_over:
            return []
        live = {seat for p in self.pairs if p.state in LIVE for seat in (p.mentee_id, p.mentor_id)}
        over = [pair for pair in self.pairs if pair.state not in LIVE]
        seats = {seat.pk: seat for pair in over for seat in (pair.mentee, pair.mentor)}
        enrolled = Participation.State.ENROLLED
        return [s for s in seats.values() if s.state == enrolled and s.pk not in live]

    def _by_silence(self, health: Health) -> list[Pair]:
        facts = self.meetings
        found = [p for p in self.meeting if facts[p.pk].health == health and self._goes_on(p)]
        told = [pair for pair in found if not facts[pair.pk].is_rechecked]
        return sorted(told, key=lambda pair: facts[pair.pk].quiet_since)

    def _goes_on(self, pair: Pair) -> bool:
        """Whether its time is not over: that of the round, or what the two have prolonged."""
        last = pair.ends_on or self.programme.ends_on
        return last is None or last >= self.today

    def count(self, *states: Pair.State) -> int:
        return sum(pair.state in states for pair in self.pairs)
