"""The people of a programme: found, shown to whom it concerns, corrected, withdrawn, let back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.enrolment.lists import state_of_the_house
from tests.factories import employ, enrol, make_organisation, make_person, make_unit
from viceversa.enrolment.models import Participation
from viceversa.people.models import Employment, Person, TrailEntry
from viceversa.programmes.models import Programme

WISHES = {
    "wants_topic": ["A1", "", "E1"],
    "wants_strength": ["3", "2", "1"],
    "offers_topic": [""],
    "offers_strength": ["2"],
    "capacity": "2",
}
DETAILS = {
    "organisation": "Tallmo Test AB",
    "unit": "Produktion / Lack",
    "title": "Analyst",
    "level": "3",
    "manager": "boss@example.com",
}
NEW = {
    "role": "mentor",
    "given_name": "Nils",
    "family_name": "Ny",
    "email": "Nils.Ny@Example.com",
    "organisation": "Tallmo Test AB",
}


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(cast.alice)
    return client


@pytest.fixture
def dora(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dora)
    return client


def people_page(cast: Cast) -> str:
    return reverse("programme_people", args=[cast.programme.pk])


def page_of(name: str, participation: Participation) -> str:
    return reverse(name, args=[participation.programme_id, participation.pk])


def shown(client: Client, cast: Cast, **query: str) -> list[str]:
    page = client.get(people_page(cast), query).context["page"]
    return [each.person.given_name for each in page.object_list]


# --- the list ----------------------------------------------------------------------------------


def test_people_are_found_by_name_role_organisation_and_state(cast: Cast, alice: Client) -> None:
    ny = make_organisation("Ny AB")
    asa = make_person("Åsa", family_name="Ödman")
    employ(asa, ny)
    enrol(asa, cast.programme, "mentee", state="withdrawn")
    assert shown(alice, cast) == ["Bob", "Carol", "Åsa"]
    assert shown(alice, cast, words="åsa ödm") == ["Åsa"]
    assert shown(alice, cast, words="ÅSA") == ["Åsa"]
    assert shown(alice, cast, words="åsa bob") == []
    assert shown(alice, cast, role="mentor") == ["Bob"]
    assert shown(alice, cast, organisation=ny.pk) == ["Åsa"]
    assert shown(alice, cast, state="withdrawn") == ["Åsa"]
    assert shown(alice, cast, role="mentee", state="enrolled") == ["Carol"]
    assert shown(alice, cast, words=cast.bob.email) == ["Bob"]
    assert shown(alice, cast, role="president") == ["Bob", "Carol", "Åsa"]


def test_within_one_house_the_list_names_units_and_not_the_house(cast: Cast, alice: Client) -> None:
    employ(make_person("Ines"), cast.house, unit=make_unit(cast.house, "Lack"))
    enrol(Person.objects.get(given_name="Ines"), cast.programme, "mentor")

    def told() -> tuple[bool, bool, bool]:
        page = alice.get(people_page(cast)).content.decode()
        is_asked = 'name="organisation"' in page
        return ">Organisation</th>" in page, is_asked, '<td class="rows-line">Lack</td>' in page

    Employment.objects.update(organisation=cast.house)
    assert told() == (False, False, True)
    Programme.objects.filter(pk=cast.programme.pk).update(scope="cross_company")
    assert told() == (True, True, False)
    Programme.objects.filter(pk=cast.programme.pk).update(scope="internal")
    other = make_person("Olga")
    employ(other, make_organisation("Beta AB"))
    enrol(other, cast.programme, "mentee")
    assert told() == (True, True, False)


def test_a_matcher_cannot_find_people_by_address(cast: Cast, dora: Client) -> None:
    assert shown(dora, cast, words=cast.bob.email) == []
    assert shown(dora, cast, words="bob") == ["Bob"]


def test_fifty_people_a_page(cast: Cast, alice: Client) -> None:
    for number in range(49):
        enrol(make_person(f"P{number}"), cast.programme, "mentor")
    first, second = (alice.get(people_page(cast), {"page": n}).context["page"] for n in (1, 2))
    assert (len(first), len(second)) == (50, 1)


def test_an_empty_programme_says_what_to_do(cast: Cast, alice: Client, dora: Client) -> None:
    Participation.objects.all().delete()
    assert (
        reverse("import_new", args=[cast.programme.pk])
        in alice.get(people_page(cast)).content.decode()
    )
    assert (
        reverse("import_new", args=[cast.programme.pk])
        not in dora.get(people_page(cast)).content.decode()
    )


# --- what a matcher sees -----------------------------------------------------------------------


@pytest.mark.requirement("002-05")
@pytest.mark.parametrize("name", ["programme_people", "participation"])
def test_a_matcher_sees_neither_contacts_nor_restrictions(
    cast: Cast, alice: Client, dora: Client, name: str
) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(phone="070-1234567", place="Luleå")
    Employment.objects.filter(person=cast.bob).update(
        manager_address="secret.boss@example.com", unit=make_unit(cast.house, "Lack")
    )
    Participation.objects.filter(pk=cast.mentor.pk).update(
        not_with=["secret.foe@example.com"],
        knows=["secret.friend@example.com"],
        prefers=["secret.hope@example.com"],
    )
    named = ["secret.foe", "secret.friend", "secret.hope", "secret.boss"]
    secrets = [cast.bob.email, "070-1234567", *named]
    args = [cast.programme.pk, *([cast.mentor.pk] if name == "participation" else [])]
    seen_by_alice, seen_by_dora = (
        client.get(reverse(name, args=args)).content.decode() for client in (alice, dora)
    )
    content_of_dora = seen_by_dora.split("</main>")[0]
    assert [secret for secret in secrets if secret in content_of_dora] == []
    assert cast.bob.email in seen_by_alice
    assert "Lack" in content_of_dora
    if name == "participation":
        assert [secret for secret in secrets if secret in seen_by_alice] == secrets
        assert "Feedback that develops (some)" in content_of_dora


# --- one by hand -------------------------------------------------------------------------------


def test_somebody_is_added_by_hand(cast: Cast, alice: Client) -> None:
    response = alice.post(reverse("participation_new", args=[cast.programme.pk]), NEW)
    added = Participation.objects.get(person__email="nils.ny@example.com")
    assert response.url == page_of("participation_details", added)
    assert (added.role, added.person.full_name, added.person.is_active) == (
        "mentor",
        "Nils Ny",
        False,
    )
    assert TrailEntry.objects.get(verb="enrolled somebody").actor == cast.alice


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "nonsense", "“nonsense” is not an e-mail address."),
        ("manager", "Eva Berg", "looks like a name"),
        ("manager", "nils.ny@example.com", "Nils Ny stands as the manager of Nils Ny."),
        ("unit", "x" * 130, "longer than 120 characters"),
    ],
)
def test_by_hand_the_same_judgement_holds(
    cast: Cast, alice: Client, field: str, value: str, sentence: str
) -> None:
    before = state_of_the_house()
    response = alice.post(
        reverse("participation_new", args=[cast.programme.pk]), {**NEW, field: value}
    )
    assert sentence in str(response.context["form"].errors[field])
    assert state_of_the_house() == before


def test_whoever_is_here_already_is_not_added_again(cast: Cast, alice: Client) -> None:
    response = alice.post(
        reverse("participation_new", args=[cast.programme.pk]), {**NEW, "email": cast.bob.email}
    )
    assert "in the programme already" in str(response.context["form"].errors["email"])


# --- details -----------------------------------------------------------------------------------


def test_details_and_wishes_are_corrected(cast: Cast, alice: Client) -> None:
    response = alice.post(
        page_of("participation_details", cast.mentor),
        {
            **WISHES,
            **DETAILS,
            "knows": "A@example.com\nb@example.com",
            "prefers": "C@example.com",
        },
    )
    assert response.url == page_of("participation", cast.mentor)
    cast.mentor.refresh_from_db()
    employment = Employment.objects.select_related("unit").get(person=cast.bob)
    assert (cast.mentor.wants, cast.mentor.offers) == ({"A1": 3, "E1": 1}, {})
    assert (cast.mentor.knows, cast.mentor.capacity) == (["a@example.com", "b@example.com"], 2)
    assert cast.mentor.prefers == ["c@example.com"]
    assert employment.unit is not None
    assert (employment.level, employment.unit.path, employment.manager_address) == (
        3,
        "Produktion / Lack",
        "boss@example.com",
    )


def test_what_is_emptied_by_hand_is_empty(cast: Cast, alice: Client) -> None:
    Participation.objects.filter(pk=cast.mentor.pk).update(not_with=["x@example.com"], capacity=3)
    Employment.objects.filter(person=cast.bob).update(manager_address="boss@example.com")
    alice.post(
        page_of("participation_details", cast.mentor),
        {"organisation": "Tallmo Test AB", "title": "", "level": "", "unit": "", "manager": ""},
    )
    cast.mentor.refresh_from_db()
    employment = Employment.objects.get(person=cast.bob)
    assert (cast.mentor.wants, cast.mentor.not_with, cast.mentor.capacity) == ({}, [], 1)
    assert (employment.title, employment.level, employment.manager_address) == ("", None, "")


def test_the_form_shows_what_is_known(cast: Cast, alice: Client) -> None:
    form = alice.get(page_of("participation_details", cast.mentor)).context["form"]
    alice.post(
        page_of("participation_details", cast.mentor),
        {
            "wants_topic": ["A1"],
            "wants_strength": ["2"],
            "offers_topic": ["E1"],
            "offers_strength": ["3"],
            "capacity": form.initial["capacity"],
            **{key: form.initial[key] for key in DETAILS},
        },
    )
    before = Participation.objects.filter(pk=cast.mentor.pk).values().get()
    cast.mentor.refresh_from_db()
    assert (before["wants"], before["offers"]) == ({"A1": 2}, {"E1": 3})
    assert TrailEntry.objects.filter(verb="corrected somebody's details").count() == 0


def test_a_mistake_stands_beside_its_field_with_what_was_typed(cast: Cast, alice: Client) -> None:
    response = alice.post(
        page_of("participation_details", cast.mentor),
        {**WISHES, **DETAILS, "not_with": "somebody"},
    )
    assert "looks like a name" in str(response.context["form"].errors["not_with"])
    assert 'value="A1" selected' in response.content.decode()


def test_details_of_other_peoples_people_are_not_even_asked_for(cast: Cast, alice: Client) -> None:
    enrol(cast.bob, cast.other_programme, "mentor")
    page = page_of("participation_details", cast.mentor)
    assert set(DETAILS) & set(alice.get(page).context["form"].fields) == set()
    alice.post(page, {**WISHES, **DETAILS})
    assert Employment.objects.get(person=cast.bob).level == 2
    cast.mentor.refresh_from_db()
    assert cast.mentor.wants == {"A1": 3, "E1": 1}


@pytest.mark.parametrize("is_active", [True, False])
def test_names_are_asked_for_until_there_is_an_account(
    cast: Cast, alice: Client, is_active: bool
) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(is_active=is_active)
    form = alice.get(page_of("participation_details", cast.mentor)).context["form"]
    assert ("given_name" in form.fields) is not is_active


# --- leaving and coming back -------------------------------------------------------------------


def test_somebody_withdraws_and_comes_back_with_her_wishes(cast: Cast, alice: Client) -> None:
    for name, state in (("withdrawal", "withdrawn"), ("readmission", "enrolled")):
        for _ in range(2):  # a double click is one step
            alice.post(page_of(name, cast.mentor))
        cast.mentor.refresh_from_db()
        assert (cast.mentor.state, cast.mentor.wants) == (state, {"A1": 2})
    verbs = TrailEntry.objects.order_by("happened_at").values_list("verb", flat=True)
    assert list(verbs) == ["withdrew somebody", "let somebody back in"]


# --- queries -----------------------------------------------------------------------------------


def crowd(cast: Cast, size: int) -> None:
    for number in range(size - 2):
        person = make_person(f"P{number}")
        employ(person, cast.house, level=2)
        enrol(person, cast.programme, "mentor", wants={"A1": 1})


@pytest.mark.parametrize("size", [10, 1000])
def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, alice: Client, django_assert_num_queries: object, size: int
) -> None:
    crowd(cast, size)
    with django_assert_num_queries(10):  # type: ignore[operator]
        alice.get(people_page(cast))


def test_the_page_of_one_person(
    cast: Cast, alice: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(6):  # type: ignore[operator]
        alice.get(page_of("participation", cast.mentor))
