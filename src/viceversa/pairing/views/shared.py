"""What every page of this room gives to its template."""

from typing import Any

from django.urls import reverse

from viceversa.pairing.access import Sight
from viceversa.programmes.queries import contacts_of


def frame(sight: Sight, section: str, **more: Any) -> dict[str, Any]:
    """The frame of a programme's page, and what the page itself shows."""
    return {
        "programme": sight.programme,
        "sight": sight,
        "contacts": contacts_of(sight.programme),
        "section": section,
        "programme_url": reverse("programme", args=(sight.programme.pk,)) if sight.decides else "",
        **more,
    }
