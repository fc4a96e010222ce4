"""Organisers hand people over to a directory, which could not take them in by itself."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories import employ, enrol, give_role, make_organisation, make_partner, make_person
from tests.scim.client import Directory, directory_of, user
from viceversa.api.models import Token
from viceversa.people.models import Employment, Organisation, Person, TrailEntry
from viceversa.programmes.models import Role
from viceversa.scim.handover import hand_over
from viceversa.scim.models import DirectoryEntry, Handover

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def shown(client: Client, organisation: Organisation) -> str:
    answer = client.get(reverse("directory", args=[organisation.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def chosen(client: Client, organisation: Organisation, *people: Person) -> str:
    body = {"people": [person.pk for person in people]}
    answer = client.post(reverse("directory", args=[organisation.pk]), body, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def taken_back(client: Client, organisation: Organisation, person: Person) -> int:
    place = [organisation.pk, person.pk]
    return client.post(reverse("handover_withdrawal", args=place)).status_code


def named(directory: Directory, person: Person, **said: object) -> int:
    """What the directory is answered when it names her."""
    address = {"emails": [{"value": person.email.upper(), "type": "work"}]}
    body = user("kim", userName=person.email, **address, **said)
    return directory.send("POST", "/Users", body).status_code


def test_whoever_is_handed_over_is_taken_in_when_she_is_named(
    cast: Cast, alice: Client, directory: Directory
) -> None:
    assert named(directory, cast.bob) == 409
    page = chosen(alice, cast.house, cast.bob)
    assert "handed over" in page
    assert DirectoryEntry.objects.count() == 0
    assert named(directory, cast.bob, title="Welder") == 201
    cast.bob.refresh_from_db()
    assert (cast.bob.is_active, cast.bob.closed_at) == (True, None)
    assert cast.bob.employment.title == "Welder"
    assert not Handover.objects.exists()
    page = shown(alice, cast.house)
    assert f'<span class="soft">{cast.bob.email}' in page
    verbs = TrailEntry.objects.filter(about=f"person:{cast.bob.pk}").values_list("verb", "actor")
    assert ("handed somebody over to a directory", cast.alice.pk) in verbs
    assert ("taken in from a directory", cast.alice.pk) in verbs


def test_from_then_on_the_directory_may_shut_her_out_and_nothing_more(
    cast: Cast, directory: Directory
) -> None:
    hand_over(cast.house, [cast.bob], by=cast.alice)
    assert named(directory, cast.bob) == 201
    code, address = DirectoryEntry.objects.get().pk, cast.bob.email
    take = {"op": "replace", "path": 'emails[type eq "work"].value', "value": "eve@example.com"}
    assert directory.patch(f"/Users/{code}", take).status_code == 400
    off = {"op": "replace", "path": "active", "value": False}
    assert directory.patch(f"/Users/{code}", off).status_code == 204
    cast.bob.refresh_from_db()
    assert (cast.bob.email, cast.bob.is_active) == (address, False)
    assert directory.patch(f"/Users/{code}", {**off, "value": True}).status_code == 204
    cast.bob.refresh_from_db()
    assert cast.bob.is_active


def test_only_who_was_chosen_is_handed_over(
    cast: Cast, alice: Client, directory: Directory
) -> None:
    chosen(alice, cast.house, cast.bob)
    assert named(directory, cast.carol) == 409
    assert named(directory, cast.bob) == 201


def test_it_is_taken_back_as_long_as_the_directory_has_not_named_her(
    cast: Cast, alice: Client, directory: Directory
) -> None:
    chosen(alice, cast.house, cast.bob)
    assert taken_back(alice, cast.house, cast.bob) == 302
    assert named(directory, cast.bob) == 409
    chosen(alice, cast.house, cast.bob)
    assert named(directory, cast.bob) == 201
    assert taken_back(alice, cast.house, cast.bob) == 302
    assert "the directory was faster" in shown(alice, cast.house)
    assert DirectoryEntry.objects.get().person == cast.bob


def test_nobody_chosen_is_said(cast: Cast, alice: Client) -> None:
    assert "Choose at least one person." in chosen(alice, cast.house)
    assert not Handover.objects.exists()


def organiser_of_the_house(cast: Cast) -> Person:
    Employment.objects.create(person=cast.alice, organisation=cast.house)
    return cast.alice


def at_another_partner(cast: Cast) -> Person:
    other = make_organisation("Norrvidde Prov AB")
    make_partner(cast.programme, other)
    known = make_person()
    employ(known, other)
    enrol(known, cast.programme, "mentor")
    return known


def of_another_programme(cast: Cast) -> Person:
    """She works there, and takes part in nothing that Alice leads."""
    known = make_person()
    employ(known, cast.house)
    enrol(known, cast.other_programme, "mentor")
    return known


def of_no_employer(cast: Cast) -> Person:
    return cast.dora


def kept_already(cast: Cast) -> Person:
    return entered(cast, cast.house, cast.carol)


def of_another_directory(cast: Cast) -> Person:
    return entered(cast, make_organisation("Norrvidde Prov AB"), cast.carol)


def entered(cast: Cast, organisation: Organisation, person: Person) -> Person:
    DirectoryEntry.objects.create(organisation=organisation, person=person, user_name="x")
    return person


@pytest.mark.parametrize(
    "whose",
    [
        organiser_of_the_house,
        at_another_partner,
        of_another_programme,
        of_no_employer,
        kept_already,
        of_another_directory,
    ],
)
def test_who_cannot_be_handed_over(
    cast: Cast, alice: Client, whose: Callable[[Cast], Person]
) -> None:
    known = whose(cast)
    assert "cannot be handed over" in chosen(alice, cast.house, known, cast.bob)
    assert not Handover.objects.exists()
    assert f'value="{known.pk}"' not in shown(alice, cast.house)


class TestAfterwards:
    """What has changed between the handing over and the word of the directory."""

    @pytest.fixture(autouse=True)
    def bob(self, cast: Cast) -> Person:
        hand_over(cast.house, [cast.bob], by=cast.alice)
        return cast.bob

    def test_who_became_an_organiser_is_not_taken_in(
        self, bob: Person, directory: Directory
    ) -> None:
        Person.objects.filter(pk=bob.pk).update(is_organiser=True)
        assert named(directory, bob) == 409

    def test_who_changed_employers_is_not_taken_in_by_either(
        self, cast: Cast, bob: Person, directory: Directory
    ) -> None:
        other = make_organisation("Norrvidde Prov AB")
        make_partner(cast.programme, other)
        theirs = directory_of(cast.alice, other)
        assert named(theirs, bob) == 409  # while he works at the house
        Employment.objects.filter(person=bob).update(organisation=other)
        assert [named(directory, bob), named(theirs, bob)] == [409, 409]
        hand_over(other, [bob], by=cast.alice)
        assert [named(directory, bob), named(theirs, bob)] == [409, 201]

    def test_an_answer_that_is_refused_uses_nothing_up(
        self, bob: Person, directory: Directory
    ) -> None:
        directory.made("lo", userName=bob.email)
        assert named(directory, bob) == 409  # the userName is somebody else's
        assert Handover.objects.get().person == bob


class TestTheDoor:
    def doors(self, client: Client, cast: Cast) -> set[int]:
        url = reverse("directory", args=[cast.house.pk])
        body = {"people": [cast.bob.pk]}
        answers = (client.get(url), client.post(url, body))
        return {*(each.status_code for each in answers), taken_back(client, cast.house, cast.bob)}

    def refused(self, client: Client, cast: Cast) -> None:
        hand_over(cast.house, [cast.bob], by=cast.alice)
        assert self.doors(client, cast) == {404}
        assert Handover.objects.get().person == cast.bob

    @pytest.mark.parametrize("who", ["bob", "dora", "erik", "fia", "yrsa", "zed"])
    def test_who_organises_nothing_finds_no_page(self, cast: Cast, who: str) -> None:
        client = Client()
        client.force_login(getattr(cast, who))
        self.refused(client, cast)

    def test_an_organiser_of_other_programmes_finds_no_page(self, cast: Cast) -> None:
        Person.objects.filter(pk=cast.yrsa.pk).update(is_organiser=True)
        client = Client()
        client.force_login(cast.yrsa)
        self.refused(client, cast)
        assert b"Tallmo Test AB" not in client.get(reverse("connections")).content.split(b"<h2>")[0]

    def test_when_she_leads_nothing_there_any_more(self, cast: Cast, alice: Client) -> None:
        Role.objects.filter(person=cast.alice).delete()
        self.refused(alice, cast)

    def test_without_a_directory_there_is_no_page(self, cast: Cast, alice: Client) -> None:
        Token.objects.update(expires_at=timezone.now())
        self.refused(alice, cast)
        entered(cast, cast.house, cast.carol)
        assert "Carol" in shown(alice, cast.house)

    def test_a_token_for_something_else_is_no_directory(self, cast: Cast, alice: Client) -> None:
        Token.objects.update(verbs=[Token.Verb.READ_PEOPLE])
        self.refused(alice, cast)

    def test_the_page_of_connections_leads_there(self, cast: Cast, alice: Client) -> None:
        url = reverse("directory", args=[cast.house.pk])
        assert url in alice.get(reverse("connections")).content.decode()


def test_everybody_stands_where_she_belongs(cast: Cast, alice: Client) -> None:
    young = make_person("Noaccount", is_active=False)
    employ(young, cast.house)
    give_role(young, cast.programme, "sponsor")
    organiser_of_the_house(cast)
    of_another_programme(cast)
    gone = entered(cast, cast.house, cast.carol)
    DirectoryEntry.objects.filter(person=gone).update(deleted_at=timezone.now())
    parts = shown(alice, cast.house).split("<h2>")[1:]
    assert [part.partition("</h2>")[0] for part in parts] == [
        "Not kept by the directory", "Kept by the directory"
    ]  # fmt: skip
    apart, kept = parts
    assert "Bob" in apart and "Noaccount" in apart and "Alice" in apart
    assert apart.count('name="people"') == 1
    assert "Carol" in kept and "taken out on" in kept
