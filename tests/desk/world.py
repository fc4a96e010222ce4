"""What the tests of the desk begin with, and how they read its pages."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import today_in


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person: Person, name: str, *args: str) -> str:
    answer = signed_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def make_pair(
    programme: Programme, mentor: Participation, mentee: Participation, **fields: Any
) -> Pair:
    proposal, _ = Proposal.objects.get_or_create(programme=programme, number=1, state="published")
    number = programme.pairs.count() + 1
    defaults: dict[str, Any] = {"score": 70, "state": "active", "active_since": timezone.now()}
    return Pair.objects.create(
        programme=programme,
        proposal=proposal,
        number=number,
        mentor=mentor,
        mentee=mentee,
        **{**defaults, **fields},
    )


def book(pair: Pair, *, days: float, state: str = "booked", number: int = 1) -> Meeting:
    return Meeting.objects.create(
        pair=pair,
        number=number,
        state=state,
        starts_at=timezone.now() + timedelta(days=days),
        place="Hemliga rummet",
        uid=f"{pair.pk}-{number}",
    )


def now_of(person: Person, programme: Programme) -> str:
    answer = signed_in(person).get(reverse("programme", args=[programme.pk]))
    return str(answer.context["overview"].now.text)


def end(programme: Programme) -> None:
    programme.ends_on = today_in(programme) - timedelta(days=1)
    programme.save(update_fields=["ends_on"])


def monday_of(person: Person, programme: Programme) -> dict[str, list[tuple[str, str]]]:
    answer = signed_in(person).get(reverse("programme", args=[programme.pk]))
    return {
        part.title: [(row.line, row.href) for row in part.rows]
        for part in answer.context["overview"].monday
    }


def chips_of(cast: Cast) -> list[str]:
    """The chip of each row on the Monday list."""
    answer = signed_in(cast.alice).get(reverse("programme", args=[cast.programme.pk]))
    return [str(row.chip) for part in answer.context["overview"].monday for row in part.rows]
