"""The published pairs for their coordinator: states, answers, weeks. Never what they talk about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from viceversa.conversations.facts import MeetingFacts, meeting_facts, weeks_met
from viceversa.enrolment.models import Participation
from viceversa.lib.dates import Week, say_day, say_week
from viceversa.pairing import queries
from viceversa.pairing.models import Pair
from viceversa.pairing.search import about
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import is_over

PAGE = 100
ONE_SCREEN = 20
STATES: dict[str, Promise] = {
    Pair.State.PROPOSED: pgettext_lazy("several pairs", "waiting for answers"),
    Pair.State.ACTIVE: pgettext_lazy("several pairs", "active"),
    Pair.State.DECLINED: pgettext_lazy("several pairs", "not formed"),
    Pair.State.ENDED: pgettext_lazy("several pairs", "ended"),
    Pair.State.COMPLETED: pgettext_lazy("several pairs", "completed"),
}
"""The states as of several: other words than of one, in a language whose adjectives follow."""


@dataclass(frozen=True)
class Listed:
    """One pair. Of a pair that was not formed nobody's answer is shown."""

    pair: Pair
    mentor_answer: str
    mentee_answer: str
    free: list[Participation]
    since: str
    held: list[str]
    next: str
    answer_by: str
    is_late: bool
    health: str = ""
    is_doubted: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.pair.state == Pair.State.PROPOSED

    @property
    def wants_to_ask(self) -> bool:
        return queries.wants_to_ask(self.pair)


class Roster:
    """All published pairs of a programme, as they stand on `today`."""

    def __init__(
        self, programme: Programme, *, today: date, state: str = "", words: str = ""
    ) -> None:
        self.programme = programme
        self.today = today
        self.state = state if state in Pair.State.values else ""
        self.words = words

    @cached_property
    def states(self) -> list[tuple[str, str, int]]:
        """Code, name and number of the states in which there are pairs."""
        counts = queries.pair_states(self.programme)
        return [(code, str(name), counts[code]) for code, name in STATES.items() if counts[code]]

    @property
    def needs_search(self) -> bool:
        """A short list is looked through faster than it is asked about."""
        return self.total > ONE_SCREEN

    @property
    def meets(self) -> bool:
        """Whether any of the pairs meets."""
        return any(code == Pair.State.ACTIVE for code, _, _ in self.states)

    @property
    def total(self) -> int:
        return sum(count for _, _, count in self.states)

    def page(self, number: str | None) -> Page[Pair]:
        pairs = queries.with_doubts(queries.with_names(queries.pairs_of(self.programme)))
        found = pairs.filter(about(self.words))
        found = found.filter(state=self.state) if self.state else found
        return Paginator(found, PAGE).get_page(number)

    def rows(self, page: Sequence[Pair]) -> list[Listed]:
        """Pairs with what the coordinator may know of their answers and their meetings."""
        taken = queries.people_in_pairs(self.programme)
        facts = meeting_facts(self.programme, page)
        before = weeks_met(self.programme, [pair for pair in page if pair.pk not in facts])
        return [self._listed(pair, taken, before[pair.pk], facts.get(pair.pk)) for pair in page]

    def _listed(
        self, pair: Pair, taken: set[str], before: list[Week], facts: MeetingFacts | None
    ) -> Listed:
        """What the pair does now, or did `before` its time was over."""
        is_declined = pair.state == Pair.State.DECLINED
        seeks = pair.state not in queries.LIVE and not is_over(self.programme, self.today)
        people = (pair.mentee, pair.mentor) if seeks else ()
        return Listed(
            pair,
            "" if is_declined else pair.mentor_answer,
            "" if is_declined else pair.mentee_answer,
            free=[seat for seat in people if _is_free(seat, taken)],
            since=self._day(pair.ended_at or pair.active_since or pair.proposed_at),
            held=self._weeks(facts.held_weeks if facts else before),
            next="".join(self._weeks([facts.next_week])) if facts and facts.next_week else "",
            answer_by=say_day(queries.answer_by(pair), today=self.today),
            is_late=queries.answer_by(pair) < self.today,
            health=facts.health if facts else "",
            is_doubted=facts is not None and facts.is_rechecked,
        )

    def _day(self, moment: datetime) -> str:
        zone = ZoneInfo(self.programme.time_zone)
        return say_day(moment.astimezone(zone).date(), today=self.today)

    def _weeks(self, weeks: Iterable[Week]) -> list[str]:
        return [say_week(week, today=self.today) for week in weeks]


def _is_free(seat: Participation, taken: set[str]) -> bool:
    """Whether she may be proposed somebody: she has no partner, and would like one."""
    return seat.state == Participation.State.ENROLLED and seat.person_id not in taken
