"""Tries the strings of a dump at every door, at the very moment at which the dump was taken.

All of them at the locks: of sessions, of codes that are waited for, of personal links and of
calendars. A good part of them also by a browser, at every address that takes such a thing.
"""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import time_machine
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib.sessions.models import Session
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.house.access_table import TABLE
from tests.year.account import Account
from tests.year.house import CODE, browser
from viceversa.conversations.models import CalendarFeed
from viceversa.lib.links import LinkBroken, LinkExpired, read_link
from viceversa.lib.tokens import token_hash
from viceversa.people.sessions import SessionStore, stored_key
from viceversa.people.signing_in import code_of

ME = "/me/"
BY_BROWSER = 200
SEED = 20270201
EVER = timedelta(days=10_000)
Try = tuple[str, bool]
"""What was tried where, and whether it opened."""


def try_doors(account: Path, strings: Path, result: Path) -> None:
    """Writes down how many tries there were, what they opened, and what right keys open."""
    known, words = Account.read(account), json.loads(strings.read_text(encoding="utf-8"))
    some = random.Random(SEED).sample(words, BY_BROWSER)
    with time_machine.travel(datetime.fromisoformat(known.now), tick=False):
        tries = [*at_locks(words, known), *sessions(some), *codes(some, known), *links(some)]
        keys = [known.live_keys, [code for _, code in known.waiting], known.live_tokens]
        controls = {
            "locks": [any(is_open for _, is_open in at_locks(each, known)) for each in keys],
            "session": [is_open for _, is_open in sessions(known.live_keys)],
            "link": [is_open for _, is_open in links(known.live_tokens)],
            "code": [_opens(key, code) for key, code in known.waiting],
        }
    opened = [name for name, is_open in tries if is_open]
    found = {"tries": len(tries), "opened": opened, "doors": doors(), "controls": controls}
    result.write_text(json.dumps(found), encoding="utf-8")


def at_locks(words: list[str], known: Account) -> Iterator[Try]:
    waited_for = [_awaited(key) for key, _ in known.waiting]
    feeds = set(CalendarFeed.objects.values_list("token_hash", flat=True))
    purposes = [name.removeprefix("personal_") for name in doors()]
    for word in words:
        yield f"session {word}", bool(SessionStore(word).load())
        for code in waited_for:
            yield f"code {word}", compare_user_code(actual=word, expected=code)
        yield f"calendar {word}", token_hash(word) in feeds
        for purpose in purposes:
            yield f"{purpose} {word}", _is_signed(word, purpose)


def sessions(words: list[str]) -> Iterator[Try]:
    """As the cookie of somebody who has signed in."""
    for word in words:
        yield f"session {word}", browser(word).get(ME).status_code == 200


def codes(words: list[str], known: Account) -> Iterator[Try]:
    """As the code that somebody waits for, each as if it were the first that she types."""
    for number, word in enumerate(words):
        key, _ = known.waiting[number % len(known.waiting)]
        yield f"code {word}", _opens(key, word)


def links(words: list[str]) -> Iterator[Try]:
    """As what a personal link ends with, at each page that such links lead to."""
    for name in doors():
        for word in words:
            try:
                path = reverse(name, args=[word])
            except NoReverseMatch:
                continue
            yield f"{name} {word}", browser().get(path).status_code == 200


def doors() -> list[str]:
    """Every address that opens by a token alone: those that have no other part, and those that
    the table of rights has a link for."""
    by_part = {
        name
        for name, patterns in get_resolver().reverse_dict.lists()
        if isinstance(name, str) and any(parts == ["token"] for p in patterns for _, parts in p[0])
    }
    by_right = {
        name
        for name, address in TABLE.items()
        if len(address.places) == 1 and address.places[0].endswith("link")
    }
    return sorted(by_part | by_right)


def _is_signed(word: str, purpose: str) -> bool:
    try:
        return bool(read_link(word, purpose=purpose, max_age=EVER))
    except LinkExpired:
        return True
    except LinkBroken:
        return False


def _awaited(key: str) -> str:
    """The code that the session waits for, which only the program can make of what it holds."""
    stages = SessionStore(key).load()["account_login"]["state"]["stages"]
    return code_of(stages["login_by_code"]["data"]["code"])


def _opens(key: str, code: str) -> bool:
    row = Session.objects.filter(session_key=stored_key(key))
    before = row.values_list("session_data", flat=True).get()
    guest = browser(key)
    guest.post(CODE, {"code": code})
    is_open = guest.get(ME).status_code == 200
    row.update(session_data=before)
    return is_open
