"""A person's own calendar address."""

from django.db import transaction
from django.utils import timezone

from viceversa.conversations.models import CalendarFeed
from viceversa.lib.tokens import new_token, token_hash
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def make_feed(person: Person) -> str:
    """A new address in the place of the one before, which ends. Its token is told this once."""
    token = new_token()
    fields = {"token_hash": token_hash(token), "created_at": timezone.now()}
    feed, _is_new = CalendarFeed.objects.update_or_create(person=person, defaults=fields)
    record("made a calendar address", feed, by=person)
    return token


@transaction.atomic
def take_back_feed(person: Person) -> None:
    """The address leads nowhere from now on."""
    for feed in CalendarFeed.objects.filter(person=person):
        record("took back a calendar address", feed, by=person)
        feed.delete()
