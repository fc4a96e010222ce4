"""Mail providers that pack mails in a way of their own, and sign them or not."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.answers_by_mail import SHAPES, Answer, answers, web
from tests.conversations.handed_over import (
    FORMS,
    TOKEN,
    Call,
    mailersend,
    mailgun,
    mailgun_form,
    postal,
    postmark,
    public_key,
)
from tests.conversations.world import agree, booked, make_pair
from tests.house.leaks import database, found_in
from viceversa.config import Config
from viceversa.conversations.handing_over import PROVIDERS
from viceversa.conversations.models import Meeting
from viceversa.conversations.replies import LARGEST_MAIL
from viceversa.lib.tokens import token_hash

Choose = Callable[[str], None]
EVERY_FORM = pytest.mark.parametrize(("provider", "pack"), FORMS.values(), ids=FORMS)
SIGNING = pytest.mark.parametrize("provider", ["mailersend", "mailgun", "postal"])


@pytest.fixture
def choose(settings: Any) -> Choose:
    def chosen(provider: str) -> None:
        key = public_key() if provider == "postal" else TOKEN
        settings.INBOUND_PROVIDER, settings.INBOUND_KEY = provider, key
        settings.INBOUND_TOKEN_HASH = token_hash(key)

    return chosen


def post(call: Call) -> int:
    client = Client(enforce_csrf_checks=True)
    url = reverse("inbound_mail")
    sent = client.post(url, call.body, content_type=call.kind, headers=call.headers)
    return sent.status_code


@EVERY_FORM
def test_an_answer_is_heard_and_heard_once(
    choose: Choose, answer: bytes, provider: str, pack: Callable[[bytes], Call]
) -> None:
    choose(provider)
    assert [post(pack(answer)) for _ in range(2)] == [200, 200]
    assert answers() == ["accepted"]


@EVERY_FORM
@pytest.mark.parametrize("shape", SHAPES)
def test_what_calendars_write_comes_through(
    choose: Choose,
    cast: Cast,
    meeting: Meeting,
    provider: str,
    pack: Callable[[bytes], Call],
    shape: Callable[[Answer], bytes],
) -> None:
    choose(provider)
    mail = shape(Answer(meeting.uid, cast.carol.email, partstat="DECLINED"))
    assert post(pack(mail)) == 200
    assert answers() == ["declined"]


@EVERY_FORM
def test_without_the_secret_nothing_is_read(
    choose: Choose, answer: bytes, provider: str, pack: Callable[[bytes], Call]
) -> None:
    choose(provider)
    call = pack(answer)
    if provider == "mailgun":  # which signs in the form
        call.body = call.body.replace(b"signature=", b"signature=0")
    call.headers = {}
    assert post(call) == 404
    call.headers = {"Authorization": "Bearer x", "Signature": "é", "X-Postal-Signature": "x"}
    assert post(call) == 404
    assert answers() == []


@SIGNING
def test_whoever_signs_is_not_known_by_the_key_itself(
    choose: Choose, answer: bytes, provider: str
) -> None:
    choose(provider)
    key = public_key() if provider == "postal" else TOKEN
    assert post(Call(answer, headers={"Authorization": f"Bearer {key}"})) == 404
    assert answers() == []


def test_a_signature_is_of_this_key_and_this_mail(choose: Choose, answer: bytes) -> None:
    other = "another-key-of-more-than-thirty-two-characters"
    for provider, call in {
        "mailersend": mailersend(answer, other),
        "mailgun": mailgun(answer, other),
        "postal": Call(postal(answer).body, headers=postal(b"Subject: x\r\n\r\n").headers),
    }.items():
        choose(provider)
        assert post(call) == 404
    assert answers() == []


@EVERY_FORM
def test_where_nothing_is_set_there_is_no_such_address(
    settings: Any, choose: Choose, answer: bytes, provider: str, pack: Callable[[bytes], Call]
) -> None:
    choose(provider)
    settings.INBOUND_TOKEN_HASH = settings.INBOUND_KEY = ""
    assert post(pack(answer)) == 404


@EVERY_FORM
def test_too_much_is_not_even_looked_at(
    choose: Choose, answer: bytes, provider: str, pack: Callable[[bytes], Call]
) -> None:
    choose(provider)
    call = pack(answer)
    call.body += b" " * (2 * LARGEST_MAIL)
    assert post(call) == 413
    assert answers() == []


@pytest.mark.parametrize(
    "mail", [b"Subject: hi\r\n\r\nhello", b"", b"\xc3\xa5", b"From: \x00\r\nTo\r\n\r\n\x00" * 9]
)
@pytest.mark.parametrize("pack", [mailersend, mailgun, postal, postmark])
def test_whatever_stands_in_a_mail_the_answer_is_the_same(
    choose: Choose, answer: bytes, pack: Callable[[bytes], Call], mail: bytes
) -> None:
    choose(pack.__name__)
    assert post(pack(mail)) == 200
    assert answers() == []


@pytest.mark.parametrize(
    ("provider", "call"),
    [
        ("mailgun", mailgun_form({"event": "delivered", "recipient": "kanarie@example.com"})),
        ("mailgun", mailgun_form({"subject": "kanarie"})),
        (
            "postmark",
            Call(b'{"RecordType": "Delivery", "x": "kanarie"}', headers=postmark(b"").headers),
        ),
        ("postmark", Call(b"kanarie", headers=postmark(b"").headers)),
        ("mailjet", Call(b'["kanarie"]', headers=postmark(b"").headers)),
    ],
)
def test_what_is_no_mail_is_refused_and_told_without_its_words(
    db: None, choose: Choose, caplog: pytest.LogCaptureFixture, provider: str, call: Call
) -> None:
    choose(provider)
    assert post(call) == 400
    assert "packed in a way not known" in caplog.text
    assert "kanarie" not in caplog.text


@pytest.mark.django_db(transaction=True)
@EVERY_FORM
def test_what_somebody_wrote_beside_the_answer_is_kept_nowhere(
    cast: Cast,
    choose: Choose,
    caplog: pytest.LogCaptureFixture,
    provider: str,
    pack: Callable[[bytes], Call],
) -> None:
    pair = make_pair(cast)
    agree(cast, pair)
    choose(provider)
    said = Answer(booked(cast, pair).uid, cast.carol.email, comment="kanarieord")
    assert post(pack(web(said))) == 200
    assert answers() == ["accepted"]
    assert found_in(database(), ["kanarieord"]) == []
    assert "kanarie" not in caplog.text


def test_who_can_be_chosen_is_who_can_be_read() -> None:
    choices = get_args(Config.model_fields["inbound_provider"].annotation)
    assert set(choices) == {"", *PROVIDERS}


def test_the_form_of_another_provider_is_refused(choose: Choose, answer: bytes) -> None:
    choose("mailjet")
    assert post(postmark(answer)) == 400
    assert answers() == []
