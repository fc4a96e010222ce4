"""What a cell may say, and what is said about one that makes no sense."""

import pytest

from tests.cast import Cast
from viceversa.enrolment.importing import cells
from viceversa.enrolment.importing.cells import Reader
from viceversa.enrolment.importing.vocabulary import Vocabulary
from viceversa.lib.wording import Wording
from viceversa.programmes.models import OwnTopic

GOOD = (
    ("role", "Mentor", "mentor"),
    ("role", "ADEPT", "mentee"),
    ("role", "senior ledare", "mentee"),
    ("role", "junior", "mentor"),
    ("email", "Asa.Ek@Example.COM", "asa.ek@example.com"),
    ("email", "ａｓａ@example.com", "asa@example.com"),
    ("level", "3", 3),
    ("level", "3,0", 3),
    ("capacity", "2.0", 2),
    ("unit", "Produktion > Montering", "Produktion / Montering"),
    ("languages", "Svenska; english, FI", ["en", "fi", "sv"]),
    ("ways_to_meet", "på promenad; by video", ["video", "walk"]),
    ("hours", "morning; på eftermiddagen", ["afternoon", "morning"]),
    ("goals", "skill, perspektiv", ["perspective", "skill"]),
    ("wants", "A1:3; E1", {"A1": 3, "E1": 2}),
    ("wants", "A1 B2:1 c3", {"A1": 2, "B2": 1, "C3": 2}),
    ("wants", "A1, E1:1", {"A1": 2, "E1": 1}),
    ("wants", "Oskrivna regler: 3", {"D4": 3}),
    ("wants", "unwritten rules (1)", {"D4": 1}),
    ("wants", "Samtalston: chatt, mejl, möte", {"B6": 2}),
    ("wants", "Samtalston: chatt, mejl, möte: 3; A1", {"A1": 2, "B6": 3}),
    ("wants", "D4 Oskrivna regler", {"D4": 2}),
    ("wants", "A1:1; Återkoppling som utvecklar: 3", {"A1": 3}),
    ("offers", "Z1", {"Z1": 2}),
    ("offers", "egna ord", {"Z1": 2}),
)
BAD = (
    ("role", "chef", cells.NO_ROLE),
    ("email", "asa.example.com", "“%(address)s” is not an e-mail address."),
    ("level", "7", cells.NO_LEVEL),
    ("level", "0", cells.NO_LEVEL),
    ("level", "-1", cells.NO_LEVEL),
    ("level", "2,5", cells.NO_LEVEL),
    ("level", "high", cells.NO_LEVEL),
    ("level", "٣", cells.NO_LEVEL),
    ("capacity", "0", cells.NO_CAPACITY),
    ("capacity", "many", cells.NO_CAPACITY),
    ("languages", "klingon", cells.NO_LANGUAGE),
    ("ways_to_meet", "by owl", cells.NO_WAY),
    ("hours", "at night", cells.NO_HOURS),
    ("goals", "a new job", cells.NO_GOAL),
    ("wants", "X99", cells.NO_TOPIC),
    ("wants", "Oskrivna reglor", cells.NO_TOPIC_BUT),
    ("wants", "A1:4", cells.NO_STRENGTH),
    ("wants", "A1:0", cells.NO_STRENGTH),
    ("offers", "A1:-1", cells.NO_STRENGTH),
    ("title", "x" * 121, cells.TOO_LONG),
    ("given_name", "x" * 81, cells.TOO_LONG),
    ("unit", "x" * 121, cells.TOO_LONG),
    ("unit", " / ".join(["x" * 100] * 5), cells.TOO_LONG),
    ("phone", "0" * 41, cells.TOO_LONG),
    ("organisation", "x" * 121, cells.TOO_LONG),
)


@pytest.fixture
def reader(cast: Cast) -> Reader:
    cast.programme.goal_kinds = ["skill", "perspective"]
    OwnTopic.objects.create(
        programme=cast.programme, code="Z1", group="A", sv="Egna ord", en="Own words"
    )
    return Reader(Vocabulary.of(cast.programme))


@pytest.mark.parametrize(("key", "text", "value"), GOOD)
def test_a_cell_that_makes_sense(reader: Reader, key: str, text: str, value: object) -> None:
    assert reader.read(key, text) == value


@pytest.mark.parametrize(("key", "text", "template"), BAD)
def test_a_cell_that_does_not(reader: Reader, key: str, text: str, template: str) -> None:
    read = reader.read(key, text)
    assert isinstance(read, Wording)
    assert read.template == template
    assert read.template % read.values  # every placeholder has its value


def test_a_cell_is_read_once_only(reader: Reader) -> None:
    assert reader.read("wants", "A1:3") is reader.read("wants", "A1:3")
