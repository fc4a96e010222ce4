"""Drafts of agreements on personal data: whose names they hold, who reads them, what is public."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import give_role, make_call, make_organisation, make_partner, make_person
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.actions import copy_programme
from viceversa.programmes.agreements import TEXTS, agreement, essence, kinds_for
from viceversa.programmes.models import Partner
from viceversa.programmes.papers import BLANK, blocks_of, text_of

KINDS = ("sole", "joint", "processor")
DRAFT = "Have a lawyer check it before you sign."


@pytest.fixture
def partner(cast: Cast) -> Partner:
    """Another house than the organiser's, with a contact."""
    partner = make_partner(cast.programme, make_organisation("Granviks Prov AB"))
    give_role(make_person("Vera"), cast.programme, "partner_contact", partner=partner)
    return partner


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def contact(partner: Partner) -> Person:
    return partner.contacts.get().person


def place(partner: Partner, kind: str, name: str = "partner_agreement") -> str:
    return reverse(name, args=[partner.programme_id, partner.pk, kind])


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
class TestTexts:
    def test_all_names_are_filled_in(
        self, cast: Cast, partner: Partner, kind: str, language: str
    ) -> None:
        text = agreement(partner, kind, language).text
        names = [cast.house.name, cast.programme.name, cast.alice.full_name, cast.alice.email]
        if kind != "processor":
            names += [partner.organisation.name, contact(partner).email]
        assert [name for name in names if name not in text] == []
        assert "{" not in text
        assert "2026" in text

    def test_it_names_its_articles(self, partner: Partner, kind: str, language: str) -> None:
        text = agreement(partner, kind, language).text
        wanted = {
            "sole": ("4", "6", "13", "14", "28", "32", "33", "34"),
            "joint": ("26", "13", "14", "28", "30", "32", "33", "34", "35", "82"),
            "processor": ("28", "30", "32", "33"),
        }[kind]
        assert [
            n for n in wanted if not re.search(rf"rti(kel|klarna|cle)\w* [^\n]*\b{n}\b", text)
        ] == []
        assert ("mentee" in text) <= (language == "en")


def test_processor_agreement_holds_every_letter_of_article_28_3(partner: Partner) -> None:
    english, swedish = (agreement(partner, "processor", code).text for code in ("en", "sv"))
    assert [letter for letter in "abcdefgh" if f"({letter})" not in english] == []
    assert [letter for letter in "abcdefgh" if f"28.3 {letter}" not in swedish] == []


@pytest.mark.parametrize("kind", ["sole", "joint", "processor", "essence"])
def test_both_languages_have_the_same_parts(kind: str) -> None:
    shapes = [
        [(b.kind, len(b.lines)) for b in blocks_of(text_of(TEXTS, kind, c))] for c in ("sv", "en")
    ]
    assert shapes[0] == shapes[1]


def test_what_is_not_known_is_a_line_to_fill_in(cast: Cast) -> None:
    lonely = make_partner(cast.programme, make_organisation("Ensam Prov AB"))
    assert f"Contacts: {BLANK}." in agreement(lonely, "sole", "en").text


def test_nobody_signs_with_herself(cast: Cast, partner: Partner) -> None:
    assert kinds_for(partner) == list(KINDS)
    assert kinds_for(cast.partner) == ["processor"]
    assert signed_in(cast.alice).get(place(cast.partner, "joint")).status_code == 404


class TestPages:
    @pytest.mark.parametrize("kind", KINDS)
    def test_who_leads_and_the_own_contact_read_it(
        self, cast: Cast, partner: Partner, kind: str
    ) -> None:
        for person in (cast.alice, contact(partner)):
            html = signed_in(person).get(place(partner, kind)).content.decode()
            assert DRAFT in html
            assert cast.house.name in html
        text = signed_in(contact(partner)).get(place(partner, kind, "partner_agreement_text"))
        assert text["Content-Disposition"] == f'attachment; filename="agreement-{kind}-en.txt"'
        assert text.content.decode().startswith("A draft that the software has filled in.")

    def test_the_contact_of_another_partner_does_not(self, cast: Cast, partner: Partner) -> None:
        for name in ("partner_agreement", "partner_agreement_text"):
            url = place(partner, "sole", name)
            assert signed_in(cast.erik).get(url).status_code == 404

    def test_either_language_by_choice(self, cast: Cast, partner: Partner) -> None:
        client = signed_in(cast.alice)
        swedish = client.get(place(partner, "joint"), {"language": "sv"}).content.decode()
        assert "personuppgiftsansvariga" in swedish
        assert 'lang="sv"' in swedish
        nonsense = client.get(place(partner, "joint"), {"language": "xx/../"}).content.decode()
        assert "joint controllers" in nonsense

    def test_a_name_is_never_markup(self, cast: Cast, partner: Partner) -> None:
        partner.organisation.name = "<b>Granvik</b> {essence}"
        partner.organisation.save()
        html = signed_in(cast.alice).get(place(partner, "joint")).content.decode()
        assert "&lt;b&gt;Granvik&lt;/b&gt; {essence}" in html
        assert "<b>Granvik" not in html


class TestArrangement:
    def choose(self, client: Client, partner: Partner, arrangement: str) -> str:
        url = reverse("partner_arrangement", args=[partner.programme_id, partner.pk])
        client.post(url, {"arrangement": arrangement})
        partner.refresh_from_db()
        return partner.arrangement

    def test_it_is_the_organisers_until_said_otherwise(self, cast: Cast, partner: Partner) -> None:
        alice = signed_in(cast.alice)
        assert partner.arrangement == "sole"
        assert self.choose(alice, partner, "joint") == "joint"
        assert self.choose(alice, partner, "processor") == "joint"
        assert TrailEntry.objects.filter(verb__startswith="set the arrangement").count() == 1

    def test_the_contact_does_not_choose_it(self, partner: Partner) -> None:
        assert self.choose(signed_in(contact(partner)), partner, "joint") == "sole"

    def test_the_next_round_keeps_it(self, cast: Cast, partner: Partner) -> None:
        self.choose(signed_in(cast.alice), partner, "joint")
        copy = copy_programme(
            cast.programme, by=cast.alice, name="Next", starts_on=cast.programme.starts_on
        )
        kept = copy.partners.get(organisation=partner.organisation)
        assert kept.arrangement == "joint"


class TestPublic:
    def seen(self, url: str, **query: str) -> str:
        return Client().get(url, query).content.decode()

    def test_the_essence_of_a_joint_arrangement_stands_on_the_call_and_for_everybody(
        self, cast: Cast, partner: Partner
    ) -> None:
        call = make_call(cast.programme)
        urls = (
            reverse("call", args=[call.pk]),
            reverse("responsible", args=[cast.programme.pk]),
        )
        alone = "alone decides why and how"
        for url in urls:
            assert partner.organisation.name not in self.seen(url)
        assert alone in self.seen(urls[0])
        Partner.objects.filter(pk=partner.pk).update(arrangement="joint")
        assert f"{cast.house.name} and {partner.organisation.name} have" in self.seen(urls[0])
        swedish = self.seen(reverse("call_in", args=[call.pk, "sv"]))
        assert f"{cast.house.name} och {partner.organisation.name} har" in swedish
        assert alone not in self.seen(urls[0])
        assert partner.organisation.name in self.seen(urls[1])

    def test_the_organiser_is_no_partner_of_herself(self, cast: Cast) -> None:
        Partner.objects.filter(pk=cast.partner.pk).update(arrangement="joint")
        assert essence(cast.programme, "en") == []

    def test_participants_are_led_there(self, cast: Cast) -> None:
        link = f'href="{reverse("responsible", args=[cast.programme.pk])}"'
        call = make_call(cast.programme)
        assert link in self.seen(reverse("call_application", args=[call.pk, "en"]))
