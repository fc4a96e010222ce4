"""Feedback that says more than "Good job!".

Bare or thin praise, in Swedish, English or German, gets a friendly question for each part that is
missing: situation, behaviour, effect, next. Three parts of four are good feedback and get none, as
do questions and criticism. It is a hint beside the text, and the text can always be sent.

    language.py   what has to be known of a language; swedish.py, english.py, german.py know it
    reading.py    letters, sentences, words; slips.py knows words that were meant otherwise
    signs.py      what a sentence does: ask, arrange, praise, blame
    verdict.py    is it praise?
    parts.py      which of the four parts are there?
"""

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.praise.parts import Part, parts_of
from viceversa.conversations.praise.reading import Reading
from viceversa.conversations.praise.verdict import is_praise

__all__ = ["LEAD", "QUESTIONS", "Part", "ask_for_more", "parts_in"]

ENOUGH = 3
LEAD = _("Good to hear! It goes further with a little more:")
QUESTIONS = {
    Part.SITUATION: _("When was it? A meeting, a mail or a day is enough."),
    Part.BEHAVIOUR: _("What was done or said, as a camera would have seen it?"),
    Part.EFFECT: _("What came of it, for you or for others?"),
    Part.NEXT: _("What would you like to see more of next time?"),
}


def ask_for_more(text: str) -> list[Part]:
    """The parts to ask for, in order; empty when the text says enough or does not praise.

    The sentence for each stands in QUESTIONS.
    """
    reading = Reading(text)
    found = parts_of(reading)
    if len(found) >= ENOUGH or not is_praise(reading):
        return []
    return [part for part in Part if part not in found]


def parts_in(text: str) -> set[Part]:
    """The parts that a text has, as far as plain rules can tell."""
    return parts_of(Reading(text))
