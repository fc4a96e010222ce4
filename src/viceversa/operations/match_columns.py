"""The columns of a list of people, in English and Swedish, and the values of single cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from viceversa.operations.match_errors import InputError

HEADINGS = {
    "id": ("id", "nummer", "anställningsnummer"),
    "role": ("role", "roll"),
    "name": ("name", "namn"),
    "email": ("email", "mail", "epost", "epostadress", "mejl", "mejladress"),
    "organisation": ("organisation", "organization", "företag", "bolag", "partner", "arbetsgivare"),
    "unit": ("unit", "department", "enhet", "avdelning"),
    "manager": ("manager", "chef", "närmastechef"),
    "level": ("level", "nivå", "chefsnivå"),
    "languages": ("languages", "language", "språk"),
    "wants": ("wants", "vill", "villha", "villlärasig", "önskar", "önskemål"),
    "offers": ("offers", "erbjuder", "kan", "kanbidramed"),
    "knows": ("knows", "känner", "kännerredan"),
    "not_with": ("notwith", "intemed", "ejmed"),
    "prefers": ("prefers", "gärnamed", "önskarpartner", "önskadpartner"),
    "locked_with": ("lockedwith", "låstmed", "låst", "låstpar"),
    "capacity": ("capacity", "kapacitet", "antalpar"),
    "sector": ("sector", "sektor", "bransch"),
    "place": ("place", "location", "ort", "plats"),
    "hours": ("hours", "tider"),
    "goals": ("goals", "mål"),
    "dotted_lines": ("dottedlines", "dottedline", "streckadlinje", "funktionellchef"),
    "pay_set_by": ("paysetby", "lönesättandechef", "lönesättsav"),
    "appraised_by": ("appraisedby", "bedömsav", "utvecklingssamtalmed"),
}
FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}

ROLES = {
    "mentor": "mentor",
    "mentee": "mentee",
    "adept": "mentee",
    "other": "other",
    "övrig": "other",
}
VIDEO = frozenset({"video", "online", "remote", "distans", "på distans", "digitalt"})
DEFAULT_STRENGTH = 2


def columns_of(headers: Sequence[str]) -> dict[str, int]:
    """Which column holds which field."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        field = FIELD_OF.get(re.sub(r"[^\w]|_", "", header.casefold()))
        if field:
            found.setdefault(field, place)
    return found


@dataclass(frozen=True)
class Row:
    """One row of a table by the names of our fields."""

    file: str
    line: int
    headings: dict[str, str]
    cells: dict[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")

    def wrong(self, field: str, message: str) -> InputError:
        """The error of this cell."""
        return InputError(
            message, file=self.file, row=self.line, column=self.headings.get(field, field)
        )

    def list(self, field: str) -> tuple[str, ...]:
        """The things in a cell, by semicolon or line."""
        parts = (part.strip() for part in re.split(r"[;\n]", self[field]))
        return tuple(part for part in parts if part)

    def number(self, field: str) -> int | None:
        """A whole number, or nothing."""
        text = self[field]
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d{1,9}([.,]0+)?", text, re.ASCII):
            raise self.wrong(field, f"“{text}” is not a whole number.")
        return int(re.split(r"[.,]", text)[0])

    def capacity(self) -> int:
        """The number of pairs a person may have: 1 if nothing is said, 0 to sit out."""
        capacity = self.number("capacity")
        if capacity is not None and capacity < 0:
            raise self.wrong("capacity", f"“{self['capacity']}” is below 0.")
        return 1 if capacity is None else capacity

    def role(self) -> str:
        role = ROLES.get(self["role"].casefold())
        if role is None:
            said = f"“{self['role']}” is not a role" if self["role"] else "The role is missing"
            raise self.wrong("role", f"{said}: mentor, mentee (adept) or other (övrig).")
        return role

    def topics(self, field: str, spelling: dict[str, str]) -> tuple[tuple[str, int], ...]:
        """Topics with their strengths; one that is named twice is an error."""
        found: dict[str, int] = {}
        for part in self.list(field):
            name, colon, said = (piece.strip() for piece in part.rpartition(":"))
            topic = name if colon else said
            topic = spelling.setdefault(topic.casefold(), topic)
            if not topic:
                raise self.wrong(field, f"“{part}” has no topic.")
            if colon and said not in ("1", "2", "3"):
                raise self.wrong(field, f"The strength of “{part}” must be 1, 2 or 3.")
            if topic in found:
                raise self.wrong(field, f"{topic} is named twice.")
            found[topic] = int(said) if colon else DEFAULT_STRENGTH
        return tuple(found.items())

    def places(self, spelling: dict[str, str]) -> frozenset[str]:
        """Places to meet, video among them under one name."""
        named = self.list("place")
        return frozenset(
            "video" if part.casefold() in VIDEO else spelled(spelling, part) for part in named
        )


def spelled(spelling: dict[str, str], word: str) -> str:
    """One spelling for words that differ by capitals and spaces only: the first that was seen."""
    plain = " ".join(word.split())
    return spelling.setdefault(plain.casefold(), plain)
