"""What belongs to one meeting: the question, whether it was held, how it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.agendas import CHANGES
from viceversa.conversations.challenge import FIELDS, STARTERS
from viceversa.conversations.drift import ASK, Whose
from viceversa.conversations.forms.widgets import TAPS_IN_A_LIST, TAPS_IN_A_ROW
from viceversa.conversations.sealed import Answers
from viceversa.lib.forms import DayField


class QuestionForm(forms.Form):
    """One line, or only a tap on a starter; both together belong together. What makes it real is
    asked beside it, and never needed."""

    starter = forms.ChoiceField(
        label=gettext_lazy("Choose a beginning"),
        choices=[(str(n), words) for n, words in enumerate(STARTERS, start=1)],
        required=False,
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )
    text = forms.CharField(
        label=gettext_lazy("In one line"),
        help_text=gettext_lazy("Something that has really happened. Only the two of you read it."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in FIELDS:
            kind = DayField if each.is_date else forms.CharField
            widget = forms.DateInput(attrs={"type": "date"}) if each.is_date else forms.TextInput()
            self.fields[each.code] = kind(
                label=str(each.label), help_text=str(each.hint), required=False, widget=widget
            )

    @property
    def fields_and_errors(self) -> list[tuple[forms.BoundField, object]]:
        return [(field, field.errors) for field in self.visible_fields()]

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self["starter"], self["text"]]

    @property
    def made_real(self) -> list[forms.BoundField]:
        """The fields of the challenge card."""
        return [self[each.code] for each in FIELDS]

    @property
    def has_card(self) -> bool:
        """Whether the fold with the card has to stand open."""
        return any(field.errors or field.value() for field in self.made_real)

    @property
    def card(self) -> dict[str, str]:
        said = ((each.code, self.cleaned_data.get(each.code)) for each in FIELDS)
        return {code: str(value) for code, value in said if value}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starter = cleaned.get("starter")
        words = [str(STARTERS[int(starter) - 1])] if starter else []
        cleaned["question"] = " ".join([*words, cleaned.get("text", "")]).strip()
        if not self.errors and not cleaned["question"]:
            raise forms.ValidationError(_("Choose a beginning or write a line."))
        return cleaned


class AgendaChangeForm(forms.Form):
    """One tap on one step of an agenda."""

    change = forms.ChoiceField(choices=[(name, name) for name in CHANGES])
    step = forms.SlugField(max_length=40)


class OutcomeForm(forms.Form):
    HELD, MISSED = "held", "missed"
    outcome = forms.ChoiceField(choices=[(HELD, HELD), (MISSED, MISSED)])


class TapsForm(forms.Form):
    """Three taps. What they say is sealed."""

    useful = forms.TypedChoiceField(
        label=gettext_lazy("How useful was it?"),
        help_text=gettext_lazy("1 is not at all, 5 is very."),
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect(attrs=TAPS_IN_A_ROW),
    )
    openly = forms.ChoiceField(
        label=gettext_lazy("Could you speak openly?"),
        choices=[
            ("spoke_openly", gettext_lazy("Yes")),
            ("spoke_partly", gettext_lazy("Partly")),
            ("spoke_not", gettext_lazy("No")),
        ],
        widget=forms.RadioSelect(attrs=TAPS_IN_A_ROW),
    )
    next_date = forms.ChoiceField(
        label=gettext_lazy("The next date?"),
        choices=[
            ("next_booked", gettext_lazy("We have one")),
            ("next_asked", gettext_lazy("One of us asks")),
            ("next_later", gettext_lazy("Later")),
        ],
        widget=forms.RadioSelect(attrs=TAPS_IN_A_ROW),
    )

    whose = forms.ChoiceField(
        label=ASK,
        choices=[(f"whose_{value}", label) for value, label in Whose.choices],
        required=False,
        widget=forms.RadioSelect(attrs=TAPS_IN_A_ROW),
    )

    @property
    def answers(self) -> Answers:
        cleaned = self.cleaned_data
        answers = Answers(
            useful=cleaned["useful"], openly=cleaned["openly"], next_date=cleaned["next_date"]
        )
        return {**answers, "whose": cleaned["whose"]} if cleaned["whose"] else answers
