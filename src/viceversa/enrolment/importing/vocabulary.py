"""The words that a cell may hold, in both languages of the house, and the code each stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from viceversa.enrolment.importing.fields import fold
from viceversa.people.choices import HOURS, TALKING_LANGUAGES, WAYS_TO_MEET
from viceversa.people.models import Language
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import catalogue

Words = Mapping[str, str]
"""A folded word to its code."""

STRENGTHS = {"3": _("a lot"), "2": _("some"), "1": _("a little")}
GOALS = {
    "skill": _("skill"),
    "perspective": _("perspective"),
    "leadership": _("leadership"),
}
# Reverse mentoring turns the common words round: the junior is the mentor.
ROLES: Words = {
    "mentor": "mentor",
    "mentorn": "mentor",
    "junior": "mentor",
    "junior mentor": "mentor",
    "reverse mentor": "mentor",
    "omvänd mentor": "mentor",
    "mentee": "mentee",
    "adept": "mentee",
    "adepten": "mentee",
    "senior": "mentee",
    "senior adept": "mentee",
    "senior leader": "mentee",
    "senior ledare": "mentee",
    "reverse mentee": "mentee",
}


@dataclass(frozen=True)
class Vocabulary:
    """What the cells of one programme's lists may say."""

    topics: Words
    goals: Words
    languages: Words
    ways_to_meet: Words
    hours: Words

    @classmethod
    def of(cls, programme: Programme) -> "Vocabulary":
        topics = catalogue(programme)
        return cls(
            topics={
                fold(word): topic.code
                for topic in topics
                for name in (topic.sv, topic.en)
                for word in (name, f"{topic.code} {name}", topic.code)
            },
            goals=_words((code, GOALS[code]) for code in programme.goal_kinds if code in GOALS),
            languages=_words(TALKING_LANGUAGES),
            ways_to_meet=_words(WAYS_TO_MEET),
            hours=_words(HOURS),
        )


def closest(word: str, words: Words) -> str | None:
    """The known word that this one was probably meant to be."""
    near = get_close_matches(fold(word), words, n=1, cutoff=0.8)
    return near[0] if near else None


def _words(choices: Iterable[tuple[str, str | Promise]]) -> Words:
    """Each code by itself and by its name in every language of the house."""
    words = {}
    for code, label in choices:
        words[fold(code)] = code
        for language in Language.values:
            with override(language):
                words[fold(str(label))] = code
    return words
