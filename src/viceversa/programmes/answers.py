"""What has been answered in a form, in words: for checking before it counts, and for settings."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from viceversa.lib.dates import say_day
from viceversa.programmes.actions import PartnerDraft
from viceversa.programmes.models import Partner


class Answer(NamedTuple):
    question: str
    answer: str


def answers(form: forms.BaseForm) -> list[Answer]:
    """Each field's label and its value: what was sent and is valid, or else what stands there."""
    return [
        Answer(str(field.label), in_words(field, _value(form, name)))
        for name, field in form.fields.items()
    ]


def in_words(field: forms.Field, value: Any) -> str:
    """A value as the person who chose it would say it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return "–"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(str(value), value))  # type: ignore[arg-type]  # flat
    return say_day(value) if isinstance(value, date) else str(value)


def seats_in_words(partner: Partner | PartnerDraft) -> str:
    """How many of each role may come from a partner."""
    return _("Mentors: %(mentors)s. Mentees: %(mentees)s.") % {
        "mentors": span(partner.mentors_least, partner.mentors_most),
        "mentees": span(partner.mentees_least, partner.mentees_most),
    }


def span(least: int, most: int | None) -> str:
    """How many, from least to most."""
    if most is None:
        return _("at least %(n)s") % {"n": least} if least else _("any number")
    if least == most:
        return str(most)
    return f"{least}–{most}" if least else _("at most %(n)s") % {"n": most}


def _value(form: forms.BaseForm, name: str) -> Any:
    if form.is_bound:
        return form.cleaned_data.get(name)
    return form.get_initial_for_field(form.fields[name], name)
