"""Everything that somebody has who has copied the data: each file to its last byte, each row of
the database, and of both every string that could be a key."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.house.leaks import Haystack
from tests.year.canaries import layers

STRING = re.compile(rb"[0-9A-Za-z_.:=+/~-]{6,}")
SIGN = "[0-9A-Za-z_-]"
PIECES = [
    re.compile(piece)
    for piece in (
        r"[0-9A-Za-z_.:=+~-]{6,}",
        rf"{SIGN}+(?:[.:]{SIGN}+)+",
        rf"{SIGN}+(?:\.{SIGN}+)+",
        rf"{SIGN}{{6,}}={{0,2}}",
        rf"{SIGN}{{6,}}",
    )
]
PLAIN_WORD = re.compile(r"[A-Za-z]?[a-z]+")
LONGEST = 400
CODE_LENGTH = 12  # of a row's code, which may be letters only
PUBLIC = "static"  # comes with the program, and is the same for everybody


def files(data: Path) -> Iterator[Haystack]:
    """Every file of the data directory."""
    for path in sorted(data.rglob("*")):
        if path.is_file():
            yield Haystack(str(path.relative_to(data)), path.read_bytes())


def rows(database: Path) -> Iterator[Haystack]:
    """Every value of every table, which in the file may lie in pieces."""
    with closing(sqlite3.connect(database)) as connection:
        connection.text_factory = bytes
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in listed.fetchall():
            table = name.decode()
            values = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
            cells = (_as_bytes(value) for row in values for value in row if value is not None)
            yield Haystack(f"table {table}", b"\x1f".join(cells))


def strings(haystacks: Iterator[Haystack]) -> set[str]:
    """Every string that could be a code, a token or a key, whole and in its pieces."""
    found: set[str] = set()
    for hay in haystacks:
        if not hay.name.startswith(PUBLIC):
            for layer in layers(hay.content):
                found.update(word.decode() for word in STRING.findall(layer))
    pieces = {piece for word in found for cut in PIECES for piece in cut.findall(word)}
    return {word for word in found | pieces if _could_be_a_key(word)}


def _could_be_a_key(word: str) -> bool:
    is_word = PLAIN_WORD.fullmatch(word) and len(word) != CODE_LENGTH
    return len(word) <= LONGEST and not is_word


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
