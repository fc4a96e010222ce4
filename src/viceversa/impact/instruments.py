"""What is asked: our own items by wave and role, a few on a screen, and how each is answered.

Mentors who study have no employer: some items have other words for them, and the same code.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viceversa.enrolment.models import Participation
from viceversa.impact.models import Survey
from viceversa.impact.sight import WHOLE
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.topics import Named

OWN = "own"
COMPARED = (Survey.Wave.BEFORE, Survey.Wave.AFTER, Survey.Wave.LATER)


@dataclass(frozen=True)
class Scale:
    """Numbers from least to most, with what both ends mean; or choices in words."""

    least: int = 0
    most: int = 0
    means: Promise | str = ""
    choices: tuple[tuple[str, Promise], ...] = ()

    @property
    def taps(self) -> list[tuple[str, str]]:
        """What can be tapped: the value, and what stands on it."""
        numbers = [(str(n), str(n)) for n in range(self.least, self.most + 1)]
        return [(code, str(name)) for code, name in self.choices] or numbers


SCALES: Mapping[str, Scale] = {
    "agree5": Scale(1, 5, _("1: do not agree. 5: agree.")),
    "agree7": Scale(1, 7, _("1: do not agree. 7: agree.")),
    "much": Scale(1, 7, _("1: very little. 7: very much.")),
    "likely": Scale(0, 10, _("0: not at all likely. 10: very likely.")),
    "go_on": Scale(
        choices=(
            ("go_on", pgettext_lazy("do you want to go on?", "Go on")),
            ("pause", pgettext_lazy("do you want to go on?", "Take a pause")),
            ("end", pgettext_lazy("do you want to go on?", "End")),
        )
    ),
    "yes_no": Scale(choices=(("yes", _("Yes")), ("not_yet", _("Not yet")))),
}
WORDS = "words"


@dataclass(frozen=True)
class Item(Named):
    """One question or statement. A text in one's own words has the scale `words`."""

    group: str
    scale: str

    @property
    def is_words(self) -> bool:
        return self.scale == WORDS

    @property
    def answered_by(self) -> Scale:
        return SCALES[self.scale]


@dataclass(frozen=True)
class Screen(Named):
    """A few items on one page."""

    items: tuple[Item, ...]


def screens_of(survey: Survey) -> list[Screen]:
    """The pages of a survey in turn. Own words are asked for only where they may be shown."""
    items = [item for item in _instrument(survey.wave, survey.role) if _is_of_use(item, survey)]
    if _asks_students(survey):
        items = [_as_students_say(item) for item in items]
    return [*_screens(items), *_own_screen(survey)]


def items_of(survey: Survey) -> list[Item]:
    """All that a survey asks."""
    return [item for screen in screens_of(survey) for item in screen.items]


def scales_of(role: str) -> list[Screen]:
    """What is asked in the same words before, after and half a year later."""
    first, *others = (set(_instrument(wave, role)) for wave in COMPARED)
    same = first.intersection(*others)
    return _screens([item for item in _instrument(COMPARED[0], role) if item in same])


def compared_codes(role: str) -> set[str]:
    """The items of these scales."""
    return {item.code for scale in scales_of(role) for item in scale.items}


def _is_of_use(item: Item, survey: Survey) -> bool:
    return not item.is_words or survey.asked is None or survey.asked >= WHOLE


def _asks_students(survey: Survey) -> bool:
    kind = blueprints().get(survey.programme.blueprint)
    return survey.role == Participation.Role.MENTOR and kind is not None and kind.mentors_study


def _as_students_say(item: Item) -> Item:
    words = _named("of_students.csv").get(item.code)
    return replace(item, sv=words.sv, en=words.en) if words else item


def _screens(items: list[Item]) -> list[Screen]:
    groups = _named("groups.csv")
    return [
        Screen(code, groups[code].sv, groups[code].en, tuple(those))
        for code, those in groupby(items, key=lambda item: item.group)
    ]


def _own_screen(survey: Survey) -> list[Screen]:
    own = tuple(
        Item(f"{OWN}_{item.number}", item.sv, item.en, OWN, "agree7")
        for item in survey.own_items.all()
    )
    return [Screen(OWN, "Från den som ordnar programmet", "From the organiser", own)] if own else []


@cache
def _instrument(wave: str, role: str) -> list[Item]:
    order = list(_named("groups.csv"))
    mine = (
        row
        for row in _rows("items.csv")
        if wave in row["waves"].split() and row["role"] in ("", role)
    )
    items = [Item(row["code"], row["sv"], row["en"], row["group"], row["scale"]) for row in mine]
    return sorted(items, key=lambda item: order.index(item.group))


@cache
def _named(name: str) -> dict[str, Named]:
    return {row["code"]: Named(**row) for row in _rows(name)}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("viceversa.impact").joinpath(f"data/{name}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
