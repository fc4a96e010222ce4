"""Reads what is new in a mailbox, over IMAP. Nothing is deleted there."""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

PATIENCE = 20  # seconds
AT_ONCE = 100
LITERAL_OF = re.compile(rb"BODY\[\]")


class MailboxError(Exception):
    """The mailbox cannot be read now. Only the kind of the error is told, never its words."""


@dataclass(frozen=True)
class Account:
    """Where a mailbox is, and how one gets in."""

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    security: Literal["tls", "starttls", "none"] = "tls"
    folder: str = "INBOX"


def read_new(account: Account, take: Callable[[bytes], None], *, largest: int) -> int:
    """Hands every unseen mail to `take`, then marks it as seen; says how many there were.

    A mail is marked after it was taken, so that one that is interrupted is handed over again; a
    larger one is marked and not handed over. Raises MailboxError.
    """
    with _signed_in(account) as server:
        found = _ask(server, "SEARCH", "UNSEEN")
        numbers = b" ".join(part for part in found if isinstance(part, bytes)).split()[:AT_ONCE]
        for number in numbers:
            content = _content(server, number.decode(), most=largest + 1)
            if len(content) <= largest:
                take(content)
            _ask(server, "STORE", number.decode(), "+FLAGS.SILENT", r"(\Seen)")
        return len(numbers)


def try_to_sign_in(account: Account) -> None:
    """Raises MailboxError when the mailbox cannot be opened."""
    with _signed_in(account):
        pass


@contextmanager
def _signed_in(account: Account) -> Iterator[imaplib.IMAP4]:
    try:
        server = _connect(account)
        try:
            server.login(account.user, account.password)
            if server.select(f'"{account.folder}"')[0] != "OK":
                raise MailboxError("there is no such folder")
            yield server
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()
            with suppress(OSError):
                server.shutdown()  # a server that is gone cannot be taken leave of
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(type(error).__name__) from None


def _connect(account: Account) -> imaplib.IMAP4:
    if account.security == "tls":
        return imaplib.IMAP4_SSL(
            account.host,
            account.port,
            ssl_context=ssl.create_default_context(),
            timeout=PATIENCE,
        )
    server = imaplib.IMAP4(account.host, account.port, timeout=PATIENCE)
    if account.security == "starttls":
        server.starttls(ssl.create_default_context())
    return server


def _content(server: imaplib.IMAP4, number: str, *, most: int) -> bytes:
    """The mail as it is; of one that is too large only its beginning."""
    answer = _ask(server, "FETCH", number, f"(BODY.PEEK[]<0.{most}>)")
    parts = [part[1] for part in answer if isinstance(part, tuple) and LITERAL_OF.search(part[0])]
    return bytes(parts[0]) if parts else b""


def _ask(server: imaplib.IMAP4, command: str, *arguments: str) -> list[Any]:
    status, answer = server.uid(command, *arguments)
    if status != "OK":
        raise imaplib.IMAP4.error(f"{command} was refused")
    return answer
