"""What can stand in a list of people, and the headings by which it is recognised."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from viceversa.enrolment.importing.headings import HEADINGS
from viceversa.people.models import Language


class Home(StrEnum):
    """Whose detail it is; this decides who may change it."""

    ROW = "row"
    PERSON = "person"
    EMPLOYMENT = "employment"
    ORGANISATION = "organisation"
    PARTICIPATION = "participation"


@dataclass(frozen=True)
class Field:
    """One thing that a list can say of a person."""

    key: str
    label: Any
    home: Home
    example: Any = ""


FIELDS = (
    Field("role", _("Role"), Home.PARTICIPATION, _("mentor")),
    Field("given_name", _("Given name"), Home.PERSON, _("Example")),
    Field("family_name", _("Family name"), Home.PERSON, _("Person")),
    Field("name", _("Whole name"), Home.PERSON),
    Field("email", _("E-mail"), Home.PERSON),
    Field("organisation", _("Organisation"), Home.EMPLOYMENT, _("Example Company")),
    Field("sector", _("Sector"), Home.ORGANISATION, _("engineering")),
    Field("unit", _("Unit"), Home.EMPLOYMENT, _("Production / Assembly")),
    Field("title", _("Job title"), Home.EMPLOYMENT, _("planner")),
    Field("level", _("Level"), Home.EMPLOYMENT, "2"),
    Field("manager", _("Manager's e-mail"), Home.EMPLOYMENT, "manager@example.com"),
    Field("id", _("Employee number"), Home.ROW),
    Field("languages", _("Languages"), Home.PERSON, _("Swedish; English")),
    Field("place", _("Town"), Home.PERSON, "Göteborg"),
    Field("ways_to_meet", _("Ways to meet"), Home.PERSON, _("by video")),
    Field("hours", _("Hours that suit"), Home.PERSON, _("in the morning")),
    Field("phone", _("Phone"), Home.PERSON),
    Field("wants", _("Wants to talk about"), Home.PARTICIPATION, "A1:3; E1"),
    Field("offers", _("Can contribute with"), Home.PARTICIPATION, "G2:2"),
    Field("goals", _("Kinds of goal"), Home.PARTICIPATION),
    Field("knows", _("Already knows"), Home.PARTICIPATION),
    Field("not_with", _("Not with"), Home.PARTICIPATION),
    Field("prefers", _("Gladly with"), Home.PARTICIPATION),
    Field("capacity", _("Pairs at a time"), Home.PARTICIPATION, "1"),
)
BY_KEY = {each.key: each for each in FIELDS}
NAMES = ("given_name", "family_name")
NEVER_SPACE = re.compile(r"[\W_]+")
IN_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]")

Mapping = dict[str, str]
"""Field to heading."""


def fold(text: str) -> str:
    """A heading or a word without what people vary: case, punctuation, double spaces."""
    return NEVER_SPACE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def guess(headers: Iterable[str]) -> Mapping:
    """Which heading stands for which field. A field is given once: to the first that fits."""
    known = _known_headings()
    mapping: Mapping = {}
    for header in headers:
        key = known.get(fold(header)) or known.get(fold(IN_BRACKETS.sub("", header)))
        if key and key not in mapping:
            mapping[key] = header
    return _without_doubt(mapping)


def headers_key(headers: Iterable[str]) -> str:
    """The same for the same headings in any order: what a remembered mapping is found by."""
    return hashlib.sha256("\n".join(sorted(map(fold, headers))).encode()).hexdigest()


def missing(mapping: Mapping) -> list[Field]:
    """What every list must have and this one has no column for."""
    wanted = [key for key in ("role", "email") if key not in mapping]
    if "name" not in mapping:
        wanted += [key for key in NAMES if key not in mapping]
    return [BY_KEY[key] for key in wanted]


def _known_headings() -> dict[str, str]:
    """Every heading by which a field is known: its synonyms, and its label in each language."""
    known = {
        " ".join(word.split()): key for key, words in HEADINGS.items() for word in words.split(",")
    }
    for language in Language.values:
        with override(language):
            known |= {fold(str(each.label)): each.key for each in FIELDS}
    return known


def _without_doubt(mapping: Mapping) -> Mapping:
    """With a given and a family name, a third column called "name" would only contradict them."""
    if all(key in mapping for key in NAMES):
        mapping.pop("name", None)
    return mapping
