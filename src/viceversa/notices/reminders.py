"""Who is reminded, and how often: once a week at most, and never those who turned it off."""

from datetime import datetime, timedelta

from django.db import transaction

from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter, RemindersOff
from viceversa.people.models import Person

# Less an hour: what is posted on a Monday morning may be posted again the next Monday morning.
WEEK = timedelta(days=7, hours=-1)
Kind = Letter.Kind


def may_go(kind: str, *, to: Person, head: Letterhead, at: datetime) -> bool:
    """Whether a letter of this kind may go at that moment. News always may.

    What goes by the clock of a booked meeting is of use on that day only, and does not count.
    """
    if kind == Kind.NEWS:
        return True
    if head.is_silent or not has_reminders(to, head.code):
        return False
    return kind == Kind.MEETING or not _is_reminded(to, at)


@transaction.atomic
def turn_reminders(person: Person, programme_code: str, *, on: bool) -> None:
    """Whether the programme reminds the person from now on. What waits already is withdrawn."""
    if on:
        RemindersOff.objects.filter(person=person, programme_code=programme_code).delete()
        return
    off = RemindersOff(person=person, programme_code=programme_code)
    RemindersOff.objects.bulk_create([off], ignore_conflicts=True)
    waiting = Letter.objects.filter(recipient=person, programme_code=programme_code, sent_at=None)
    waiting.exclude(kind=Kind.NEWS).delete()


def has_reminders(person: Person, programme_code: str) -> bool:
    """Whether the programme reminds the person."""
    return programme_code not in codes_turned_off(person)


def codes_turned_off(person: Person) -> set[str]:
    """The codes of the programmes from which the person wants no reminders."""
    off = RemindersOff.objects.filter(person=person)
    return set(off.values_list("programme_code", flat=True))


def _is_reminded(person: Person, at: datetime) -> bool:
    """Whether another reminder goes within a week. Two that are posted at once wait for each
    other here, where the database can let them."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    reminders = Letter.objects.filter(recipient=person, kind=Kind.REMINDER)
    return reminders.filter(send_after__gt=at - WEEK, send_after__lt=at + WEEK).exists()
