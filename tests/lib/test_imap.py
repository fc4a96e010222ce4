"""New mails are handed over once, and a server in trouble is survived."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.imap import PASSWORD, USER, Mailbox, certificate, running
from viceversa.lib.imap import Account, MailboxError, read_new, try_to_sign_in

LARGEST = 1000


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with running(Mailbox()) as mailbox:
        yield mailbox


def account(mailbox: Mailbox, **more: object) -> Account:
    plain = Account("localhost", USER, PASSWORD, port=mailbox.port, security="none")
    return replace(plain, **more)  # type: ignore[arg-type]


def test_new_mails_are_taken_once(mailbox: Mailbox) -> None:
    for mail in (b"one", b"two)\r\n* 3 FETCH", b""):
        mailbox.add(mail)
    taken: list[bytes] = []
    assert read_new(account(mailbox), taken.append, largest=LARGEST) == 3
    assert taken == [b"one", b"two)\r\n* 3 FETCH", b""]
    assert read_new(account(mailbox), taken.append, largest=LARGEST) == 0


def test_what_is_too_large_is_left_unread(mailbox: Mailbox) -> None:
    for size in (LARGEST, LARGEST + 1):
        mailbox.add(b"x" * size)
    taken: list[bytes] = []
    read_new(account(mailbox), taken.append, largest=LARGEST)
    assert [len(mail) for mail in taken] == [LARGEST]
    assert mailbox.new == []


def test_what_could_not_be_taken_is_handed_over_again(mailbox: Mailbox) -> None:
    mailbox.add(b"one")
    mailbox.add(b"two")

    def breaks(mail: bytes) -> None:
        if mail == b"two":
            raise RuntimeError

    with pytest.raises(RuntimeError):
        read_new(account(mailbox), breaks, largest=LARGEST)
    assert mailbox.new == [2]


@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "UID SEARCH", "UID FETCH 2", "UID STORE 2"])
def test_a_server_that_goes_away_is_survived(mailbox: Mailbox, command: str) -> None:
    for mail in (b"one", b"two"):
        mailbox.add(mail)
    mailbox.hangs_up_at = command
    taken: list[bytes] = []
    with pytest.raises(MailboxError):
        read_new(account(mailbox), taken.append, largest=LARGEST)
    mailbox.hangs_up_at = ""
    read_new(account(mailbox), taken.append, largest=LARGEST)
    assert set(taken) == {b"one", b"two"}
    assert mailbox.new == []


@pytest.mark.parametrize(
    "wrong", [{"password": "fel"}, {"folder": "None"}, {"port": 1}, {"host": "nowhere.invalid"}]
)
def test_what_is_wrong_is_told_without_words_of_the_server(
    mailbox: Mailbox, wrong: dict[str, object]
) -> None:
    with pytest.raises(MailboxError) as caught:
        try_to_sign_in(account(mailbox, **wrong))
    assert "wrong" not in str(caught.value)
    assert PASSWORD not in repr(account(mailbox))


def test_over_tls_only_a_server_that_is_vouched_for_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, context = certificate(tmp_path)
    with running(Mailbox(), tls=context) as mailbox:
        safe = account(mailbox, security="tls")
        with pytest.raises(MailboxError):
            try_to_sign_in(safe)
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        try_to_sign_in(safe)
