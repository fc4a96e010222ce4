"""Seats of a unit or a topic."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.forms.topics import by_group
from viceversa.enrolment.queries import units_here
from viceversa.enrolment.quotas import unit_words
from viceversa.people.models import Unit
from viceversa.programmes.forms.partners import seats
from viceversa.programmes.models import Programme, Quota
from viceversa.programmes.topics import catalogue

NO_UNIT = ("", _("any unit"))
NO_TOPIC = ("", _("any topic"))


class QuotaForm(forms.Form):
    """How many pairs with the people of a unit, or with those of a topic."""

    role = forms.ChoiceField(
        label=_("Seats for"),
        choices=Quota.Side.choices,
        widget=forms.RadioSelect,
        initial="mentor",
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        help_text=_("The units in it count as well."),
    )
    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        help_text=_("One that mentors offer, or that mentees want."),
    )
    least = seats(_("At least"), initial=0, required=False)
    most = seats(_("At most"), required=False)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units_here(programme)}
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = [NO_UNIT, *_units(self.units.values(), programme)]
        themes = [(Quota.THEME, _("the themes of the programme"))]
        known = by_group(catalogue(programme))
        fields["topic"].choices = [NO_TOPIC, *themes, *known]

    def clean_least(self) -> int:
        return self.cleaned_data["least"] or 0

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors and not (cleaned["unit"] or cleaned["topic"]):
            raise ValidationError(_("Choose a unit or a topic."))
        least, most = cleaned.get("least") or 0, cleaned.get("most")
        if not self.errors and not least and most is None:
            raise ValidationError(_("Say at least or at most how many."))
        if most is not None and most < least:
            self.add_error("most", _("This is less than “at least”."))
        return cleaned

    @property
    def quota(self) -> dict[str, Any]:
        """What was asked for, as the action takes it."""
        return {**self.cleaned_data, "unit": self.units.get(self.cleaned_data["unit"])}


def _units(units: Iterable[Unit], programme: Programme) -> list[tuple[str, str]]:
    return [(unit.pk, unit_words(unit, programme)) for unit in units]
