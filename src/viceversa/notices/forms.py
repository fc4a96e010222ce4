from django import forms
from django.utils.translation import gettext_lazy as _


class RecipientForm(forms.Form):
    """Whose mail is looked for."""

    to = forms.CharField(label=_("Name or address"), required=False, max_length=120)
