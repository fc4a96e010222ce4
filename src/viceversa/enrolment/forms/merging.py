"""Two applications side by side: which is kept, and which answers are taken from which."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment import steps
from viceversa.enrolment.models import Application
from viceversa.enrolment.steps import summary

ASKED = ("name", "address", "work", "wants", "offers", "why")


class MergeForm(forms.Form):
    """One choice for each question that was answered differently. The later one is proposed."""

    def __init__(
        self, *args: Any, one: Application, other: Application, when: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.both = (one, other)
        choices = list(zip((one.pk, other.pk), when, strict=True))
        self.fields["keep"] = self._choice(_("Which is kept?"), choices)
        told = [{step: _line(rows) for step, _title, rows in summary(each)} for each in self.both]
        for step in ASKED:
            lines = [each.get(step, "") for each in told]
            if lines[0] != lines[1]:
                values = list(zip((one.pk, other.pk), lines, strict=True))
                asked = {"question": steps.TITLES[step][0]}
                label = gettext("Which answer counts: %(question)s") % asked
                self.fields[step] = self._choice(label, values)

    @property
    def kept(self) -> tuple[Application, Application]:
        """The one that is kept, and the other."""
        one, other = self.both
        return (one, other) if self.cleaned_data["keep"] == one.pk else (other, one)

    @property
    def taken(self) -> set[str]:
        """The questions whose answers come from the one that is not kept."""
        _keep, other = self.kept
        return {step for step in ASKED if self.cleaned_data.get(step) == other.pk}

    def _choice(self, label: Any, choices: list[tuple[str, str]]) -> forms.ChoiceField:
        later = self.both[1].pk
        return forms.ChoiceField(
            label=label, choices=choices, initial=later, widget=forms.RadioSelect
        )


def _line(rows: list[tuple[str, str]]) -> str:
    return "; ".join(f"{label}: {value}" for label, value in rows if value)
