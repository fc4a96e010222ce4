"""What others than coordinators see of a programme: partner contacts and sponsors."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from viceversa.conversations.queries import try_out_counts
from viceversa.conversations.tally import Told, of_those_formed, told_of
from viceversa.enrolment.models import Participation
from viceversa.enrolment.seats import Taken, seat_rows, taken
from viceversa.lib.figures import SMALLEST, honest, together
from viceversa.pairing.queries import enrolled_counts
from viceversa.people.models import Person
from viceversa.programmes.agreements import TITLES, kinds_for
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.queries import is_over, today_in
from viceversa.report.rounds import rounds_known, rounds_seen


@dataclass(frozen=True)
class Seats:
    """A partner's seats, and those of its people who take part: neither with whom nor how. Whoever
    has left is no name here any more, only a seat that is open."""

    partner: Partner
    kinds: tuple[tuple[str, Promise], ...]  # the agreement on personal data that holds
    rows: tuple[tuple[str, str], ...]
    people: tuple[Participation, ...]


def partners_sight(programme: Programme, partners: Iterable[Partner]) -> list[Seats]:
    """The seats of these partners, and those of their people who take part."""
    found = taken(programme)
    return [_seats(programme, partner, found) for partner in partners]


def sponsors_sight(programme: Programme, person: Person) -> list[tuple[str, str]]:
    """Totals, of which none tells of fewer than five people or pairs."""
    people, pairs = enrolled_counts(programme), told_of(programme)
    rounds = [each.pairs for each in rounds_seen(programme, rounds_known(programme, person))]
    rows = [
        (_("Mentors who take part"), honest(people["mentor"])),
        (_("Mentees who take part"), honest(people["mentee"])),
        (_("Pairs formed so far"), str(pairs.formed)),
        (_("Pairs that have met"), of_those_formed(pairs, pairs.met)),
        *next_dates(programme, pairs),
    ]
    if pairs.held.is_told:
        rows.append((_("Meetings held by them"), str(pairs.held)))
    tried = try_out_counts(programme)
    whole = sum(tried.values())
    if whole >= SMALLEST:
        part = honest(tried["tested"], whole)
        share = _("%(part)s of %(whole)s") % {"part": part, "whole": whole}
        rows.append((_("Things tried, of those set out to try"), share))
    if len(rounds) > 1:
        rows.append((_("Pairs over all your rounds"), str(together(rounds))))
    return rows


def next_dates(programme: Programme, pairs: Told) -> list[tuple[str, str]]:
    """How many pairs have a next date: what moves others to set theirs, and names nobody. Nothing
    once the round is over."""
    if is_over(programme, today_in(programme)):
        return []
    return [(_("Pairs with a next date"), of_those_formed(pairs, pairs.dated))]


def _seats(programme: Programme, partner: Partner, found: Taken) -> Seats:
    people = programme.participations.filter(
        person__employment__organisation=partner.organisation_id
    ).exclude(state=Participation.State.WITHDRAWN)
    return Seats(
        partner=partner,
        kinds=tuple((k, TITLES[k]) for k in kinds_for(partner) if k == partner.arrangement),
        rows=seat_rows(partner, found),
        people=tuple(people.select_related("person").order_by("role", "person__family_name")),
    )
