"""Is it praise? No question, no criticism, no "great, see you on Tuesday"."""

import re
from collections.abc import Sequence

from viceversa.conversations.praise.parts import parts_of
from viceversa.conversations.praise.reading import LANGUAGES, Reading, words_of
from viceversa.conversations.praise.signs import FEW, SHORT, arranges, blames, praises

SLIPS_WITHIN = 6
"""Words. In longer texts a slip of the pen is not looked for: they say enough without."""
CALL = 5
CLOCK = re.compile(r"\d{1,2}[.:]\d\d")


def is_praise(reading: Reading) -> bool:
    languages = reading.languages
    if any(blames(sentence, languages) for sentence in reading.sentences):
        return False
    if any(_is_deed_or_thanks(words_of(sentence)) for sentence in reading.sentences):
        return True
    if _is_call(reading) or _is_bare(reading):
        return True
    slips = len(reading.words) <= SLIPS_WITHIN
    praising = [each for each in reading.sentences if praises(each, languages, slips=slips)]
    return bool(praising) and not _only_acknowledges(praising, reading)


def _is_deed_or_thanks(there: Sequence[str]) -> bool:
    """A word and a deed, however it is spelt ("goof job"), or hardly more than thanks."""
    if len(there) == FEW and any(lang.deeds.fullmatch(there[1]) for lang in LANGUAGES):
        return True
    others = [word for word in there if not any(word in lang.thanks for lang in LANGUAGES)]
    return bool(there) and there[0] not in others and others in ([], [there[-1]])


def _only_acknowledges(praising: Sequence[str], reading: Reading) -> bool:
    """A word, and then something practical: "Good! Then let us do that"."""
    return all(len(words_of(each)) <= FEW for each in praising) and _arranges(reading)


def _is_call(reading: Reading) -> bool:
    """A few words with an exclamation mark, or hardly any with a sign of joy."""
    few = 0 < len(reading.words) <= CALL and "!" in reading.whole
    cheer = len(reading.words) <= FEW and reading.has_cheer
    return (few or cheer) and not CLOCK.search(reading.whole) and _says_nothing(reading)


def _is_bare(reading: Reading) -> bool:
    """A few words of nobody and nothing: in this place they are meant well."""
    telling = any(word in language.telling for language in LANGUAGES for word in reading.words)
    digits = any(letter.isdigit() for letter in reading.whole)
    few = 1 < len(reading.words) <= SHORT
    return few and not telling and not digits and _says_nothing(reading)


def _says_nothing(reading: Reading) -> bool:
    return not (_arranges(reading) or "?" in reading.whole or parts_of(reading))


def _arranges(reading: Reading) -> bool:
    return any(arranges(sentence, reading.languages) for sentence in reading.sentences)
