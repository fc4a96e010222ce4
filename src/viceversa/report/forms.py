"""What the organiser tells the report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.lib.forms import DayField
from viceversa.programmes.forms.rounds import counted
from viceversa.programmes.forms.settings import day_input
from viceversa.report.models import ProgrammeGoal

GROUPS = (("mentors", "mentors_stayed"), ("others", "others_stayed"))


class GoalForm(forms.ModelForm[ProgrammeGoal]):
    """What is hoped for, and by what one will see it."""

    class Meta:
        model = ProgrammeGoal
        fields = ("text", "sign")
        labels = {
            "text": _("What is the round to give?"),
            "sign": _("By what will you see it?"),
        }
        help_texts = {
            "text": _("Such as: leaders know what makes young people stay."),
            "sign": _("Such as: three of our routines are changed within a year."),
        }


class OutcomeForm(forms.ModelForm[ProgrammeGoal]):
    """Whether a goal was reached, and what speaks for it."""

    reached = forms.ChoiceField(
        label=_("Was it reached?"),
        choices=ProgrammeGoal.Reached.choices,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ProgrammeGoal
        fields = ("reached", "outcome")
        labels = {"outcome": _("What came of it?")}
        help_texts = {"outcome": _("Sponsors read it too. Name nobody.")}


class StayingForm(forms.Form):
    """How many are still with their employer, of two groups."""

    asked_on = DayField(label=_("On which day did you ask?"), widget=day_input())
    mentors = counted(_("How many mentors does the round have in all?"))
    mentors_stayed = counted(_("How many of them are still with the same employer?"))
    others = counted(_("How many applied as mentors and had no place?"))
    others_stayed = counted(_("How many of those are still with the same employer?"))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for whole, part in GROUPS:
            of, stayed = cleaned.get(whole), cleaned.get(part)
            if of is not None and stayed is not None and stayed > of:
                self.add_error(part, _("That is more than there are in all."))
        return cleaned
