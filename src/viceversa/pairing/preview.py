"""Changes of the board in words, for those who are about to make them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.enrolment.models import Participation
from viceversa.matching import Match, Reason
from viceversa.pairing import moves, words
from viceversa.pairing.access import Sight, seat_or_404
from viceversa.pairing.board import work_line
from viceversa.pairing.models import Suggestion
from viceversa.pairing.moves import Move, Table
from viceversa.pairing.solving import role_of
from viceversa.programmes.topics import topics_by_code

ALTERNATIVES = 12
MARKED = 50  # pairs that a change is shown of; more would make the address too long


@dataclass(frozen=True)
class Placed:
    """A pair as it would stand on the board."""

    mentor: Participation
    mentee: Participation
    band: str
    score: int
    why: str
    lines: list[tuple[str, int]]
    mentor_line: str
    mentee_line: str

    @property
    def word(self) -> str:
        return words.band_word(self.band)


@dataclass(frozen=True)
class Change:
    """One move in words."""

    move: Move
    new: list[Placed]
    alone: list[str]
    cost: str

    @property
    def told(self) -> str:
        """What happened, for the line above the board."""
        moved = len(self.move.moved)
        text = ngettext("%(n)s person has moved.", "%(n)s people have moved.", moved) % {"n": moved}
        costs = _("Against the best found: %(cost)s.") % {"cost": self.cost} if self.cost else ""
        return f"{text} {costs or _('It costs nothing against the best.')}"


@dataclass(frozen=True)
class Option:
    """Somebody to move to, and whom that takes a partner from."""

    seat: Participation
    line: str
    band: str
    score: int
    why: str
    now_with: str


@dataclass(frozen=True)
class Choice:
    """Everybody one person can be moved to: the best first, the others by name."""

    seat: Participation
    line: str
    now_with: str
    options: list[Option]
    everybody: Mapping[str, str]


class Teller:
    """Says pairs of one table in the viewer's language."""

    def __init__(self, sight: Sight, table: Table) -> None:
        self.sight, self.table = sight, table
        self.people = table.pool.people
        self.tell = words.Tell(topics_by_code(sight.programme), may_see_private=sight.decides)

    def placed(self, match: Match) -> Placed:
        mentor, mentee = (self.people[person] for person in match)
        score = int(self.table.desk.score(*match))
        reasons = _plain(self.table.desk.reasons(*match))
        return Placed(
            mentor,
            mentee,
            words.band(score, self.sight.programme),
            score,
            self.tell.sentence(reasons),
            self.tell.lines(reasons),
            work_line(mentor.person, self.sight.programme),
            work_line(mentee.person, self.sight.programme),
        )

    def change(self, move: Move) -> Change:
        """A move; a matcher is not shown, and may not make, what moves herself."""
        if not self.sight.sees(*move.moved):
            raise Http404
        paired = {person for match in move.after for person in match}
        alone = sorted(self.people[p].person.full_name for p in move.moved - paired)
        cost = words.cost(move.cost)
        return Change(move, [self.placed(match) for match in move.new], alone, cost)

    def partner_names(self) -> dict[str, str]:
        """With whom everybody is on the board now."""
        names: dict[str, str] = {}
        for mentor, mentee in self.table.matches:
            if self.sight.sees(mentor, mentee):
                names[mentor] = self.people[mentee].person.full_name
                names[mentee] = self.people[mentor].person.full_name
        return names


@dataclass(frozen=True)
class Two:
    """Two people about to be paired by hand: both ways of doing it, and what speaks against it."""

    sight: Sight
    table: Table
    pair: Placed
    exchange: Change
    rearrangement: Change | None
    refused: list[str]
    broken: list[str]

    @property
    def is_there(self) -> bool:
        """They are a pair already."""
        return self.exchange.move.wanted in self.exchange.move.before

    @property
    def may_override(self) -> bool:
        return self.sight.decides and self.sight.programme.may_override

    @cached_property
    def changes(self) -> list[Change]:
        """The ways that are open, the cheaper first; one of them, when both come to the same."""
        if self.refused or (self.broken and not self.may_override):
            return [self.rearrangement] if self.rearrangement else []
        other = self.rearrangement
        if other is None or other.move.after == self.exchange.move.after:
            return [self.exchange]
        return sorted((self.exchange, other), key=lambda change: change.move.cost.in_order)

    def change(self, way: str) -> Change | None:
        return next((change for change in self.changes if change.move.way == way), None)


def of_two(sight: Sight, table: Table, mentor: str, mentee: str) -> Two:
    """What pairing these two would mean. 404 for whoever is not on this board."""
    pair = (
        _on_board(sight, table, mentor, "mentor").person_id,
        _on_board(sight, table, mentee, "mentee").person_id,
    )
    teller = Teller(sight, table)
    exchange = moves.exchange(table, *pair)
    other = moves.rearrangement(table, *pair)
    if other and not sight.sees(*other.moved):
        other = None
    private = sight.decides
    return Two(
        sight,
        table,
        teller.placed(pair),
        teller.change(exchange),
        teller.change(other) if other else None,
        words.rules(exchange.blocked, may_see_private=private),
        words.rules(exchange.broken, may_see_private=private),
    )


def choice_for(sight: Sight, table: Table, seat: Participation) -> Choice:
    """Whom somebody can be paired with instead."""
    teller = Teller(sight, table)
    if seat.person_id not in teller.people:
        raise Http404
    role = role_of(seat)
    now_with = teller.partner_names()
    found = table.desk.alternatives(seat.person_id, role, limit=ALTERNATIVES + 1)
    options = []
    for pair in found:
        placed = teller.placed((pair.mentor, pair.mentee))
        other = placed.mentee if role == "mentor" else placed.mentor
        if sight.sees(other.person_id) and (pair.mentor, pair.mentee) not in table.matches:
            partner = now_with.get(other.person_id, "")
            line = work_line(other.person, sight.programme)
            options.append(Option(other, line, placed.band, placed.score, placed.why, partner))
    others = [one for one in teller.people.values() if one.role != seat.role]
    by_name = sorted(others, key=lambda one: one.person.full_name)
    everybody = {one.pk: one.person.full_name for one in by_name if sight.sees(one.person_id)}
    own = now_with.get(seat.person_id, "")
    return Choice(
        seat, work_line(seat.person, sight.programme), own, options[:ALTERNATIVES], everybody
    )


def separation(sight: Sight, table: Table, suggestion: Suggestion) -> Change:
    """The best board without this pair."""
    return Teller(sight, table).change(moves.separation(table, suggestion))


@dataclass(frozen=True)
class OnBoard:
    """A pair of the draft with every part of its score."""

    suggestion: Suggestion
    band: str
    why: str
    lines: list[tuple[str, int]]
    mentor_line: str
    mentee_line: str
    overridden: list[str]


def of_pair(sight: Sight, suggestion: Suggestion) -> OnBoard:
    """What is known of a pair, from what was stored with it."""
    tell = words.Tell(topics_by_code(sight.programme), may_see_private=sight.decides)
    return OnBoard(
        suggestion,
        words.band(suggestion.score, sight.programme),
        tell.sentence(suggestion.reasons),
        tell.lines(suggestion.reasons),
        work_line(suggestion.mentor.person, sight.programme),
        work_line(suggestion.mentee.person, sight.programme),
        words.rules(suggestion.overridden_rules, may_see_private=sight.decides),
    )


def board_address(code: str, made: Change | None = None) -> str:
    """The board's page, where the pairs of the change that was made just now are marked."""
    moved = [("moved", placed.mentee.pk) for placed in made.new[:MARKED]] if made else []
    return reverse("board", args=(code,)) + (f"?{urlencode(moved)}" if moved else "")


def _on_board(sight: Sight, table: Table, participation_id: str, role: str) -> Participation:
    seat = seat_or_404(sight, participation_id, role)
    if seat.person_id not in table.pool.people:
        raise Http404
    return seat


def _plain(reasons: Iterable[Reason]) -> list[tuple[str, float, list[str]]]:
    """Reasons as they come back from the database."""
    return [(reason.code, reason.points, list(reason.what)) for reason in reasons]
