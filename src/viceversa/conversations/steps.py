"""The steps of a pair, and how each is called in a line of a list."""

from enum import StrEnum

from django.utils.translation import gettext_lazy


class Step(StrEnum):
    """The next thing to do. Each has one card, and each card one filled button."""

    PAUSED = "paused"
    RULES = "rules"
    GOAL = "goal"
    GOAL_WAITS = "goal_waits"
    PLAN = "plan"
    CHOOSE = "choose"
    CHOICE_WAITS = "choice_waits"
    SUGGESTED = "suggested"
    DECLINED = "declined"
    QUESTION = "question"
    AGENDA = "agenda"
    READY = "ready"
    MET = "met"
    TAPS = "taps"


LINES = {
    Step.PAUSED: gettext_lazy("A pause"),
    Step.RULES: gettext_lazy("Accept the ground rules"),
    Step.GOAL: gettext_lazy("Say what it is about"),
    Step.GOAL_WAITS: gettext_lazy("Waiting for your partner's goal or theme"),
    Step.PLAN: gettext_lazy("Find a time"),
    Step.CHOOSE: gettext_lazy("Choose a time"),
    Step.CHOICE_WAITS: gettext_lazy("Times are offered"),
    Step.SUGGESTED: gettext_lazy("Another time is suggested"),
    Step.DECLINED: gettext_lazy("Your partner cannot come: offer other times"),
    Step.MET: gettext_lazy("Did you meet?"),
    Step.TAPS: gettext_lazy("Three taps: how was it?"),
}
