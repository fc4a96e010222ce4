"""What a directory says of people, and what becomes of it."""

import pytest
from django.http import Http404

from tests.cast import Cast
from tests.factories import (
    employ,
    enrol,
    give_role,
    make_application,
    make_call,
    make_person,
    make_unit,
)
from tests.scim.client import ENTERPRISE, Directory, person, user
from viceversa.enrolment.access import application_by_link_or_404, link_of
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.people.actions import open_account
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Role
from viceversa.scim.letters import shut_out_told
from viceversa.scim.models import DirectoryEntry

pytestmark = pytest.mark.django_db
OFF = {"op": "replace", "path": "active", "value": False}
ON = {"op": "replace", "path": "active", "value": True}
RIGHTS = {
    "roles": [{"value": "coordinator", "primary": True}],
    "entitlements": [{"value": "organiser"}],
    "is_organiser": True,
    "isOrganiser": True,
    "groups": [{"value": "admins"}],
    "userType": "admin",
    "password": "correct horse battery staple",
}


def test_somebody_new_is_known_and_may_not_sign_in(cast: Cast, directory: Directory) -> None:
    answer = directory.send("POST", "/Users", user("kim", title="Analyst"))
    assert answer.status_code == 201
    said = answer.json()
    kim = person(said["id"])
    assert (kim.full_name, kim.email, kim.is_active) == ("Kim Prov", "kim@example.com", False)
    assert (kim.employment.organisation, kim.employment.title) == (cast.house, "Analyst")
    assert said["meta"]["location"] == f"http://testserver/scim/v2/Users/{said['id']}"
    assert answer.headers["ETag"] == said["meta"]["version"]
    assert said["externalId"] == "ext-kim"


def test_rights_and_passwords_are_dropped(cast: Cast, directory: Directory) -> None:
    before = Role.objects.count()
    code = directory.made("kim", **RIGHTS)
    operations = [{"op": "add", "path": key, "value": value} for key, value in RIGHTS.items()]
    directory.patch(f"/Users/{code}", *operations, {"op": "add", "value": RIGHTS})
    assert directory.send("PUT", f"/Users/{code}", user("kim", **RIGHTS)).status_code == 200
    kim = person(code)
    assert (kim.is_organiser, kim.is_active, kim.password) == (False, False, None)
    assert Role.objects.count() == before
    shown = directory.get(f"/Users/{code}").json()
    assert not set(shown) & set(RIGHTS)
    stored = str(Person.objects.filter(pk=kim.pk).values()) + str(DirectoryEntry.objects.values())
    assert "battery" not in stored


def test_somebody_who_was_brought_in_by_a_list_is_kept_up_to_date(
    cast: Cast, directory: Directory
) -> None:
    known = make_person("Lo", email="lo@example.com", is_active=False)
    employ(known, cast.house, title="Welder", unit=make_unit(cast.house, "Assembly"), level=2)
    code = directory.made("lo")
    assert person(code) == known
    employment = person(code).employment
    assert (employment.title, employment.level) == ("Welder", 2)
    assert str(employment.unit) == "Assembly"


def test_department_and_manager(directory: Directory) -> None:
    boss = directory.made("bo")
    more = {"department": "Production / Assembly", "manager": {"value": boss}}
    code = directory.made("kim", **{ENTERPRISE: more})
    employment = person(code).employment
    assert (str(employment.unit), employment.manager) == ("Production / Assembly", person(boss))
    shown = directory.get(f"/Users/{code}").json()[ENTERPRISE]
    assert shown["manager"] == {
        "value": boss, "$ref": f"http://testserver/scim/v2/Users/{boss}"
    }  # fmt: skip
    itself = {"op": "replace", "path": f"{ENTERPRISE}:manager", "value": code}
    assert directory.patch(f"/Users/{code}", itself).status_code == 400
    directory.patch(f"/Users/{code}", {"op": "remove", "path": f"{ENTERPRISE}:manager"})
    assert person(code).employment.manager is None


class TestShutOut:
    @pytest.fixture
    def code(self, cast: Cast, directory: Directory) -> str:
        """Kim, who takes part and has an account."""
        code = directory.made("kim")
        enrol(person(code), cast.programme, "mentor")
        open_account(person(code))
        return code

    @pytest.mark.parametrize("how", ["off", "out"])
    def test_the_next_request_is_a_strangers(
        self, directory: Directory, code: str, how: str
    ) -> None:
        kim = person(code)
        directory.client.force_login(kim)
        assert directory.client.get("/me/").status_code == 200
        link = sign_link("reminders", person_id=kim.pk, object_id="x", version=kim.access_version)
        if how == "off":
            assert directory.patch(f"/Users/{code}", OFF).status_code == 204
        else:
            assert directory.send("DELETE", f"/Users/{code}").status_code == 204
        assert directory.client.get("/me/").status_code == 302
        assert directory.client.get(f"/reminders/{link}/").status_code == 404
        kim.refresh_from_db()
        assert (kim.is_active, kim.closed_at is None) == (False, False)
        open_account(kim)
        assert not Person.objects.get(pk=kim.pk).is_active

    def test_links_to_her_application_are_dead(
        self, cast: Cast, directory: Directory, code: str
    ) -> None:
        seat = person(code).participations.get()
        mine = make_application(make_call(cast.programme), participation=seat)
        assert application_by_link_or_404(link_of(mine)) == mine
        directory.patch(f"/Users/{code}", OFF)
        with pytest.raises(Http404):
            application_by_link_or_404(link_of(mine))

    def test_coordinators_are_told_once(self, cast: Cast, directory: Directory, code: str) -> None:
        give_role(cast.yrsa, cast.programme, "coordinator")
        directory.patch(f"/Users/{code}", OFF)
        directory.patch(f"/Users/{code}", OFF)
        directory.send("DELETE", f"/Users/{code}")
        letters = Letter.objects.filter(name="scim/shut_out")
        assert {letter.recipient for letter in letters} == {cast.alice, cast.yrsa}
        assert letters.count() == 2
        assert "Kim" not in letters[0].subject
        assert "Kim Prov" in letters[0].text
        verbs = TrailEntry.objects.filter(about=f"person:{person(code).pk}")
        assert verbs.filter(verb="shut somebody out", actor=cast.alice).count() == 1

    def test_nothing_leaves_for_her(self, cast: Cast, directory: Directory, code: str) -> None:
        kim = person(code)
        Letter.objects.create(
            name="x/y", event="e", recipient=kim, language="en", subject="s", message_id="<m@x>"
        )
        directory.patch(f"/Users/{code}", OFF)
        assert not kim.letters.exists()
        kim.refresh_from_db()
        entry = DirectoryEntry.objects.get(pk=code)
        give_role(kim, cast.programme, "coordinator")
        shut_out_told(entry)
        assert not kim.letters.exists()

    def test_nothing_is_erased_and_all_is_as_it_was_when_she_is_back(
        self, directory: Directory, code: str
    ) -> None:
        kim = person(code)
        directory.send("DELETE", f"/Users/{code}")
        assert directory.get(f"/Users/{code}").status_code == 404
        assert kim.participations.exists()
        assert directory.made("kim") == code
        kim.refresh_from_db()
        assert (kim.is_active, kim.closed_at) == (True, None)

    def test_whoever_had_no_account_gets_none_by_it(self, directory: Directory) -> None:
        code = directory.made("bo")
        directory.patch(f"/Users/{code}", OFF)
        directory.patch(f"/Users/{code}", ON)
        assert (person(code).is_active, person(code).closed_at) == (False, None)


def test_what_has_changed_meanwhile_is_not_written_over(directory: Directory) -> None:
    code = directory.made("kim")
    seen = directory.get(f"/Users/{code}").headers["ETag"]
    assert directory.get(f"/Users/{code}", **{"If-None-Match": seen}).status_code == 304
    title = {"op": "replace", "path": "title", "value": "Analyst"}
    assert directory.patch(f"/Users/{code}", title, **{"If-Match": seen}).status_code == 204
    again = {"op": "replace", "path": "title", "value": "Boss"}
    assert directory.patch(f"/Users/{code}", again, **{"If-Match": seen}).status_code == 412
    assert person(code).employment.title == "Analyst"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ('userName eq "KIM@example.com"', ["kim"]),
        ('externalId eq "ext-ola"', ["ola"]),
        ('emails[type eq "work" and value eq "ola@example.com"]', ["ola"]),
        ('emails.value eq "kim@example.com"', ["kim"]),
        ('name.familyName eq "prov" and userName sw "o"', ["ola"]),
        ('userName eq "kim@example.com" or externalId eq "ext-ola"', ["kim", "ola"]),
        ('not (userName eq "kim@example.com")', ["bo", "ola"]),
        ('roles.value eq "coordinator"', None),
    ],
)
def test_filters(directory: Directory, asked: str, found: list[str] | None) -> None:
    for name in ("bo", "kim", "ola"):
        directory.made(name)
    answer = directory.get("/Users", query={"filter": asked}).json()
    names = [each["userName"].partition("@")[0] for each in answer.get("Resources", [])]
    assert names == (found or [])


def test_pages(directory: Directory) -> None:
    codes = [directory.made(name) for name in ("bo", "kim", "ola")]
    for path in ("/Users", "/"):
        second = directory.get(path, query={"startIndex": "2", "count": "2"}).json()
        assert [each["id"] for each in second["Resources"]] == codes[1:]
        assert (second["totalResults"], second["itemsPerPage"]) == (3, 2)
        none = directory.get(path, query={"count": "0"}).json()
        assert (none["totalResults"], none.get("Resources", [])) == (3, [])


@pytest.mark.parametrize(
    "said",
    [
        {"emails": [{"value": "no address", "type": "work"}]},
        {"emails": []},
        {"userName": "  "},
        {"title": "x" * 121},
        {"name": {"givenName": "x" * 81, "familyName": "y"}},
        {ENTERPRISE: {"department": "x" * 121}},
        {ENTERPRISE: {"manager": {"value": "nobody"}}},
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    directory: Directory, said: dict[str, object]
) -> None:
    answer = directory.send("POST", "/Users", user("kim", **said))
    assert answer.status_code == 400
    assert not Person.objects.filter(email="kim@example.com").exists()


def test_a_body_that_is_too_large(directory: Directory) -> None:
    answer = directory.send("POST", "/Users", user("kim", title="x" * 1024 * 1024))
    assert answer.status_code == 413
