"""A word in one's own Teams or Slack when a letter has left: that there is news, never what or from
whom. Whoever wants it pastes an address that her chat has given her; the letter is sent anyway.

Told once an hour at most. What a chat does not take is not told again: the letter is there.
"""

import json
import logging
import time
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from viceversa.jobs import job
from viceversa.lib import outward
from viceversa.notices.models import ChatAddress
from viceversa.people.models import Person

logger = logging.getLogger(__name__)

HOSTS = {
    ".logic.azure.com": "teams",
    ".api.powerplatform.com": "teams",
    ".hooks.slack.com": "slack",
}
BETWEEN = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=5)
SECONDS = 20.0  # then letters and other work have their turn
NAMES = {"teams": "Microsoft Teams", "slack": "Slack"}


def kind_of_chat(url: str) -> str:
    """ "teams" or "slack". Raises AddressRefusedError for an address of anything else."""
    host = f".{outward.parts_of(url).hostname}"
    for ending, kind in HOSTS.items():
        if host.endswith(ending):
            return kind
    raise outward.AddressRefusedError("No address of Teams or Slack")


def chat_of(person: Person) -> str:
    """The name of the chat in which she is told, "" for none."""
    known = ChatAddress.objects.filter(person=person).first()
    return NAMES[kind_of_chat(known.url)] if known else ""


def tell_in_chat(person: Person, url: str) -> None:
    """From now on there, and nowhere else."""
    fields = {"url": url, "since": timezone.now(), "wanted_at": None, "failing_since": None}
    ChatAddress.objects.update_or_create(person=person, defaults=fields)


def tell_no_more(person: Person) -> None:
    ChatAddress.objects.filter(person=person).delete()


def has_news(person: Person) -> None:
    """A letter to her has left. Costs nothing for whoever is told by letter only: who has an
    address is read with the letter."""
    if not hasattr(person, "chat_address"):
        return
    ChatAddress.objects.filter(person=person, wanted_at=None).update(wanted_at=timezone.now())
    tell_waiting.soon()


@job()
def tell_waiting() -> None:
    """Tells those for whom there is news, for a while; the rest are told by the clock. A chat that
    does not answer is left alone until then."""
    until, silent = time.monotonic() + SECONDS, set[str]()
    for waiting in _waiting(timezone.now()):
        host = urlsplit(waiting.url).hostname or ""
        if time.monotonic() > until:
            return
        if host not in silent and _claim(waiting) and not _told(waiting):
            silent.add(host)


def message_for(person: Person, kind: str) -> bytes:
    """What is posted there, in her language. It is the same for every letter."""
    with translation.override(person.language):
        words, label = _("There is news for you in Viceversa."), _("Open my desk")
    desk = settings.BASE_URL + reverse("desk")
    told = _card(words, label, desk) if kind == "teams" else {"text": f"{words} <{desk}|{label}>"}
    return json.dumps(told).encode()


def _card(words: str, label: str, href: str) -> dict[str, object]:
    """An adaptive card, as a workflow of Teams takes it."""
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "TextBlock", "text": words, "wrap": True}],
        "actions": [{"type": "Action.OpenUrl", "title": label, "url": href}],
    }
    content_type = "application/vnd.microsoft.card.adaptive"
    return {
        "type": "message",
        "attachments": [{"contentType": content_type, "contentUrl": None, "content": card}],
    }


def _waiting(now: datetime) -> list[ChatAddress]:
    due = Q(told_at=None) | Q(told_at__lte=now - BETWEEN)
    wanted = ChatAddress.objects.filter(due, wanted_at__lte=now, person__is_active=True)
    return list(wanted.select_related("person").order_by("wanted_at", "pk"))


def _claim(waiting: ChatAddress) -> bool:
    mine = ChatAddress.objects.filter(pk=waiting.pk, wanted_at=waiting.wanted_at)
    return bool(mine.update(wanted_at=None, told_at=timezone.now()))


def _told(waiting: ChatAddress) -> bool:
    headers = {"Content-Type": "application/json", "User-Agent": "Viceversa"}
    try:
        body = message_for(waiting.person, kind_of_chat(waiting.url))
        status = outward.post(waiting.url, body, headers)
    except (OSError, ValueError) as error:
        return _failed(waiting, type(error).__name__)
    if not 200 <= status < 300:
        return _failed(waiting, str(status))
    ChatAddress.objects.filter(pk=waiting.pk).update(failing_since=None)
    return True


def _failed(waiting: ChatAddress, why: str) -> bool:
    """An address that has taken nothing for days is forgotten; letters go on."""
    logger.info("A chat did not take what it was told: %s", why)
    now, mine = timezone.now(), ChatAddress.objects.filter(pk=waiting.pk)
    mine.filter(failing_since=None).update(failing_since=now)
    mine.filter(failing_since__lte=now - GIVEN_UP_AFTER).delete()
    return False
