"""Phases, topics, and the next round."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.lib.forms import EARLIEST_YEAR, DayField
from viceversa.people.forms import NameField
from viceversa.programmes.forms.settings import day_input
from viceversa.programmes.models import Phase, Programme
from viceversa.programmes.phases import Span, goes_on, out_of_order
from viceversa.programmes.topics import catalogue, groups

LONGEST_BREAK = 184  # days
MOST_COUNTED = 9999


class PhasesForm(forms.Form):
    """First and last day of every phase of a round."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.phases = list(programme.phases.all())
        for phase in self.phases:
            name = phase.get_kind_display()
            self._add(
                f"{phase.kind}_from", gettext("%(phase)s from") % {"phase": name}, phase.starts_on
            )
            if not goes_on(phase):
                label = gettext("%(phase)s to") % {"phase": name}
                self._add(f"{phase.kind}_to", label, phase.ends_on)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for phase in self.phases:
            self._check(phase)
        if not self.errors:
            for one, two in out_of_order(self.spans()):
                self.add_error(
                    f"{two}_from",
                    gettext("It begins before “%(phase)s”.") % {"phase": Phase.Kind(one).label},
                )
        return cleaned

    def spans(self) -> list[Span]:
        return [
            Span(
                Phase.Kind(phase.kind),
                self.cleaned_data[f"{phase.kind}_from"],
                self._end(phase),
            )
            for phase in self.phases
        ]

    def _end(self, phase: Phase) -> date:
        """What goes on has its row's last day all the same, and never before its first."""
        first: date = self.cleaned_data[f"{phase.kind}_from"]
        last: date = self.cleaned_data.get(f"{phase.kind}_to", phase.ends_on)
        return max(first, last)

    def _add(self, name: str, label: str, initial: Any) -> None:
        self.fields[name] = DayField(label=label, initial=initial, widget=day_input())

    def _check(self, phase: Phase) -> None:
        """Days outside the round are left alone where they stand, and refused where they are new:
        a round may have been prepared before its first day."""
        first, last = (self.cleaned_data.get(f"{phase.kind}_{end}") for end in ("from", "to"))
        if first and last and last < first:
            self.add_error(f"{phase.kind}_to", _("The last day comes before the first."))
        begins, ends = self.programme.starts_on, self.programme.ends_on
        if first and first < begins and first != phase.starts_on:
            self.add_error(f"{phase.kind}_from", _("The round has not begun then."))
        if last and ends and last > ends and last != phase.ends_on:
            self.add_error(f"{phase.kind}_to", _("The round has ended then."))


class ThemesForm(forms.Form):
    """The topics that the programme is about: pairs that share them score higher."""

    theme_topics = forms.MultipleChoiceField(
        label=_("Themes of the programme"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        kwargs["initial"] = {"theme_topics": programme.theme_topics}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["theme_topics"].choices = [
            (group.name, [(topic.code, topic.name) for topic in topics])
            for group, topics in by_group(programme)
        ]


class OwnTopicForm(forms.Form):
    """A topic that the catalogue lacks, in both languages."""

    sv = NameField(label=_("In Swedish"), max_length=120)
    en = NameField(label=_("In English"), max_length=120)
    group = forms.ChoiceField(
        label=_("Among"), choices=lambda: [(group.code, group.name) for group in groups()]
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {
            name.casefold() for topic in catalogue(programme) for name in (topic.sv, topic.en)
        }

    def clean_sv(self) -> str:
        return self._new("sv")

    def clean_en(self) -> str:
        return self._new("en")

    def _new(self, field: str) -> str:
        name: str = self.cleaned_data[field]
        if name.casefold() in self.known:
            raise ValidationError(_("This topic is there already."))
        return name


class BreakForm(forms.Form):
    """Days on which the programme is silent."""

    name = NameField(label=_("What is it called?"), max_length=60)
    starts_on = DayField(label=_("First day"), widget=day_input())
    ends_on = DayField(label=_("Last day"), widget=day_input())

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        elif first and last and (last - first).days >= LONGEST_BREAK:
            self.add_error("ends_on", _("That is more than half a year. Is the year right?"))
        return cleaned


def counted(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_COUNTED, **options)


class EarlierRoundForm(forms.Form):
    """A round from before the software, in numbers."""

    name = NameField(label=_("What was it called?"), max_length=60)
    year = forms.IntegerField(label=_("The year in which it began"))
    pairs = counted(_("Pairs formed"))
    mentors = counted(_("Mentors"), required=False)
    mentees = counted(_("Mentees"), required=False)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year < EARLIEST_YEAR:
            raise ValidationError(_("Write the year with four digits, as in 2019."))
        if year > timezone.localdate().year:
            raise ValidationError(_("That year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        named = {field: cleaned.get(field) for field in ("name", "year")}
        if all(named.values()) and self.programme.earlier_rounds.filter(**named).exists():
            self.add_error("name", _("This round stands in the table already."))
        return cleaned


class CopyForm(forms.Form):
    """The next round: what is new about it."""

    name = NameField(label=_("The name of the new programme"), max_length=120)
    starts_on = DayField(label=_("First day"), widget=day_input())


def by_group(programme: Programme) -> list[tuple[Any, list[Any]]]:
    """The groups with their topics."""
    topics = catalogue(programme)
    return [(group, [t for t in topics if t.group == group.code]) for group in groups()]
