"""An e-mail address that somebody types, for herself or for another."""

from django import forms
from django.utils.translation import gettext

from viceversa.lib.text import AddressError, normalise_address


class WithAddress(forms.Form):
    """A form whose field `email`, if it has one, is kept in the one form of an address."""

    def clean_email(self) -> str:
        try:
            return normalise_address(self.cleaned_data["email"])
        except AddressError as error:
            raise forms.ValidationError(error.translated(gettext)) from None
