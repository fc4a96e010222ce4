"""The pages on which organisers connect other programs."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.api.client import Program
from tests.api.test_webhooks import URL, hook
from tests.cast import Cast
from tests.conversations.world import make_pair
from tests.factories import give_role, make_organisation, make_partner
from viceversa.api.models import Delivery, Token, Webhook
from viceversa.api.signing import secret_of
from viceversa.people.trail import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alice_organises")]
WANTED = {"name": "HR", "verbs": ["people:read"], "days": "30", "programme": "", "organisation": ""}
SECRET = re.compile(r'id="secret" readonly autofocus value="([^"]+)"')


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def page(client: Client, name: str, /, *place: str, **body: Any) -> str:
    url = reverse(name, args=place)
    answer = client.post(url, body, follow=True) if body else client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def pressed(client: Client, name: str, *place: str) -> str:
    return client.post(reverse(name, args=place), follow=True).content.decode()


class TestTokens:
    def test_it_is_shown_once_and_works(self, cast: Cast, alice: Client) -> None:
        found = SECRET.search(page(alice, "token_new", **WANTED))
        assert found
        secret = found[1]
        assert secret.startswith("vv_")
        program = Program(secret)
        assert program.get(f"/programmes/{cast.programme.pk}/people").status_code == 200
        for name in ("connections", "token_new"):
            assert secret not in page(alice, name)
        assert secret not in str(Token.objects.values())

    def test_the_list_says_what_it_may_and_until_when(self, cast: Cast, alice: Client) -> None:
        page(alice, "token_new", **{**WANTED, "organisation": cast.house.pk})
        shown = page(alice, "connections")
        assert "Only the people of Tallmo Test AB" in shown
        assert "Read who takes part" in shown
        assert "Not used yet." in shown

    def test_it_is_taken_back_at_once(self, cast: Cast, alice: Client) -> None:
        found = SECRET.search(page(alice, "token_new", **WANTED))
        assert found
        program = Program(found[1])
        assert program.get("/programmes").status_code == 200
        shown = pressed(alice, "token_revocation", Token.objects.get().pk)
        assert "The token is taken back." in shown
        assert program.get("/programmes").status_code == 401

    def test_it_ends_by_itself(self, cast: Cast, alice: Client) -> None:
        page(alice, "token_new", **WANTED)
        left = Token.objects.get().expires_at - timezone.now()
        assert timedelta(days=29) < left <= timedelta(days=30)

    @pytest.mark.parametrize(
        "verb", ["pairs:read", "meetings:read", "ideas:read", "webhooks:write"]
    )
    def test_a_partners_token_is_made_for_no_more_than_it_sees(
        self, cast: Cast, alice: Client, verb: str
    ) -> None:
        body = {**WANTED, "organisation": cast.house.pk, "verbs": ["people:read", verb]}
        shown = page(alice, "token_new", **body)
        assert "own people and applications, no more" in shown
        assert not Token.objects.exists()

    @pytest.mark.parametrize("whole", [True, False])
    def test_a_directorys_is_for_one_organisation_in_all_programmes(
        self, cast: Cast, alice: Client, whole: bool
    ) -> None:
        wanted = {**WANTED, "verbs": ["directory:write"], "organisation": "", "programme": ""}
        refused = {"organisation": cast.house.pk, "programme": cast.programme.pk} if whole else {}
        shown = page(alice, "token_new", **{**wanted, **refused})
        assert "for one organisation, in all" in shown
        assert not Token.objects.exists()
        page(alice, "token_new", **{**wanted, "organisation": cast.house.pk})
        assert Token.objects.get().verbs == ["directory:write"]

    @pytest.mark.parametrize("name", ["programme", "organisation"])
    def test_neither_for_what_is_not_hers(self, cast: Cast, alice: Client, name: str) -> None:
        give_role(cast.alice, cast.other_programme, "sponsor")
        make_partner(cast.other_programme, make_organisation("Hos andra AB"))
        others = {
            "programme": cast.other_programme,
            "organisation": cast.other_programme.partners.get().organisation,
        }
        shown = page(alice, "token_new", **{**WANTED, name: others[name].pk})
        assert "Select a valid choice" in shown
        assert not Token.objects.exists()


class TestWebhooks:
    def test_its_secret_is_shown_once(self, cast: Cast, alice: Client) -> None:
        body = {"url": URL, "events": ["pair.ended"], "programme": ""}
        shown = page(alice, "webhook_new", **body)
        made = Webhook.objects.get()
        found = SECRET.search(shown)
        assert found
        assert found[1] == secret_of(made.pk, edition=1)
        for name, place in (("webhook", [made.pk]), ("connections", [])):
            later = page(alice, name, *place)
            assert found[1] not in later
            assert "SECRET-PATH" not in later

    def test_a_new_one_takes_its_place(self, cast: Cast, alice: Client) -> None:
        made = hook(cast)
        found = SECRET.search(pressed(alice, "webhook_secret", made.pk))
        assert found
        assert found[1] == secret_of(made.pk, edition=2)

    @pytest.mark.parametrize("url", ["http://hooks.example.com", "https://db/", "https://127.1/"])
    def test_an_address_at_home_is_refused_where_it_was_typed(
        self, alice: Client, url: str
    ) -> None:
        body = {"url": url, "events": ["pair.ended"], "programme": ""}
        shown = page(alice, "webhook_new", **body)
        assert "begins with https:// and has a public name" in shown
        assert f'value="{url}"' in shown

    def test_what_was_told_is_listed_and_sent_once_more(self, cast: Cast, alice: Client) -> None:
        made = hook(cast)
        record("became a pair", make_pair(cast), by=None)
        Delivery.objects.update(given_up_at=timezone.now(), last_status=500)
        shown = page(alice, "webhook", made.pk)
        assert "pair formed: both said yes" in shown
        assert "Last answer: 500" in shown
        assert "given up" in shown
        pressed(alice, "delivery_replay", made.pk, Delivery.objects.get().pk)
        assert Delivery.objects.get().state == "waiting"

    def test_a_delivery_of_another_webhook_is_not_there(self, cast: Cast, alice: Client) -> None:
        hook(cast)
        record("became a pair", make_pair(cast), by=None)
        other = hook(cast, "pair.ended")
        url = reverse("delivery_replay", args=[other.pk, Delivery.objects.get().pk])
        assert alice.post(url).status_code == 404

    def test_it_is_switched_on_again_and_taken_away(self, cast: Cast, alice: Client) -> None:
        made = hook(cast)
        Webhook.objects.update(disabled_at=timezone.now())
        assert "switched off" in page(alice, "webhook", made.pk)
        pressed(alice, "webhook_resumption", made.pk)
        assert Webhook.objects.get().disabled_at is None
        pressed(alice, "webhook_removal", made.pk)
        assert not Webhook.objects.exists()


def test_the_way_there_is_for_organisers(cast: Cast, alice: Client) -> None:
    assert reverse("connections") in page(alice, "me")
    carol = Client()
    carol.force_login(cast.carol)
    assert reverse("connections") not in page(carol, "me")
