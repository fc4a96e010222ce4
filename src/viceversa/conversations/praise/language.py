"""What the recogniser has to know of a language. It stands in `data/praise/`, a file for each:

    # a comment
    [section]
    words, or patterns with " | " or a new line between them

In a pattern `(a|b)` chooses, `?` makes what stands before it optional, `*` is any letters or none,
`_` is a word, `…` up to four words and `……` up to fourteen, and `<name>` is any of what stands
under [=name]. All is in lower case, and patterns match whole words.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from viceversa.conversations.praise.slips import squeezed

NAMED = re.compile(r"<(\w+)>")
SUGAR = (
    (re.compile(r"\((?!\?)"), "(?:"),
    (re.compile(r"(?<![\w*\\])_(?!\w)"), r"\\w+"),
    (re.compile(r"\*"), r"\\w*"),
    (re.compile(" …… "), r" (?:[\\w',-]+ ){0,14}?"),
    (re.compile(" … "), r" (?:[\\w'-]+ ){0,4}?"),
)
WORDS = (
    *("small", "praise", "weak", "lookalikes", "negations", "thanks"),
    *("yours", "pointing", "telling", "then", "arrangers"),
)
MOST_JOINED = 3


@dataclass(frozen=True)
class Language:
    """The sections of a file."""

    small: frozenset[str]
    """Words that show that a text is in this language."""
    praise: frozenset[str]
    """Words that praise by themselves."""
    weak: frozenset[str]
    """Those of them that are as often said of a room or a date."""
    lookalikes: frozenset[str]
    """Words that are no slip of the pen for a word of praise."""
    negations: frozenset[str]
    """Words that turn a praise round."""
    thanks: frozenset[str]
    """Words of thanks alone."""
    yours: frozenset[str]
    """You, your."""
    pointing: frozenset[str]
    """With these a sentence about what was just seen begins: this, it, wow."""
    telling: frozenset[str]
    """A few words without any of these say nothing of anybody or anything."""
    then: frozenset[str]
    arrangers: frozenset[str]
    """What follows on "great" when something is arranged: then, I, we, it."""
    joined: re.Pattern[str]
    """Words of praise written together with boosters: jättebra, supergut, goodjob."""
    phrases: re.Pattern[str]
    """Praise of several words, negated ones such as "not bad" included."""
    traits: re.Pattern[str]
    """You are …"""
    deeds: re.Pattern[str]
    """Job, work: with these, a practical sentence praises all the same."""
    blame: re.Pattern[str]
    """Signs of criticism."""
    buts: re.Pattern[str]
    """What follows takes back what was before."""
    imagined: re.Pattern[str]
    """What would be good is not praised."""
    practical: re.Pattern[str]
    """Great, see you on Tuesday."""
    questions: re.Pattern[str]
    """The beginning of a question that lacks its mark."""
    tags: re.Pattern[str]
    """A question at the end that asks nothing: isn't it?"""
    closings: re.Pattern[str]
    """Best regards."""
    situation: re.Pattern[str]
    """When and where."""
    verbs: re.Pattern[str]
    """What one can see or hear: "you" and a verb."""
    empty: re.Pattern[str]
    """Verbs around "you" that tell nothing: did, nailed."""
    past: re.Pattern[str]
    """Verbs in the past, whoever did it."""
    effect: re.Pattern[str]
    """What came of it."""
    following: re.Pattern[str]
    """What to do next."""

    @cached_property
    def squeezed_praise(self) -> frozenset[str]:
        return frozenset(map(squeezed, self.praise))


def read_language(code: str) -> Language:
    """A language from its file."""
    text = files("viceversa.conversations").joinpath(f"data/praise/{code}.words").read_text("utf-8")
    sections = _sections(text.replace("ß", "ss"))  # as case-folding writes it
    known: dict[str, Any] = {
        name: frozenset(" ".join(sections.pop(name)).split()) for name in WORDS
    }
    named = {name[1:]: lines for name, lines in sections.items() if name.startswith("=")}
    patterns = {
        name: _pattern(lines, named) for name, lines in sections.items() if not name.startswith("=")
    }
    boosters = patterns.pop("boosters")
    known |= {name: _whole_words(pattern) for name, pattern in patterns.items()}
    praise = "|".join(sorted(known["praise"]))
    known["joined"] = re.compile(
        rf"(?:{boosters}|{praise}){{1,{MOST_JOINED}}}(?:{praise}|{patterns['deeds']})"
    )
    return Language(**known)


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def _pattern(lines: list[str], named: dict[str, list[str]]) -> str:
    """The alternatives as one regular expression."""
    pattern = "|".join(alternative for line in lines for alternative in line.split(" | "))
    for sign, meaning in SUGAR:
        pattern = sign.sub(meaning, pattern)
    return NAMED.sub(lambda name: f"(?:{_pattern(named[name[1]], named)})", pattern)


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
