"""The text of one cell made into a value, or a sentence about what is wrong with it."""

import re
from collections.abc import Callable, Iterator

from viceversa.enrolment.importing.fields import fold
from viceversa.enrolment.importing.vocabulary import ROLES, Vocabulary, Words, closest
from viceversa.lib.text import AddressError, normalise_address, plain_name
from viceversa.lib.wording import WordedError, Wording, gettext_noop
from viceversa.people.models import HIGHEST_LEVEL, LOWEST_LEVEL
from viceversa.people.naming import unit_names, unit_path

NO_ROLE = gettext_noop(
    "“%(word)s” is no role here. Write mentor (early in the career) or mentee (senior leader)."
)
TOO_LONG = gettext_noop("This is longer than %(most)s characters.")
NO_LEVEL = gettext_noop("“%(word)s” is no level. Write a whole number from %(least)s to %(most)s.")
NO_CAPACITY = gettext_noop(
    "“%(word)s” is no number of pairs. Write a whole number from %(least)s to %(most)s."
)
NO_STRENGTH = gettext_noop("“%(word)s”: the strength after the colon must be 1, 2 or 3.")
NO_TOPIC = gettext_noop("“%(word)s” is not in this programme's list of topics.")
NO_TOPIC_BUT = gettext_noop(
    "“%(word)s” is not in this programme's list of topics. Did you mean “%(meant)s”?"
)
NO_LANGUAGE = gettext_noop(
    "“%(word)s” is not a language that we know. Write it in Swedish or English, such as Finnish."
)
NO_WAY = gettext_noop("“%(word)s” is no way to meet. Write in person, by video or on a walk.")
NO_HOURS = gettext_noop(
    "“%(word)s” is no time of day. "
    "Write in the morning, over lunch, in the afternoon or in the evening."
)
NO_GOAL = gettext_noop(
    "“%(word)s” is no kind of goal here. Write skill, perspective or leadership."
)
A_NAME = gettext_noop(
    "“%(word)s” looks like a name. Write the e-mail address, since two people may share a name."
)

DEFAULT_STRENGTH = 2
MOST_PAIRS = 20
LONGEST = {
    "given_name": 80,
    "family_name": 80,
    "name": 160,
    "id": 60,
    "organisation": 120,
    "sector": 60,
    "title": 120,
    "place": 80,
    "phone": 40,
}
LONGEST_UNIT, LONGEST_UNIT_PATH = 120, 400
BETWEEN = re.compile(r"[;|\n]")
ANY_BETWEEN = re.compile(r"[;|\n,]")
# "A1:3", "A1 (3)", "Unwritten rules: 3"; a colon within a name is followed by a word.
WITH_STRENGTH = re.compile(r"(?P<topic>.*?)\s*(?::\s*(?P<after>-?\d+)|\((?P<within>-?\d+)\))")
CODES = re.compile(r"[^\W\d_]{1,3}\d{1,3}(\s*:\s*\d+)?(\s+[^\W\d_]{1,3}\d{1,3}(\s*:\s*\d+)?)+")

Value = str | int | list[str] | dict[str, int]


class CellError(WordedError):
    """What the cell says cannot be used."""


class Reader:
    """Reads cells for one programme. The same text in the same column is read once only."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        lines: dict[str, Callable[[str], Value]] = {k: _line_of(n) for k, n in LONGEST.items()}
        self._read: dict[str, Callable[[str], Value]] = {
            **lines,
            "role": read_role,
            "email": read_address,
            "unit": read_unit,
            "level": read_level,
            "capacity": read_capacity,
            "wants": lambda text: read_topics(text, vocabulary.topics),
            "offers": lambda text: read_topics(text, vocabulary.topics),
            "languages": lambda text: read_choices(text, vocabulary.languages, NO_LANGUAGE),
            "ways_to_meet": lambda text: read_choices(text, vocabulary.ways_to_meet, NO_WAY),
            "hours": lambda text: read_choices(text, vocabulary.hours, NO_HOURS),
            "goals": lambda text: read_choices(text, vocabulary.goals, NO_GOAL),
            "knows": read_list,
            "not_with": read_list,
            "prefers": read_list,
            "manager": plain_name,
        }
        self._known: dict[tuple[str, str], Value | Wording] = {}

    def read(self, key: str, text: str) -> Value | Wording:
        """The value of a cell that is not blank, or the sentence about it."""
        if (key, text) not in self._known:
            try:
                self._known[key, text] = self._read[key](text)
            except WordedError as error:
                self._known[key, text] = error.wording
        return self._known[key, text]


def read_role(text: str) -> str:
    role = ROLES.get(fold(text))
    if role is None:
        raise CellError(Wording(NO_ROLE, {"word": text}))
    return role


def read_address(text: str) -> str:
    return normalise_address(text)


def read_reference(text: str, addresses: dict[str, str]) -> str:
    """An address, or the employee number of somebody in the same list."""
    if text.casefold() in addresses:
        return addresses[text.casefold()]
    try:
        return normalise_address(text)
    except AddressError as error:
        if "@" in text:
            raise
        raise CellError(Wording(A_NAME, {"word": text})) from error


def read_level(text: str) -> int:
    return _whole(text, LOWEST_LEVEL, HIGHEST_LEVEL, NO_LEVEL)


def read_capacity(text: str) -> int:
    return _whole(text, 1, MOST_PAIRS, NO_CAPACITY)


def read_unit(text: str) -> str:
    names = unit_names(text)
    if any(len(name) > LONGEST_UNIT for name in names):
        raise CellError(Wording(TOO_LONG, {"most": LONGEST_UNIT}))
    return _not_longer(unit_path(names), LONGEST_UNIT_PATH)


def read_list(text: str) -> list[str]:
    return list(_parts(text, ANY_BETWEEN))


def read_choices(text: str, words: Words, wrong: str) -> list[str]:
    chosen = set()
    for word in _parts(text, ANY_BETWEEN):
        if fold(word) not in words:
            raise CellError(Wording(wrong, {"word": word}))
        chosen.add(words[fold(word)])
    return sorted(chosen)


def read_topics(text: str, topics: Words) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in _parts(text, BETWEEN):
        for word in _split_further(part, topics):
            code, strength = read_topic(word, topics)
            found[code] = max(strength, found.get(code, strength))
    return dict(sorted(found.items()))


def read_topic(text: str, topics: Words) -> tuple[str, int]:
    """Code and strength of "A1", "A1:3", "Unwritten rules" or "Unwritten rules: 1"."""
    if fold(text) in topics:
        return topics[fold(text)], DEFAULT_STRENGTH
    parts = WITH_STRENGTH.fullmatch(text)
    word = parts["topic"] if parts else text
    if fold(word) not in topics:
        raise _unknown_topic(word, topics)
    strength = int(parts["after"] or parts["within"]) if parts else DEFAULT_STRENGTH
    if strength not in (1, 2, 3):
        raise CellError(Wording(NO_STRENGTH, {"word": text}))
    return topics[fold(word)], strength


def _unknown_topic(word: str, topics: Words) -> CellError:
    meant = closest(word, topics)
    if meant is None:
        return CellError(Wording(NO_TOPIC, {"word": word}))
    return CellError(Wording(NO_TOPIC_BUT, {"word": word, "meant": meant}))


def _split_further(text: str, topics: Words) -> list[str]:
    """Names of topics hold commas, so a comma parts them only where the whole is no topic."""
    if CODES.fullmatch(text):
        return re.split(r"(?<!:)\s+(?!:)", text)
    if "," not in text or fold(text) in topics:
        return [text]
    parts = WITH_STRENGTH.fullmatch(text)
    if parts and fold(parts["topic"]) in topics:
        return [text]
    return list(_parts(text, ANY_BETWEEN))


def _parts(text: str, between: re.Pattern[str]) -> Iterator[str]:
    return filter(None, (" ".join(part.split()) for part in between.split(text)))


def _whole(text: str, least: int, most: int, wrong: str) -> int:
    """A whole number within bounds; "3,0" as a spreadsheet may print it is one, too."""
    plain = re.sub(r"[.,]0+$", "", text.strip())
    number = int(plain) if re.fullmatch(r"\d{1,4}", plain, re.ASCII) else -1
    if not least <= number <= most:
        raise CellError(Wording(wrong, {"word": text, "least": least, "most": most}))
    return number


def _line_of(most: int) -> Callable[[str], Value]:
    return lambda text: _not_longer(plain_name(text), most)


def _not_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise CellError(Wording(TOO_LONG, {"most": most}))
    return text
