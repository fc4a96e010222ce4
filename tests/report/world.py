"""A round as a report reads it: pairs that met so and so often, and what came of it."""

from datetime import datetime, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.desk.world import make_pair, signed_in
from tests.factories import employ, enrol, make_person
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Programme


def pair_at(
    programme: Programme, *, mentor_at: Organisation, mentee_at: Organisation, **fields: Any
) -> Pair:
    """A pair of two people who work there."""
    mentor, mentee = make_person("Mentor"), make_person("Mentee")
    employ(mentor, mentor_at)
    employ(mentee, mentee_at)
    fields.setdefault("active_since", timezone.now() - timedelta(days=60))
    return make_pair(
        programme,
        enrol(mentor, programme, "mentor"),
        enrol(mentee, programme, "mentee"),
        **fields,
    )


def meet(pair: Pair, times: int, *, state: str = "held", by: str = "") -> None:
    """So many meetings, a week apart."""
    since = pair.meetings.count()
    Meeting.objects.bulk_create(
        Meeting(
            pair=pair,
            number=since + number,
            state=state,
            starts_at=_long_ago(pair) + timedelta(weeks=since + number),
            cancelled_by_role=by,
            place="Hemliga rummet",
            uid=f"{pair.pk}-{since + number}",
        )
        for number in range(1, times + 1)
    )


def report_page(person: Person, programme: Programme, version: str = "") -> BeautifulSoup:
    """What she reads; the doors are tried elsewhere."""
    answer = opened(signed_in(person), programme, version)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def opened(client: Client, programme: Programme, version: str = "") -> Any:
    query = {"version": version} if version else {}
    return client.get(reverse("programme_report", args=[programme.pk]), query)


def rows_of(page: BeautifulSoup, section: str) -> dict[str, list[str]]:
    """What stands in each row of a section's table, by its first cell."""
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.select(f"#{section} tbody tr")
    ]
    return {head: cells for head, *cells in rows}


def words_of(page: BeautifulSoup, section: str) -> str:
    return page.select_one(f"#{section}").get_text(" ", strip=True)  # type: ignore[union-attr]


def _long_ago(pair: Pair) -> datetime:
    return pair.active_since or pair.proposed_at
