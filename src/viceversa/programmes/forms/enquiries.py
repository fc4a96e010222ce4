"""Writing to the organiser: only the text is needed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.programmes.models import Enquiry


class EnquiryForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    class Meta:
        model = Enquiry
        fields = ("text", "name", "address")
        labels = {
            "text": _("What is it about?"),
            "name": _("Your name"),
            "address": _("Your e-mail"),
        }
        help_texts = {
            "text": _("The organiser reads it; no partner, employer or other pair does."),
            "address": _("Only needed if you want an answer."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
