"""The partners' seats: promised, filled, confirmed. None of these says who."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.enrolment.employers import employer_key
from viceversa.enrolment.models import Participation
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.queries import partners_of

Role = Participation.Role
Taken = Mapping[tuple[str | None, str], tuple[int, int]]
Placed = Mapping[tuple[str, str], int]
NONE: Placed = MappingProxyType({})


@dataclass(frozen=True)
class Seats:
    """One partner's seats for one role.

    *Promised* is the partner's number; None is any number. *Filled* is how many of its people take
    part, *confirmed* how many of these have said so themselves: they took the place that they were
    given, said yes to a pair, or accepted its ground rules. Whoever leaves only opens a seat.
    """

    role: str
    promised: int | None
    filled: int
    confirmed: int
    placed: int = 0  # more, by decisions that nobody has been told of

    @property
    def is_too_small(self) -> bool:
        """Whether the drafted places are more than the promised seats."""
        return bool(
            self.placed and self.promised is not None and self.filled + self.placed > self.promised
        )

    @property
    def open(self) -> int:
        return max(0, (self.promised or 0) - self.filled)

    @property
    def beyond(self) -> int:
        return 0 if self.promised is None else max(0, self.filled - self.promised)

    @property
    def words(self) -> str:
        """For instance "2 of 3 filled · 1 confirmed · 1 open"."""
        parts = [self.short]
        if self.filled:
            said = ngettext("%(n)s confirmed", "%(n)s confirmed", self.confirmed)
            parts.append(said % {"n": self.confirmed})
        if self.open:
            parts.append(ngettext("%(n)s open", "%(n)s open", self.open) % {"n": self.open})
        if self.beyond:
            said = ngettext("%(n)s more than promised", "%(n)s more than promised", self.beyond)
            parts.append(said % {"n": self.beyond})
        return " · ".join(parts)

    @property
    def drafted(self) -> str:
        """For instance "2 of 3 filled · 1 more drafted"."""
        more = ngettext("%(n)s more drafted", "%(n)s more drafted", self.placed)
        return " · ".join([self.short, *([more % {"n": self.placed}] if self.placed else [])])

    @property
    def short(self) -> str:
        """For instance "2 of 3 filled"."""
        if self.promised is None:
            return ngettext("%(n)s filled", "%(n)s filled", self.filled) % {"n": self.filled}
        return _("%(n)s of %(most)s filled") % {"n": self.filled, "most": self.promised}


def taken(programme: Programme) -> Taken:
    """How many take part, and how many of them have said so, by organisation and role."""
    rows = (
        programme.participations.exclude(state=Participation.State.WITHDRAWN)
        .order_by()
        .values_list("person__employment__organisation", "role")
        .annotate(Count("pk"), Count("confirmed_at"))
    )
    return {(organisation, role): (many, said) for organisation, role, many, said in rows}


def placed(programme: Programme, drafted: Iterable[tuple[str, str]]) -> Placed:
    """How many drafted places, given by employer as typed and role, belong to each."""
    return Counter((employer_key(typed, programme), role) for typed, role in drafted)


def seats_of(partner: Partner, found: Taken, drafted: Placed = NONE) -> tuple[Seats, Seats]:
    """For mentors and for mentees."""
    return (
        _seats(partner, Role.MENTOR, found, drafted),
        _seats(partner, Role.MENTEE, found, drafted),
    )


def seats_with_drafts(
    programme: Programme, drafted: Iterable[tuple[str, str]]
) -> list[tuple[Partner, tuple[Seats, Seats]]]:
    """Each partner with its seats as they would be told."""
    partners = partners_of(programme)
    found = taken(programme) if partners else {}
    more = placed(programme, drafted)
    return [(partner, seats_of(partner, found, more)) for partner in partners]


def seat_rows(partner: Partner, found: Taken) -> tuple[tuple[str, str], ...]:
    """The same in words, for a list of facts."""
    mentors, mentees = seats_of(partner, found)
    return ((_("Mentors"), mentors.words), (_("Mentees"), mentees.words))


def open_seats(partner: Partner, found: Taken) -> str:
    """In words; empty when none is open or any number may come."""
    mentors, mentees = (seats.open for seats in seats_of(partner, found))
    words = []
    if mentors:
        words.append(ngettext("%(n)s for a mentor", "%(n)s for mentors", mentors) % {"n": mentors})
    if mentees:
        words.append(ngettext("%(n)s for a mentee", "%(n)s for mentees", mentees) % {"n": mentees})
    return ", ".join(words)


def _seats(partner: Partner, role: str, found: Taken, drafted: Placed) -> Seats:
    filled, confirmed = found.get((partner.organisation_id, role), (0, 0))
    more = drafted.get((partner.organisation.name_key, role), 0)
    return Seats(role, partner.seats_for(role), filled, confirmed, placed=more)
