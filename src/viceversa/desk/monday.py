"""The Monday list: pairs without a next date, answers owed, seats open; each row one action.

Of a pair it knows that it meets and whether it has a next date, never what it is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.queries import MeetingFacts
from viceversa.desk.seats import open_seats, seats_filled
from viceversa.lib.dates import say_day
from viceversa.pairing.models import Pair, Proposal
from viceversa.pairing.queries import UNANSWERED
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme, Role
from viceversa.programmes.queries import partners_of

SHOWN = 20  # rows of each kind; the rest is a number and a link
LATE_DAYS = 14  # without a next date so long, a pair needs one
QUIET_DAYS = 45  # silence that calls for a call, as two cancellations do
CANCELLATIONS = 2


@dataclass(frozen=True)
class Row:
    """A line of the Monday list with its one action."""

    title: str
    line: str
    action: str
    href: str
    chip: str = ""


@dataclass(frozen=True)
class Part:
    """One kind of rows: the most urgent, and how many there are in all."""

    title: str
    rows: tuple[Row, ...]
    total: int
    all_href: str

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class State:
    """Everything that is read for the page, once."""

    programme: Programme
    enrolled: dict[str, int]
    draft: Proposal | None
    pairs: tuple[Pair, ...]
    meetings: dict[str, MeetingFacts]
    today: date

    @property
    def waiting(self) -> list[Pair]:
        """Pairs that wait for an answer, the longest wait first."""
        waiting = [pair for pair in self.pairs if pair.state == Pair.State.PROPOSED]
        return sorted(waiting, key=lambda pair: pair.proposed_at)

    @property
    def dateless(self) -> list[Pair]:
        """Pairs without a next date, those to be called first, then the longest silence."""
        facts = self.meetings
        without = [p for p in self.pairs if p.pk in facts and not facts[p.pk].has_next]
        return sorted(without, key=lambda p: (not self.needs_call(p), facts[p.pk].quiet_since))

    def needs_call(self, pair: Pair) -> bool:
        facts = self.meetings[pair.pk]
        cancelled = facts.cancelled_by_mentor + facts.cancelled_by_mentee
        return cancelled >= CANCELLATIONS or self.is_quiet_for(QUIET_DAYS, pair)

    def is_quiet_for(self, days: int, pair: Pair) -> bool:
        return self.today - self.meetings[pair.pk].quiet_since >= timedelta(days=days)

    def chip_of(self, pair: Pair) -> str:
        if self.needs_call(pair):
            return "call"
        late = self.is_quiet_for(LATE_DAYS, pair) and not self.meetings[pair.pk].times_offered
        return "attention" if late else ""

    def count(self, *states: Pair.State) -> int:
        return sum(pair.state in states for pair in self.pairs)


def monday_list(state: State) -> tuple[Part, ...]:
    """The parts in which there is something to do."""
    parts = (_dateless_part(state), _waiting_part(state), _seats_part(state.programme))
    return tuple(part for part in parts if part.total)


def _dateless_part(state: State) -> Part:
    pairs = state.dateless
    return Part(
        title=_("Pairs without a next date"),
        rows=tuple(_dateless_row(state, pair) for pair in pairs[:SHOWN]),
        total=len(pairs),
        all_href=reverse("programme_pairs", args=[state.programme.pk]) + "?state=active",
    )


def _dateless_row(state: State, pair: Pair) -> Row:
    facts, chip = state.meetings[pair.pk], state.chip_of(pair)
    since = say_day(facts.quiet_since, today=state.today)
    line = _("No date ahead since %(day)s.") % {"day": since}
    if facts.times_offered:
        line = _("Times are offered; nobody has chosen yet.")
    people = (pair.mentee.person, pair.mentor.person)
    return Row(
        title=_pair_title(pair),
        line=line,
        action=_("Call or write to both") if chip == "call" else _("Write to both"),
        href=_write_to(people, state.programme),
        chip=chip,
    )


def _waiting_part(state: State) -> Part:
    pairs = state.waiting
    return Part(
        title=_("Answers missing"),
        rows=tuple(_waiting_row(state, pair) for pair in pairs[:SHOWN]),
        total=len(pairs),
        all_href=reverse("programme_pairs", args=[state.programme.pk]) + "?state=proposed",
    )


def _waiting_row(state: State, pair: Pair) -> Row:
    sides = ((pair.mentor_answer, pair.mentor), (pair.mentee_answer, pair.mentee))
    owing = [side.person for answer, side in sides if answer in UNANSWERED]
    names = _(" and ").join(person.full_name for person in owing)
    asked_on = timezone.localdate(pair.proposed_at, ZoneInfo(state.programme.time_zone))
    day = say_day(asked_on, today=state.today)
    return Row(
        title=_pair_title(pair),
        line=_("%(names)s: asked on %(day)s.") % {"names": names, "day": day},
        action=_("Write"),
        href=_write_to(owing, state.programme),
    )


def _seats_part(programme: Programme) -> Part:
    rows = tuple(_seat_rows(programme))
    return Part(
        title=_("Seats open"),
        rows=rows[:SHOWN],
        total=len(rows),
        all_href=reverse("programme_partners", args=[programme.pk]),
    )


def _seat_rows(programme: Programme) -> Iterator[Row]:
    partners = partners_of(programme)
    if not partners:
        return
    filled, contacts = seats_filled(programme), _contacts(programme)
    for partner in partners:
        line = open_seats(partner, filled)
        if line:
            yield _seat_row(programme, partner, line, contacts.get(partner.pk, []))


def _seat_row(programme: Programme, partner: Partner, line: str, contacts: list[Person]) -> Row:
    roles = reverse("programme_roles", args=[programme.pk])
    return Row(
        title=partner.organisation.name,
        line=line,
        action=_("Write to the contact") if contacts else _("Name a contact"),
        href=_write_to(contacts, programme) if contacts else roles,
    )


def _contacts(programme: Programme) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    roles = programme.roles.filter(kind=Role.Kind.PARTNER_CONTACT).select_related("person")
    for role in roles:
        found.setdefault(role.partner_id or "", []).append(role.person)
    return found


def _pair_title(pair: Pair) -> str:
    names = {"mentor": pair.mentor.person.full_name, "mentee": pair.mentee.person.full_name}
    return _("%(mentor)s (mentor) and %(mentee)s (mentee)") % names


def _write_to(people: list[Person] | tuple[Person, ...], programme: Programme) -> str:
    addresses = ",".join(quote(person.email, safe="@") for person in people)
    return f"mailto:{addresses}?subject={quote(programme.name)}"
