"""When whom is asked, and what the organiser asks beside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.impact.models import Survey
from viceversa.impact.queries import today_of
from viceversa.lib.forms import DayField
from viceversa.people.forms import NameField
from viceversa.programmes.forms.settings import day_input
from viceversa.programmes.models import Programme


class DaysForm(forms.Form):
    """When it opens and closes."""

    opens_on = DayField(
        label=_("Opens on"),
        help_text=_("Leave it empty to open it by hand."),
        required=False,
        widget=day_input(),
    )
    closes_on = DayField(
        label=_("Last day to answer"),
        help_text=_("It cannot be moved once the survey has opened."),
        widget=day_input(),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if last and last < today_of(self.programme):
            self.add_error("closes_on", _("That day is over."))
        elif first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        return cleaned


class SurveyForm(DaysForm):
    """Whom, at which time of the round, and when."""

    field_order = ("role", "wave", "opens_on", "closes_on")

    role = forms.ChoiceField(
        label=_("Who is asked?"), choices=Participation.Role.choices, widget=forms.RadioSelect
    )
    wave = forms.ChoiceField(
        label=_("At which time of the round?"),
        choices=Survey.Wave.choices,
        widget=forms.RadioSelect,
    )


class OwnItemForm(forms.Form):
    """One statement of the organiser's, to be agreed with or not, in both languages."""

    sv = NameField(label=_("In Swedish"), max_length=200)
    en = NameField(label=_("In English"), max_length=200)
