"""Where a pair stands, seen by one of its two: the one next thing, and what has been.

Everything is read from a pair that `queries.pairs_with_story` has fetched; nothing is queried.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from viceversa.conversations.agendas import can_have, ought_to_have
from viceversa.conversations.course import begun_on, is_closing, is_past_half, last_day
from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.meetings import answer_of, question_of, standing
from viceversa.conversations.models import (
    Attendance,
    GoalMark,
    Meeting,
    Objective,
    Question,
    TimeOption,
    TryOut,
)
from viceversa.conversations.queries import OPEN, ends_at, home_zone, zone_of
from viceversa.conversations.steps import LINES, Step
from viceversa.conversations.waves import wave_on
from viceversa.lib.dates import say_day, say_moment
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members, partner_name, partner_of, role_in
from viceversa.people.models import Person
from viceversa.programmes.models import Policy

FELL_THROUGH = (Meeting.State.CANCELLED, Meeting.State.MISSED)
UNSETTLED = (TryOut.State.OPEN, TryOut.State.NOT_YET)
TAPS_ARE_FRESH = timedelta(days=14)


@dataclass
class Story:
    """A pair, one of its members, and a moment."""

    pair: Pair
    person: Person
    now: datetime

    @cached_property
    def partner(self) -> Person:
        return partner_of(self.pair, self.person)

    @property
    def partner_name(self) -> str:
        return partner_name(self.pair, self.person)

    @cached_property
    def role(self) -> str:
        return role_in(self.pair, self.person)

    @cached_property
    def zone(self) -> ZoneInfo:
        return zone_of(self.person, self.pair.programme)

    @cached_property
    def home(self) -> ZoneInfo:
        return home_zone(self.pair.programme)

    @property
    def foreign_zone(self) -> bool:
        return self.zone.key != self.home.key

    @cached_property
    def today(self) -> date:
        """The day it is where the programme is."""
        return self.now.astimezone(self.home).date()

    @cached_property
    def closing(self) -> str:
        """The last day in words, once it is so near that both are asked how to go on."""
        end = last_day(self.pair)
        return say_day(end, today=self.today) if end and is_closing(self.pair, self.today) else ""

    @property
    def resumes(self) -> str:
        """The day on which a pause ends."""
        resumes_on = self.pair.resumes_on
        return say_day(resumes_on, today=self.today) if resumes_on else ""

    @property
    def may_turn(self) -> bool:
        """Whether the two may agree on mentoring each other."""
        return is_past_half(self.pair, self.today, held=self.held)

    @cached_property
    def meetings(self) -> list[Meeting]:
        return list(self.pair.meetings.all())

    @cached_property
    def open_meeting(self) -> Meeting | None:
        """The one meeting that is proposed or booked."""
        return next((m for m in self.meetings if m.state in OPEN), None)

    @cached_property
    def held_meetings(self) -> list[Meeting]:
        return [m for m in self.meetings if m.state == Meeting.State.HELD]

    @property
    def held(self) -> int:
        return len(self.held_meetings)

    def has_accepted(self, person: Person) -> bool:
        """Whether the member has accepted the edition of the ground rules that now holds."""
        return any(
            a.person_id == person.pk and a.edition == EDITION for a in self.pair.acceptances.all()
        )

    @cached_property
    def both_accepted(self) -> bool:
        """Contact details wait for this."""
        return all(self.has_accepted(member) for member in members(self.pair))

    def objective_of(self, person: Person) -> Objective | None:
        """What the member has said last."""
        return next((o for o in self.pair.objectives.all() if o.author_id == person.pk), None)

    def objectives_of(self, person: Person) -> list[Objective]:
        """All that the member has said, latest first."""
        return [o for o in self.pair.objectives.all() if o.author_id == person.pk]

    @cached_property
    def open_try_outs(self) -> list[TryOut]:
        """What is still to be tried, the oldest first."""
        return [t for t in reversed(self.pair.try_outs.all()) if t.state in UNSETTLED]

    @cached_property
    def wants_try_out(self) -> bool:
        """Whether the two have met and nothing to try has come of it yet."""
        if not self.held_meetings:
            return False
        since = ends_at(self.held_meetings[-1]) - timedelta(minutes=self.held_meetings[-1].minutes)
        return all(t.created_at < since for t in self.pair.try_outs.all())

    @cached_property
    def wave(self) -> GoalMark.Wave | None:
        """The wave of goal marks that is open, if any."""
        return wave_on(self.today, starts_on=begun_on(self.pair), ends_on=last_day(self.pair))

    @cached_property
    def to_mark(self) -> GoalMark.Wave | None:
        """The wave, while this member has a goal or theme and has not said how far it has come."""
        if self.wave is None or not self._has_aim(self.person):
            return None
        marks = self.pair.goal_marks.all()
        marked = any(m.wave == self.wave and m.author_id == self.person.pk for m in marks)
        return None if marked else self.wave

    @cached_property
    def without_objective(self) -> list[Person]:
        """Who has not yet named a goal or a theme."""
        return [member for member in members(self.pair) if not self._has_aim(member)]

    @cached_property
    def goal_blocks(self) -> bool:
        """Whether the first meeting has to wait for goals or themes."""
        required = self.pair.programme.goal_policy == Policy.REQUIRE
        return required and not self.held and bool(self.without_objective)

    @cached_property
    def goal_advised(self) -> bool:
        """Whether this member is reminded, and no more, that goals or themes help."""
        advised = self.pair.programme.goal_policy != Policy.OFF
        return advised and self.objective_of(self.person) is None

    @cached_property
    def may_add_agenda(self) -> bool:
        meeting, policy = self.open_meeting, self.pair.programme.agenda_policy
        if meeting is None or meeting.agenda or policy == Policy.OFF:
            return False
        return can_have(meeting.minutes)

    @property
    def wants_agenda(self) -> bool:
        """Whether that is the next thing: a visit may have one too, and is not asked for it."""
        meeting = self.open_meeting
        if meeting is None or not self.may_add_agenda:
            return False
        return ought_to_have(meeting.kind, meeting.minutes)

    @cached_property
    def question(self) -> Question | None:
        """The question for the meeting ahead."""
        return question_of(self.open_meeting) if self.open_meeting else None

    @cached_property
    def own_answer(self) -> str:
        """What this member has answered to the invitation that stands."""
        return answer_of(self.open_meeting, self.person) if self.open_meeting else ""

    @cached_property
    def partner_answer(self) -> str:
        """What the other has answered to it."""
        return answer_of(self.open_meeting, self.partner) if self.open_meeting else ""

    @cached_property
    def on_offer(self) -> list[TimeOption]:
        """The times that the other has put forward: for a meeting to come, or instead."""
        return [o for o in self._standing if o.offered_by_id != self.person.pk]

    @cached_property
    def own_offer(self) -> list[TimeOption]:
        """The times that this member has put forward."""
        return [o for o in self._standing if o.offered_by_id == self.person.pk]

    @cached_property
    def _standing(self) -> list[TimeOption]:
        return standing(self.open_meeting, self.now) if self.open_meeting else []

    @cached_property
    def to_tap(self) -> Meeting | None:
        """The latest meeting, while this member may still say how it was."""
        if not self.held_meetings:
            return None
        last = self.held_meetings[-1]
        fresh = self.now - ends_at(last) < TAPS_ARE_FRESH
        tapped = any(t.person_id == self.person.pk for t in last.taps.all())
        return last if fresh and not tapped else None

    @cached_property
    def step(self) -> Step:
        """The one next thing."""
        if self.pair.is_paused:
            return Step.PAUSED
        if not self.has_accepted(self.person):
            return Step.RULES
        if self.to_tap:
            return Step.TAPS
        if self.goal_blocks:
            return Step.GOAL if self.person in self.without_objective else Step.GOAL_WAITS
        meeting = self.open_meeting
        if meeting is None:
            return Step.PLAN
        return self._booked(meeting.starts_at) if meeting.starts_at else self._planned()

    @property
    def line(self) -> str:
        """The next thing in a line of a list."""
        if self.step == Step.PLAN and self.has_held_all:
            return _("All meetings held")
        if self.step in LINES:
            return str(LINES[self.step])
        return self.say(self.open_meeting) if self.open_meeting else ""

    @property
    def next_words(self) -> str:
        """When the meeting ahead is, if one is booked."""
        meeting = self.open_meeting
        return self.say_time(meeting.starts_at) if meeting and meeting.starts_at else ""

    @property
    def has_held_all(self) -> bool:
        """Whether the two have held as many meetings as the round means to have, and the last that
        they booked took place."""
        return self.pair.programme.means_no_more(self.held) and not self.fell_through

    @property
    def fell_through(self) -> bool:
        """Whether the latest meeting was cancelled or did not take place."""
        last = self.meetings[-1] if self.meetings else None
        return last is not None and last.state in FELL_THROUGH

    @property
    def names_without_objective(self) -> str:
        """Who is still asked, in the words of the one who reads: herself first."""
        others = [m.given_name for m in self.without_objective if m != self.person]
        return ", ".join([_("you"), *others] if self.person in self.without_objective else others)

    @property
    def partner_mailto(self) -> str:
        return f"mailto:{self.partner.email}"

    def say(self, meeting: Meeting) -> str:
        """When a meeting is, by this person's clocks."""
        return self.say_time(meeting.starts_at) if meeting.starts_at else _("no time yet")

    def say_day(self, moment: datetime) -> str:
        """On what day something was, by this person's clocks."""
        return say_day(
            moment.astimezone(self.zone).date(), today=self.now.astimezone(self.zone).date()
        )

    def say_time(self, moment: datetime) -> str:
        return say_moment(moment, zone=self.zone, home=self.home, now=self.now)

    def _planned(self) -> Step:
        if self.on_offer:
            return Step.CHOOSE
        return Step.CHOICE_WAITS if self.own_offer else Step.PLAN

    def _booked(self, starts_at: datetime) -> Step:
        if starts_at <= self.now:
            return Step.MET
        if self.on_offer:
            return Step.SUGGESTED
        if self.partner_answer == Attendance.Answer.DECLINED and not self.own_offer:
            return Step.DECLINED
        if self.role == "mentee" and self.question is None:
            return Step.QUESTION
        return Step.AGENDA if self.wants_agenda else Step.READY

    def _has_aim(self, person: Person) -> bool:
        objective = self.objective_of(person)
        return objective is not None and objective.kind != Objective.Kind.NOT_YET


def story_of(pair: Pair, person: Person, now: datetime) -> Story:
    """The pair's story as this member sees it now."""
    return Story(pair, person, now)
