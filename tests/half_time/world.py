"""A programme with pairs of many employers, as the tests of this room need it."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import employ, enrol, make_organisation, make_partner, make_person
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Organisation
from viceversa.programmes.models import Programme


def house(programme: Programme) -> Organisation:
    """Another partner."""
    made = make_organisation()
    make_partner(programme, made)
    return made


def pair_up(
    programme: Programme,
    count: int,
    *,
    met: int = 0,
    dated: int = 0,
    of: Organisation | None = None,
) -> list[Pair]:
    """So many pairs, of whom the first so many have met, and have a next date."""
    made = [_pair(programme, of) for _ in range(count)]
    for pair in made[:met]:
        _meeting(pair, 1, "held", days=-9)
    for pair in made[:dated]:
        _meeting(pair, 2, "booked", days=9)
    return made


def _pair(programme: Programme, employer: Organisation | None) -> Pair:
    proposal, _ = Proposal.objects.get_or_create(programme=programme, number=1, state="published")
    mentor, mentee = (make_person(role.title()) for role in ("mentor", "mentee"))
    if employer:
        employ(mentor, employer)
    return Pair.objects.create(
        programme=programme,
        proposal=proposal,
        number=programme.pairs.count() + 1,
        mentor=enrol(mentor, programme, "mentor"),
        mentee=enrol(mentee, programme, "mentee"),
        state="active",
        active_since=timezone.now(),
        score=60,
    )


def _meeting(pair: Pair, number: int, state: str, *, days: int) -> None:
    Meeting.objects.create(
        pair=pair,
        number=number,
        state=state,
        starts_at=timezone.now() + timedelta(days=days),
        uid=f"{pair.pk}-{number}",
    )
