"""How an idea is told of: whose it is, as the two have chosen, and where it stands."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.ideas.models import Idea
from viceversa.ideas.queries import is_late
from viceversa.lib.dates import say_day
from viceversa.pairing.queries import members

State = Idea.State
STEP_WORDS = {
    State.SHARED: gettext_lazy("Both said yes, and it left the pair."),
    State.OWNED: gettext_lazy("It got an owner, who answers within 14 days."),
    State.ACCEPTED: gettext_lazy("Accepted."),
    State.INPUT: gettext_lazy("Input to a decision."),
    State.DECLINED: gettext_lazy("Declined, with a reason."),
    State.REALISED: gettext_lazy("Realised."),
    State.STOPPED: gettext_lazy("Stopped, with a reason."),
}
COLUMNS = (
    (gettext_lazy("Without an owner"), (State.SHARED,)),
    (gettext_lazy("Answer wanted"), (State.OWNED,)),
    (gettext_lazy("On their way"), (State.ACCEPTED, State.INPUT)),
    (gettext_lazy("Realised"), (State.REALISED,)),
    (gettext_lazy("Declined or stopped"), (State.DECLINED, State.STOPPED)),
)


@dataclass(frozen=True)
class StepLine:
    """One step in words."""

    words: str
    day: str
    note: str
    by: str


@dataclass(frozen=True)
class IdeaLine:
    """An idea as a page shows it."""

    idea: Idea
    origin: str
    days: str
    is_late: bool


def line_of(idea: Idea, today: date) -> IdeaLine:
    return IdeaLine(idea, origin_words(idea), _days(idea, today), is_late(idea, today))


def origin_words(idea: Idea) -> str:
    """From whom: nothing that the two have not chosen to show."""
    if idea.shown == Idea.Shown.NAMES and idea.pair:
        mentor, mentee = members(idea.pair)
        names = {"mentor": mentor.full_name, "mentee": mentee.full_name}
        return _("%(mentor)s (mentor) and %(mentee)s (mentee)") % names
    if idea.shown == Idea.Shown.ANONYMOUS:
        return _("anonymous")
    return _("a pair in %(round)s") % {"round": idea.programme.name}


def step_lines(idea: Idea, today: date) -> list[StepLine]:
    """The history, the latest first. Steps of the organiser's own bear no name."""
    return [
        StepLine(
            words=str(STEP_WORDS[State(step.state)]),
            day=say_day(step.happened_on, today=today),
            note=step.note,
            by=step.by.full_name if step.by and step.note else "",
        )
        for step in reversed(idea.steps.all())
    ]


def columns(ideas: list[Idea], today: date) -> list[tuple[str, list[IdeaLine]]]:
    """The board, the most urgent first in each column."""
    return [
        (str(title), [line_of(i, today) for i in _urgent(ideas) if i.state in states])
        for title, states in COLUMNS
    ]


def _urgent(ideas: list[Idea]) -> list[Idea]:
    return sorted(ideas, key=lambda i: (i.due_on or i.review_on or date.max, i.pk))


def _days(idea: Idea, today: date) -> str:
    """What is next, and when."""
    if idea.state == State.OWNED and idea.due_on:
        words = _("Answer was due on %(day)s.") if is_late(idea, today) else _("Answer by %(day)s.")
        return words % {"day": say_day(idea.due_on, today=today)}
    if idea.review_on:
        return _("Looked at again on %(day)s.") % {"day": say_day(idea.review_on, today=today)}
    if idea.state == State.SHARED and idea.arrived_on:
        return _("Arrived on %(day)s.") % {"day": say_day(idea.arrived_on, today=today)}
    return ""
