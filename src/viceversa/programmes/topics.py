"""What pairs talk about: the catalogue in both languages, and what a programme adds to it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from viceversa.programmes.models import OwnTopic, Programme


@dataclass(frozen=True)
class Named:
    code: str
    sv: str
    en: str

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.sv if (get_language() or "sv").startswith("sv") else self.en


@dataclass(frozen=True)
class Group(Named):
    """A field of topics: A leadership, B generations, and so on."""


@dataclass(frozen=True)
class Topic(Named):
    group: str
    is_own: bool = False


@cache
def groups() -> tuple[Group, ...]:
    """The twelve groups."""
    return tuple(Group(**row) for row in _rows("topic_groups.csv"))


@cache
def common_topics() -> tuple[Topic, ...]:
    """The catalogue that every programme begins with."""
    return tuple(
        Topic(code=row["code"], group=row["group"], sv=row["sv"], en=row["en"])
        for row in _rows("topics.csv")
    )


def catalogue(programme: Programme) -> tuple[Topic, ...]:
    """Every topic of a programme, its own ones among their group."""
    return tuple(sorted((*common_topics(), *_own(programme.own_topics.all())), key=_place))


def topics_by_code(programme: Programme) -> dict[str, Topic]:
    return {topic.code: topic for topic in catalogue(programme)}


def _own(topics: Iterable[OwnTopic]) -> list[Topic]:
    return [
        Topic(code=topic.code, sv=topic.sv, en=topic.en, group=topic.group, is_own=True)
        for topic in topics
    ]


def _place(topic: Topic) -> tuple[str, bool, int, str]:
    number = topic.code.removeprefix(topic.group)
    return topic.group, topic.is_own, int(number) if number.isdecimal() else 0, topic.code


def _rows(name: str) -> list[dict[str, str]]:
    text = files("viceversa.programmes").joinpath(f"data/{name}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
