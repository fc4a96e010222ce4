"""Doors of this room."""

from django.conf import settings
from django.http import Http404

from viceversa.lib.tokens import opens


def monitor_or_404(credentials: str) -> None:
    """Lets pass who knows the token of the monitor; without one there is no such page."""
    if not opens(credentials, settings.METRICS_TOKEN_HASH):
        raise Http404
