"""A pair and its meetings, as the tests of this room need them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from viceversa.conversations.actions import Plan, accept_ground_rules, book
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
START = timezone.now().replace(second=0, microsecond=0)


def make_pair(cast: Cast, **fields: Any) -> Pair:
    """Bob and Carol, both of whom have said yes."""
    number = Proposal.objects.filter(programme=cast.programme).count() + 1
    proposal = Proposal.objects.create(
        programme=cast.programme, number=number, state=Proposal.State.PUBLISHED
    )
    defaults = {
        "programme": cast.programme,
        "proposal": proposal,
        "number": number,
        "mentor": cast.mentor,
        "mentee": cast.mentee,
        "state": Pair.State.ACTIVE,
        "active_since": timezone.now(),
        "score": 60,
    }
    return Pair.objects.create(**{**defaults, **fields})


def agree(cast: Cast, pair: Pair) -> None:
    accept_ground_rules(pair, by=cast.bob)
    accept_ground_rules(pair, by=cast.carol)


def in_days(days: float) -> datetime:
    """A whole minute ahead, as people book; the same whenever it is asked for."""
    return START + days * DAY


def booked(cast: Cast, pair: Pair, days: float = 7, plan: Plan | None = None) -> Meeting:
    return book(pair, plan or Plan(), in_days(days), by=cast.carol)


def turn_back(meeting: Meeting, hours: float = 3) -> Meeting:
    """As if the meeting had begun so many hours ago."""
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - hours * HOUR)
    return Meeting.objects.get(pk=meeting.pk)


def set_policy(programme: Programme, **policy: str) -> None:
    type(programme).objects.filter(pk=programme.pk).update(**policy)
    programme.refresh_from_db()


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
