from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.lib.outward import AddressRefusedError
from viceversa.notices.chat import kind_of_chat


class RecipientForm(forms.Form):
    """Whose mail is looked for."""

    to = forms.CharField(label=_("Name or address"), required=False, max_length=120)


class ChatForm(forms.Form):
    """An address that Teams or Slack has given somebody."""

    url = forms.CharField(label=_("Address"), max_length=600, widget=forms.URLInput)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            kind_of_chat(url)
        except AddressRefusedError:
            words = gettext("This is no address of a workflow in Teams or of a webhook in Slack.")
            raise forms.ValidationError(words) from None
        return url
