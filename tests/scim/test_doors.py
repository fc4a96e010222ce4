"""Who is let in by SCIM, and whom a directory may touch."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories import employ, give_role, make_organisation, make_partner, make_person
from tests.scim.client import Directory, directory_of, person, secret_of, user
from viceversa.api import access
from viceversa.api.actions.tokens import revoke_token
from viceversa.api.models import Token
from viceversa.people.models import Employment, Person
from viceversa.programmes.models import Role
from viceversa.scim.models import DirectoryEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alice_organises")]
PATHS = (
    "/Users",
    "/Groups",
    "/",
    "/ServiceProviderConfig",
    "/Schemas",
    "/ResourceTypes",
    "/nothing",
)
TAKEN = "This address or userName is taken."


def refused(directory: Directory, status: int) -> None:
    """Nothing is read, and nothing is written."""
    for path in PATHS:
        answer = directory.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (
            status, "application/scim+json"
        )  # fmt: skip
        assert set(answer.json()) == {"schemas", "status", "detail"}
    assert directory.send("POST", "/Users", user("kim")).status_code == status
    assert not Person.objects.filter(email="kim@example.com").exists()


class TestNoEntry:
    def test_without_a_token(self) -> None:
        refused(Directory(), 401)
        assert Directory().get("/Users").headers["WWW-Authenticate"] == "Bearer"

    def test_with_a_wrong_one(self, directory: Directory) -> None:
        refused(Directory(directory.secret[:-1]), 401)

    def test_with_one_that_has_expired(self, directory: Directory) -> None:
        assert directory.get("/Users").status_code == 200
        Token.objects.update(expires_at=timezone.now())
        refused(directory, 401)

    def test_with_one_that_was_revoked_a_moment_ago(self, cast: Cast, directory: Directory) -> None:
        assert directory.get("/Users").status_code == 200
        revoke_token(Token.objects.get(), by=cast.alice)
        refused(directory, 401)

    def test_when_its_maker_is_no_organiser_any_more(
        self, cast: Cast, directory: Directory
    ) -> None:
        Person.objects.filter(pk=cast.alice.pk).update(is_organiser=False)
        refused(directory, 401)

    def test_when_its_maker_leads_nothing_there_any_more(
        self, cast: Cast, directory: Directory
    ) -> None:
        Role.objects.filter(person=cast.alice).delete()
        refused(directory, 403)

    def test_with_one_for_something_else(self, cast: Cast) -> None:
        verbs = [verb for verb in Token.Verb.values if verb != Token.Verb.DIRECTORY]
        refused(Directory(secret_of(cast.alice, cast.house, verbs=verbs)), 403)

    def test_with_one_for_no_organisation(self, cast: Cast) -> None:
        refused(Directory(secret_of(cast.alice, None)), 403)

    def test_with_one_for_a_single_programme(self, cast: Cast) -> None:
        secret = secret_of(cast.alice, cast.house, programme=cast.programme)
        refused(Directory(secret), 403)

    def test_by_a_session(self, cast: Cast) -> None:
        directory = Directory()
        directory.client.force_login(cast.alice)
        refused(directory, 401)

    def test_when_it_has_asked_too_often(
        self, directory: Directory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(access, "A_MINUTE", 1)
        assert directory.get("/Users").status_code == 200
        answer = directory.get("/Users")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_it_opens_nothing_else(directory: Directory, cast: Cast) -> None:
    for path in ("programmes", f"programmes/{cast.programme.pk}/people", "webhooks"):
        answer = directory.client.get(f"/api/v1/{path}", headers=directory.headers)
        assert answer.status_code in (200, 403)
        assert b"Bob" not in answer.content


class TestOfOthers:
    """Two partners of one programme; neither sees or touches what is the other's."""

    @pytest.fixture
    def other(self, cast: Cast) -> Directory:
        organisation = make_organisation("Norrvidde Prov AB")
        make_partner(cast.programme, organisation)
        return directory_of(cast.alice, organisation)

    def test_a_user_is_not_there(self, directory: Directory, other: Directory) -> None:
        code, theirs = directory.made("kim"), other.made("bo")
        off = {"op": "replace", "path": "active", "value": False}
        for answer in (
            other.get(f"/Users/{code}"),
            other.send("PUT", f"/Users/{code}", user("kim", title="Boss")),
            other.patch(f"/Users/{code}", off),
            other.send("DELETE", f"/Users/{code}"),
        ):
            assert answer.status_code == 404
            assert b"kim" not in answer.content
        assert directory.get(f"/Users/{code}").json()["active"] is True
        assert [each["id"] for each in other.get("/Users").json()["Resources"]] == [theirs]
        for path in ("/Users", "/"):
            query = {"filter": f'id eq "{code}" or userName eq "kim@example.com"'}
            assert other.get(path, query=query).json()["totalResults"] == 0

    def test_a_group_is_not_there(self, directory: Directory, other: Directory) -> None:
        code = directory.group("Assembly")
        assert other.get(f"/Groups/{code}").status_code == 404
        assert other.send("DELETE", f"/Groups/{code}").status_code == 404
        assert other.get("/Groups").json()["totalResults"] == 0
        assert directory.get(f"/Groups/{code}").json()["displayName"] == "Assembly"

    def test_nobody_is_put_into_a_group_or_made_a_manager(
        self, directory: Directory, other: Directory
    ) -> None:
        foreign, own, group = directory.made("kim"), other.made("bo"), other.group("Assembly")
        add = {"op": "add", "path": "members", "value": [{"value": foreign}]}
        lead = {
            "op": "add",
            "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "value": foreign,
        }
        for answer in (other.patch(f"/Groups/{group}", add), other.patch(f"/Users/{own}", lead)):
            assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
        assert "members" not in other.get(f"/Groups/{group}").json()
        assert person(own).employment.manager is None
        assert person(foreign).employment.unit is None

    def test_by_bulk_it_is_the_same(self, directory: Directory, other: Directory) -> None:
        code = directory.made("kim")
        body = {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
            "Operations": [
                {"method": "DELETE", "path": f"/Users/{code}"},
                {"method": "POST", "path": "/Users", "bulkId": "a", "data": user("kim")},
                {"method": "POST", "path": "/Users", "bulkId": "b", "data": user("ola")},
            ],
        }
        found = other.send("POST", "/Bulk", body).json()["Operations"]
        assert [each["status"] for each in found] == ["404", "409", "201"]
        assert person(code).closed_at is None

    def test_whoever_changes_employer_is_not_its_own_any_more(
        self, directory: Directory, cast: Cast
    ) -> None:
        code = directory.made("kim")
        Employment.objects.filter(person=person(code)).update(
            organisation=make_organisation("Norrvidde Prov AB")
        )
        assert directory.send("DELETE", f"/Users/{code}").status_code == 404
        assert directory.get("/Users").json()["totalResults"] == 0
        assert person(code).closed_at is None


def at_another(cast: Cast) -> Person:
    known = make_person(is_active=False)
    employ(known, make_organisation("Norrvidde Prov AB"))
    return known


def of_no_employer(cast: Cast) -> Person:
    return make_person(is_active=False)


def with_an_account(cast: Cast) -> Person:
    return cast.bob


def an_organiser(cast: Cast) -> Person:
    known = make_person(is_active=False, is_organiser=True)
    employ(known, cast.house)
    return known


@pytest.mark.parametrize("whose", [at_another, of_no_employer, with_an_account, an_organiser])
def test_an_address_of_somebody_else_is_not_taken_over(
    cast: Cast, directory: Directory, whose: Callable[[Cast], Person]
) -> None:
    known = whose(cast)
    before = Person.objects.filter(pk=known.pk).values().get()
    spelled = {"emails": [{"value": known.email.upper(), "type": "work"}]}
    answer = directory.send("POST", "/Users", user("mallory", **spelled))
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
    assert answer.json()["detail"] == TAKEN
    mine = directory.made("kim")
    take = {"op": "replace", "path": 'emails[type eq "work"].value', "value": known.email}
    assert directory.patch(f"/Users/{mine}", take).status_code == 409
    assert person(mine).email == "kim@example.com"
    assert Person.objects.filter(pk=known.pk).values().get() == before
    assert DirectoryEntry.objects.count() == 1


def test_the_address_of_somebody_who_takes_part_is_not_changed(
    cast: Cast, directory: Directory
) -> None:
    """Else whoever holds the token would have her sign-in codes mailed to himself."""
    code = directory.made("kim")
    give_role(person(code), cast.programme, "sponsor")
    Person.objects.filter(pk=person(code).pk).update(is_active=True)
    take = {"op": "replace", "path": 'emails[type eq "work"].value', "value": "eve@example.com"}
    put = user("kim", emails=[{"value": "eve@example.com", "type": "work"}])
    off = {"op": "replace", "path": "active", "value": False}
    for again in (False, True):
        for answer in (
            directory.patch(f"/Users/{code}", take),
            directory.send("PUT", f"/Users/{code}", put),
        ):
            assert (answer.status_code, answer.json()["scimType"]) == (400, "mutability")
        assert person(code).email == "kim@example.com"
        if not again:
            directory.patch(f"/Users/{code}", off)


def test_a_user_name_is_taken_once(directory: Directory) -> None:
    directory.made("kim")
    body = user("ola", userName="KIM@example.com")
    answer = directory.send("POST", "/Users", body)
    assert (answer.status_code, answer.json()["detail"]) == (409, TAKEN)
    assert not Person.objects.filter(email="ola@example.com").exists()
