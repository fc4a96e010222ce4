"""A new programme, from the first question to the check, without JavaScript."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_person
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Programme
from viceversa.programmes.rules import RuleSettings

NEW = "/programmes/new/"
RULES = dict.fromkeys(
    ("level", "no_dependency", "not_acquainted", "prior", "common_language"), "on"
)
PARTNERS = {
    "form-TOTAL_FORMS": "3",
    "form-INITIAL_FORMS": "0",
    "form-0-name": "Tallmo Prov AB",
    "form-0-mentors_most": "2",
    "form-0-mentees_most": "3",
    "form-1-name": "Ävlinge prov",
    "form-2-name": "",
}
ANSWERS: dict[str, dict[str, str]] = {
    "kind": {"blueprint": "chamber"},
    "about": {
        "name": "Round one",
        "organisation": "Provkammaren",
        "purpose": "Leaders learn how the young see us.",
        "language": "sv",
    },
    "dates": {"starts_on": "2026-09-01", "ends_on": ""},
    "partners": PARTNERS,
    "rules": {**RULES, "different_organisation": "on", "depth": "any"},
    "policies": {
        "goal_policy": "require",
        "agenda_policy": "off",
        "consent": "both_say_yes",
        "matcher": "committee",
        "pairs_planned": "16",
        "meetings_target": "4",
        "minutes_least": "60",
        "minutes_most": "90",
        "mentee_capacity": "1",
    },
    "contacts": {"given_name": "Sven", "family_name": "Ek", "email": "Sven.Ek@example.com"},
}


@pytest.fixture
def organiser(client: Client, db: None) -> Person:
    person = make_person("Alice", is_organiser=True)
    client.force_login(person)
    return person


def address_of(step: str) -> str:
    return NEW if step == "kind" else f"{NEW}{step}/"


def answer(client: Client, **changed: dict[str, str]) -> str:
    """Sends every page in turn; the address that the last one led to."""
    address = NEW
    for step, sent in {**ANSWERS, **changed}.items():
        if step not in ANSWERS or sent == {}:
            continue
        assert address in (address_of(step), f"{NEW}kind/")
        address = client.post(address_of(step), sent).url
    return address


def test_programme_is_made_as_answered(client: Client, organiser: Person) -> None:
    assert answer(client) == f"{NEW}check/"
    check = client.get(f"{NEW}check/").content.decode()
    for said in ("Round one", "Provkammaren", "Tallmo Prov AB", "28 February", "Sven"):
        assert said in check
    assert Programme.objects.count() == 0
    made = client.post(f"{NEW}check/")
    programme = Programme.objects.get()
    assert made.url == f"/programmes/{programme.pk}/"
    assert (programme.name, programme.organisation.name) == ("Round one", "Provkammaren")
    assert (programme.starts_on, programme.ends_on) == (date(2026, 9, 1), date(2027, 2, 28))
    assert programme.phases.count() == 9
    assert (programme.goal_policy, programme.agenda_policy) == ("require", "off")
    assert (programme.matcher, programme.meetings_target) == ("committee", 4)
    assert programme.theme_topics == ["A1", "A2", "A3"]
    assert RuleSettings.read(programme.rules) == RuleSettings(
        different_organisation=True,
        depth=None,
        no_dotted_line=False,
        no_pay_setting=False,
        no_appraisal=False,
    )
    assert [
        (partner.organisation.name, partner.mentors_most, partner.mentees_most)
        for partner in programme.partners.all()
    ] == [("Tallmo Prov AB", 2, 3), ("Ävlinge prov", None, None)]


def test_creator_leads_it_and_both_contacts_are_named(client: Client, organiser: Person) -> None:
    answer(client)
    client.post(f"{NEW}check/")
    programme = Programme.objects.get()
    assert programme.first_contact == organiser
    assert [(role.person, role.kind) for role in programme.roles.all()] == [
        (organiser, "coordinator")
    ]
    second = Person.objects.get(email="sven.ek@example.com")
    assert (programme.second_contact, second.is_active) == (second, False)
    verbs = set(TrailEntry.objects.filter(actor=organiser).values_list("verb", flat=True))
    assert verbs == {"created a programme", "gave a role", "set seats"}


def test_nothing_is_left_in_the_session_and_a_second_click_makes_no_second(
    client: Client, organiser: Person
) -> None:
    answer(client)
    client.post(f"{NEW}check/")
    assert client.post(f"{NEW}check/").url == f"{NEW}kind/"
    assert Programme.objects.count() == 1
    assert "new_programme" not in client.session


WRONG: list[tuple[str, dict[str, str], list[str]]] = [
    ("kind", {"blueprint": "pyramid"}, ["blueprint"]),
    ("about", {"purpose": ""}, ["purpose"]),
    ("dates", {"starts_on": "soon"}, ["starts_on"]),
    ("dates", {"starts_on": "9999-12-01"}, ["starts_on"]),
    ("dates", {"starts_on": "0026-12-01"}, ["starts_on"]),
    ("dates", {"ends_on": "2026-08-31"}, ["ends_on"]),
    ("dates", {"ends_on": "2206-08-31"}, ["ends_on"]),
    ("rules", {"depth": "9"}, ["depth"]),
    ("policies", {"minutes_most": "30"}, ["minutes_most"]),
    ("policies", {"mentee_capacity": "0"}, ["mentee_capacity"]),
    ("contacts", {"email": "nonsense"}, ["email"]),
]


@pytest.mark.parametrize(("step", "changed", "errors"), WRONG)
def test_bad_answer_is_said_beside_the_field_and_keeps_what_was_typed(
    client: Client, organiser: Person, step: str, changed: dict[str, str], errors: list[str]
) -> None:
    client.post(NEW, ANSWERS["kind"])
    sent = {**ANSWERS[step], **changed}
    page = client.post(address_of(step), sent)
    assert page.status_code == 200
    form = page.context["form"]
    assert list(form.errors) == errors
    assert {name: form[name].value() for name in changed} == changed


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"form-1-name": "TALLMO prov ab"}, "The same organisation stands here twice."),
        (
            {
                "form-0-name": "",
                "form-0-mentors_most": "",
                "form-0-mentees_most": "",
                "form-1-name": "",
            },
            "A programme between organisations needs at least one partner.",
        ),
    ],
)
def test_partners_must_be_several_different_ones(
    client: Client, organiser: Person, changed: dict[str, str], error: str
) -> None:
    client.post(NEW, ANSWERS["kind"])
    page = client.post(f"{NEW}partners/", {**PARTNERS, **changed})
    assert error in page.content.decode()
    typed = {**PARTNERS, **changed}
    rows = page.context["form"].forms
    assert [row["name"].value() for row in rows] == [typed[f"form-{n}-name"] for n in range(3)]


def test_a_partner_that_stands_twice_is_said_at_its_second_row(
    client: Client, organiser: Person
) -> None:
    client.post(NEW, ANSWERS["kind"])
    page = client.post(f"{NEW}partners/", {**PARTNERS, "form-1-name": "TALLMO prov ab"})
    form = page.context["form"]
    assert [list(row.errors) for row in form.forms] == [[], ["name"], []]
    assert 'href="#id_form-1-name"' in page.content.decode()


def test_more_rows_keep_what_was_typed_and_say_no_errors(client: Client, organiser: Person) -> None:
    client.post(NEW, ANSWERS["kind"])
    page = client.post(f"{NEW}partners/", {**PARTNERS, "more": "1"})
    rows = page.context["form"].forms
    assert [row["name"].value() or "" for row in rows] == [
        "Tallmo Prov AB",
        "Ävlinge prov",
        "",
        "",
        "",
        "",
    ]
    assert not any(row.errors for row in rows)


def test_number_of_rows_that_is_none_gives_empty_rows(client: Client, organiser: Person) -> None:
    client.post(NEW, ANSWERS["kind"])
    page = client.post(f"{NEW}partners/", {"form-TOTAL_FORMS": "many", "more": "1"})
    assert len(page.context["form"].forms) == 3


def test_rows_left_empty_on_the_page_as_it_is_shown_are_no_partners(
    client: Client, organiser: Person
) -> None:
    client.post(NEW, ANSWERS["kind"])
    for _ in range(2):  # and once more with what was kept
        form: Any = client.get(f"{NEW}partners/").context["form"]
        rows = {field.html_name: field.value() or "" for row in form for field in row}
        counts = {field.html_name: str(field.value()) for field in form.management_form}
        sent = {**counts, **rows, "form-0-name": "Tallmo Prov AB"}
        assert client.post(f"{NEW}partners/", sent).url == f"{NEW}rules/"
    rows_kept: Any = client.get(f"{NEW}partners/").context["form"].forms
    assert [row["name"].value() for row in rows_kept] == ["Tallmo Prov AB", "", ""]


@pytest.mark.parametrize("more", [{}, {"more": "1"}])
def test_seats_are_asked_for_where_this_kind_of_programme_counts_them(
    client: Client, organiser: Person, more: dict[str, str]
) -> None:
    asked = {}
    for kind in ("chamber", "students"):
        client.post(NEW, {"blueprint": kind})
        page = client.post(f"{NEW}partners/", {"form-TOTAL_FORMS": "1", "form-0-name": "", **more})
        form: Any = page.context["form"]
        asked[kind] = list(form.forms[0].fields)
    assert asked == {"chamber": ["name", "mentors_most", "mentees_most"], "students": ["name"]}


def test_partner_without_seats_may_send_any_number(client: Client, organiser: Person) -> None:
    answer(client, kind={"blueprint": "students"})
    client.post(f"{NEW}check/")
    seats = Programme.objects.get().partners.values_list("mentors_most", "mentees_most")
    assert list(seats) == [(None, None), (None, None)]


def test_programme_within_one_organisation_is_not_asked_for_partners(
    client: Client, organiser: Person
) -> None:
    kept = {**ANSWERS, "kind": {"blueprint": "small-internal"}}
    kept.pop("partners")
    address = NEW
    for step, sent in kept.items():
        address = client.post(address_of(step), sent).url
    assert address == f"{NEW}check/"
    assert client.get(f"{NEW}partners/").status_code == 404
    client.post(f"{NEW}check/")
    assert Programme.objects.get().scope == "internal"


@pytest.mark.parametrize(("kind", "between"), [("students", True), ("small-internal", False)])
def test_other_employers_are_asked_about_where_there_are_any(
    client: Client, organiser: Person, kind: str, between: bool
) -> None:
    client.post(NEW, {"blueprint": kind})
    rules, policies = (
        client.get(f"{NEW}{step}/").context["form"].fields for step in ("rules", "policies")
    )
    assert ("different_organisation" in rules, "no_competitor_or_supplier" in rules) == (
        between,
        between,
    )
    matchers = [code for code, _name in policies["matcher"].choices]
    assert ("coordinator_and_partner" in matchers) is between
    assert "committee" in matchers


def test_pages_are_counted_once_it_is_known_how_many_there_are(
    client: Client, organiser: Person
) -> None:
    first = client.get(NEW).content.decode()
    assert "page 1 of" not in first
    client.post(NEW, {"blueprint": "small-internal"})
    assert "New programme, page 2 of 6" in client.get(f"{NEW}about/").content.decode()


def test_going_back_shows_what_was_answered(client: Client, organiser: Person) -> None:
    answer(client)
    for step, field in (("about", "purpose"), ("contacts", "given_name"), ("policies", "matcher")):
        form: Any = client.get(f"{NEW}{step}/").context["form"]
        assert form[field].value() == ANSWERS[step][field]


def test_another_kind_forgets_the_rules_of_the_first(client: Client, organiser: Person) -> None:
    answer(client)
    client.post(NEW, {"blueprint": "management-team"})
    assert client.get(f"{NEW}check/").url == f"{NEW}dates/"
    form: Any = client.get(f"{NEW}rules/").context["form"]
    assert form["different_unit"].value() is True
    assert client.get(f"{NEW}about/").context["form"]["name"].value() == "Round one"


def test_second_contact_is_somebody_else(client: Client, organiser: Person) -> None:
    client.post(NEW, ANSWERS["kind"])
    page = client.post(f"{NEW}contacts/", {**ANSWERS["contacts"], "email": organiser.email})
    assert list(page.context["form"].errors) == ["email"]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("step", list(ANSWERS))
def test_every_page_speaks_both_languages(
    client: Client, organiser: Person, step: str, language: str
) -> None:
    organiser.language = language
    organiser.save()
    client.post(NEW, ANSWERS["kind"])
    html = client.get(address_of(step)).content.decode()
    assert f'<html lang="{language}">' in html
    assert ("Nytt program" in html) is (language == "sv")
