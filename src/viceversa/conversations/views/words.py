"""What a page needs to say, gathered for its template. The vault is opened here, for the two."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from viceversa.conversations.agendas import (
    STEPS,
    deep_instead,
    left_out,
    length_advice,
    steps_of,
)
from viceversa.conversations.agendas import Step as AgendaStep
from viceversa.conversations.cards import HAND, LEVELS, Card, levels_for, suggest, swap
from viceversa.conversations.challenge import FIELDS
from viceversa.conversations.drift import TIP, has_drifted
from viceversa.conversations.meetings import question_of, standing, where_words
from viceversa.conversations.models import Meeting, Objective, Question, Taps, TimeOption
from viceversa.conversations.sealed import data_of, words_of
from viceversa.conversations.story import Story
from viceversa.lib.dates import say_day
from viceversa.pairing.queries import members
from viceversa.people.models import Person

PAST = (Meeting.State.HELD, Meeting.State.MISSED, Meeting.State.CANCELLED)


@dataclass(frozen=True)
class MeetingCard:
    """One meeting in words."""

    meeting: Meeting
    when: str
    where: str
    question: str
    real: list[tuple[str, str]]
    agenda: list[AgendaStep]
    options: list[tuple[TimeOption, str]]


@dataclass(frozen=True)
class Said:
    """What one of the two has said it is about, and on what day."""

    objective: Objective
    text: str
    day: str


def meeting_card(story: Story, meeting: Meeting) -> MeetingCard:
    """With the question, for a page behind the sign-in."""
    question = question_of(meeting)
    card = bare_card(story, meeting)
    if question is None:
        return card
    return replace(card, question=words_of(question), real=real_lines(question))


def bare_card(story: Story, meeting: Meeting) -> MeetingCard:
    """Times, places and agenda, for a page behind a personal link: the vault stays shut."""
    stands = standing(meeting, story.now)
    return MeetingCard(
        meeting=meeting,
        when=story.say(meeting),
        where=where_words(meeting),
        question="",
        real=[],
        agenda=steps_of(meeting.agenda),
        options=[(option, story.say_time(option.starts_at)) for option in stands],
    )


def card_of(story: Story) -> MeetingCard | None:
    """The meeting that the pair's card is about: the one to tell of, else the one ahead."""
    meeting = story.to_tap or story.open_meeting
    return meeting_card(story, meeting) if meeting else None


def said_by_both(story: Story) -> list[tuple[Person, list[Said]]]:
    """The goals or themes of the two, each in its author's words, the latest first."""
    return [
        (member, [_said(story, objective) for objective in story.objectives_of(member)])
        for member in members(story.pair)
    ]


def past_meetings(story: Story) -> list[MeetingCard]:
    """What has been, latest first."""
    return [meeting_card(story, m) for m in reversed(story.meetings) if m.state in PAST]


def agenda_words(story: Story, meeting: Meeting) -> dict[str, object]:
    """The steps that can be put back, and what may take the place of the deep dive."""
    agenda, way, takes_ideas = meeting.agenda, meeting.way, story.pair.programme.takes_ideas
    if not agenda:
        return {"steps": [], "left_out": [], "instead": []}
    return {
        "steps": steps_of(agenda),
        "left_out": titled(left_out(agenda, way=way, takes_ideas=takes_ideas)),
        "instead": titled(deep_instead(agenda, way=way)),
        "advice": length_advice(meeting.minutes),
    }


def hand_of(story: Story, meeting: Meeting, wanted: QueryDict) -> list[Card]:
    """The three cards of a meeting, what has become of those `shown` by a `pass`, or three of the
    `level` that was chosen."""
    if shown := wanted.getlist("shown"):
        return swap(shown, wanted.get("pass", ""), meeting=meeting.pk)
    if (level := wanted.get("level", "")) in map(str, LEVELS):
        return suggest(meeting.pk, [int(level)] * HAND)
    ordinal = 1 + sum(m.number < meeting.number for m in story.held_meetings)
    return suggest(meeting.pk, levels_for(ordinal, target=story.pair.programme.meetings_target))


def real_lines(question: Question) -> list[tuple[str, str]]:
    """What makes the question real, as far as it was said."""
    said = data_of(question, "sealed_card")
    return [
        (str(each.label), _said_day(said[each.code]) if each.is_date else said[each.code])
        for each in FIELDS
        if said.get(each.code)
    ]


def own_card(meeting: Meeting) -> dict[str, object]:
    """What the mentee has said of it before, for the form."""
    question = question_of(meeting)
    return data_of(question, "sealed_card") if question else {}


def drift_tip(story: Story) -> str:
    """To the two only, when it was the mentor's question twice in a row."""
    told = [[_whose(taps) for taps in meeting.taps.all()] for meeting in story.held_meetings]
    whose = [list(filter(None, taps)) for taps in told]
    return str(TIP) if has_drifted(whose, reciprocal=story.pair.is_reciprocal) else ""


def own_taps(story: Story, meeting: Meeting) -> dict[str, object]:
    """What the person has tapped before, for the form. The other's taps are shown to nobody."""
    mine = next((t for t in meeting.taps.all() if t.person_id == story.person.pk), None)
    return data_of(mine, "sealed_answers") if mine else {}


def _said(story: Story, objective: Objective) -> Said:
    return Said(objective, words_of(objective), story.say_day(objective.set_at))


def titled(codes: list[str]) -> list[tuple[str, str]]:
    return [(code, str(STEPS[code].title)) for code in codes]


def _whose(taps: Taps) -> str:
    return str(data_of(taps, "sealed_answers").get("whose", "")).removeprefix("whose_")


def _said_day(written: str) -> str:
    return say_day(date.fromisoformat(written))
