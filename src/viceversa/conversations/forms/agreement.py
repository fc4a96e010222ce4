"""What the two agree on: the ground rules, what it is about, and how far they have come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from viceversa.conversations.forms.widgets import TAPS_IN_A_LIST
from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import Objective
from viceversa.programmes.models import Programme

GOALS = {
    Objective.Aim.SKILL.value: gettext_lazy("A goal: a skill to learn"),
    Objective.Aim.PERSPECTIVE.value: gettext_lazy("A goal: a perspective that I lack"),
    Objective.Aim.LEADERSHIP.value: gettext_lazy("A goal: my way to lead"),
}
OTHER_AIMS = (
    (Objective.Kind.THEME.value, gettext_lazy("A theme to talk about")),
    (Objective.Kind.NOT_YET.value, gettext_lazy("I do not know yet")),
)
MARKS = (
    (-2, gettext_lazy("-2: further away than when we began")),
    (-1, gettext_lazy("-1: nothing has changed yet")),
    (0, gettext_lazy("0: as far as I had hoped")),
    (1, gettext_lazy("+1: somewhat further than I had hoped")),
    (2, gettext_lazy("+2: much further than I had hoped")),
)


class GroundRulesForm(forms.Form):
    """Says which edition was read, so that nobody accepts another than the one on the page."""

    edition = forms.ChoiceField(choices=[(EDITION, EDITION)], widget=forms.HiddenInput)


class ObjectiveForm(forms.Form):
    """A goal of some kind, a theme, or "not yet": one tap; words are welcome."""

    about = forms.ChoiceField(
        label=gettext_lazy("For you, it is about"), widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST)
    )
    text = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Only the two of you can read it. Leave out names and health."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = programme.goal_kinds or Objective.Aim.values
        goals = [(f"goal-{aim}", words) for aim, words in GOALS.items() if aim in kinds]
        self.fields["about"].choices = [*goals, *OTHER_AIMS]  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, str]:
        """What `set_objective` wants to know."""
        kind, _dash, aim = self.cleaned_data["about"].partition("-")
        return {"kind": kind, "aim": aim, "text": self.cleaned_data["text"]}


def about(objective: Objective) -> str:
    """The choice that an objective came of."""
    return "-".join(part for part in (objective.kind, objective.aim) if part)


class GoalMarkForm(forms.Form):
    """Goal attainment on five described levels; one tap."""

    mark = forms.TypedChoiceField(
        label=gettext_lazy("How far have you come?"),
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )
