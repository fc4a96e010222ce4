"""What a sentence does: ask, arrange, praise, or take praise back.

Nothing is remembered between two texts: what the two write has no place in a cache.
"""

import re
from collections.abc import Iterable, Sequence

from viceversa.conversations.praise.language import Language
from viceversa.conversations.praise.reading import LANGUAGES, clauses_of, words_of
from viceversa.conversations.praise.slips import is_slip_of, squeezed

NEGATION_REACHES = 4
FEW, SHORT, TRAIT = 2, 4, 6
"""Words, in an acknowledgement, in a short sentence, in one that says what somebody is like."""
THEN = "|".join(word for language in LANGUAGES for word in language.then)
ARRANGERS = "|".join(word for language in LANGUAGES for word in language.arrangers)
ACKNOWLEDGED = re.compile(rf"\w+(?:\W+(?:{THEN})|[,.!]\W*(?:{ARRANGERS}))\W+(?P<rest>\w.*)")


def asks(sentence: str, languages: Sequence[Language]) -> bool:
    """Whether it is a question. "Good, wasn't it?" is none."""
    if sentence.endswith("?"):
        return not _is_tagged(sentence, languages)
    return any(language.questions.search(sentence) for language in languages)


def arranges(sentence: str, languages: Iterable[Language]) -> bool:
    """Whether something practical is said: "great, see you on Tuesday"."""
    if any(language.deeds.search(sentence) for language in languages):
        return False
    acknowledged = ACKNOWLEDGED.match(sentence)
    if acknowledged and not praises_by_words(acknowledged["rest"]):
        return True
    return any(language.practical.search(sentence) for language in languages)


def praises(sentence: str, languages: Sequence[Language], *, slips: bool) -> bool:
    """Whether it praises: no question, no wish, nothing practical."""
    if asks(sentence, languages):
        return False
    plain = without_phrases(sentence)
    if arranges(plain, languages):
        return any(_praises_beside(clause, languages) for clause in clauses_of(sentence))
    if any(language.imagined.search(plain) for language in languages):
        return False
    return (
        plain != sentence
        or _says_what_you_are(sentence, languages)
        or praises_by_words(sentence, slips=languages if slips else ())
    )


def praises_by_words(sentence: str, *, slips: Sequence[Language] = ()) -> bool:
    """Whether a word praises; slips of the pen are looked for in these languages."""
    return any(_praises(clause, sentence, slips=slips) for clause in clauses_of(sentence))


def blames(sentence: str, languages: Sequence[Language]) -> bool:
    """Whether there is criticism in it, if only a "but" that takes the praise back."""
    if asks(sentence, languages):
        return False
    plain = without_phrases(sentence)
    return any(
        language.blame.search(plain) or _takes_back(plain, language) for language in languages
    ) or any(_turns_praise_round(words_of(clause)) for clause in clauses_of(plain))


def without_phrases(sentence: str) -> str:
    """Without praise of several words; what is left is looked at word by word."""
    for language in LANGUAGES:
        sentence = language.phrases.sub(" ", sentence)
    return sentence


def _is_tagged(sentence: str, languages: Sequence[Language]) -> bool:
    """Whether the question is but a tag: "you are great, you know that?"."""
    said, *tag = sentence.removesuffix("?").rsplit(",", maxsplit=1)
    return bool(tag) and (
        any(language.tags.fullmatch(tag[0].strip()) for language in LANGUAGES)
        or (len(words_of(tag[0])) <= SHORT and _says_what_you_are(said, languages))
    )


def _says_what_you_are(sentence: str, languages: Iterable[Language]) -> bool:
    short = len(words_of(sentence)) <= TRAIT
    return short and any(language.traits.search(sentence) for language in languages)


def _praises_beside(clause: str, languages: Iterable[Language]) -> bool:
    """Whether a clause praises on its own while another arranges something: not "great"."""
    return (
        len(words_of(clause)) > FEW
        and not any(language.practical.search(clause) for language in languages)
        and (without_phrases(clause) != clause or praises_by_words(clause))
    )


def _praises(clause: str, sentence: str, *, slips: Sequence[Language]) -> bool:
    there = words_of(clause)
    places = [
        place
        for place, word in enumerate(there)
        if (_is_praising(word) or _is_slip(word, slips)) and not _is_negated(there, place)
    ]
    return any(not _is_weak(there[place]) for place in places) or (
        bool(places) and (min(places) < FEW or _is_about_you(sentence))
    )


def _is_about_you(sentence: str) -> bool:
    """Whether "good" is said of the other rather than of a room or a date."""
    there = words_of(sentence)
    return (
        "!" in sentence
        or len(there) <= SHORT
        or any(there[0] in language.pointing for language in LANGUAGES)
        or any(word in language.yours for language in LANGUAGES for word in there)
        or any(language.deeds.search(sentence) for language in LANGUAGES)
    )


def _takes_back(plain: str, language: Language) -> bool:
    _before, *after = language.buts.split(plain, maxsplit=1)
    return bool(after) and len(words_of(after[0])) > FEW and not praises_by_words(after[0])


def _turns_praise_round(there: Sequence[str]) -> bool:
    return any(_is_praising(word) and _is_negated(there, i) for i, word in enumerate(there))


def _is_negated(there: Sequence[str], place: int) -> bool:
    before = there[max(0, place - NEGATION_REACHES) : place]
    return any(word in language.negations for language in LANGUAGES for word in before)


def _is_praising(word: str) -> bool:
    return any(word in language.praise or language.joined.fullmatch(word) for language in LANGUAGES)


def _is_weak(word: str) -> bool:
    return any(word in language.weak for language in LANGUAGES)


def _is_slip(word: str, languages: Iterable[Language]) -> bool:
    """Whether the word was meant to be one of praise."""
    if any(word in language.lookalikes or word in language.small for language in LANGUAGES):
        return False
    short = squeezed(word)
    return any(
        (short != word and short in language.squeezed_praise)
        or any(is_slip_of(word, meant) for meant in language.praise)
        for language in languages
    )
