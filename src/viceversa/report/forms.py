"""What the organiser tells the report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.programmes.forms.rounds import counted
from viceversa.programmes.forms.settings import day_input

GROUPS = (("mentors", "mentors_stayed"), ("others", "others_stayed"))


class StayingForm(forms.Form):
    """How many are still with their employer, of two groups."""

    asked_on = forms.DateField(label=_("On which day did you ask?"), widget=day_input())
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
