"""Who is let in: by a token that holds, for what it was made for, as far as it reaches."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from tests.api.client import Program, secret_for
from tests.cast import Cast
from tests.factories import give_role, make_organisation, make_partner
from viceversa.api import access
from viceversa.api.actions.tokens import revoke_token
from viceversa.api.models import Token
from viceversa.api.problems import MEDIA_TYPE
from viceversa.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alice_organises")]
NOON = timezone.now().replace(hour=12, minute=0, second=10, microsecond=0)
READS = {
    "people": "people:read",
    "applications": "applications:read",
    "pairs": "pairs:read",
    "meetings": "meetings:read",
    "ideas": "ideas:read",
}


def the_token() -> Token:
    return Token.objects.get()


class TestNoEntry:
    @pytest.fixture
    def paths(self, cast: Cast) -> list[str]:
        within = f"/programmes/{cast.programme.pk}"
        return ["/programmes", within, *(f"{within}/{each}" for each in READS), "/webhooks"]

    def refused(self, program: Program, paths: list[str]) -> None:
        for path in paths:
            answer = program.get(path)
            assert (answer.status_code, answer.headers["Content-Type"]) == (401, MEDIA_TYPE)
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert answer.json()["detail"] == "A valid token is needed."

    def test_with_a_good_one_there_is(self, cast: Cast, paths: list[str]) -> None:
        program = Program(secret_for(cast.alice))
        assert {program.get(path).status_code for path in paths} == {200}

    def test_without_a_token(self, paths: list[str]) -> None:
        self.refused(Program(), paths)

    def test_with_a_wrong_one(self, cast: Cast, paths: list[str]) -> None:
        self.refused(Program(secret_for(cast.alice)[:-1]), paths)

    def test_with_its_fingerprint(self, cast: Cast, paths: list[str]) -> None:
        secret_for(cast.alice)
        self.refused(Program(the_token().token_hash), paths)

    def test_with_one_that_has_expired(self, cast: Cast, paths: list[str]) -> None:
        program = Program(secret_for(cast.alice))
        Token.objects.update(expires_at=timezone.now())
        self.refused(program, paths)

    def test_with_one_that_was_revoked_a_moment_ago(self, cast: Cast, paths: list[str]) -> None:
        program = Program(secret_for(cast.alice))
        assert program.get("/programmes").status_code == 200
        revoke_token(the_token(), by=cast.alice)
        self.refused(program, paths)

    @pytest.mark.parametrize("right", ["is_organiser", "is_active"])
    def test_when_its_maker_may_make_none_any_more(
        self, cast: Cast, paths: list[str], right: str
    ) -> None:
        program = Program(secret_for(cast.alice))
        Person.objects.filter(pk=cast.alice.pk).update(**{right: False})
        self.refused(program, paths)

    def test_by_a_session(self, cast: Cast, paths: list[str]) -> None:
        program = Program()
        program.client.force_login(cast.alice)
        self.refused(program, paths)


@pytest.mark.parametrize("which", READS)
def test_a_token_does_what_it_was_made_for_only(cast: Cast, which: str) -> None:
    program = Program(secret_for(cast.alice, READS[which]))
    found = {
        each: program.get(f"/programmes/{cast.programme.pk}/{each}").status_code for each in READS
    }
    assert found == {each: 200 if each == which else 403 for each in READS}
    assert program.get("/webhooks").status_code == 403
    body = {"url": "https://hooks.example.com/", "events": ["pair.accepted"]}
    assert program.send("POST", "/webhooks", body).status_code == 403


def test_reading_is_no_writing(cast: Cast) -> None:
    program = Program(secret_for(cast.alice, "applications:read"))
    answer = program.send("POST", f"/programmes/{cast.programme.pk}/applications", WHOLE)
    assert answer.status_code == 403


WHOLE = {
    "role": "mentor",
    "language": "sv",
    "has_time": True,
    "given_name": "Kim",
    "family_name": "Prov",
    "email": "kim@example.com",
    "level": 2,
    "wants": {"A1": 2},
    "why": "I see things from the floor.",
}


class TestProgrammes:
    def test_it_reaches_those_that_its_maker_leads(self, cast: Cast) -> None:
        program = Program(secret_for(cast.alice))
        assert [each["id"] for each in program.items("/programmes")] == [cast.programme.pk]
        give_role(cast.alice, cast.other_programme, "coordinator")
        both = sorted([cast.programme.pk, cast.other_programme.pk])
        assert [each["id"] for each in program.items("/programmes")] == both

    def test_another_role_in_it_does_not_count(self, cast: Cast) -> None:
        give_role(cast.alice, cast.other_programme, "sponsor")
        program, other = Program(secret_for(cast.alice)), cast.other_programme.pk
        assert [each["id"] for each in program.items("/programmes")] == [cast.programme.pk]
        assert program.get(f"/programmes/{other}").status_code == 404

    def test_a_programme_that_she_does_not_lead_is_not_there(self, cast: Cast) -> None:
        program, other = Program(secret_for(cast.alice)), cast.other_programme.pk
        nowhere = [program.get(f"/programmes/nosuchcode/{each}") for each in READS]
        theirs = [program.get(f"/programmes/{other}/{each}") for each in READS]
        assert {answer.status_code for answer in theirs} == {404}
        assert [each.content for each in theirs] == [each.content for each in nowhere]

    def test_it_ends_with_her_role(self, cast: Cast) -> None:
        program = Program(secret_for(cast.alice))
        cast.programme.roles.filter(person=cast.alice).delete()
        assert program.items("/programmes") == []
        assert program.get(f"/programmes/{cast.programme.pk}/people").status_code == 404

    def test_a_token_for_one_does_not_reach_the_other(self, cast: Cast) -> None:
        give_role(cast.alice, cast.other_programme, "coordinator")
        program = Program(secret_for(cast.alice, programme=cast.other_programme))
        assert [each["id"] for each in program.items("/programmes")] == [cast.other_programme.pk]
        for each in READS:
            path = f"/programmes/{cast.programme.pk}/{each}"
            assert program.get(path).status_code == 404
            assert program.get(f"/programmes/{cast.other_programme.pk}/{each}").status_code == 200


class TestPartners:
    def test_it_is_refused_all_that_no_partner_sees(self, cast: Cast) -> None:
        program = Program(secret_for(cast.alice, organisation=cast.house))
        found = {
            each: program.get(f"/programmes/{cast.programme.pk}/{each}").status_code
            for each in READS
        }
        assert found == {
            "people": 200, "applications": 200, "pairs": 403, "meetings": 403, "ideas": 403,
        }  # fmt: skip
        assert program.get("/webhooks").status_code == 403

    def test_a_programme_without_the_partner_is_not_there(self, cast: Cast) -> None:
        give_role(cast.alice, cast.other_programme, "coordinator")
        program = Program(secret_for(cast.alice, organisation=cast.house))
        assert [each["id"] for each in program.items("/programmes")] == [cast.programme.pk]
        other = f"/programmes/{cast.other_programme.pk}/people"
        assert program.get(other).status_code == 404
        make_partner(cast.other_programme, cast.house)
        assert program.get(other).status_code == 200

    def test_an_organisation_that_is_no_partner_reaches_nothing(self, cast: Cast) -> None:
        program = Program(secret_for(cast.alice, organisation=make_organisation()))
        assert program.items("/programmes") == []
        assert program.get(f"/programmes/{cast.programme.pk}/people").status_code == 404


class TestCounting:
    def test_it_is_known_when_it_was_used_last(self, cast: Cast) -> None:
        program = Program(secret_for(cast.alice))
        assert the_token().used_at is None
        program.get("/programmes")
        used = the_token().used_at
        assert used and timezone.now() - used < timedelta(minutes=1)

    def test_too_many_in_a_minute_wait_for_the_next(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(access, "A_MINUTE", 2)
        one, other = Program(secret_for(cast.alice)), Program(secret_for(cast.alice))
        with travel(NOON, tick=False):
            assert [one.get("/programmes").status_code for _ in range(3)] == [200, 200, 429]
            refused = one.get("/programmes")
            assert (refused.headers["Retry-After"], refused.json()["status"]) == ("50", 429)
            assert other.get("/programmes").status_code == 200
        with travel(NOON + timedelta(minutes=1), tick=False):
            assert one.get("/programmes").status_code == 200


def test_any_other_address_is_a_problem_as_well(cast: Cast) -> None:
    for path in ("/nothing", "/programmes/a/b/c/d", "/people%2F"):
        answer = Program(secret_for(cast.alice)).get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, MEDIA_TYPE)


def test_so_is_a_method_that_an_address_does_not_know(cast: Cast) -> None:
    answer = Program(secret_for(cast.alice)).send("DELETE", "/programmes")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, MEDIA_TYPE)
    assert answer.headers["Allow"] == "GET"


def test_an_interface_gets_no_cookie(cast: Cast) -> None:
    answer = Program(secret_for(cast.alice)).get("/programmes")
    assert not answer.cookies
