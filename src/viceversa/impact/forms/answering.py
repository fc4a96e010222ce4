"""One screen of a survey. Nothing has to be answered."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.impact.boxes import Said, Value
from viceversa.impact.instruments import Item, Screen

LONGEST = 1000
QUOTED = "may_be_quoted"
SHORT = 7
ROW, LIST = {"class": "taps taps-row"}, {"class": "taps taps-scale"}


class ScreenForm(forms.Form):
    """A few items, each answered by a tap or in one's own words. That none has to be is said once,
    on the page, and not at each."""

    is_all_optional = True

    def __init__(self, data: Any = None, *, screen: Screen, said: Said) -> None:
        told = {"words": said.words, QUOTED: said.may_be_quoted}
        super().__init__(data, initial={**said.values, **told})
        self.screen = screen
        for item in screen.items:
            self.fields["words" if item.is_words else item.code] = _field(item)
        if "words" in self.fields:
            self.fields[QUOTED] = forms.BooleanField(
                label=_("These words may be quoted outside, without my name."), required=False
            )

    def added_to(self, said: Said) -> Said:
        """All that has been answered, with this screen's answers in the place of what they were."""
        mine = {item.code for item in self.screen.items}
        kept = {code: value for code, value in said.values.items() if code not in mine}
        return Said(
            {**kept, **self._values()},
            self.cleaned_data.get("words", said.words),
            said.thread,
            self.cleaned_data.get(QUOTED, said.may_be_quoted),
        )

    def _values(self) -> Mapping[str, Value]:
        tapped = (item for item in self.screen.items if not item.is_words)
        found = {item.code: self.cleaned_data.get(item.code) for item in tapped}
        return {code: value for code, value in found.items() if value not in (None, "")}


def _field(item: Item) -> forms.Field:
    if item.is_words:
        return forms.CharField(
            label=item.name,
            help_text=_(
                "Name nobody, and nothing by which you could be recognised: your words are shown "
                "as they are."
            ),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    scale = item.answered_by
    return forms.TypedChoiceField(
        label=item.name,
        help_text=str(scale.means),
        choices=scale.taps,
        coerce=str if scale.choices else int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs=ROW if len(scale.taps) <= SHORT else LIST),
    )
