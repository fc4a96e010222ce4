"""When and where people gather."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.gatherings.access import Gathering
from viceversa.lib.moments import LocalTimeField


class DayForm(forms.Form):
    """A moment within the round, by its clocks; and where."""

    place = forms.CharField(
        label=_("Place, video link, or both"),
        help_text=_("Stands in everybody's calendar as you write it."),
        max_length=200,
    )
    field_order = ("starts_at", "place")

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        day, self.programme = gathering.day, gathering.programme
        if day:
            kwargs["initial"] = {"starts_at": day.starts_at, "place": day.place}
        super().__init__(*args, **kwargs)
        self.fields["starts_at"] = LocalTimeField(
            zone=ZoneInfo(self.programme.time_zone),
            label=_("Day and time"),
            initial=day.starts_at if day else None,
        )
        self.order_fields(self.field_order)

    def clean_starts_at(self) -> datetime:
        moment: datetime = self.cleaned_data["starts_at"]
        on = moment.astimezone(ZoneInfo(self.programme.time_zone)).date()
        if on < self.programme.starts_on:
            raise forms.ValidationError(_("The round has not begun then."))
        if self.programme.ends_on and on > self.programme.ends_on:
            raise forms.ValidationError(_("The round has ended then."))
        return moment
