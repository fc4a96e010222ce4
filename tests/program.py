"""The whole program as people meet it: served by its own processes, its letters in a mailbox."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.request import urlopen

from tests.processes import Installation, eventually, free_port, installation

LINK = re.compile(r"https?://\S+")
CODE = re.compile(r"^ {4}(\S+)$", re.MULTILINE)
SLOWEST_START = 300


@dataclass(frozen=True)
class Program:
    """An installation, and where it is served."""

    house: Installation
    address: str

    def serve(self) -> None:
        """Starts web and worker; returns when both are ready."""
        served = self.house.viceversa("serve")
        eventually(lambda: served.poll() is not None or self.is_ready(), within=SLOWEST_START)
        assert served.poll() is None, served.communicate()[0]

    def letters(self, to: str) -> list[EmailMessage]:
        """What has been delivered to this address, newest first."""
        paths = sorted((self.house.data / "mailbox").glob("*.eml"), reverse=True)
        hers = (each for each in (path.read_bytes() for path in paths) if to.encode() in each)
        letters = (message_from_bytes(each, policy=policy.default) for each in hers)
        return [letter for letter in letters if to in str(letter["To"])]

    def is_ready(self) -> bool:
        try:
            with urlopen(f"{self.address}/readyz", timeout=5) as answer:  # noqa: S310  # our own
                return bool(answer.status == 200)
        except OSError:
            return False


@contextmanager
def program(data: Path, **environment: str) -> Iterator[Program]:
    """An empty installation in demo mode, where mail lands in a directory; not served yet."""
    with installation(data) as house:
        port = free_port()
        house.environment.update(PORT=str(port), VICEVERSA_MODE="demo", **environment)
        yield Program(house, f"http://127.0.0.1:{port}")


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def calendar_of(letter: EmailMessage) -> str:
    """The calendar file that comes with the letter; empty when none does."""
    parts = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    return str(parts[0].get_content()) if parts else ""


def all_text_of(letter: EmailMessage) -> str:
    return text_of(letter) + calendar_of(letter)


def link_in(letter: EmailMessage, about: str) -> str:
    """The link of the letter that leads to such an address."""
    return next(link for link in LINK.findall(text_of(letter)) if about in link)


def code_in(letter: EmailMessage) -> str:
    """The code of a sign-in letter."""
    found = CODE.search(text_of(letter))
    assert found
    return found[1]
