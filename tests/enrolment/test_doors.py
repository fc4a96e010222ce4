"""Every address of the room: those who lead, those who propose pairs, and everybody else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.enrolment import lists
from tests.factories import enrol, make_person
from tests.house.access_table import TABLE
from viceversa.enrolment import actions
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.enrolment.urls import urlpatterns

EVERYBODY = ("alice", "bob", "carol", "dora", "erik", "fia", "gun", "yrsa", "zed")
LEADS, PROPOSES = {"alice"}, {"alice", "dora"}
ONLY_POST = {"readmission", "import_check", "import_stop", "import_application"}
WHO = {
    "programme_people": PROPOSES,
    "participation": PROPOSES,
    "participation_new": LEADS,
    "participation_details": LEADS,
    "withdrawal": LEADS,
    "readmission": LEADS,
    "import_new": LEADS,
    "import_template": LEADS,
    "people_import": LEADS,
    "import_columns": LEADS,
    "import_progress": LEADS,
    "import_check": LEADS,
    "import_stop": LEADS,
    "import_application": LEADS,
    "import_left_out": LEADS,
    "import_removal": LEADS,
}

CALLS = {
    "programme_partners", "programme_partner", "partner_removal", "partner_body", "programme_ties",
    "tie_removal",
    "programme_own_applicants", "application_endorsement", "personal_application_keeping",
    "programme_calls", "call_settings", "call_preview", "call_opening", "call_closure",
    "programme_applications", "programme_decisions", "application", "application_new",
    "application_verdict", "application_place", "call", "call_in", "call_qr", "call_application",
    "personal_application", "personal_application_step", "personal_application_check",
    "personal_application_withdrawal", "personal_place", "programme_reviews", "review",
    "review_conflict", "review_conflict_removal", "programme_twins", "programme_namesakes",
    "namesakes", "namesakes_distinction", "application_merging", "application_distinction",
    "application_recognition", "application_recognition_removal",
    "application_parting", "decisions_plan", "decisions_plan_removal", "training",
    "training_removal",
    "call_invitations", "invitation_new", "invitation_removal",
    "nominations_new", "nominations", "nominations_entry", "nominations_removal",
    "programme_quotas", "quota_removal",
    "own_invitations", "own_invitations_new",
    "personal_invitation", "personal_invitation_application",
    "personal_invitation_refusal", "personal_unfinished", "call_link", "call_link_sent",
}  # fmt: skip
"""Calls and applications, whose doors are tried by the table of the house."""


@pytest.fixture
def arrived(cast: Cast) -> PeopleImport:
    content = lists.as_csv(lists.HEADERS, lists.person(1))
    found = actions.receive_list(cast.programme, filename="l.csv", content=content, by=cast.alice)
    actions.check_list(found.pk, actions.start_check(found))
    return found


def address(name: str, cast: Cast, arrived: PeopleImport) -> str:
    things = {"import_id": arrived.pk, "participation_id": cast.mentor.pk}
    route = str(next(p for p in urlpatterns if p.name == name).pattern)
    wanted = {key: value for key, value in things.items() if key in route}
    return reverse(name, kwargs={"code": cast.programme.pk, **wanted})


def statuses(cast: Cast, place: str, *, method: str) -> dict[str, int]:
    found = {}
    for who in EVERYBODY:
        client = Client()
        client.force_login(getattr(cast, who))
        found[who] = getattr(client, method)(place).status_code
    return found


def test_every_address_stands_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(WHO) | CALLS
    assert set(TABLE) >= CALLS


@pytest.mark.parametrize("name", sorted(set(WHO) - ONLY_POST))
def test_a_page_opens_for_those_who_may(cast: Cast, arrived: PeopleImport, name: str) -> None:
    found = statuses(cast, address(name, cast, arrived), method="get")
    assert found == {who: 200 if who in WHO[name] else 404 for who in EVERYBODY}


@pytest.mark.parametrize("name", sorted(WHO))
def test_nobody_else_gets_anywhere_by_posting(cast: Cast, arrived: PeopleImport, name: str) -> None:
    before = lists.state_of_the_house()
    place = address(name, cast, arrived)
    others = [who for who in EVERYBODY if who not in WHO[name]]
    for who in others:
        client = Client()
        client.force_login(getattr(cast, who))
        assert client.post(place).status_code in (404, 405)
    assert lists.state_of_the_house() == before
    arrived.refresh_from_db()
    assert arrived.state == PeopleImport.State.CHECKED


@pytest.mark.parametrize("name", sorted(WHO))
def test_a_visitor_is_sent_to_sign_in(cast: Cast, arrived: PeopleImport, name: str) -> None:
    place = address(name, cast, arrived)
    method = "post" if name in ONLY_POST else "get"
    answer = getattr(Client(), method)(place)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={place}")


@pytest.mark.parametrize("name", sorted(ONLY_POST))
def test_looking_changes_nothing(cast: Cast, arrived: PeopleImport, name: str) -> None:
    client = Client()
    client.force_login(cast.alice)
    assert client.get(address(name, cast, arrived)).status_code == 405


def test_what_belongs_to_another_programme_is_not_found(cast: Cast, arrived: PeopleImport) -> None:
    """Yrsa's own programme is no way to Alice's list, nor to her people."""
    client = Client()
    client.force_login(cast.yrsa)
    there = cast.other_programme.pk
    for name, thing in (("people_import", arrived.pk), ("participation", cast.mentor.pk)):
        assert client.get(reverse(name, args=[there, thing])).status_code == 404
    hers = enrol(make_person(), cast.other_programme, "mentor")
    assert client.get(reverse("participation", args=[there, hers.pk])).status_code == 200
