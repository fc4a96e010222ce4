"""The sponsor's thanks as they are written."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from viceversa.half_time.models import Thanks

LONGEST = 1500


class ThanksForm(forms.Form):
    """A few lines, and to whom."""

    text = forms.CharField(
        label=gettext_lazy("Your thanks"),
        help_text=gettext_lazy(
            "It is sent as you write it, in one language, to all of them. Your name stands beneath "
            "it; name nobody else."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    to = forms.ChoiceField(
        label=gettext_lazy("To whom?"),
        initial=Thanks.To.BOTH,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(code, capfirst(name)) for code, name in Thanks.To.choices]  # type: ignore[attr-defined]  # a ChoiceField
