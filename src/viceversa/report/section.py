"""What a report is made of: sections with a sentence, and most with a picture and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from viceversa.lib.pictures import Picture


@dataclass(frozen=True)
class Table:
    """What the pictures show, in words and numbers; the first cell of each row is its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """A picture; where a section has several, with its own title and words."""

    picture: Picture
    title: str = ""
    words: str = ""


@dataclass(frozen=True)
class Section:
    """One part of the report."""

    code: str
    title: str
    sentences: tuple[str, ...]
    shown: tuple[Shown, ...] = ()
    table: Table | None = None
    remarks: tuple[str, ...] = ()


def with_the_rest(told: str, rest: int) -> str:
    """How many rise and fall, and of how many others that cannot be told, where there are any."""
    return f"{told} {_('Of %(rest)s it cannot be told.') % {'rest': rest}}" if rest else told


def table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> Table:
    """All its cells as they read in the language of the report."""
    return Table(tuple(map(str, head)), tuple(tuple(map(str, row)) for row in rows))
