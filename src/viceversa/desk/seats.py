"""The partners' seats: how many are taken, how many are open."""

from django.db.models import Count
from django.utils.translation import ngettext

from viceversa.enrolment.models import Participation
from viceversa.programmes.models import Partner, Programme

Filled = dict[tuple[str, str], int]


def seats_filled(programme: Programme) -> Filled:
    """How many take part, by organisation and role."""
    rows = (
        programme.participations.exclude(state=Participation.State.WITHDRAWN)
        .order_by()
        .values_list("person__employment__organisation", "role")
        .annotate(Count("pk"))
    )
    return {(organisation, role): count for organisation, role, count in rows}


def open_seats(partner: Partner, filled: Filled) -> str:
    """In words; empty when none is open or there is no limit."""
    mentors, mentees = (
        max(0, (most or 0) - filled.get((partner.organisation_id, role), 0))
        for role, most in (("mentor", partner.mentors_most), ("mentee", partner.mentees_most))
    )
    words = []
    if mentors:
        words.append(ngettext("%(n)s for a mentor", "%(n)s for mentors", mentors) % {"n": mentors})
    if mentees:
        words.append(ngettext("%(n)s for a mentee", "%(n)s for mentees", mentees) % {"n": mentees})
    return ", ".join(words)
