"""What is read of half-time."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from viceversa.conversations.waves import wave_on
from viceversa.half_time.models import HalfTime, Thanks
from viceversa.pairing.queries import FORMED
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Phase, Programme, Role
from viceversa.programmes.queries import partner_contacts, partners_of, people_with, today_in


def half_time_of(programme: Programme) -> HalfTime | None:
    """How it stood then; None before."""
    return HalfTime.objects.filter(programme=programme).first()


def thanks_of(half: HalfTime) -> Thanks | None:
    """What the sponsor has written, once it is sent."""
    return Thanks.objects.filter(half_time=half).select_related("by").first()


def programmes_at_half_time() -> Iterator[Programme]:
    """Those whose half has come and that have not been told of; a round that is over never is."""
    waiting = Programme.objects.filter(half_time=None, pairs__state__in=FORMED).distinct()
    for programme in waiting.prefetch_related("breaks", "phases"):
        if _is_half_time(programme, today_in(programme)):
            yield programme


def sponsors_and_contacts(programme: Programme) -> tuple[list[Person], dict[Person, Partner]]:
    """The sponsors, and the partners' contacts who are none."""
    sponsors = people_with(programme, Role.Kind.SPONSOR)
    contacts = {p: each for each in partners_of(programme) for p in partner_contacts(each)}
    return sponsors, {p: each for p, each in contacts.items() if p not in sponsors}


def thanked(programme: Programme, to: str) -> dict[Person, str]:
    """Whom the thanks go to, each with a role: those who have been in a pair and have not left."""
    roles = ["mentor"] if to == Thanks.To.MENTORS else ["mentor", "mentee"]
    in_pair = Q(pairs_as_mentor__state__in=FORMED) | Q(pairs_as_mentee__state__in=FORMED)
    seats = programme.participations.filter(in_pair, role__in=roles).exclude(state="withdrawn")
    found = seats.select_related("person").distinct().order_by("-role")
    return {seat.person: seat.role for seat in found}


def _is_half_time(programme: Programme, today: date) -> bool:
    if programme.ends_on and programme.ends_on < today:
        return False
    phase = next((p for p in programme.phases.all() if p.kind == Phase.Kind.HALF_TIME), None)
    if phase:
        return phase.starts_on <= today
    return wave_on(today, starts_on=programme.starts_on, ends_on=programme.ends_on) is not None
