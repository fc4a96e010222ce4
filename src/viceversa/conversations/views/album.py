"""Everything that one of the two may read of the pair, as one text to keep when it is over."""

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from viceversa.conversations.models import GoalMark, TryOut
from viceversa.conversations.sealed import data_of, words_of
from viceversa.conversations.story import Story
from viceversa.conversations.views.kept import (
    Kept,
    feedback_lines,
    note_lines,
    try_out_lines,
)
from viceversa.conversations.views.words import past_meetings
from viceversa.pairing.queries import members


def album_of(story: Story) -> str:
    """Headings and lines in plain text, in the language of whoever takes it along."""
    names = " & ".join(person.full_name for person in members(story.pair))
    chapters = (
        (_("What it is about"), _objectives(story)),
        (_("How far we have come"), _marks(story)),
        (_("Meetings and questions"), _meetings(story)),
        (_("Things to try"), _try_outs(story)),
        (_("Feedback"), _texts(feedback_lines(story))),
        (_("Notes and questions for later"), _texts(note_lines(story))),
    )
    told = (_chapter(title, lines) for title, lines in chapters)
    return "\n\n".join([f"{story.pair.programme.name}\n{names}", *filter(None, told)]) + "\n"


def _chapter(title: str, lines: Iterable[str]) -> str:
    body = "\n\n".join(lines)
    return f"{title}\n{'-' * len(title)}\n\n{body}" if body else ""


def _objectives(story: Story) -> Iterator[str]:
    for person in members(story.pair):
        for said in reversed(story.objectives_of(person)):
            kind, day = capfirst(said.get_kind_display()), story.say_day(said.set_at)
            yield f"{person.given_name}, {day}: {kind}. {words_of(said)}".rstrip()


def _marks(story: Story) -> Iterator[str]:
    names = {person.pk: person.given_name for person in members(story.pair)}
    for mark in sorted(story.pair.goal_marks.all(), key=lambda m: m.marked_at):
        yield f"{names[mark.author_id]}, {mark.get_wave_display()}: {_value(mark)}"


def _value(mark: GoalMark) -> str:
    goal = data_of(mark, "sealed_mark").get("goal")
    return "" if goal is None else f"{goal:+d}"


def _meetings(story: Story) -> Iterator[str]:
    for card in reversed(past_meetings(story)):
        said = f"{capfirst(card.when)} · {card.where} · {card.meeting.get_state_display()}"
        yield f"{said}\n{card.question}".rstrip()


def _try_outs(story: Story) -> Iterator[str]:
    for line in reversed(try_out_lines(story)):
        yield f"{line.day}: {line.text} ({TryOut.State(line.state).label})"


def _texts(kept: Iterable[Kept]) -> Iterator[str]:
    for line in reversed(list(kept)):
        yield f"{line.author.given_name}, {line.day}:\n{line.text}"
