"""A text as the rules read it: calm letters, sentences, words, and the languages it may be in."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from viceversa.conversations.praise.language import Language, read_language

LANGUAGES = tuple(read_language(code) for code in ("sv", "en", "de"))
CHEERS = re.compile("[👍👌👏🙌🔥💪❤💖💙💚💛💜🧡⭐🌟✨🎉🥳💯🤩😍🏆🥇🙏😀😃😄😁😊🥰💐🚀👑🫶🤗👊]")
REPEATED = re.compile(r"(\w)\1{2,}")
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
CLAUSE = re.compile(r"[,;:–—()\"]|\s-+\s")
WORD = re.compile(r"[\w'+/]+(?:-\w+)*")


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def clauses_of(sentence: str) -> list[str]:
    return CLAUSE.split(sentence)


@dataclass(frozen=True)
class Reading:
    """A text, before it is judged."""

    text: str

    @cached_property
    def sentences(self) -> list[str]:
        """In lower case, straight quotes, no letter more than twice; without "best regards"."""
        plain = unicodedata.normalize("NFKC", self.text).casefold().replace("’", "'")
        calm = REPEATED.sub(r"\1\1", plain)
        sentences = (" ".join(part.split()) for part in END_OF_SENTENCE.split(calm))
        return [each for each in sentences if each and not _is_closing(each)]

    @cached_property
    def whole(self) -> str:
        return " ".join(self.sentences)

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.whole)

    @property
    def has_cheer(self) -> bool:
        """Whether there is a sign of joy among the letters."""
        return bool(CHEERS.search(self.text))

    @cached_property
    def languages(self) -> list[Language]:
        """Those that the text may be in, by its small words; all when it has none."""
        counted = [sum(word in language.small for word in self.words) for language in LANGUAGES]
        return [
            language
            for language, count in zip(LANGUAGES, counted, strict=True)
            if 2 * count >= max(counted)
        ]


def _is_closing(sentence: str) -> bool:
    return any(language.closings.match(sentence) for language in LANGUAGES)
