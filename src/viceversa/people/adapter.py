"""How django-allauth meets our people: nobody signs up by herself, and codes go by our mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.people import signing_in
from viceversa.people.locks import lock
from viceversa.people.models import Person

TOO_OFTEN = _("That was tried too often. Wait a few minutes, and begin again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _(
            "That is not the code in the newest letter. Type it as it stands there."
        ),
        "rate_limited": TOO_OFTEN,
        "too_many_login_attempts": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by a role in a programme, never by a form on the web."""
        return False

    def generate_login_code(self) -> str:
        """What allauth keeps in the session as "the code" is a seed; see signing_in."""
        return signing_in.new_seed()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one letter of allauth's that we send is the sign-in code."""
        person = Person.objects.get(email=email)
        signing_in.mail_code(person, context["code"])

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what went wrong is said; that one has signed in is seen anyway."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """The same page as for an unknown address."""
        return redirect("account_login")


class MFAAdapter(DefaultMFAAdapter):
    """Keys of authenticator apps are encrypted by a key that does not lie in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That code does not fit. Type the one that the app shows now."),
        "cannot_generate_recovery_codes": _(
            "Add a key or an app first: the codes stand in for it."
        ),
    }

    def encrypt(self, text: str) -> str:
        return lock("mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return lock("mfa").decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Viceversa"

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: str,  # noqa: A002  # allauth's name for it
    ) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}
