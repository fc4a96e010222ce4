"""What the board shows: the pairs of a draft in words, who is left over, what changed.

Everything is read from the rows of the draft, whose reasons and figures were stored when it was
solved or changed; the core's tables are built for changes only. The number of queries does not
depend on the number of people.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from viceversa.enrolment.models import Participation
from viceversa.enrolment.quotas import names_of
from viceversa.matching import Standing
from viceversa.pairing import queries, words
from viceversa.pairing.access import Sight
from viceversa.pairing.models import Proposal, Suggestion
from viceversa.pairing.search import about
from viceversa.pairing.solving import lost
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import topics_by_code

PAGE = 50
ONE_SCREEN = 20
TRAY = 12
CHANGES = 40
GAP = 0.3  # per cent of the line, between two strokes
BANDS = ("poor", "fair", "good", "strong")
Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair on the board, said in the viewer's language."""

    suggestion: Suggestion
    band: str
    word: str
    why: str
    mentor_line: str
    mentee_line: str
    is_new: bool
    is_moved: bool

    @property
    def mentor(self) -> Person:
        return self.suggestion.mentor.person

    @property
    def mentee(self) -> Person:
        return self.suggestion.mentee.person


@dataclass(frozen=True, slots=True)
class Stroke:
    """How many pairs are in a band. Lengths are text: a decimal comma would break the SVG."""

    band: str
    word: str
    count: int
    x: str
    width: str

    @classmethod
    def of(cls, band: str, count: int, start: float, share: float) -> Self:
        width = max(0.0, 100 * share - GAP)
        return cls(band, words.band_word(band), count, f"{100 * start:.2f}%", f"{width:.2f}%")


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody without a partner, the smallest thing that would help, and who has several."""

    seat: Participation
    line: str
    rules: str
    remedy: str
    doubled: str

    @property
    def stands(self) -> tuple[str, str, str]:
        """What stands in the way, and what would help: told once of all of whom it is true."""
        return self.rules, self.remedy, self.doubled


@dataclass(frozen=True, slots=True)
class Shift:
    """A mentee whose mentor is another one than in the draft before."""

    mentee: str
    before: str
    now: str


class Board:
    """One draft as one viewer sees it. `moved` are mentees whose pairs were changed just now."""

    def __init__(
        self,
        sight: Sight,
        proposal: Proposal,
        *,
        show: str = "all",
        about: str = "",
        moved: Collection[str] = (),
    ):
        self.sight, self.proposal, self.programme = sight, proposal, sight.programme
        self.show, self.about, self.moved = show, about, moved
        self.now = Standing(**proposal.figures["now"])

    @cached_property
    def pairs(self) -> dict[Two, tuple[str, int]]:
        """Key and score of every pair on the board that the viewer may see, by its two seats."""
        rows = self._seen().values_list("mentor", "mentee", "pk", "score")
        return {(mentor, mentee): (key, score) for mentor, mentee, key, score in rows}

    @property
    def is_empty(self) -> bool:
        """Whether nobody can be paired. A matcher is not told, whose own pair may be there."""
        return self.sight.decides and not self.pairs

    @cached_property
    def bands(self) -> list[tuple[str, int]]:
        """How many pairs are in each band, the poor first."""
        counted = Counter(words.band(score, self.programme) for _, score in self.pairs.values())
        return [(band, counted[band]) for band in BANDS]

    @property
    def strokes(self) -> list[Stroke]:
        """The bands as strokes of one line, each as long as it has pairs."""
        whole, passed, found = max(1, len(self.pairs)), 0, []
        for band, count in self.bands:
            found.append(Stroke.of(band, count, passed / whole, count / whole))
            passed += count
        return [stroke for stroke in found if stroke.count]

    @property
    def cost(self) -> str:
        """What the board lacks against the best; empty when it is the best."""
        return words.cost(lost(self.proposal, self.now))

    @property
    def is_best(self) -> bool:
        """Whether no set of pairs is better than what the board shows."""
        scores = self.proposal.figures.get("scores")
        return not self.cost and scores in (None, queries.scores_on(self.proposal))

    @property
    def ties(self) -> int:
        """How many pairs could be otherwise for nothing; told while the board is at its best."""
        return (self.is_best and self.proposal.figures.get("ties")) or 0

    @property
    def blocking(self) -> int:
        """In how many cases two people would both rather have each other; as long as that is so."""
        return (self.is_best and self.proposal.figures.get("blocking")) or 0

    @property
    def worth(self) -> str:
        """What the aim costs and buys; empty where the highest sum is the aim."""
        found = self.proposal.figures.get("worth")
        return words.worth(found) if found else ""

    @property
    def cost_of_locks(self) -> str:
        """What all locks together cost; empty when they cost nothing."""
        found = self.proposal.figures.get("locks")
        return words.cost(Standing(**found)) if found else ""

    @property
    def needs_filter(self) -> bool:
        """A short list is looked through faster than it is asked about."""
        return len(self.pairs) > ONE_SCREEN or self.show not in ("", "all") or bool(self.about)

    def page(self, number: str | None) -> Page[Suggestion]:
        """The pairs that pass the filter, the worst first."""
        return Paginator(self._filtered(), PAGE).get_page(number)

    def rows(self, page: Iterable[Suggestion]) -> list[Row]:
        """Pairs in the viewer's language."""
        tell = self._tell()
        return [self._row(suggestion, tell) for suggestion in page]

    def row(self, key: str) -> Row:
        """One pair by itself, after it was changed."""
        suggestion = queries.suggestions_of(self.proposal).get(pk=key)
        return self._row(suggestion, self._tell())

    # --- the difference from the draft before ----------------------------------------------

    @cached_property
    def before(self) -> set[Two] | None:
        """The pairs of the draft before, or None when there was none to compare with."""
        previous = self.proposal.previous
        if previous is None or previous.state != Proposal.State.REPLACED:
            return None
        return set(self._seen(previous).values_list("mentor", "mentee"))

    @property
    def kept(self) -> int:
        return len((self.before or set()) & self.pairs.keys())

    @property
    def new(self) -> set[Two]:
        return self.pairs.keys() - self.before if self.before is not None else set()

    @property
    def gone(self) -> set[Two]:
        return (self.before or set()) - self.pairs.keys()

    def shifts(self) -> list[Shift]:
        """Who has another mentor than before, or none, or one at last."""
        if self.before is None:
            return []
        before, now = _by_mentee(self.gone), _by_mentee(self.new)
        mentees = sorted(before.keys() | now.keys())[:CHANGES]
        seats = {*mentees, *before.values(), *now.values()}
        names = queries.names_of_seats(seats)
        found = [
            Shift(names[m], names.get(before.get(m, ""), ""), names.get(now.get(m, ""), ""))
            for m in mentees
        ]
        return sorted(found, key=lambda shift: shift.mentee)

    # --- who is left over --------------------------------------------------------------------

    @cached_property
    def left_over(self) -> list[dict[str, Any]]:
        return [found for found in self.proposal.unmatched if self.sight.sees(found["id"])]

    def tray(self, *, everybody: bool = False) -> list[Left]:
        """Those left over, mentees first, each with the reason and the smallest remedy."""
        found = sorted(self.left_over, key=lambda person: person["role"] == "mentor")
        shown = found if everybody else found[:TRAY]
        named = {person for one in shown for person in _named(one)}
        seats = queries.seats_by_person(self.programme, named)
        names = {person: seat.person.full_name for person, seat in seats.items()}
        names |= names_of(self.programme)
        return [self._left(one, seats, names) for one in shown if one["id"] in seats]

    def _left(
        self, one: dict[str, Any], seats: dict[str, Participation], names: dict[str, str]
    ) -> Left:
        seat, private = seats[one["id"]], self.sight.decides
        doubled = [two for two in one.get("doubled", ()) if self._has_several(seats.get(two))]
        return Left(
            seat,
            work_line(seat.person, self.programme),
            words.rule_names(one["rules"], may_see_private=private),
            words.remedy(one["remedy"], names, may_see_private=private),
            words.listed(doubled, names),
        )

    def _has_several(self, seat: Participation | None) -> bool:
        """Still so: a hand may have moved one of the pairs, and a matcher does not see her own."""
        return seat is not None and sum(seat.pk in two for two in self.pairs) > 1

    # --- rows --------------------------------------------------------------------------------

    def _tell(self) -> words.Tell:
        return words.Tell(topics_by_code(self.programme), may_see_private=self.sight.decides)

    def _row(self, suggestion: Suggestion, tell: words.Tell) -> Row:
        band = words.band(suggestion.score, self.programme)
        return Row(
            suggestion,
            band,
            words.band_word(band),
            tell.sentence(suggestion.reasons),
            work_line(suggestion.mentor.person, self.programme),
            work_line(suggestion.mentee.person, self.programme),
            (suggestion.mentor_id, suggestion.mentee_id) in self.new,
            suggestion.mentee_id in self.moved,
        )

    def _filtered(self) -> QuerySet[Suggestion]:
        found = queries.suggestions_of(self.proposal).filter(self._own())
        match self.show:
            case "weak":
                found = found.filter(score__lt=self.programme.fair_below)
            case "locked":
                found = found.filter(is_locked=True)
            case "by_hand":
                found = found.filter(by_hand=True)
            case "new":
                found = found.filter(pk__in=[self.pairs[two][0] for two in self.new])
        return found.filter(about(self.about)) if self.about else found

    def _seen(self, proposal: Proposal | None = None) -> QuerySet[Suggestion]:
        return (proposal or self.proposal).suggestions.filter(self._own())

    def _own(self) -> Q:
        """A matcher never sees a pair that she is in."""
        if self.sight.decides:
            return Q()
        own = self.sight.person.pk
        return ~Q(mentor__person=own) & ~Q(mentee__person=own)


def work_line(person: Person, programme: Programme) -> str:
    """Title and employer, as far as they are known; within one organisation the unit instead."""
    employment = getattr(person, "employment", None)
    if employment is None:
        return ""
    is_inside = programme.scope == Programme.Scope.INTERNAL
    place = employment.unit if is_inside else employment.organisation
    return ", ".join(filter(None, (employment.title, str(place or ""))))


def _by_mentee(pairs: Iterable[Two]) -> dict[str, str]:
    return {mentee: mentor for mentor, mentee in pairs}


def _named(one: dict[str, Any]) -> Sequence[str]:
    people = one["remedy"].get("people", ())[: words.SHOWN_PEOPLE]
    return (one["id"], *people, *one.get("doubled", ()))
