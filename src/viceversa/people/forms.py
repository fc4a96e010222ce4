"""What people tell about themselves, and how they sign in."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.lib.text import address_key, plain_name
from viceversa.people.choices import HOURS, TALKING_LANGUAGES, WAYS_TO_MEET
from viceversa.people.models import Person
from viceversa.people.signing_in import code_of

NAME_OF_KEY = _("Name of the key")
CODE_OF_LOCK = _("The code that the app shows, or a recovery code")


class AddressField(forms.EmailField):
    """An e-mail address, in the one form in which it is kept."""

    def to_python(self, value: Any) -> str:
        return address_key(super().to_python(value) or "")


class NameField(forms.CharField):
    """A name on one line, without anything that is not seen."""

    def to_python(self, value: Any) -> str:
        return plain_name(super().to_python(value) or "")


class SignInForm(RequestLoginCodeForm):
    """The address that a code is mailed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(
            label=_("Your e-mail address"),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )


class CodeForm(ConfirmLoginCodeForm):
    """The code from the letter; capitals and the dash do not matter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "code": code_of(kwargs.get("code") or "")})
        self.fields["code"] = forms.CharField(
            label=_("The code in the letter"),
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "one-time-code",
                    "autocapitalize": "characters",
                    "spellcheck": "false",
                    "class": "passcode",
                    "size": 9,
                    "maxlength": 12,
                }
            ),
        )


class SecondLockForm(AuthenticateForm):
    """After the mailed code: one from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE_OF_LOCK


class StillYouForm(ReauthenticateForm):
    """The same, before anything about signing in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE_OF_LOCK


class AppForm(ActivateTOTPForm):
    """The first code of an app shows that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code that the app shows")


class KeyForm(AddWebAuthnForm):
    """A key in somebody's device, under a name by which she knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME_OF_KEY
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with this key alone")
        alone.help_text = _(
            "No code is mailed then. The device asks for your fingerprint, your face or a PIN."
        )


class KeyNameForm(EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME_OF_KEY


def several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class MeForm(forms.ModelForm[Person]):
    """A person's own details."""

    given_name = NameField(label=_("Given name"), max_length=80)
    family_name = NameField(label=_("Family name"), max_length=80)
    languages = several(
        _("Languages you can talk in"),
        TALKING_LANGUAGES,
        _("Two people are paired only if they share one."),
    )
    place = NameField(label=_("The town where you work"), max_length=80, required=False)
    ways_to_meet = several(_("Ways to meet"), WAYS_TO_MEET)
    hours = several(_("Hours that suit you"), HOURS)

    class Meta:
        model = Person
        fields = (
            "given_name",
            "family_name",
            "phone",
            "language",
            "languages",
            "place",
            "ways_to_meet",
            "hours",
        )
        labels = {
            "phone": _("Phone"),
            "language": _("The language of pages and letters"),
        }
        help_texts = {
            "phone": _("Your partner sees it when both of you have accepted the ground rules."),
        }
        widgets = {
            "language": forms.RadioSelect,
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
