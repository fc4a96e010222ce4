"""A partner's contact finds nothing of a partner that looks like hers, whatever she opens, asks
for, types or guesses. Judged by content, over every address of the house: a new page is tried by
itself, a new letter to contacts turns this red until it is posted here.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.house.leaks import addresses, content_of, holds
from tests.house.look_alikes import BOTH, LookAlikes, Side, make_look_alikes
from tests.house.world import NO_CODE
from tests.undone import undone
from viceversa.enrolment.invited import contacts_with_seats
from viceversa.enrolment.letters import seats_open, seats_told
from viceversa.enrolment.models import Application, Participation
from viceversa.half_time.actions import open_half_time
from viceversa.notices.models import Letter
from viceversa.notices.samples import all_samples
from viceversa.people.models import Person
from viceversa.programmes.letters import role_given
from viceversa.programmes.models import Partner, Role

pytestmark = pytest.mark.django_db
WHATEVER_DIFFERS = re.compile(
    rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"' rb"|'X-Request-ID': '[^']*'"
)
FIELDS = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
ASKED = re.compile(r'href="[^"]*\?([^"]+)"')
USUAL = frozenset({"q", "words", "organisation", "partner", "role", "state", "page", "person"})
THINGS: tuple[type[models.Model], ...] = (Application, Participation, Partner, Person, Role)
LETTERS = {
    "programmes/role_given", "enrolment/seats_told", "enrolment/seats_open",
    "half_time/figures_told",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LookAlikes]:
    with undone(django_db_blocker):
        yield make_look_alikes()


@pytest.fixture(params=["nord", "norr"])
def sides(request: pytest.FixtureRequest, world: LookAlikes) -> tuple[Side, Side]:
    """Whoever looks, and who is not to be seen."""
    return world.both_ways()[request.param == "norr"]


def client_of(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def places(world: LookAlikes, other: Side) -> list[str]:
    """Every address, filled with the codes of the other's things wherever it takes one."""
    known: dict[str, list[object]] = {
        "programmes/code": [world.programme.pk],
        "calls/code": [world.call.pk],
        "language": ["en"],
        "int": [1],
        "participation_id": [other.mentee.pk, other.namesake.pk],
        "application_code": [each.pk for each in other.applicants],
        "partner_code": [other.partner.pk],
        "role_code": [other.contact.roles.get().pk],
        "pairs/code": [world.pair.pk],
        "role": ["mentor"],
        "str": [other.partner.pk, other.mentee.pk, other.applicants[0].pk],
    }
    return addresses(known)


def told(answer: HttpResponse) -> bytes:
    return str(dict(answer.headers)).encode() + content_of(answer)


def found(answer: HttpResponse, words: list[str], *, typed: str = "") -> list[str]:
    """What an answer tells, except what was asked for: a page may repeat that."""
    wanted = "|".join(re.escape(word) for word in words if word not in typed)
    return sorted({word.decode() for word in re.findall(wanted.encode(), told(answer))})


def test_the_two_look_alike_and_can_be_told_apart(world: LookAlikes) -> None:
    for mine, other in world.both_ways():
        assert [w for w in mine.words for o in other.words if w in o] == []
    assert {side.namesake.person.full_name for side in (world.nord, world.norr)} == {BOTH}


def test_a_contact_sees_her_own(world: LookAlikes, sides: tuple[Side, Side]) -> None:
    mine, _other = sides
    seen = b"".join(
        told(client_of(mine.contact).get(reverse(name, args=[world.programme.pk])))
        for name in ("programme_own_people", "programme_own_applicants")
    )
    names = mine.names
    wanted = (names.house, names.mentor, names.mentee, *names.applicants)
    assert [word for word in wanted if not holds(seen, word)] == []
    assert seen.count(BOTH.encode()) == 1


def test_the_crawl_finds_what_there_is_to_find(world: LookAlikes, sides: tuple[Side, Side]) -> None:
    """Whoever leads sees all of it by the same way, or nothing below would mean anything."""
    _mine, other = sides
    lead = client_of(world.lead)
    seen = b"".join(told(lead.get(path)) for path in places(world, other))
    hidden = {f"{len(other.applicants)} of yours have applied"}
    assert {word for word in other.words if not holds(seen, word)} <= hidden | set(other.codes)


@pytest.mark.requirement("000-03")
def test_no_page_tells_of_the_other(world: LookAlikes, sides: tuple[Side, Side]) -> None:
    mine, other = sides
    client = client_of(mine.contact)
    leaks = {
        path: words
        for path in places(world, other)
        if (words := found(client.get(path), other.words, typed=path))
    }
    assert leaks == {}


@pytest.mark.requirement("000-03")
def test_a_code_of_the_others_is_answered_as_one_that_is_not_there(
    world: LookAlikes, sides: tuple[Side, Side]
) -> None:
    mine, other = sides
    client = client_of(mine.contact)
    guessable = re.compile("|".join((*other.codes, world.pair.pk)))
    told_apart = [
        path
        for path in places(world, other)
        if (nowhere := guessable.sub(NO_CODE, path)) != path
        and same(client.get(path), path) != same(client.get(nowhere), nowhere)
    ]
    assert told_apart == []


def test_no_search_filter_or_page_number_brings_it_out(
    world: LookAlikes, sides: tuple[Side, Side]
) -> None:
    mine, other = sides
    client = client_of(mine.contact)
    leaks = []
    for path in places(world, other):
        answer = client.get(path)
        if answer.status_code != 200:
            continue
        html = content_of(answer).decode(errors="replace")
        for value in (other.names.mentor[:-2], other.house.pk, other.names.house):
            for asked in (USUAL, *({name} for name in {*FIELDS.findall(html), *linked(html)})):
                answer = client.get(path, dict.fromkeys(asked, value))
                words = found(answer, other.words, typed=value + path)
                leaks += [(path, asked, value, words)] if words else []
    assert leaks == []


def test_nothing_that_is_sent_changes_or_tells_it(
    world: LookAlikes, sides: tuple[Side, Side]
) -> None:
    mine, other = sides
    before, wrong = as_stored(other), []
    body = {
        "endorsement": "yes",
        "verdict": "place",
        "name": other.names.house,
        "organisation": other.house.pk,
        "partner": other.partner.pk,
        "person": other.mentor.person_id,
        "email": other.mentor.person.email,
        "words": other.names.mentor[:-2],
    }
    session = client_of(mine.contact).cookies["sessionid"].value
    for path in places(world, other):
        with transaction.atomic():
            client = Client(raise_request_exception=False)
            client.cookies["sessionid"] = session
            answer = client.post(path, body)
            if words := found(answer, other.words, typed=path + " ".join(body.values())):
                wrong.append((path, words))
            if as_stored(other) != before:
                wrong.append((path, ["changed"]))
            transaction.set_rollback(True)
    assert wrong == []


def test_no_letter_to_a_contact_tells_of_the_other(
    world: LookAlikes, sides: tuple[Side, Side]
) -> None:
    mine, other = sides
    with transaction.atomic():
        write_to_contacts(world)
        written = Letter.objects.filter(recipient=mine.contact)
        names = set(written.values_list("name", flat=True))
        said = "".join(f"{each.subject}{each.text}{each.html}" for each in written)
        transaction.set_rollback(True)
    assert (
        names == LETTERS == {n for n, each in all_samples().items() if "partner_contact" in each.to}
    )
    assert mine.names.house in said
    assert [word for word in other.words if word in said] == []


def write_to_contacts(world: LookAlikes) -> None:
    """Posts every letter that a partner's contact can get."""
    for side in (world.nord, world.norr):
        role_given(side.contact.roles.select_related("programme", "partner__organisation").get())
    seats_told(world.programme)
    open_half_time(world.programme)
    for person, partners in contacts_with_seats(world.call):
        seats_open(world.call, person, partners)


def linked(html: str) -> set[str]:
    """The parameters that the links of a page give."""
    pairs = (pair for query in ASKED.findall(html) for pair in re.split("&(?:amp;)?", query))
    return {pair.partition("=")[0] for pair in pairs}


def same(answer: HttpResponse, path: str) -> tuple[int, bytes]:
    """What can be told of an answer, less the address that was asked for."""
    body = WHATEVER_DIFFERS.sub(b"", told(answer)).replace(path.encode(), b"")
    return answer.status_code, re.sub(rb"(sessionid|csrftoken)[^,]*|'Expires': '[^']*'", b"", body)


def as_stored(side: Side) -> list[list[dict[str, Any]]]:
    return [list(each.objects.filter(pk__in=side.codes).order_by("pk").values()) for each in THINGS]
