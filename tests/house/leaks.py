"""Where words could leak to, and a searcher that finds them there however they are wrapped."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as MIMEMessage
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.printed import words
from viceversa.people.models import Person
from viceversa.people.sessions import SessionStore

SOFT_BREAK = re.compile(rb"=\r?\n")


@dataclass(frozen=True)
class Haystack:
    """A place, by name, and everything that stands in it."""

    name: str
    content: bytes


def sealed_fields() -> set[str]:
    """Every field of the house that holds what a pair says, such as question.sealed_text."""
    return {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("viceversa").get_models()
        for field in model._meta.fields
        if field.name.startswith("sealed_")
    }


SURE = 6
"""So many signs of base64 do not stand in a token by chance."""


def holds(haystack: bytes, needle: str) -> bool:
    """Whether the words stand there: as they are, in quoted-printable, UTF-16 or base64."""
    plain = needle.encode()
    flat = SOFT_BREAK.sub(b"", haystack)
    wanted = (plain, needle.encode("utf-16-le"), *_in_base64(plain))
    return any(form in text for form in wanted for text in (haystack, flat))


def found_in(haystacks: Iterator[Haystack], needles: list[str]) -> list[tuple[str, str]]:
    """Where which of the words stand: nowhere, if nothing leaks."""
    return [
        (hay.name, needle) for hay in haystacks for needle in needles if holds(hay.content, needle)
    ]


def _in_base64(plain: bytes) -> list[bytes]:
    """What base64 makes of the words, less the signs that also depend on their neighbours."""
    encoded = (base64.b64encode(bytes(shift) + plain).rstrip(b"=") for shift in range(3))
    found = [text[4 if shift else 0 : -1] for shift, text in enumerate(encoded)]
    assert min(map(len, found)) >= SURE, f"{plain!r} is so short that tokens hold it by chance"
    return found


def database() -> Iterator[Haystack]:
    """A dump of all tables of database and keyring; on SQLite also the files themselves with what
    was deleted from them."""
    for connection in connections.all():
        yield from tables_of(connection)
        if connection.vendor == "sqlite":
            name = "database file" if connection.alias == "default" else "keyring file"
            yield Haystack(name, _file(connection))


def tables_of(connection: BaseDatabaseWrapper) -> Iterator[Haystack]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield Haystack(f"table {table}", b"\x1f".join(_as_bytes(value) for value in row))


def _file(connection: BaseDatabaseWrapper) -> bytes:
    """A SQLite database to its last page, those included that nothing refers to any more."""
    with TemporaryDirectory() as directory:
        path = Path(directory) / "copy.sqlite3"
        copy = type(connection.connection)(str(path))
        connection.connection.backup(copy)
        copy.close()
        return path.read_bytes()


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def sessions() -> Iterator[Haystack]:
    """Sessions as they read when decoded."""
    for row in Session.objects.all():
        yield Haystack("session", str(SessionStore().decode(row.session_data)).encode())


def cached() -> Iterator[Haystack]:
    for key, value in getattr(caches["default"], "_cache", {}).items():
        yield Haystack(f"cache {key}", bytes(value))


def letters() -> Iterator[Haystack]:
    """Every letter as it left: as a file, and each of its parts decoded."""
    for each in mail.outbox:
        message = each.message()
        yield Haystack(f"letter {each.subject}", message.as_bytes())
        for part in message.walk():
            yield Haystack(f"part of letter {each.subject}", _decoded(part))


def _decoded(part: MIMEMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def pages(person: Person | None, ids: dict[str, list[object]]) -> Iterator[Haystack]:
    """What every address of the house answers the person, with the codes she might know."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    who = person.given_name if person else "nobody"
    for path in addresses(ids):
        response = client.get(path)
        told = str(dict(response.headers)).encode() + content_of(response)
        yield Haystack(f"{path} for {who}", told)


def content_of(response: HttpResponseBase) -> bytes:
    """Everything in an answer; a workbook or another archive unpacked, a printed file read."""
    streamed = getattr(response, "streaming_content", None)
    body = b"".join(streamed) if streamed is not None else response.content
    if body.startswith(b"%PDF"):
        return words(body).encode()
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def addresses(ids: dict[str, list[object]]) -> list[str]:
    """Every address, each of its parts filled with every value known for it."""
    return sorted(
        {
            "/" + re.sub(r"<[^>]+>", "{}", route).format(*values)
            for route in _routes(get_resolver().url_patterns)
            for values in product(*_parts(route, ids))
        }
    )


def _parts(route: str, ids: dict[str, list[object]]) -> Iterator[list[object]]:
    """The values for each part: by what it belongs to (`pairs/code`), else by its kind."""
    first = route.partition("/")[0]
    for part in re.findall(r"<([^>]+)>", route):
        kind, _, name = part.rpartition(":")
        yield ids.get(f"{first}/{name}") or ids.get(name) or ids.get(kind) or ids["str"]


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + re.sub(r"[\^$]|\\Z", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif "(?P" not in route:
            yield route
