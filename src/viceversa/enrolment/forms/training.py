"""Who was there: one day, many ticks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.lib.dates import say_day
from viceversa.lib.forms import DayField
from viceversa.programmes.forms.settings import day_input


class TicksForm(forms.Form):
    """Whom to tick, of those who are shown. Whoever was ticked meanwhile is no mistake."""

    seats = forms.MultipleChoiceField(
        label=_("Who was there?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nobody is ticked.")},
    )

    def __init__(
        self,
        *args: Any,
        shown: Iterable[Participation],
        others: Iterable[Participation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seats"]
        field.choices = [(seat.pk, seat.person.full_name) for seat in (*shown, *others)]
        field.widget.choices = [(seat.pk, self.line(seat)) for seat in shown]

    def line(self, seat: Participation) -> str:
        """What stands beside the box: who it is, and where she works."""
        employment = getattr(seat.person, "employment", None)
        places = (employment.unit, employment.organisation) if employment else ()
        return ", ".join([seat.person.full_name, *(str(place) for place in places if place)])


class TakeBackForm(TicksForm):
    """Those who were ticked by mistake; with the day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].label = _("Have been there")

    def line(self, seat: Participation) -> str:
        day = say_day(seat.trained_on) if seat.trained_on else ""
        return f"{super().line(seat)}, {day}"


class TrainingForm(TicksForm):
    """The day as well: today, or before."""

    on = DayField(label=_("Day"), widget=day_input())
    field_order = ("on", "seats")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(gettext("This day is still to come."))
        return day
