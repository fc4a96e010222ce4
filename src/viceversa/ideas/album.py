"""A pair's ideas as one text to keep, before what did not leave is erased."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from viceversa.ideas.own import draft_lines
from viceversa.ideas.queries import ideas_of_pair
from viceversa.ideas.telling import step_lines
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


def ideas_album(pair: Pair, person: Person, today: date) -> str:
    """For one of the two: what is still theirs, then what left, with what became of it."""
    return "\n\n".join([*_drafts(pair, person), *_left(pair, today)]) + "\n"


def _drafts(pair: Pair, person: Person) -> Iterator[str]:
    for line in draft_lines(pair, person):
        if line.words:
            yield _text(line.title, line.words.what, line.words.why, _("only yours, so far"))


def _left(pair: Pair, today: date) -> Iterator[str]:
    for idea in ideas_of_pair(pair):
        steps = [f"{s.day}: {s.words} {s.note}".strip() for s in step_lines(idea, today)]
        yield _text(idea.title, idea.what, idea.why, idea.get_state_display(), *steps)


def _text(title: str, what: str, why: str, state: str, *steps: str) -> str:
    lines = (title, "=" * len(title), what, why, str(capfirst(state)), *steps)
    return "\n".join(line for line in lines if line)
