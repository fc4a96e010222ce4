"""What an assistant sees of those she books for: times and places, neither with whom nor why."""

from dataclasses import dataclass
from datetime import datetime

from viceversa.conversations.access import Errand
from viceversa.conversations.meetings import place_words
from viceversa.conversations.models import Meeting, TimeOption
from viceversa.conversations.queries import ends_at, pairs_of_people
from viceversa.conversations.story import Story, story_of
from viceversa.lib.dates import say_moment
from viceversa.pairing.queries import members
from viceversa.people.models import Person


@dataclass(frozen=True)
class TimeLine:
    """A booked time, or times to choose among, of one of those whom she assists."""

    assisted: Person
    code: str
    when: str
    minutes: int
    where: str
    options: tuple[tuple[TimeOption, str], ...]
    must_wait: bool  # until the assisted has done what comes first

    @property
    def is_booked(self) -> bool:
        return bool(self.when)


def time_lines(errand: Errand, now: datetime) -> list[TimeLine]:
    """What is to be chosen first, then what is booked, the earliest first."""
    stories = [
        story_of(pair, person, now)
        for pair in pairs_of_people(errand.assisted, errand.programme)
        for person in members(pair)
        if person in errand.assisted
    ]
    found = [(story, story.open_meeting) for story in stories]
    shown = [(story, meeting) for story, meeting in found if meeting and _concerns(story, meeting)]
    ordered = sorted(shown, key=lambda each: (each[1].starts_at or now, each[1].pk))
    return [line_of(story, meeting) for story, meeting in ordered]


def line_of(story: Story, meeting: Meeting) -> TimeLine:
    """One of her lines."""
    return TimeLine(
        assisted=story.person,
        code=meeting.pk,
        when=say_at_home(story, meeting.starts_at) if meeting.starts_at else "",
        minutes=meeting.minutes,
        where=place_words(meeting),
        options=tuple((o, say_at_home(story, o.starts_at)) for o in story.on_offer),
        must_wait=story.goal_blocks or not story.has_accepted(story.person),
    )


def say_at_home(story: Story, moment: datetime) -> str:
    """By the clocks of the programme, which are those of her forms as well."""
    return say_moment(moment, zone=story.home, now=story.now)


def _concerns(story: Story, meeting: Meeting) -> bool:
    if meeting.starts_at is None:
        return bool(story.on_offer)
    return ends_at(meeting) > story.now
