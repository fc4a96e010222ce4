"""What an organiser says to a request to be erased."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.privacy.models import ErasureRequest


class ErasureForm(forms.Form):
    """That it is to be done; it cannot be undone."""

    sure = forms.BooleanField(
        label=_("I have looked at what goes. It cannot be undone."),
        error_messages={"required": _("Tick the box if you mean it.")},
    )


class RefusalForm(forms.ModelForm[ErasureRequest]):
    """Why it is not done, and on which legal ground."""

    class Meta:
        model = ErasureRequest
        fields = ("ground", "reason")
        widgets: ClassVar = {
            "ground": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts: ClassVar = {"reason": _("She reads it on her page, word for word.")}

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # as Django has it
        self.fields["ground"].choices = ErasureRequest.Ground.choices  # type: ignore[attr-defined]
        self.fields["ground"].required = self.fields["reason"].required = True
