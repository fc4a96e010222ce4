"""A token of one partner finds nothing of a partner that looks like it, at any address of the
interface. Judged by content."""

import json
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.api.client import Program, secret_for
from tests.house.look_alikes import BOTH, LookAlikes, Side, make_look_alikes
from tests.undone import undone
from viceversa.api.openapi import document

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "DELETE")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LookAlikes]:
    with undone(django_db_blocker):
        made = make_look_alikes()
        made.lead.is_organiser = True
        made.lead.save(update_fields=["is_organiser"])
        yield made


@pytest.fixture(params=["nord", "norr"])
def sides(request: pytest.FixtureRequest, world: LookAlikes) -> tuple[Side, Side]:
    """Whose token it is, and who is not to be seen."""
    return world.both_ways()[request.param == "norr"]


def places(world: LookAlikes, other: Side) -> list[str]:
    """Every address of the interface, with the codes of the other's things where it takes one."""
    found = []
    for path in document()["paths"]:
        for code in other.codes if "{" in path else [""]:
            filled = path.removeprefix("/api/v1").replace("{application_code}", code)
            programme = world.programme.pk if "/programmes/" in path else code
            found.append(filled.replace("{code}", programme))
            found.append(filled.replace("{code}", code))
    return sorted(set(found))


def test_nothing_of_the_other_whatever_is_asked(
    world: LookAlikes, sides: tuple[Side, Side]
) -> None:
    mine, other = sides
    program = Program(secret_for(world.lead, organisation=mine.house))
    words = set(other.words) - set(mine.words)
    for place in places(world, other):
        for method in METHODS:
            answer = program.send(method, place, None if method in ("GET", "DELETE") else {})
            told = str(dict(answer.headers)) + json.dumps(json.loads(answer.content or "{}"))
            assert [word for word in words if word in told.replace(place, "")] == [], place


def test_it_finds_its_own(world: LookAlikes, sides: tuple[Side, Side]) -> None:
    """The control: what would hold of an interface that answers nothing does not count."""
    mine, _other = sides
    program = Program(secret_for(world.lead, organisation=mine.house))
    root = f"/programmes/{world.programme.pk}"
    people = {f"{p['given_name']} {p['family_name']}" for p in program.items(f"{root}/people")}
    assert people == {mine.names.mentor, mine.names.mentee, BOTH}
    applied = program.items(f"{root}/applications")
    assert {a["id"] for a in applied} == {each.pk for each in mine.applicants}


def test_the_codes_of_the_other_open_nothing(world: LookAlikes, sides: tuple[Side, Side]) -> None:
    mine, other = sides
    program = Program(secret_for(world.lead, organisation=mine.house))
    root = f"/programmes/{world.programme.pk}/applications"
    nowhere = program.get(f"{root}/nosuchcode")
    for code in other.codes:
        answer = program.get(f"{root}/{code}")
        assert (answer.status_code, answer.content) == (404, nowhere.content)
