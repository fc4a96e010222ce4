"""Every decision can be changed afterwards, by those who lead, and stands in the trail."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import give_role, make_organisation, make_partner, make_person
from viceversa.notices.models import Letter
from viceversa.people.models import OrganisationTie, Person, TrailEntry
from viceversa.programmes.actions import LastCoordinatorError, take_role
from viceversa.programmes.models import Partner, Phase, Programme, Role
from viceversa.programmes.phases import plan_phases
from viceversa.programmes.queries import rivals_in
from viceversa.programmes.rules import RuleSettings, WeightSettings


@pytest.fixture
def alice(cast: Cast, client: Client) -> Person:
    client.force_login(cast.alice)
    return cast.alice


def at(cast: Cast, name: str, *args: str) -> str:
    return reverse(name, args=[cast.programme.pk, *args])


def trail() -> list[str]:
    return list(TrailEntry.objects.order_by("happened_at").values_list("verb", flat=True))


POLICIES = {
    "goal_policy": "off",
    "agenda_policy": "require",
    "consent": "organiser_decides",
    "matcher": "coordinator",
    "pairs_planned": "",
    "meetings_target": "",
    "minutes_least": "45",
    "minutes_most": "90",
    "mentee_capacity": "2",
}
WEIGHTS = dict.fromkeys(WeightSettings.model_fields, "10")
SECTIONS: dict[str, dict[str, str]] = {
    "about": {"name": "Another name", "purpose": "To listen.", "language": "sv"},
    "dates": {"starts_on": "2026-10-01", "ends_on": "2027-03-31"},
    "rules": {"different_unit": "on", "depth": "3", "may_override": "on"},
    "weights": {**WEIGHTS, "wants": "90", "aim": "worst", "poor_below": "20", "fair_below": "40"},
    "policies": POLICIES,
}


@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_saved_and_recorded(
    cast: Cast, client: Client, alice: Person, section: str
) -> None:
    address = at(cast, "programme_section", section)
    assert client.post(address, SECTIONS[section]).url == at(cast, "programme_settings")
    assert trail() == ["changed settings"]
    page = client.get(address)
    initial: Any = page.context["form"]
    for name, value in SECTIONS[section].items():
        shown = initial[name].value()
        expected: object = {"on": True, "": None}.get(value, value)
        assert str(shown) == str(expected)


def test_the_second_lock_is_asked_of_whoever_leads_and_of_her_too(
    cast: Cast, client: Client, alice: Person
) -> None:
    address = at(cast, "programme_section", "locks")
    client.post(address, {"needs_second_lock": "on"})
    assert trail() == ["changed settings"]
    cast.programme.refresh_from_db()
    assert cast.programme.needs_second_lock
    assert client.get(address).url == "/accounts/second-lock/"


def test_rules_are_read_back_as_they_were_set(cast: Cast, client: Client, alice: Person) -> None:
    client.post(at(cast, "programme_section", "rules"), SECTIONS["rules"])
    cast.programme.refresh_from_db()
    off = dict.fromkeys(set(RuleSettings.model_fields) - {"different_unit", "depth"}, False)
    assert RuleSettings.read(cast.programme.rules) == RuleSettings(
        different_unit=True, depth=3, **off
    )
    assert cast.programme.may_override


def test_new_dates_compute_the_phases_anew(cast: Cast, client: Client, alice: Person) -> None:
    client.post(at(cast, "programme_section", "dates"), SECTIONS["dates"])
    spans = [(phase.kind, phase.starts_on) for phase in cast.programme.phases.all()]
    planned = plan_phases(date(2026, 10, 1), date(2027, 3, 31))
    assert sorted(spans) == sorted((span.kind.value, span.starts_on) for span in planned)


@pytest.mark.parametrize(
    ("section", "changed", "wrong"),
    [
        ("about", {"purpose": " "}, "purpose"),
        ("dates", {"ends_on": "2026-09-30"}, "ends_on"),
        ("rules", {"depth": ""}, "depth"),
        ("weights", {"wants": "101"}, "wants"),
        ("weights", {"fair_below": "10"}, "fair_below"),
        ("weights", {"aim": "stable"}, "aim"),
        ("weights", dict.fromkeys(WEIGHTS, "0"), "__all__"),
        ("policies", {"minutes_least": "600"}, "minutes_least"),
    ],
)
def test_bad_input_changes_nothing_and_keeps_what_was_typed(
    cast: Cast, client: Client, alice: Person, section: str, changed: dict[str, str], wrong: str
) -> None:
    before = type(cast.programme).objects.values().get(pk=cast.programme.pk)
    sent = {**SECTIONS[section], **changed}
    page = client.post(at(cast, "programme_section", section), sent)
    assert wrong in page.context["form"].errors
    assert {name: page.context["form"][name].value() for name in changed} == changed
    assert type(cast.programme).objects.values().get(pk=cast.programme.pk) == before
    assert cast.programme.name in page.content.decode()


@pytest.mark.parametrize("name", ["programme_contacts", "own_topics"])
def test_a_refusal_is_said_in_the_title_where_a_page_has_several_forms(
    cast: Cast, client: Client, alice: Person, name: str
) -> None:
    page = client.post(at(cast, name), {"sv": ""}).content.decode()
    assert "<title>Almost there: " in page


def test_contacts_are_changed_and_may_be_new(cast: Cast, client: Client, alice: Person) -> None:
    sent = {
        "first-given_name": "Dora",
        "first-family_name": "X",
        "first-email": cast.dora.email,
        "second-given_name": "Sven",
        "second-family_name": "Ek",
        "second-email": "sven@example.com",
    }
    client.post(at(cast, "programme_contacts"), sent)
    cast.programme.refresh_from_db()
    assert cast.programme.first_contact == cast.dora
    assert cast.programme.second_contact is not None
    assert cast.programme.second_contact.full_name == "Sven Ek"


def test_partner_is_added_changed_and_removed(cast: Cast, client: Client, alice: Person) -> None:
    sent = {"name": "Nya Prov AB", "mentors_least": "1", "mentors_most": "2", "mentees_least": "0"}
    client.post(at(cast, "programme_partners"), sent)
    partner = cast.programme.partners.get(organisation__name="Nya Prov AB")
    assert (partner.mentors_least, partner.mentors_most, partner.mentees_most) == (1, 2, None)
    address = at(cast, "programme_partner", partner.pk)
    wrong = client.post(address, {**sent, "mentors_least": "5"})
    assert list(wrong.context["form"].errors) == ["mentors_most"]
    client.post(address, {**sent, "name": "Something else", "mentors_most": "9"})
    partner.refresh_from_db()
    assert (partner.organisation.name, partner.mentors_most) == ("Nya Prov AB", 9)
    client.post(at(cast, "partner_removal", partner.pk))
    assert not Partner.objects.filter(pk=partner.pk).exists()
    assert trail() == ["set seats", "set seats", "removed a partner"]


def test_competitors_are_named_once_in_either_order(
    cast: Cast, client: Client, alice: Person
) -> None:
    rival = make_organisation("Rival")
    make_partner(cast.programme, rival)
    ours = cast.house.pk
    for one, other, kind in ((ours, rival.pk, "competitor"), (rival.pk, ours, "supplier")):
        client.post(at(cast, "programme_ties"), {"one": one, "other": other, "kind": kind})
    tie = OrganisationTie.objects.get()
    assert (tie.kind, set(rivals_in(cast.programme)[0])) == ("supplier", {ours, rival.pk})
    same = client.post(at(cast, "programme_ties"), {"one": ours, "other": ours, "kind": "supplier"})
    assert list(same.context["tie_form"].errors) == ["other"]
    client.post(at(cast, "tie_removal", tie.pk))
    assert rivals_in(cast.programme) == ()


def test_organisation_outside_the_programme_cannot_be_tied(
    cast: Cast, client: Client, alice: Person
) -> None:
    outside = cast.other_programme.organisation
    sent = {"one": cast.house.pk, "other": outside.pk, "kind": "competitor"}
    page = client.post(at(cast, "programme_ties"), sent)
    assert list(page.context["tie_form"].errors) == ["other"]
    assert not OrganisationTie.objects.exists()


NEW_PERSON = {"given_name": "Ny", "family_name": "Person", "email": "ny@example.com"}


@pytest.mark.parametrize("kind", ["coordinator", "matcher", "sponsor"])
def test_role_opens_the_account(cast: Cast, client: Client, alice: Person, kind: str) -> None:
    for _ in range(2):
        client.post(at(cast, "programme_roles"), {**NEW_PERSON, "kind": kind})
    role = Role.objects.get(person__email="ny@example.com")
    assert (role.kind, role.person.is_active, role.person.language) == (kind, True, "en")
    assert trail() == ["gave a role"]


def test_whoever_comes_to_name_a_contact_finds_the_partner_chosen(
    cast: Cast, client: Client, alice: Person
) -> None:
    page = client.get(f"{at(cast, 'programme_roles')}?contact_of={cast.partner.pk}")
    form = page.context["form"]
    assert (form["kind"].value(), form["partner"].value()) == ("partner_contact", cast.partner.pk)
    assert f'<option value="{cast.partner.pk}" selected>' in page.content.decode()
    assert client.get(f"{at(cast, 'programme_roles')}?contact_of=nobody").status_code == 200


def test_role_is_told_to_whoever_gets_it_once(cast: Cast, client: Client, alice: Person) -> None:
    for _ in range(2):
        client.post(at(cast, "programme_roles"), {**NEW_PERSON, "kind": "matcher"})
    letter = Letter.objects.get()
    assert (letter.recipient.email, letter.reply_to) == ("ny@example.com", alice.email)
    assert "You are a matcher" in letter.text


def test_role_given_to_oneself_needs_no_letter(cast: Cast, client: Client, alice: Person) -> None:
    own = {"given_name": "A", "family_name": "L", "email": alice.email, "kind": "matcher"}
    client.post(at(cast, "programme_roles"), own)
    assert cast.programme.roles.filter(person=alice, kind="matcher").exists()
    assert not Letter.objects.exists()


@pytest.mark.requirement("001-01")
def test_partner_contact_and_assistant_say_whose(cast: Cast, client: Client, alice: Person) -> None:
    address = at(cast, "programme_roles")
    for kind, field in (("partner_contact", "partner"), ("assistant", "assists")):
        page = client.post(address, {**NEW_PERSON, "kind": kind})
        assert list(page.context["form"].errors) == [field]
        assert page.context["form"]["email"].value() == "ny@example.com"
    unknown = {**NEW_PERSON, "kind": "assistant", "assists": "nobody@example.com"}
    assert list(client.post(address, unknown).context["form"].errors) == ["assists"]
    client.post(address, {**NEW_PERSON, "kind": "partner_contact", "partner": cast.partner.pk})
    client.post(address, {**NEW_PERSON, "kind": "assistant", "assists": cast.bob.email})
    roles = Role.objects.filter(person__email="ny@example.com").order_by("kind")
    assert [(role.kind, role.partner, role.assists) for role in roles] == [
        ("assistant", None, cast.bob),
        ("partner_contact", cast.partner, None),
    ]


def test_nobody_is_a_partners_contact_where_there_is_no_partner(
    cast: Cast, client: Client, alice: Person
) -> None:
    address = at(cast, "programme_roles")
    cast.programme.partners.all().delete()
    page = client.get(address)
    assert "partner" not in page.context["form"].fields
    assert "A partner contact sees" not in page.content.decode()
    page = client.post(address, {**NEW_PERSON, "kind": "partner_contact"})
    assert list(page.context["form"].errors) == ["kind"]
    assert client.post(address, {**NEW_PERSON, "kind": "sponsor"}).status_code == 302


def test_partner_of_another_programme_cannot_be_chosen(
    cast: Cast, client: Client, alice: Person
) -> None:
    theirs = make_partner(cast.other_programme, make_organisation())
    sent = {**NEW_PERSON, "kind": "partner_contact", "partner": theirs.pk}
    page = client.post(at(cast, "programme_roles"), sent)
    assert "partner" in page.context["form"].errors


def test_last_coordinator_stays(cast: Cast, client: Client, alice: Person) -> None:
    role = cast.programme.roles.get(kind="coordinator")
    with pytest.raises(LastCoordinatorError):
        take_role(role, by=alice)
    page = client.post(at(cast, "role_removal", role.pk), follow=True)
    assert "Somebody must lead the programme" in page.content.decode()
    assert cast.programme.roles.filter(pk=role.pk).exists()
    give_role(make_person("Anna"), cast.programme, "coordinator")
    assert client.post(at(cast, "role_removal", role.pk)).url == "/desk/"
    assert client.get(at(cast, "programme_settings")).status_code == 404


def test_taken_role_closes_its_door_at_once(cast: Cast, client: Client, alice: Person) -> None:
    erik = Client()
    erik.force_login(cast.erik)
    own_people = at(cast, "programme_own_people")
    assert erik.get(own_people).status_code == 200
    client.post(at(cast, "role_removal", cast.programme.roles.get(person=cast.erik).pk))
    assert erik.get(own_people).status_code == 404


@pytest.mark.requirement("002-05")
@pytest.mark.parametrize("who", Programme.Matcher)
def test_matchers_propose_where_the_programme_says_so(
    cast: Cast, client: Client, alice: Person, who: str
) -> None:
    lets = who in ("committee", "coordinator_and_partner")
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(matcher=who)
    dora, board = Client(), at(cast, "board")
    dora.force_login(cast.dora)
    assert dora.get(board).status_code == (200 if lets else 404)
    assert (board in dora.get(reverse("desk")).content.decode()) is lets
    assert client.get(board).status_code == 200
    page = client.post(at(cast, "programme_roles"), {**NEW_PERSON, "kind": "matcher"})
    assert (page.status_code == 302) is lets
    assert Role.objects.filter(person__email="ny@example.com").exists() is lets


def test_where_the_pair_was_to_propose_the_coordinator_does(
    cast: Cast, client: Client, alice: Person
) -> None:
    """As release 0.2.0 left it: nothing was proposed by pairs, though a setting said so."""
    Programme.objects.filter(pk=cast.programme.pk).update(matcher="pair_or_coordinator")
    import_module("viceversa.migrations.0004_who_proposes").by_the_coordinator(apps, None)
    form: Any = client.get(at(cast, "programme_section", "policies")).context["form"]
    assert form["matcher"].value() == "coordinator"
    assert [code for code, _name in form.fields["matcher"].choices] == ["coordinator", "committee"]


def phases(cast: Cast) -> dict[str, str]:
    for span in plan_phases(cast.programme.starts_on, cast.programme.ends_on):
        Phase.objects.create(programme=cast.programme, **span._asdict())
    return {
        f"{phase.kind}_{end}": str(day)
        for phase in cast.programme.phases.all()
        for end, day in (("from", phase.starts_on), ("to", phase.ends_on))
    }


def test_meetings_of_a_programme_without_end_are_moved_by_their_first_day(
    cast: Cast, client: Client, alice: Person
) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(ends_on=None)
    cast.programme.refresh_from_db()
    sent = {name: day for name, day in phases(cast).items() if name != "meet_to"}
    later = {"meet_from": "2027-09-01"}
    page = client.get(at(cast, "programme_phases"))
    assert "meet_to" not in page.context["form"].fields
    assert client.post(at(cast, "programme_phases"), {**sent, **later}).status_code == 302
    moved = cast.programme.phases.get(kind="meet")
    assert moved.starts_on == moved.ends_on == date(2027, 9, 1)


@pytest.mark.parametrize("name", ["programme", "programme_phases"])
def test_phases_are_a_time_line_that_shows_where_the_round_is(
    cast: Cast, client: Client, alice: Person, name: str
) -> None:
    phases(cast)
    with time_machine.travel(cast.programme.phases.get(kind="select").starts_on, tick=False):
        client.force_login(alice)
        page = BeautifulSoup(client.get(at(cast, name)).content, "html.parser")
    line = [(step.select_one(".phase-name"), step["class"]) for step in page.select("ol.phases li")]
    assert [(name.get_text(), kinds[0].removeprefix("phase-")) for name, kinds in line if name] == [
        ("Prepare", "done"),
        ("Apply", "done"),
        ("Select", "now"),
        ("Match", "next"),
        ("Brief", "next"),
        ("Meet", "next"),
        ("Half-time", "next"),
        ("Harvest", "next"),
        ("Close", "next"),
    ]
    (now,) = page.select('ol.phases li[aria-current="step"]')
    assert "21 Sep–25 Sep" in now.get_text()


def test_phase_is_moved_within_the_round(cast: Cast, client: Client, alice: Person) -> None:
    sent = {**phases(cast), "apply_to": "2026-10-30"}
    client.post(at(cast, "programme_phases"), sent)
    assert cast.programme.phases.get(kind="apply").ends_on == date(2026, 10, 30)
    assert trail() == ["moved phases"]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"apply_from": "2026-12-01", "apply_to": "2026-12-02"}, "select_from"),
        ({"meet_to": "2026-09-01"}, "meet_to"),
        ({"prepare_from": "2026-08-31"}, "prepare_from"),
        ({"close_to": "2028-01-01"}, "close_to"),
        ({"match_to": ""}, "match_to"),
    ],
)
def test_phase_is_not_moved_out_of_order_or_range(
    cast: Cast, client: Client, alice: Person, changed: dict[str, str], wrong: str
) -> None:
    sent = {**phases(cast), **changed}
    page = client.post(at(cast, "programme_phases"), sent)
    assert list(page.context["form"].errors) == [wrong]
    assert page.context["form"][wrong].value() == sent[wrong]


def test_phases_that_stand_outside_the_round_keep_nobody_from_moving_others(
    cast: Cast, client: Client, alice: Person
) -> None:
    days = phases(cast)
    cast.programme.phases.filter(kind="prepare").update(starts_on=date(2026, 8, 3))
    sent = {**days, "prepare_from": "2026-08-03", "apply_to": "2026-10-30"}
    assert client.post(at(cast, "programme_phases"), sent).status_code == 302
    assert cast.programme.phases.get(kind="apply").ends_on == date(2026, 10, 30)
    assert cast.programme.phases.get(kind="prepare").starts_on == date(2026, 8, 3)


@pytest.mark.requirement("002-15")
def test_themes_and_own_topics(cast: Cast, client: Client, alice: Person) -> None:
    topic = {"sv": "Bygdens framtid", "en": "The future of the region", "group": "K"}
    client.post(at(cast, "own_topics"), topic)
    own = cast.programme.own_topics.get()
    assert own.code == "K101"
    again = client.post(at(cast, "own_topics"), topic)
    assert sorted(again.context["own_form"].errors) == ["en", "sv"]
    client.post(at(cast, "programme_topics"), {"theme_topics": ["A1", "K101"]})
    cast.programme.refresh_from_db()
    assert cast.programme.theme_topics == ["A1", "K101"]
    page = client.post(at(cast, "programme_topics"), {"theme_topics": ["A1", "Z9"]})
    assert list(page.context["form"].errors) == ["theme_topics"]
    client.post(at(cast, "topic_removal", own.pk))
    cast.programme.refresh_from_db()
    assert (cast.programme.theme_topics, cast.programme.own_topics.count()) == (["A1"], 0)
