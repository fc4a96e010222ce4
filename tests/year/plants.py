"""What a pair writes in a year: a canary for every field of class P0 or P2.

**A new field of these classes is planted here**, in a line of `PLANTS`: the field as the register
names it, the moment of a pair's course at which it is written, and the deed that writes the words
through the product's pages. Where words can only be chosen, `overwrite` puts them there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Field

from tests.year.pair import Two
from viceversa.conversations.models import GoalMark, Note, Taps, TryOut, Wish
from viceversa.farewell.models import StoryDraft, StoryYes
from viceversa.farewell.words import StoryWords
from viceversa.ideas.models import IdeaYes
from viceversa.lib.register import entries

Deed = Callable[[Two, str], None]
GUARDED = ("P0", "P2")
WITH_WORDS = ("BinaryField", "CharField", "EmailField", "JSONField", "TextField", "URLField")
NOBODYS = {"Answer.values", "PairedAnswer.before", "PairedAnswer.later", "Remark.text"}
"""What stands in clear once a survey has closed: tests/impact/test_anonymity.py attacks it."""
IN_SURVEYS = {"Draft.box", "ShutAnswer.box", "Thread.box"}
"""What tests/year/surveys.py plants."""
TAPPED = {"useful": "4", "openly": "spoke_openly", "next_date": "next_later"}


class Moment(StrEnum):
    FORMED = "both have said yes"
    AHEAD = "a meeting is booked"
    MET = "a meeting was held"
    CLOSING = "the end is near"


@dataclass(frozen=True)
class Plant:
    field: str
    moment: Moment
    deed: Deed


def fields_to_plant() -> set[str]:
    """Every field of the register that is guarded and takes words."""
    taking = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("viceversa").get_models()
        for field in model._meta.fields
        if takes_words(field)
    }
    return {name for name in taking - NOBODYS if entries()[name].data_class in GUARDED}


def takes_words(field: Field[object, object]) -> bool:
    return field.get_internal_type() in WITH_WORDS and not field.primary_key and not field.choices


def objective(two: Two, words: str) -> None:
    two.mentor.do("objective", two.pair.pk, about="goal-skill", text=words)


def objective_of_mentee(two: Two, words: str) -> None:
    two.mentee.do("objective", two.pair.pk, about="theme", text=words)


def question(two: Two, words: str) -> None:
    two.mentee.do("meeting_question", two.pair.pk, two.number, text=words)


def card(two: Two, words: str) -> None:
    two.mentee.do("meeting_question", two.pair.pk, two.number, starter="1", touches=words)


def taps(two: Two, words: str) -> None:
    two.mentee.do("meeting_taps", two.pair.pk, two.number, **TAPPED)
    two.overwrite(Taps, words, by=two.mentee)


def taps_of_mentor(two: Two, words: str) -> None:
    two.mentor.do("meeting_taps", two.pair.pk, two.number, **TAPPED)
    two.overwrite(Taps, words, by=two.mentor)


def try_out(two: Two, words: str) -> None:
    for each in TryOut.objects.filter(pair=two.pair, state="open"):
        two.mentee.do("try_out_state", two.pair.pk, each.pk, state="tested")
    two.mentee.do("try_outs", two.pair.pk, text=words)


def feedback(two: Two, words: str) -> None:
    two.mentor.do("feedback", two.pair.pk, text=words, asked="on")


def feedback_of_mentee(two: Two, words: str) -> None:
    two.mentee.do("feedback", two.pair.pk, text=words, asked="on")


def journal(two: Two, words: str) -> None:
    two.mentee.do("notes", two.pair.pk, text=words, kind="note", sight="private")


def journal_of_mentor(two: Two, words: str) -> None:
    two.mentor.do("notes", two.pair.pk, text=words, kind="note", sight="private")


def question_for_later(two: Two, words: str) -> None:
    two.mentee.do("notes", two.pair.pk, text=words, kind="question", sight="private")


def shared_question(two: Two, words: str) -> None:
    two.mentor.do("notes", two.pair.pk, text=words, kind="question", sight="shared")


def note_rewritten(two: Two, words: str) -> None:
    note = Note.objects.filter(pair=two.pair, author=two.mentor.person).latest("written_at")
    two.mentor.do("note", two.pair.pk, note.pk, text=words, kind="note", sight="shared")


def goal_mark(two: Two, words: str) -> None:
    two.mentee.do("goal_mark", two.pair.pk, mark="2")
    two.overwrite(GoalMark, words, by=two.mentee)


def wish(two: Two, words: str) -> None:
    two.mentee.do("pair_closing", two.pair.pk, contact="yes")
    two.overwrite(Wish, words, by=two.mentee)


def contact_line(two: Two, words: str) -> None:
    two.mentor.do("pair_contact", two.pair.pk, contact="yes", line=words)


def idea(two: Two, words: str) -> None:
    said = {"title": "Ours", "what": words, "kind": "tool", "shown": "anonymous"}
    two.mentor.do("idea_new", two.pair.pk, **said)


def yes_to_an_idea(two: Two, words: str) -> None:
    idea(two, "Another one.")
    two.overwrite(IdeaYes, words, by=two.mentor)


def story(two: Two, words: str) -> None:
    two.mentor.do("story_new", two.pair.pk, title="Ours", text=words, byline="A pair")


def yes_to_a_story(two: Two, words: str) -> None:
    drafts = StoryDraft.objects.filter(pair=two.pair)
    before = set(drafts)
    story(two, "Another one.")
    (draft,) = set(drafts.all()) - before
    said = StoryWords("Ours", "Another one.", "A pair")
    two.mentor.do("story_approval", two.pair.pk, draft.pk, seen=said.digest)
    two.overwrite(StoryYes, words, by=two.mentor)


PLANTS = (
    Plant("Objective.sealed_text", Moment.FORMED, objective),
    Plant("Objective.sealed_text", Moment.FORMED, objective_of_mentee),
    Plant("Question.sealed_text", Moment.AHEAD, question),
    Plant("Question.sealed_card", Moment.AHEAD, card),
    Plant("Taps.sealed_answers", Moment.MET, taps),
    Plant("Taps.sealed_answers", Moment.MET, taps_of_mentor),
    Plant("TryOut.sealed_text", Moment.MET, try_out),
    Plant("Feedback.sealed_text", Moment.MET, feedback),
    Plant("Feedback.sealed_text", Moment.MET, feedback_of_mentee),
    Plant("Note.sealed_text", Moment.MET, journal),
    Plant("Note.sealed_text", Moment.MET, journal_of_mentor),
    Plant("Note.sealed_text", Moment.MET, question_for_later),
    Plant("Note.sealed_text", Moment.MET, shared_question),
    Plant("Note.sealed_text", Moment.MET, note_rewritten),
    Plant("IdeaDraft.sealed_idea", Moment.MET, idea),
    Plant("IdeaYes.sealed_seen", Moment.MET, yes_to_an_idea),
    Plant("StoryDraft.sealed_story", Moment.CLOSING, story),
    Plant("StoryYes.sealed_seen", Moment.CLOSING, yes_to_a_story),
    Plant("GoalMark.sealed_mark", Moment.CLOSING, goal_mark),
    Plant("Wish.sealed_answer", Moment.CLOSING, wish),
    Plant("Wish.sealed_answer", Moment.CLOSING, contact_line),
)


def plants_at(moment: Moment) -> Iterator[Plant]:
    return (plant for plant in PLANTS if plant.moment == moment)
