"""People who apply by the pages of a program that is served, as a browser without JavaScript would:
twenty-two requests each, over one connection.

Whoever has no answer, since the program was killed, asks the same again, as people do.
"""

import re
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode, urlsplit

Answers = Mapping[str, str | Sequence[str]]
PATIENCE, PAUSE = 120.0, 0.1  # seconds
TIME: Answers = {"has_time": "on"}
STEPS: tuple[Answers, ...] = (
    {"given_name": "Sam", "family_name": "Ny {number}"},
    {"email": "sam.{number}@example.com"},
    {"organisation": "Siffervik AB", "unit": "Lack", "title": "planner", "level": "2"},
    {"wants_topic": ["A1", "E1"], "wants_strength": ["3", "1"]},
    {"offers_topic": ["G2"], "offers_strength": ["2"]},
    {"not_with": "Bo Ek"},
    {"doubts": ["boss"]},
    {"why": "I see things from the floor."},
)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
THANKS = b"Thank you."


class RefusedError(Exception):
    """A page that should have opened did not."""


class Visitor:
    """One browser. `waits` is how long each answer took, in seconds; `again` how often she had to
    ask a second time."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.connection = HTTPConnection(self.host, timeout=30)
        self.waits: list[float] = []
        self.again = 0
        self.cookie = self.token = ""

    def apply(self, call: str, number: int) -> str:
        """From the public page to the thanks; gives the code of the application."""
        page = f"/calls/{call}/en/"
        self.open(page)
        self.open(f"{page}application/")
        place = self.answer(f"{page}application/", TIME)
        for answers in STEPS:
            self.open(place)
            place = self.answer(place, answers, number)
        self.open(place)
        thanks = self.answer(place, {"late": "no"})
        if THANKS not in self.open(thanks):
            raise RefusedError(thanks)
        return thanks.split("/")[2].partition(".")[0]

    def close(self) -> None:
        self.connection.close()

    def open(self, path: str) -> bytes:
        """A page that has to be there."""
        answer, body = self._ask("GET", path)
        if answer.status != 200:
            raise RefusedError(f"{answer.status} at {path}")
        if found := TOKEN.search(body):
            self.token = found[1].decode()
        return body

    def answer(self, path: str, answers: Answers, number: int = 0) -> str:
        """Answers a question, and gives the path of the next page."""
        told = {name: _numbered(value, number) for name, value in answers.items()}
        form = urlencode(told | {"csrfmiddlewaretoken": self.token}, doseq=True)
        answer, _ = self._ask("POST", path, form)
        if answer.status != 302:
            raise RefusedError(f"{answer.status} at {path}")
        return str(answer.getheader("Location"))

    def _ask(self, method: str, path: str, form: str = "") -> tuple[HTTPResponse, bytes]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask_once(method, path, form)
            except (OSError, HTTPException):
                self.connection.close()
                if time.monotonic() > until:
                    raise
                self.again += 1
                time.sleep(PAUSE)

    def _ask_once(self, method: str, path: str, form: str) -> tuple[HTTPResponse, bytes]:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        self.connection.request(method, path, form or None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        self.waits.append(time.perf_counter() - began)
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        return answer, body


def _numbered(value: str | Sequence[str], number: int) -> str | Sequence[str]:
    return value.replace("{number}", str(number)) if isinstance(value, str) else value
