"""What the two have kept, in words for a page. The vault is opened here, for the two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from viceversa.conversations.models import Feedback, Note, TryOut
from viceversa.conversations.queries import feedback_of, notes_for_member
from viceversa.conversations.sealed import data_of, words_of
from viceversa.conversations.story import UNSETTLED, Story
from viceversa.pairing.queries import members
from viceversa.people.models import Person


@dataclass(frozen=True)
class Kept:
    """A row with its words, whose they are, and on what day they were written."""

    row: TryOut | Feedback | Note
    text: str
    author: Person
    day: str
    is_mine: bool
    state: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in UNSETTLED


def try_out_lines(story: Story) -> list[Kept]:
    """Everything to try of this pair, what is still open first."""
    tried = (_kept(story, t, t.created_at, state=t.state) for t in story.pair.try_outs.all())
    return sorted(tried, key=lambda line: not line.is_open)


def open_try_out_lines(story: Story) -> list[Kept]:
    """What the next agenda opens with."""
    return [_kept(story, t, t.created_at, state=t.state) for t in story.open_try_outs]


def feedback_lines(story: Story) -> list[Kept]:
    """What the two have told each other, latest first."""
    return [_kept(story, f, f.sent_at) for f in feedback_of(story.pair)]


def note_lines(story: Story) -> list[Kept]:
    """The person's own notes and those that the other shares, latest first."""
    return [_kept(story, n, n.written_at) for n in notes_for_member(story.pair, story.person)]


def questions_for_later(notes: Iterable[Kept]) -> list[Kept]:
    """Those of the notes that are questions."""
    return [n for n in notes if isinstance(n.row, Note) and n.row.kind == Note.Kind.QUESTION]


def own_mark(story: Story) -> dict[str, object]:
    """What the person has marked in this wave, for the form."""
    marks = story.pair.goal_marks.all()
    mine = [m for m in marks if m.author_id == story.person.pk and m.wave == story.wave]
    return {"mark": data_of(mine[0], "sealed_mark").get("goal")} if mine else {}


def _kept(
    story: Story, row: TryOut | Feedback | Note, written_at: datetime, *, state: str = ""
) -> Kept:
    return Kept(
        row=row,
        text=words_of(row),
        author=next(person for person in members(story.pair) if person.pk == row.author_id),
        day=story.say_day(written_at),
        is_mine=row.author_id == story.person.pk,
        state=state,
    )
