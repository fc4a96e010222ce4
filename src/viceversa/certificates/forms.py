"""In which language, and how much it tells."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.people.models import Language


class CertificateForm(forms.Form):
    """Asked anew each time; nothing of it is kept."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the certificate"),
        choices=Language.choices,
        widget=forms.RadioSelect(attrs={"class": "taps taps-row"}),
    )
    counts = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, language: str, counts: str) -> None:
        super().__init__(data, initial={"language": language})
        said = _("Tell how many meetings it was: %(counts)s") % {"counts": counts}
        self.fields["counts"].label = said
