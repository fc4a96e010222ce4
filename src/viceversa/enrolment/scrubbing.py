"""Takes out of a text what would tell whose it is: names, employers, addresses, numbers.

It is generous: a word too many is lost sooner than one too few.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MARK = "[…]"
LETTER = r"[^\W_]"
ADDRESSES = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|@\w[\w.]+", re.IGNORECASE)
NUMBERS = re.compile(r"\+?\d[\d\s/().-]{5,}\d")
COMMON = frozenset(
    {"ab", "hb", "kb", "as", "aps", "oy", "gmbh", "ag", "se", "ltd", "inc", "co", "group"}
    | {"och", "av", "i", "på", "för", "the", "and", "of", "for", "en", "ett", "a", "an"}
)
SHORT, LONG = 3, 5  # so few letters count as a name only with a capital; so many, also in compounds


def scrub(text: str, known: Iterable[str]) -> str:
    """The text with a mark instead of every address and number in it, and of every name in
    `known`: whole, or a word of it, with endings, and however its letters are accented."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    plain = NUMBERS.sub(MARK, ADDRESSES.sub(MARK, unicodedata.normalize("NFC", seen)))
    spans = sorted(span for name in set(_names(known)) for span in _found(name, plain))
    kept, at = [], 0
    for start, end in spans:
        if start >= at:
            kept += [plain[at:start], MARK]
        at = max(at, end)
    return re.sub(rf"{re.escape(MARK)}(\s*{re.escape(MARK)})+", MARK, "".join([*kept, plain[at:]]))


def _names(known: Iterable[str]) -> Iterator[str]:
    for name in known:
        words = re.findall(rf"{LETTER}+", unicodedata.normalize("NFC", name.partition("@")[0]))
        yield " ".join(words)
        yield from (word for word in words if len(word) > 1 and word.casefold() not in COMMON)


def _found(name: str, text: str) -> Iterator[tuple[int, int]]:
    folded, words = fold(text), [re.escape(word) for word in fold(name).split()]
    if not words:
        return
    ending = rf"{LETTER}*" if len(name) >= LONG else r"(?:['’]?s)?"
    name_there = rf"(?<!{LETTER})" + r"[\W_]*".join(words) + rf"{ending}(?!{LETTER})"
    for match in re.finditer(name_there, folded):
        if len(name) > SHORT or text[match.start()].isupper():
            yield match.span()


def fold(text: str) -> str:
    """Lower case without accents, letter by letter, so that places stay what they are."""
    if text.isascii():  # most names, and ten times as fast
        return text.lower()
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[0] for char in text)
