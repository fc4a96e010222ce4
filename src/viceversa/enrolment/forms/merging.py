"""Two side by side. Applications: which is kept, and which answers are taken from which. People who
may be one: which of them stays."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment import steps
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.steps import summary
from viceversa.people.models import Person

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


class KeepOneForm(forms.Form):
    """Who stays; only such as whose other may go."""

    def __init__(
        self,
        *args: Any,
        both: tuple[Participation, Participation],
        may_go: Collection[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        one, other = both
        ways = ((one, other), (other, one))
        self.pairs = {keep.pk: (keep, gone) for keep, gone in ways if gone.pk in may_go}
        self.fields["keep"] = forms.ChoiceField(
            label=_("Who stays?"),
            choices=[(pk, _who(keep.person)) for pk, (keep, _gone) in self.pairs.items()],
            widget=forms.RadioSelect,
        )

    @property
    def kept(self) -> tuple[Participation, Participation]:
        """Who stays, and who takes part no more."""
        return self.pairs[self.cleaned_data["keep"]]


def _who(person: Person) -> str:
    return f"{person.full_name}, {person.email}"


def _line(rows: list[tuple[str, str]]) -> str:
    return "; ".join(f"{label}: {value}" for label, value in rows if value)
