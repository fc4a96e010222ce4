"""Where the blueprint says so, a mentee has two mentors: two pairs, told apart everywhere."""

import pytest
from django.urls import reverse

from tests.conversations.world import client_of
from tests.factories import employ, enrol, give_role, make_organisation, make_person
from viceversa.conversations.actions import accept_ground_rules, end_pair
from viceversa.notices.models import Letter
from viceversa.pairing.actions import (
    answer_pair,
    open_solution,
    publish_proposal,
    seek_new_partner,
    solve_proposal,
    stop_here,
)
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import fingerprint
from viceversa.pairing.solving import pool_of
from viceversa.people.models import Person
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme

Two = tuple[Pair, Pair]


@pytest.fixture
def programme(db: None) -> Programme:
    """Students who mentor: one senior, two mentors with the same first name, one mentor free."""
    house, school = make_organisation("Tallmo Test AB"), make_organisation("Prov högskola")
    programme = blueprints()["students"].programme(
        name="Students", purpose="x", organisation=house, starts_on="2026-09-01", language="en"
    )
    programme.rules = {}
    programme.save()
    programme.refresh_from_db()
    give_role(make_person("Alice"), programme, "coordinator")
    carol = make_person("Carol")
    employ(carol, house, level=5)
    enrol(carol, programme, "mentee", wants={"E1": 3})
    for family_name in ("Ek", "Lund"):
        mentor = make_person("Kim", family_name=family_name)
        employ(mentor, school, level=1)
        enrol(mentor, programme, "mentor", offers={"E1": 3})
    return programme


@pytest.fixture
def pairs(programme: Programme) -> Two:
    """Solved, published, answered, and with the ground rules accepted."""
    alice = person("Alice")
    proposal, _ = open_solution(programme, by=alice)
    solve_proposal(proposal.pk)
    proposal.refresh_from_db()
    published = publish_proposal(proposal, by=alice, seen=fingerprint(proposal))
    for pair in published:
        for member in (pair.mentor.person, pair.mentee.person):
            answer_pair(pair, by=member, answer="yes")
        for member in (pair.mentor.person, pair.mentee.person):
            accept_ground_rules(pair, by=member)
    one, other = sorted(published, key=lambda pair: pair.mentor.person.family_name)
    return one, other


def person(given_name: str) -> Person:
    return Person.objects.get(given_name=given_name)


def test_one_mentee_gets_two_mentors(programme: Programme, pairs: Two) -> None:
    assert programme.mentee_capacity == 2
    assert {pair.mentee.person.given_name for pair in pairs} == {"Carol"}
    assert [pair.state for pair in pairs] == ["active", "active"]


def test_her_desk_tells_them_apart(programme: Programme, pairs: Two) -> None:
    lines = client_of(person("Carol")).get("/desk/").context["pairs"]
    assert {(line.partner, line.href) for line in lines} == {
        (pair.mentor.person.full_name, reverse("pair", args=[pair.pk])) for pair in pairs
    }


def test_her_pages_tell_them_apart(programme: Programme, pairs: Two) -> None:
    """Both mentors are called Kim, so the page says which one."""
    client = client_of(person("Carol"))
    for pair, name in zip(pairs, ("Kim Ek", "Kim Lund"), strict=True):
        page = client.get(reverse("pair", args=[pair.pk])).content.decode()
        assert f"<h1>You and {name}</h1>" in page


def test_letters_tell_them_apart(programme: Programme, pairs: Two) -> None:
    for pair, name in zip(pairs, ("Kim Ek", "Kim Lund"), strict=True):
        end_pair(pair)
        letter = Letter.objects.get(event=f"pair:{pair.pk}:ended", recipient=person("Carol"))
        assert f"You and {name} are no longer a pair." in letter.text


def test_a_mentor_sees_only_her_own(programme: Programme, pairs: Two) -> None:
    one, other = pairs
    client = client_of(one.mentor.person)
    assert client.get(reverse("pair", args=[one.pk])).status_code == 200
    assert client.get(reverse("pair", args=[other.pk])).status_code == 404
    assert "Lund" not in client.get("/desk/").content.decode()


def test_the_coordinator_sees_two_pairs(programme: Programme, pairs: Two) -> None:
    answer = client_of(person("Alice")).get(reverse("programme_pairs", args=[programme.pk]))
    shown = {(row.pair.number, row.pair.mentor.person.full_name) for row in answer.context["rows"]}
    assert shown == {(pair.number, pair.mentor.person.full_name) for pair in pairs}


def test_one_ends_and_the_other_goes_on(programme: Programme, pairs: Two) -> None:
    one, other = pairs
    carol = person("Carol")
    end_pair(one)
    other.refresh_from_db()
    assert other.state == "active"
    stop_here(one, by=carol)
    one.mentee.refresh_from_db()
    assert one.mentee.state == "resting"  # no second mentor; the other pair is untouched


def test_she_may_have_another_in_the_place_of_the_first(programme: Programme, pairs: Two) -> None:
    one, _other = pairs
    carol, ny = person("Carol"), make_person("Ny")
    employ(ny, make_organisation("Annan högskola"), level=1)
    enrol(ny, programme, "mentor")
    end_pair(one)
    seek_new_partner(one, by=carol)
    pool = pool_of(programme)
    assert [(c.id, c.capacity) for c in pool.problem.mentees] == [(carol.pk, 1)]
    assert [c.id for c in pool.problem.mentors] == [ny.pk]
