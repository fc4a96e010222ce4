"""What a reviewer found: a word on each scale."""

from typing import Any

from django import forms

from viceversa.enrolment.scales import SCALES, WORDS


class ReviewForm(forms.Form):
    """Three scales, asked as they fit the role. There is no field for free text: it could name
    somebody, and would be read as a judgement."""

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scale in SCALES:
            self.fields[scale.code] = forms.TypedChoiceField(
                label=str(scale.asked[role]), choices=WORDS, coerce=int, widget=forms.RadioSelect
            )
