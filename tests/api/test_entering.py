"""Applications from another program: the record, the rules and the receipt of the page."""

from typing import Any

import pytest
from django.core import mail

from tests.api.client import Program, secret_for
from tests.api.test_doors import WHOLE
from tests.cast import Cast
from tests.factories import make_call
from viceversa.api.models import PostKey
from viceversa.enrolment.models import Application, Call
from viceversa.jobs import run_waiting
from viceversa.people.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


@pytest.fixture
def path(cast: Cast, call: Call) -> str:
    return f"/programmes/{cast.programme.pk}/applications"


def said(**changed: Any) -> dict[str, Any]:
    return {**WHOLE, "unit": "Production", **changed}


class TestEntering:
    @pytest.mark.requirement("001-11")
    def test_it_is_the_record_of_what_is_entered_by_hand(
        self, cast: Cast, program: Program, path: str
    ) -> None:
        answer = program.send("POST", path, said(knows=["Ylva Känd"], offers={"E1": 3}))
        assert answer.status_code == 201
        entered = Application.objects.get()
        assert answer.json() == {"id": entered.pk}
        assert (entered.state, entered.entered_by) == ("sent", cast.alice)
        assert (entered.email, entered.unit, entered.level) == ("kim@example.com", "Production", 2)
        assert (entered.wants, entered.offers, entered.knows) == (
            {"A1": 2}, {"E1": 3}, ["Ylva Känd"],
        )  # fmt: skip
        assert TrailEntry.objects.get(verb="sent an application").actor == cast.alice

    def test_whoever_it_is_about_gets_the_receipt(self, program: Program, path: str) -> None:
        program.send("POST", path, said())
        run_waiting()
        assert [each.to for each in mail.outbox] == [["Kim Prov <kim@example.com>"]]

    def test_what_came_late_waits(self, program: Program, path: str, call: Call) -> None:
        Call.objects.update(opens_on="2026-01-01", closes_on="2026-01-31", answer_on=None)
        program.send("POST", path, said(came_at="2026-02-01T12:00:00+01:00"))
        entered = Application.objects.get()
        assert (entered.is_late, entered.verdict) == (True, "wait")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"email": "no address"}, "email"),
            ({"has_time": False}, "has_time"),
            ({"wants": {}}, "wants"),
            ({"wants": {"ZZ9": 1}}, "wants"),
            ({"unit": ""}, "unit"),
            ({"came_at": "2999-01-01T00:00:00Z"}, "came_at"),
            ({"came_at": "0001-01-01T00:00:00Z"}, "came_at"),
            ({"given_name": "\x00"}, "given_name"),
        ],
    )
    def test_what_the_form_refuses_is_refused(
        self, program: Program, path: str, wrong: dict[str, Any], field: str
    ) -> None:
        answer = program.send("POST", path, said(**wrong))
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == [f"body.{field}"]
        assert not Application.objects.exists()

    def test_so_is_what_it_does_not_know(self, program: Program, path: str) -> None:
        for name in ("verdict", "rank", "doubts", "participation", "entered_by", "endorsed_at"):
            answer = program.send("POST", path, said(**{name: "place"}))
            assert (answer.status_code, list(answer.json()["errors"])) == (
                422,
                [f"body.said.{name}"],
            )

    def test_only_those_on_the_list_where_a_list_rules(
        self, program: Program, path: str, call: Call
    ) -> None:
        Call.objects.update(is_restricted=True, restriction="A study.")
        answer = program.send("POST", path, said())
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["body.email"])

    def test_a_role_without_a_call_is_told(self, program: Program, path: str) -> None:
        assert program.send("POST", path, said(role="mentee", level=5)).status_code == 409

    def test_a_body_that_is_none(self, program: Program, path: str) -> None:
        answer = program.client.generic(
            "POST", f"/api/v1{path}", "{", content_type="application/json", headers=program.headers
        )
        assert (answer.status_code, answer.json()["status"]) == (400, 400)


class TestPartners:
    @pytest.fixture
    def own(self, cast: Cast, alice_organises: None) -> Program:
        return Program(secret_for(cast.alice, organisation=cast.house))

    def test_it_enters_its_own_people(self, cast: Cast, own: Program, path: str) -> None:
        cast.programme.scope = "cross_company"
        cast.programme.save(update_fields=["scope"])
        answer = own.send("POST", path, said(organisation="TALLMO test ab"))
        assert answer.status_code == 201

    def test_and_nobody_else(self, cast: Cast, own: Program, path: str) -> None:
        cast.programme.scope = "cross_company"
        cast.programme.save(update_fields=["scope"])
        answer = own.send("POST", path, said(organisation="Björkviks Prov AB"))
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["body.organisation"])
        assert not Application.objects.exists()


class TestOnce:
    KEY = {"Idempotency-Key": "import-17"}

    def test_the_same_again_is_answered_alike_and_done_once(
        self, program: Program, path: str
    ) -> None:
        first = program.send("POST", path, said(), **self.KEY)
        again = program.send("POST", path, said(), **self.KEY)
        assert (again.status_code, again.content) == (201, first.content)
        assert Application.objects.count() == 1

    def test_something_else_under_it_is_refused(self, program: Program, path: str) -> None:
        program.send("POST", path, said(), **self.KEY)
        other = program.send("POST", path, said(given_name="Mio"), **self.KEY)
        assert (other.status_code, "Idempotency-Key" in other.json()["detail"]) == (422, True)
        assert Application.objects.count() == 1

    def test_without_one_each_is_its_own(self, program: Program, path: str) -> None:
        for _ in range(2):
            assert program.send("POST", path, said()).status_code == 201
        assert Application.objects.count() == 2

    def test_a_refusal_uses_no_key_up(self, program: Program, path: str) -> None:
        assert program.send("POST", path, said(email="none"), **self.KEY).status_code == 422
        assert program.send("POST", path, said(), **self.KEY).status_code == 201

    def test_each_token_has_keys_of_its_own(self, cast: Cast, program: Program, path: str) -> None:
        program.send("POST", path, said(), **self.KEY)
        other = Program(secret_for(cast.alice))
        assert other.send("POST", path, said(given_name="Mio"), **self.KEY).status_code == 201

    def test_neither_key_nor_body_is_kept(self, program: Program, path: str) -> None:
        program.send("POST", path, said(), **self.KEY)
        kept = str(PostKey.objects.values().get())
        assert not [word for word in ("import-17", "kim@example.com", "Prov") if word in kept]
