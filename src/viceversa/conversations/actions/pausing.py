"""A pause, by either, until a day and without a reason; and going on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations import pair_letters
from viceversa.conversations.actions.ending import call_off
from viceversa.conversations.actions.state import current_story
from viceversa.conversations.errors import StateError
from viceversa.conversations.queries import home_zone
from viceversa.lib.dates import end_of_day
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.people.trail import record

LONGEST = timedelta(days=366)


@transaction.atomic
def pause(pair: Pair, until: date, *, by: Person) -> None:
    """Nothing is asked of the two until that day. Meetings before it are called off; both hear of
    it in the same words. A pause may be made longer or shorter by another."""
    story = current_story(pair, by)
    today = story.now.astimezone(story.home).date()
    if not today < until <= today + LONGEST:
        raise StateError(_("Choose a day within a year from now."))
    if story.pair.is_paused and story.pair.resumes_on == until:
        return
    pair = story.pair
    pair.paused_at, pair.resumes_on = story.now, until
    Pair.objects.filter(pk=pair.pk).update(paused_at=pair.paused_at, resumes_on=until)
    record("pair_paused", pair, by=None, until=until.isoformat())
    first_day_back = end_of_day(until - timedelta(days=1), story.home)
    called_off = call_off(pair, before=first_day_back)
    for member in members(pair):
        pair_letters.pair_paused(pair, to=member, called_off=called_off)


@transaction.atomic
def resume(pair: Pair, *, now: datetime | None = None) -> bool:
    """The pause is over: by a tap of either, or since its day has come. False when it was over."""
    moment = now or timezone.now()
    today = moment.astimezone(home_zone(pair.programme)).date()
    paused = Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE, paused_at__isnull=False)
    if not paused.update(paused_at=None, resumes_on=today):
        return False
    since, pair.paused_at, pair.resumes_on = pair.paused_at, None, today
    record("pair_resumed", pair, by=None)
    for member in members(pair):
        pair_letters.pair_resumed(pair, to=member, since=since)
    return True
