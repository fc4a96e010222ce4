"""Which of the four parts of feedback are there? By words that show them, and by their place."""

from enum import StrEnum

from viceversa.conversations.praise.language import Language
from viceversa.conversations.praise.reading import Reading, words_of
from viceversa.conversations.praise.signs import (
    FEW,
    arranges,
    asks,
    praises_by_words,
    without_phrases,
)

YOU = {"du", "you"}


class Part(StrEnum):
    """The four parts of feedback that says something."""

    SITUATION = "situation"
    BEHAVIOUR = "behaviour"
    EFFECT = "effect"
    NEXT = "next"


def parts_of(reading: Reading) -> set[Part]:
    """The parts that the text has, as far as plain rules can tell."""
    found = _by_place(reading)
    for sentence in reading.sentences:
        for language in reading.languages:
            found |= _in_sentence(sentence, language)
    return found


def _in_sentence(sentence: str, language: Language) -> set[Part]:
    found = set()
    if language.following.search(sentence):
        found.add(Part.NEXT)
        # "The next meeting" is no situation.
        sentence = language.following.sub(" … ", sentence)
    if language.situation.search(sentence):
        found.add(Part.SITUATION)
    if any(_can_be_seen(match.group(), language) for match in language.verbs.finditer(sentence)):
        found.add(Part.BEHAVIOUR)
    if language.effect.search(sentence):
        found.add(Part.EFFECT)
    return found


def _by_place(reading: Reading) -> set[Part]:
    """After the first sentence, the past without "you" is most often what came of it, and a last
    sentence in no past at all is what is wished for next."""
    later = [each for each in reading.sentences[1:] if _is_plain(each, reading.languages)]
    past = [each for each in later if any(lang.past.search(each) for lang in reading.languages)]
    found = {Part.EFFECT for each in past if not YOU & {*words_of(each)}}
    if later and later[-1] == reading.sentences[-1] and later[-1] not in past:
        found.add(Part.NEXT)
    return found


def _is_plain(sentence: str, languages: list[Language]) -> bool:
    """Neither praise nor question nor practical, and more than a word or two."""
    return (
        len(words_of(sentence)) > FEW
        and without_phrases(sentence) == sentence
        and not praises_by_words(sentence)
        and not asks(sentence, languages)
        and not arranges(sentence, languages)
    )


def _can_be_seen(around_you: str, language: Language) -> bool:
    """Whether a camera could have seen what the verb says: "you let", not "you nailed"."""
    there = words_of(around_you)
    verb = there[0] if there[-1] in YOU else there[-1]
    return not language.empty.fullmatch(verb)
