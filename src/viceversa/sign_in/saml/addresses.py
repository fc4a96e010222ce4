"""Our own addresses at a provider: its people are told them, and answers are held to them."""

from django.conf import settings
from django.urls import reverse

from viceversa.sign_in.models import SignIn


def entity_of(sign_in: SignIn) -> str:
    """What we are called at that provider: the address of what we say of ourselves."""
    return f"{settings.BASE_URL}{reverse('sign_in_saml_metadata', args=[sign_in.pk])}"


def reply_address(sign_in: SignIn) -> str:
    """Where a provider sends people back to, whatever host was asked for."""
    return f"{settings.BASE_URL}{reverse('sign_in_saml_answer', args=[sign_in.pk])}"
