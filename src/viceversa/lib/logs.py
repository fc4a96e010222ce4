"""What is logged names nobody and no secret.

Of a personal link in a path only its beginning is kept: a link that a mail program has mangled, or
that was posted without its cookie, would else stand in the log and open for whoever reads it.
Addresses and what was asked for are cut out as well, and of an error only its kind and place are
told: its words may hold what somebody wrote.

Each line carries the number of the request or the job that it is about.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import format_tb
from typing import Any

JOB = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
TOKEN = re.compile(
    rf"(?<![0-9A-Za-z_-])(?!{JOB})(?=[a-z_-]*[0-9A-Z])[0-9A-Za-z_-]{{32,}}", re.ASCII
)
ADDRESS = re.compile(r"[^\s<>()\"',;:/=]+(?:@|%40)[^\s<>()\"',;:/=]+\.\w+")
ASKED = re.compile(r"\?\S*=\S*")
CUT = "[…]"
NUMBER = "viceversa.number"
"""Where a request carries its number."""

_about: ContextVar[dict[str, str]] = ContextVar("about")


class Record(logging.LogRecord):
    """A line, and what it is about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = _about.get({})

    def getMessage(self) -> str:  # noqa: N802  # the name that logging asks for
        return without_names(without_tokens(super().getMessage()))


class Text(logging.Formatter):
    """A line for people. The demo, whose people are made up, tells the words of errors too."""

    def __init__(self, *, with_words: bool) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")
        self.with_words = with_words

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have put it there, in full
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # as logging calls it
        about = "".join(f" ({key} {value})" for key, value in _about_of(record).items())
        return super().formatMessage(record) + about

    def formatException(self, ei: Any) -> str:  # noqa: N802  # as logging calls it
        return super().formatException(ei) if self.with_words else trace_of(ei[1])


class Json(logging.Formatter):
    """A line for machines."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_about_of(record),
        }
        if record.exc_info and record.exc_info[1]:
            facts["error"] = trace_of(record.exc_info[1])
        return json.dumps(facts, ensure_ascii=False)


@contextmanager
def about(**which: str) -> Iterator[None]:
    """Whatever is logged inside is about this request, or this job."""
    before = _about.set({**_about.get({}), **which})
    try:
        yield
    finally:
        _about.reset(before)


def number_of_request() -> str:
    """The number of the request at hand; empty where there is none."""
    return _about.get({}).get("request", "")


def without_tokens(text: str) -> str:
    """The text without signatures, keys and other long strings of chance."""
    return TOKEN.sub(CUT, text)


def without_names(text: str) -> str:
    """The text without addresses, and without what a path asks for."""
    return ADDRESS.sub(CUT, ASKED.sub(f"?{CUT}", text))


def trace_of(error: BaseException | None) -> str:
    """Where an error came from and of what kind it is, its causes first; never its words."""
    told: list[str] = []
    while error:
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        told.insert(0, "".join(format_tb(error.__traceback__)) + kind)
        implied = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or implied
    return "\n".join(told)


def _about_of(record: logging.LogRecord) -> dict[str, str]:
    """Django logs refusals when all is over, and gives the request along."""
    given = getattr(getattr(record, "request", None), "META", {}).get(NUMBER)
    return {**({"request": given} if given else {}), **getattr(record, "about", {})}
