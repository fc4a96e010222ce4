"""Webhooks are told what has happened, signed, until somebody takes it; and never what was said."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from time_machine import travel

import viceversa
from tests.api.client import Program, secret_for
from tests.api.wire import Wire
from tests.cast import Cast
from tests.conversations.world import make_pair
from tests.factories import give_role, make_application, make_call
from tests.ideas.world import shared
from viceversa.api import sending
from viceversa.api.actions import webhooks
from viceversa.api.events import BY_VERB, EVENT_NAMES
from viceversa.api.jobs import forget_old
from viceversa.api.models import Delivery, Token, Webhook
from viceversa.api.signing import secret_of
from viceversa.conversations.actions.ending import end_pair
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.jobs import run_waiting
from viceversa.lib import outward
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry
from viceversa.people.trail import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alice_organises")]
HOUSE = Path(viceversa.__file__).parent
URL = "https://hooks.example.com/viceversa?key=SECRET-PATH"


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    found = Wire()
    monkeypatch.setattr(outward, "post", found.post)
    return found


def hook(cast: Cast, *events: str, **more: Any) -> Webhook:
    given = {"url": URL, "events": events or EVENT_NAMES, "programme": None, "by": cast.alice}
    return webhooks.set_up(**{**given, **more})


@pytest.fixture
def delivery(cast: Cast) -> Delivery:
    """Of a pair that became one, on its way."""
    webhook = hook(cast, "pair.accepted")
    record("became a pair", make_pair(cast), by=None)
    return Delivery.objects.get(webhook=webhook)


class TestHearing:
    def test_every_event_has_a_verb_that_the_house_records(self, cast: Cast) -> None:
        sources = (path.read_text("utf-8") for path in HOUSE.rglob("actions/*.py"))
        said = "".join(sources)
        formed = {"pair_ended", "pair_completed"}  # by their states
        assert [v for v in BY_VERB if v not in formed and f'record("{v}"' not in said] == []

    def test_what_happens_is_heard_in_the_order_of_happening(self, cast: Cast) -> None:
        hook(cast)
        application = make_application(make_call(cast.programme))
        pair = make_pair(cast)
        idea = shared(cast, pair)
        record("became a pair", pair, by=None)
        record("idea_shared", idea, by=None)
        end_pair(pair)
        withdraw_application(application)
        heard = [(each.event, each.thing) for each in Delivery.objects.order_by("happened_at")]
        assert heard[-4:] == [
            ("pair.accepted", pair.pk),
            ("idea.shared", idea.pk),
            ("pair.ended", pair.pk),
            ("application.withdrawn", application.pk),
        ]
        assert set(Delivery.objects.values_list("programme", flat=True)) == {cast.programme.pk}

    def test_only_what_was_asked_for(self, cast: Cast) -> None:
        hook(cast, "pair.ended")
        pair = make_pair(cast)
        record("became a pair", pair, by=None)
        record("said yes", pair, by=cast.bob)
        assert not Delivery.objects.exists()
        record("pair_ended", pair, by=None)
        assert Delivery.objects.get().event == "pair.ended"

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda cast: cast.programme.roles.filter(person=cast.alice).delete(),
            lambda cast: cast.programme.roles.filter(person=cast.alice).update(kind="sponsor"),
            lambda cast: Person.objects.filter(pk=cast.alice.pk).update(is_organiser=False),
            lambda cast: Person.objects.filter(pk=cast.alice.pk).update(is_active=False),
            lambda cast: Webhook.objects.update(disabled_at=timezone.now()),
            lambda cast: Webhook.objects.update(programme=cast.other_programme),
        ],
    )
    def test_nothing_for_whoever_does_not_lead_it(
        self, cast: Cast, spoil: Callable[[Cast], Any]
    ) -> None:
        hook(cast)
        pair = make_pair(cast)
        Delivery.objects.all().delete()
        record("became a pair", pair, by=None)
        assert Delivery.objects.count() == 1
        spoil(cast)
        record("became a pair", pair, by=None)
        assert Delivery.objects.count() == 1

    def test_what_is_taken_back_was_never_heard(self, cast: Cast) -> None:
        hook(cast)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record("became a pair", make_pair(cast), by=None)
            raise ZeroDivisionError
        assert not Delivery.objects.exists()


class TestSending:
    def test_codes_and_no_words(self, cast: Cast, delivery: Delivery, wire: Wire) -> None:
        run_waiting()
        ((url, body, _),) = wire.posted
        assert url == URL
        assert json.loads(body) == {
            "type": "pair.accepted",
            "timestamp": delivery.happened_at.isoformat(),
            "data": {"programme": cast.programme.pk, "pair": delivery.thing},
        }
        sent = Delivery.objects.get()
        assert (sent.state, sent.last_status, sent.attempts) == ("sent", 204, 1)

    def test_it_is_signed_as_the_standard_has_it(self, delivery: Delivery, wire: Wire) -> None:
        """Recomputed here as a receiver does: base64 of HMAC-SHA256 over id, time and body."""
        run_waiting()
        ((_, body, headers),) = wire.posted
        secret = secret_of(delivery.webhook_id, edition=1)
        assert secret.startswith("whsec_")
        key = base64.b64decode(secret.removeprefix("whsec_"))
        told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        wanted = base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{wanted}"
        assert headers["webhook-id"] == f"msg_{delivery.pk}"
        assert len(key) == 32

    def test_a_new_secret_signs_otherwise(self, cast: Cast, delivery: Delivery) -> None:
        old = secret_of(delivery.webhook_id, edition=1)
        webhooks.renew_secret(delivery.webhook, by=cast.alice)
        assert secret_of(delivery.webhook_id, edition=delivery.webhook.edition) != old

    def test_the_secret_is_in_no_row(self, delivery: Delivery) -> None:
        secret = secret_of(delivery.webhook_id, edition=1).removeprefix("whsec_")
        rows = [*Webhook.objects.values(), *Delivery.objects.values(), *TrailEntry.objects.values()]
        assert secret not in str(rows)

    @pytest.mark.parametrize(
        "answer", [302, 400, 500, TimeoutError(), outward.AddressRefusedError("x"), ValueError()]
    )
    def test_what_is_not_taken_is_tried_again_under_the_same_id(
        self, delivery: Delivery, wire: Wire, answer: int | Exception
    ) -> None:
        wire.answers = [answer, 200]
        run_waiting()
        waiting = Delivery.objects.get()
        assert (waiting.state, waiting.attempts) == ("waiting", 1)
        assert waiting.send_after > timezone.now()
        assert Webhook.objects.get().failing_since is not None
        with travel(timezone.now() + timedelta(minutes=2)):
            sending.deliver_waiting.call()
        assert Delivery.objects.get().state == "sent"
        assert Webhook.objects.get().failing_since is None
        first, second = (headers["webhook-id"] for _, _, headers in wire.posted)
        assert first == second

    def test_the_pauses_grow(self) -> None:
        pauses = [sending._pause(attempts).total_seconds() / 60 for attempts in range(11)]
        assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]

    def test_nobody_waits_for_an_address_that_is_silent(
        self, cast: Cast, delivery: Delivery, wire: Wire
    ) -> None:
        for _ in range(3):
            record("became a pair", Pair.objects.get(), by=None)
        good = hook(cast, "pair.ended", url="https://good.example.com/")
        record("pair_ended", Pair.objects.get(), by=None)
        wire.answers = [TimeoutError(), 200]
        sending.deliver_waiting.call()
        assert [url for url, *_ in wire.posted] == [URL, good.url]

    def test_many_events_leave_in_one_go(
        self, cast: Cast, delivery: Delivery, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sending, "AT_ONCE", 2)
        for _ in range(4):
            record("became a pair", Pair.objects.get(), by=None)
        sending.deliver_waiting.call()
        assert len(wire.posted) == 5

    def test_what_there_is_no_time_for_leaves_by_the_clock(
        self, delivery: Delivery, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sending, "SECONDS", -1.0)
        sending.deliver_waiting.call()
        assert wire.posted == []

    def test_two_workers_send_it_once(self, delivery: Delivery, wire: Wire) -> None:
        mine, yours = Delivery.objects.get(), Delivery.objects.get()
        assert [sending._claim(mine), sending._claim(yours)] == [True, False]

    def test_it_says_nothing_of_the_address_in_logs(
        self, delivery: Delivery, wire: Wire, caplog: pytest.LogCaptureFixture
    ) -> None:
        wire.answers = [TimeoutError("SECRET-WORDS")]
        with caplog.at_level("DEBUG"):
            run_waiting()
        kept = str([*Delivery.objects.values(), *TrailEntry.objects.values()]) + caplog.text
        assert [word for word in ("SECRET-PATH", "SECRET-WORDS") if word in kept] == []


class TestSwitchingOff:
    def fail_for(self, days: float) -> None:
        since = timezone.now() - timedelta(days=days)
        Webhook.objects.update(failing_since=since)
        Delivery.objects.update(send_after=timezone.now() - timedelta(minutes=1))
        sending.deliver_waiting.call()

    def test_after_five_days_it_is_off_and_its_owner_is_told_once(
        self, cast: Cast, delivery: Delivery, wire: Wire
    ) -> None:
        wire.answers = [500]
        self.fail_for(4.9)
        assert Webhook.objects.get().disabled_at is None
        self.fail_for(5.1)
        assert Webhook.objects.get().disabled_at is not None
        self.fail_for(5.2)
        assert len(wire.posted) == 2
        letter = Letter.objects.get(name="api/webhook_off")
        assert letter.recipient == cast.alice
        assert "hooks.example.com" in letter.text
        assert "SECRET-PATH" not in letter.text

    def test_one_that_is_gone_is_off_at_once(self, delivery: Delivery, wire: Wire) -> None:
        wire.answers = [410]
        run_waiting()
        assert Webhook.objects.get().disabled_at is not None

    def test_switched_on_again_what_waited_leaves(
        self, cast: Cast, delivery: Delivery, wire: Wire
    ) -> None:
        wire.answers = [410, 200]
        run_waiting()
        webhooks.resume(Webhook.objects.get(), by=cast.alice)
        with travel(timezone.now() + timedelta(minutes=2)):
            sending.deliver_waiting.call()
        assert Delivery.objects.get().state == "sent"

    def test_what_nobody_ever_takes_is_given_up(self, delivery: Delivery, wire: Wire) -> None:
        wire.answers = [500]
        Delivery.objects.update(attempts=sending.MOST_ATTEMPTS - 1)
        run_waiting()
        assert Delivery.objects.get().state == "given_up"


def test_once_more_is_under_the_same_id(cast: Cast, delivery: Delivery, wire: Wire) -> None:
    run_waiting()
    webhooks.replay(Delivery.objects.get(), by=cast.alice)
    sending.deliver_waiting.call()
    assert [headers["webhook-id"] for *_, headers in wire.posted] == [f"msg_{delivery.pk}"] * 2


def test_what_is_old_is_forgotten(cast: Cast, delivery: Delivery) -> None:
    secret_for(cast.alice)
    Token.objects.update(expires_at=timezone.now() - timedelta(days=364))
    forget_old.call()
    assert (Delivery.objects.count(), Token.objects.count()) == (1, 1)
    Token.objects.update(expires_at=timezone.now() - timedelta(days=366))
    Delivery.objects.update(happened_at=timezone.now() - timedelta(days=31))
    forget_old.call()
    assert (Delivery.objects.count(), Token.objects.count()) == (0, 0)


class TestByPrograms:
    BODY = {"url": URL, "events": ["pair.ended", "application.received"]}

    def test_made_read_changed_and_removed(self, cast: Cast, program: Program) -> None:
        made = program.send("POST", "/webhooks", self.BODY)
        assert made.status_code == 201
        code = made.json()["id"]
        assert made.json()["secret"] == secret_of(code, edition=1)
        found = program.get(f"/webhooks/{code}").json()
        assert found == program.items("/webhooks")[0]
        assert (found["url"], found["events"]) == (URL, ["application.received", "pair.ended"])
        assert "secret" not in found
        assert program.get("/webhooks/nosuchcode").status_code == 404
        Webhook.objects.update(disabled_at=timezone.now(), failing_since=timezone.now())
        told = {**self.BODY, "programme": cast.programme.pk, "events": ["idea.shared"]}
        changed = program.send("PUT", f"/webhooks/{code}", told).json()
        assert (changed["events"], changed["programme"]) == (["idea.shared"], cast.programme.pk)
        assert (changed["disabled_at"], changed["failing_since"]) == (None, None)
        assert program.send("DELETE", f"/webhooks/{code}").status_code == 204
        assert program.get(f"/webhooks/{code}").status_code == 404

    @pytest.mark.parametrize(
        "wrong",
        [
            {"url": "http://hooks.example.com/"},
            {"url": "https://localhost/"},
            {"url": "https://10.0.0.1/"},
            {"events": []},
            {"events": ["pair.content"]},
            {"programme": "nosuchcode"},
            {"edition": 7},
        ],
    )
    def test_nonsense_is_refused(self, program: Program, wrong: dict[str, Any]) -> None:
        assert program.send("POST", "/webhooks", {**self.BODY, **wrong}).status_code == 422
        assert not Webhook.objects.exists()

    def test_a_programme_that_she_does_not_lead_is_none(self, cast: Cast, program: Program) -> None:
        body = {**self.BODY, "programme": cast.other_programme.pk}
        assert program.send("POST", "/webhooks", body).status_code == 422

    def test_those_of_another_organiser_are_not_there(self, cast: Cast, program: Program) -> None:
        Person.objects.filter(pk=cast.yrsa.pk).update(is_organiser=True)
        theirs = hook(cast, by=cast.yrsa)
        for method in ("GET", "PUT", "DELETE"):
            body = self.BODY if method == "PUT" else None
            assert program.send(method, f"/webhooks/{theirs.pk}", body).status_code == 404
        assert program.items("/webhooks") == []

    def test_a_token_for_one_programme_stays_in_it(self, cast: Cast) -> None:
        give_role(cast.alice, cast.other_programme, "coordinator")
        everywhere = hook(cast)
        program = Program(secret_for(cast.alice, programme=cast.other_programme))
        assert program.get(f"/webhooks/{everywhere.pk}").status_code == 404
        body = {**self.BODY, "programme": cast.programme.pk}
        assert program.send("POST", "/webhooks", body).status_code == 422
        made = program.send("POST", "/webhooks", self.BODY).json()["id"]
        assert Webhook.objects.get(pk=made).programme == cast.other_programme

    def test_the_same_again_is_answered_alike(self, program: Program) -> None:
        key = {"Idempotency-Key": "k"}
        answers = [program.send("POST", "/webhooks", self.BODY, **key) for _ in range(2)]
        assert answers[0].content == answers[1].content
        assert Webhook.objects.count() == 1
