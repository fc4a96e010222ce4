"""What a page needs to say, gathered for its template. The vault is opened here, for the two."""

from dataclasses import dataclass, replace

from viceversa.conversations.agendas import Step as AgendaStep
from viceversa.conversations.agendas import steps_of
from viceversa.conversations.models import Meeting, Objective, TimeOption
from viceversa.conversations.sealed import data_of, words_of
from viceversa.conversations.story import Story, place_words, question_of
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
    agenda: list[AgendaStep]
    options: list[tuple[TimeOption, str]]


@dataclass(frozen=True)
class Said:
    """What one of the two has said it is about."""

    person: Person
    objective: Objective | None
    text: str


def meeting_card(story: Story, meeting: Meeting) -> MeetingCard:
    """With the question, for a page behind the sign-in."""
    question = question_of(meeting)
    card = bare_card(story, meeting)
    return replace(card, question=words_of(question)) if question else card


def bare_card(story: Story, meeting: Meeting) -> MeetingCard:
    """Times, places and agenda, for a page behind a personal link: the vault stays shut."""
    ahead = [option for option in meeting.options.all() if option.starts_at > story.now]
    return MeetingCard(
        meeting=meeting,
        when=story.say(meeting),
        where=place_words(meeting),
        question="",
        agenda=steps_of(meeting.agenda),
        options=[(option, story.say_time(option.starts_at)) for option in ahead],
    )


def card_of(story: Story) -> MeetingCard | None:
    """The meeting that the pair's card is about: the one to tell of, else the one ahead."""
    meeting = story.to_tap or story.open_meeting
    return meeting_card(story, meeting) if meeting else None


def said_by_both(story: Story) -> list[Said]:
    """The goals or themes of the two, each in its author's words."""
    return [_said(story, member) for member in members(story.pair)]


def past_meetings(story: Story) -> list[MeetingCard]:
    """What has been, latest first."""
    return [meeting_card(story, m) for m in reversed(story.meetings) if m.state in PAST]


def own_taps(story: Story, meeting: Meeting) -> dict[str, object]:
    """What the person has tapped before, for the form. The other's taps are shown to nobody."""
    mine = next((t for t in meeting.taps.all() if t.person_id == story.person.pk), None)
    return data_of(mine, "sealed_answers") if mine else {}


def _said(story: Story, person: Person) -> Said:
    objective = story.objective_of(person)
    return Said(person, objective, words_of(objective) if objective else "")
