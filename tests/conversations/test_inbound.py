"""Two ways in for the answers of calendars: a mailbox that is read, and a provider that calls."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.answers_by_mail import Answer, answers, web
from tests.conversations.world import agree, booked, make_pair
from tests.house.leaks import database, found_in
from tests.imap import PASSWORD, USER, Mailbox, running
from viceversa.conversations.jobs import read_mailbox
from viceversa.conversations.replies import LARGEST_MAIL
from viceversa.lib.imap import Account
from viceversa.lib.tokens import token_hash

TOKEN = "a-token-of-more-than-thirty-two-characters"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}


class TestTheMailbox:
    @pytest.fixture
    def mailbox(self, settings: Any) -> Iterator[Mailbox]:
        with running(Mailbox()) as mailbox:
            settings.INBOUND_ACCOUNT = Account(
                "localhost", USER, PASSWORD, port=mailbox.port, security="none"
            )
            yield mailbox

    def test_answers_are_read_and_everything_else_is_left_alone(
        self, mailbox: Mailbox, answer: bytes
    ) -> None:
        for mail in (b"Subject: hello\r\n\r\nkanarie", b"\xff\xfe", answer, answer):
            mailbox.add(mail)
        read_mailbox.call()
        assert answers() == ["accepted"]
        assert mailbox.new == []

    def test_a_server_that_is_away_is_asked_again_later(
        self, mailbox: Mailbox, answer: bytes, caplog: pytest.LogCaptureFixture
    ) -> None:
        mailbox.add(answer)
        mailbox.hangs_up_at = "LOGIN"
        read_mailbox.call()
        assert "cannot be read" in caplog.text
        assert PASSWORD not in caplog.text
        assert answers() == []
        mailbox.hangs_up_at = ""
        read_mailbox.call()
        assert answers() == ["accepted"]

    def test_without_a_mailbox_nothing_is_read(self, db: None) -> None:
        read_mailbox.call()


class TestTheProvider:
    @pytest.fixture(autouse=True)
    def token(self, settings: Any) -> None:
        settings.INBOUND_TOKEN_HASH = token_hash(TOKEN)

    def post(self, body: bytes, kind: str = "message/rfc822", **more: Any) -> int:
        client = Client(enforce_csrf_checks=True)
        url = reverse("inbound_mail")
        headers = more.pop("headers", KNOWN)
        return client.post(url, body, content_type=kind, headers=headers, **more).status_code

    def test_a_mail_as_the_body(self, answer: bytes) -> None:
        assert [self.post(answer) for _ in range(2)] == [200, 200]
        assert answers() == ["accepted"]

    @pytest.mark.parametrize("name", ["email", "message"])
    @pytest.mark.parametrize("is_file", [True, False])
    def test_a_mail_in_a_form(self, answer: bytes, name: str, is_file: bool) -> None:
        content = SimpleUploadedFile("mail", answer) if is_file else answer.decode()
        client = Client(enforce_csrf_checks=True)
        url = reverse("inbound_mail")
        assert client.post(url, {"to": "x", name: content}, headers=KNOWN).status_code == 200
        assert answers() == ["accepted"]

    def test_the_secret_may_come_as_a_password(self, answer: bytes) -> None:
        basic = base64.b64encode(f"mail:{TOKEN}".encode()).decode()
        assert self.post(answer, headers={"Authorization": f"Basic {basic}"}) == 200
        assert answers() == ["accepted"]

    @pytest.mark.parametrize(
        "given",
        ["", "Bearer", "Bearer x", f"Bearer {TOKEN}x", f"bearer {TOKEN[:-1]}", TOKEN, "Basic x",
         "Basic eDp4", "Bearer å", f"Bearer {token_hash(TOKEN)}"],
    )  # fmt: skip
    def test_who_does_not_know_the_secret_finds_nothing(self, answer: bytes, given: str) -> None:
        assert self.post(answer, headers={"Authorization": given}) == 404
        assert answers() == []

    def test_without_a_secret_there_is_no_such_address(self, answer: bytes, settings: Any) -> None:
        settings.INBOUND_TOKEN_HASH = ""
        for given in (KNOWN, {"Authorization": "Bearer "}, {}):
            assert self.post(answer, headers=given) == 404

    @pytest.mark.parametrize("body", [b"Subject: hi\r\n\r\nhello", b"\xff\xfe\x00", b"x" * 5000])
    def test_whatever_stands_in_a_mail_the_answer_is_the_same(
        self, answer: bytes, body: bytes
    ) -> None:
        assert self.post(body) == 200
        assert answers() == []

    def test_nothing_at_all_is_no_mail(self, db: None) -> None:
        assert self.post(b"") == 400
        assert self.post(b"subject=hello", "application/x-www-form-urlencoded") == 400
        assert self.post(b"broken", "multipart/form-data; boundary=b") == 400

    def test_too_large_a_mail_is_refused_before_it_is_read(self, db: None) -> None:
        assert self.post(b"x" * (2 * LARGEST_MAIL + 1)) == 413

    def test_looking_is_refused(self, db: None) -> None:
        assert Client().get(reverse("inbound_mail"), headers=KNOWN).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_what_somebody_wrote_beside_the_answer_is_kept_nowhere(
    cast: Cast, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    pair = make_pair(cast)
    agree(cast, pair)
    meeting = booked(cast, pair)
    settings.INBOUND_TOKEN_HASH = token_hash(TOKEN)
    said = Answer(meeting.uid, cast.carol.email, partstat="DECLINED", comment="kanarieord")
    Client().post(reverse("inbound_mail"), web(said), content_type="message/rfc822", headers=KNOWN)
    assert answers() == ["declined"]
    assert found_in(database(), ["kanarieord"]) == []
    assert "kanarieord" not in caplog.text
