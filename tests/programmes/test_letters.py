"""The letters that a coordinator looks through, and the end to reminders by a letter's link."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.notices.reminders import has_reminders
from viceversa.notices.samples import all_samples
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def page_of(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


class TestLookingThrough:
    @pytest.fixture
    def alice(self, cast: Cast, client: Client) -> Client:
        client.force_login(cast.alice)
        return client

    def test_every_letter_is_listed_with_its_subject_reader_time_and_kind(
        self, cast: Cast, alice: Client
    ) -> None:
        page = page_of(alice, reverse("programme_letters", args=[cast.programme.pk]))
        lines = [" ".join(line.get_text(" ").split()) for line in page.select(".lines li")]
        assert len(lines) == len(all_samples())
        missing = "mentor, mentee · three days after the question, and once more a week later"
        assert f"Have you read about your mentee? {missing} reminder" in lines

    def test_the_settings_lead_there(self, cast: Cast, alice: Client) -> None:
        page = page_of(alice, reverse("programme_settings", args=[cast.programme.pk]))
        assert page.find("a", href=reverse("programme_letters", args=[cast.programme.pk]))

    def test_every_letter_opens_for_every_reader_in_both_languages(
        self, cast: Cast, alice: Client
    ) -> None:
        for address, language in self.versions(cast.programme):
            page = page_of(alice, address)
            shown = page.select_one(f"#letter[lang={language}]")
            assert shown
            assert {a["href"] for a in shown.find_all("a")} == {"#letter"}
            assert "\ue000" not in page.get_text()

    def test_nobody_real_stands_in_them_but_the_two_contacts(
        self, cast: Cast, alice: Client
    ) -> None:
        real = {cast.bob, cast.carol, cast.dora, cast.erik, cast.fia, cast.gun}
        names = {person.full_name for person in real} | {person.email for person in real}
        for address, _ in self.versions(cast.programme):
            text = alice.get(address).content.decode()
            assert [name for name in names if name in text] == []
            assert f"mailto:{cast.alice.email}" in text

    def test_looking_writes_to_nobody(self, cast: Cast, alice: Client) -> None:
        for address, _ in self.versions(cast.programme):
            alice.get(address)
        assert not Letter.objects.exists()

    def test_the_text_shows_an_address_that_nobody_was_given(
        self, cast: Cast, alice: Client
    ) -> None:
        place = [cast.programme.pk, "pairing", "pair_proposed"]
        page = page_of(alice, reverse("programme_letter", args=place))
        text = page.select_one(".letter-text")
        assert text
        answer = reverse("personal_answer", args=["example"])
        assert f"http://127.0.0.1:8000{answer}" in text.get_text()

    def test_an_unknown_reader_or_language_is_passed_over(self, cast: Cast, alice: Client) -> None:
        place = [cast.programme.pk, "pairing", "pair_formed"]
        address = reverse("programme_letter", args=place)
        page = page_of(alice, f"{address}?to=sponsor&language=xx")
        current = [a.get_text() for a in page.select("[aria-current=true]")]
        assert current == ["mentor", "English"]

    @staticmethod
    def versions(programme: Programme) -> Iterator[tuple[str, str]]:
        for sample in all_samples().values():
            place = [programme.pk, sample.room, sample.letter]
            for role in sample.to:
                for language in ("sv", "en"):
                    query = f"?to={role}&language={language}"
                    yield reverse("programme_letter", args=place) + query, language


class TestTheLinkOfALetter:
    @staticmethod
    def link(cast: Cast, person: Person, **changed: object) -> str:
        claim = {
            "person_id": person.pk,
            "object_id": cast.programme.pk,
            "version": person.access_version,
        }
        token = sign_link("reminders", **{**claim, **changed})
        return reverse("personal_reminders", args=[token])

    def test_looking_changes_nothing_and_shows_one_button(self, cast: Cast, client: Client) -> None:
        address = self.link(cast, cast.carol)
        for ask in (client.get, client.head):
            assert ask(address, {"reminders": "off"}).status_code == 200
        assert has_reminders(cast.carol, cast.programme.pk)
        page = page_of(client, address)
        (button,) = page.select("main button")
        assert (button["name"], button["value"]) == ("reminders", "off")
        assert cast.programme.name in page.get_text()

    def test_one_click_works_without_cookie_sign_in_or_redirect(self, cast: Cast) -> None:
        stranger = Client(enforce_csrf_checks=True)
        answer = stranger.post(self.link(cast, cast.carol), ONE_CLICK)
        assert answer.status_code == 200
        assert not has_reminders(cast.carol, cast.programme.pk)
        assert has_reminders(cast.bob, cast.programme.pk)
        assert has_reminders(cast.carol, cast.other_programme.pk)

    def test_the_button_turns_them_off_and_on(self, cast: Cast, client: Client) -> None:
        address = self.link(cast, cast.carol)
        for value in ("off", "on"):
            answer = client.post(address, {"reminders": value})
            assert (answer.status_code, answer["Location"]) == (302, address)
            assert has_reminders(cast.carol, cast.programme.pk) == (value == "on")

    def test_the_page_speaks_the_readers_language(self, cast: Cast, client: Client) -> None:
        cast.carol.language = "sv"
        cast.carol.save()
        page = page_of(client, self.link(cast, cast.carol))
        assert page.select_one("main button").get_text().startswith("Stäng av påminnelser")

    def test_a_broken_link_does_nothing(self, cast: Cast, client: Client) -> None:
        good = self.link(cast, cast.carol)
        for address in (
            good.replace(cast.carol.pk, cast.bob.pk),
            reverse("personal_reminders", args=["nonsense"]),
            self.link(cast, cast.carol, object_id="nosuchcode12"),
            self.link(cast, cast.carol, version=7),
        ):
            assert client.post(address, ONE_CLICK).status_code == 404
        assert has_reminders(cast.carol, cast.programme.pk)
        assert has_reminders(cast.bob, cast.programme.pk)

    def test_a_link_a_year_old_leads_to_ones_own_page(self, cast: Cast, client: Client) -> None:
        with time_machine.travel(timezone.now() - timedelta(days=370)):
            address = self.link(cast, cast.carol)
        answer = client.post(address, ONE_CLICK)
        assert (answer.status_code, answer["Location"]) == (302, reverse("my_reminders"))
        assert has_reminders(cast.carol, cast.programme.pk)

    def test_it_signs_nobody_in(self, cast: Cast, client: Client) -> None:
        client.post(self.link(cast, cast.carol), ONE_CLICK)
        assert client.get(reverse("me")).status_code == 302


class TestOnesOwnPage:
    address = "/me/reminders/"

    def test_it_shows_ones_programmes_and_no_others(self, cast: Cast, client: Client) -> None:
        for person, names in (
            (cast.carol, [cast.programme.name]),
            (cast.gun, [cast.programme.name]),
            (cast.yrsa, [cast.other_programme.name]),
            (cast.zed, []),
        ):
            client.force_login(person)
            page = page_of(client, self.address)
            assert [h.get_text() for h in page.select("main .card h2")] == names

    def test_reminders_are_turned_off_and_on(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.carol)
        for value in ("off", "on"):
            sent = {"programme": cast.programme.pk, "reminders": value}
            assert client.post(self.address, sent).status_code == 302
            assert has_reminders(cast.carol, cast.programme.pk) == (value == "on")
            (button,) = page_of(client, self.address).select("main .card button")
            assert button["value"] == {"off": "on", "on": "off"}[value]

    def test_of_a_programme_one_is_not_in_there_is_nothing_to_turn(
        self, cast: Cast, client: Client
    ) -> None:
        client.force_login(cast.carol)
        for code in (cast.other_programme.pk, "nosuchcode12", ""):
            sent = {"programme": code, "reminders": "off"}
            assert client.post(self.address, sent).status_code == 404
        assert has_reminders(cast.carol, cast.other_programme.pk)

    def test_ones_details_lead_there(self, cast: Cast, client: Client) -> None:
        client.force_login(cast.carol)
        assert page_of(client, reverse("me")).find("a", href=self.address)
