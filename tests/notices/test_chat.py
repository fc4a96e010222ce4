"""A word in one's own chat when a letter has left; never what it says."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from tests.api.wire import Wire
from tests.factories import make_person
from viceversa.jobs import run_waiting
from viceversa.lib import outward
from viceversa.lib.outward import AddressRefusedError
from viceversa.notices import chat
from viceversa.notices.delivery import deliver_waiting
from viceversa.notices.models import ChatAddress, Letter
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db
SLACK = "https://hooks.slack.com/services/T0/B0/SECRET-PATH"
TEAMS = "https://prod-15.uksouth.logic.azure.com:443/workflows/3/triggers/manual/paths/invoke?sig=x"
NEWER = "https://a1.environment.api.powerplatform.com:443/powerautomate/automations/direct/x?sig=y"


@pytest.fixture
def carol(db: None) -> Person:
    return make_person("Carol")


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    found = Wire()
    monkeypatch.setattr(outward, "post", found.post)
    return found


def letter_to(person: Person) -> None:
    """Posted, and gone."""
    number = Letter.objects.count()
    Letter.objects.create(
        recipient=person, message_id=f"<{number}@x>", event=f"e{number}", subject="SECRET-SUBJECT"
    )
    deliver_waiting.call()
    run_waiting()


@pytest.mark.parametrize(("url", "kind"), [(SLACK, "slack"), (TEAMS, "teams"), (NEWER, "teams")])
def test_the_address_says_which_chat_it_is(url: str, kind: str) -> None:
    assert chat.kind_of_chat(url) == kind


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com.example.com/", "https://evilhooks.slack.com/", "https://10.0.0.1/",
        "http://hooks.slack.com/", "https://example.com/?hooks.slack.com", "https://slack.com/",
        "https://hooks.slack.com@example.com/", "",
    ],
)  # fmt: skip
def test_no_other_address_is_one(url: str) -> None:
    with pytest.raises(AddressRefusedError):
        chat.kind_of_chat(url)


class TestTelling:
    def test_that_there_is_news_and_nothing_of_it(self, carol: Person, wire: Wire) -> None:
        chat.tell_in_chat(carol, SLACK)
        letter_to(carol)
        ((url, body, _),) = wire.posted
        assert url == SLACK
        said = "There is news for you in Viceversa. <http://127.0.0.1:8000/desk/|Open my desk>"
        assert json.loads(body) == {"text": said}

    def test_in_teams_it_is_a_card_in_her_language(self, carol: Person, wire: Wire) -> None:
        Person.objects.update(language="sv")
        chat.tell_in_chat(carol, TEAMS)
        letter_to(carol)
        ((_, body, _),) = wire.posted
        (attached,) = json.loads(body)["attachments"]
        assert attached["contentType"] == "application/vnd.microsoft.card.adaptive"
        assert attached["content"]["body"][0]["text"] == "Det finns nyheter till dig i Viceversa."
        assert attached["content"]["actions"][0]["url"].endswith("/desk/")

    def test_nobody_who_has_not_asked_for_it(self, carol: Person, wire: Wire) -> None:
        chat.tell_in_chat(make_person("Bob"), SLACK)
        letter_to(carol)
        assert wire.posted == []

    def test_once_an_hour_and_nothing_is_lost(self, carol: Person, wire: Wire) -> None:
        chat.tell_in_chat(carol, SLACK)
        for _ in range(3):
            letter_to(carol)
        assert len(wire.posted) == 1
        with travel(timezone.now() + timedelta(minutes=61)):
            chat.tell_waiting.call()
            chat.tell_waiting.call()
        assert len(wire.posted) == 2

    def test_no_more_when_she_has_taken_it_back(self, carol: Person, wire: Wire) -> None:
        chat.tell_in_chat(carol, SLACK)
        chat.tell_no_more(carol)
        letter_to(carol)
        assert wire.posted == []

    def test_a_chat_that_is_silent_keeps_no_letter(
        self, carol: Person, wire: Wire, caplog: pytest.LogCaptureFixture
    ) -> None:
        wire.answers = [TimeoutError("SECRET-WORDS")]
        chat.tell_in_chat(carol, SLACK)
        with caplog.at_level("DEBUG"):
            letter_to(carol)
        assert carol.letters.get().sent_at is not None
        assert ChatAddress.objects.get().failing_since is not None
        assert "SECRET" not in caplog.text

    def test_one_that_is_silent_for_days_is_forgotten(self, carol: Person, wire: Wire) -> None:
        wire.answers = [404]
        chat.tell_in_chat(carol, SLACK)
        ChatAddress.objects.update(failing_since=timezone.now() - timedelta(days=6))
        letter_to(carol)
        assert not ChatAddress.objects.exists()


class TestPage:
    @pytest.fixture
    def client(self, carol: Person) -> Client:
        client = Client()
        client.force_login(carol)
        return client

    def page(self, client: Client, **body: Any) -> str:
        url = reverse("my_chat")
        answer = client.post(url, body, follow=True) if body else client.get(url)
        return answer.content.decode()

    def test_it_is_chosen_and_not_shown_again(self, carol: Person, client: Client) -> None:
        shown = self.page(client, url=SLACK)
        assert "You are told in Slack." in shown
        assert "SECRET-PATH" not in shown
        assert ChatAddress.objects.get().person == carol

    def test_anything_else_is_refused_where_it_was_typed(self, client: Client) -> None:
        shown = self.page(client, url="https://example.com/hook")
        assert "no address of a workflow in Teams" in shown
        assert 'value="https://example.com/hook"' in shown
        assert not ChatAddress.objects.exists()

    def test_it_is_taken_back(self, client: Client) -> None:
        self.page(client, url=SLACK)
        shown = client.post(reverse("my_chat_removal"), follow=True).content.decode()
        assert "You are told by letter only." in shown
        assert not ChatAddress.objects.exists()

    def test_it_is_nobody_elses(self, carol: Person, client: Client) -> None:
        bob = make_person("Bob")
        chat.tell_in_chat(bob, SLACK)
        client.post(reverse("my_chat_removal"))
        assert ChatAddress.objects.get().person == bob
        assert "You are told in" not in self.page(client)
