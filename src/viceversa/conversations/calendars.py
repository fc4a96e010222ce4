"""What stands in calendars: a neutral title, a time, a place, and nobody else's name."""

from collections.abc import Iterable
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from viceversa.conversations.meetings import place_words
from viceversa.conversations.models import Meeting
from viceversa.gatherings.calendars import neutral_title
from viceversa.gatherings.models import GatheringDay
from viceversa.people.models import Person


def calendar_for(
    meeting: Meeting, person: Person, *, method: Literal["REQUEST", "CANCEL"]
) -> bytes:
    """The calendar file of one member, as it goes by letter."""
    from viceversa.lib.ics import invitation  # its library takes a tenth of the time to start

    if meeting.starts_at is None:
        raise ValueError("A meeting without a time has no place in a calendar")
    page = settings.BASE_URL + reverse("pair", args=[meeting.pair_id])
    contact = meeting.pair.programme.first_contact
    with translation.override(person.language):
        return invitation(
            method=method,
            uid=meeting.uid,
            sequence=meeting.sequence,
            stamped_at=timezone.now(),
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            title=_("Meeting"),
            description=_("Move or cancel here: %(page)s") % {"page": page},
            location=place_words(meeting),
            organiser=(contact.full_name if contact else "Viceversa", settings.DEFAULT_FROM_EMAIL),
            attendee=(person.full_name, person.email),
            url=page,
        )


def feed_for(
    person: Person, meetings: Iterable[Meeting], gatherings: Iterable[GatheringDay]
) -> bytes:
    """All the person's meetings, and what she is called to, to subscribe to. It changes only when
    one of them does."""
    from viceversa.lib.ics import Entry, feed  # their library takes a tenth of the time to start

    with translation.override(person.language):
        entries = [
            Entry(
                uid=meeting.uid,
                sequence=meeting.sequence,
                stamped_at=meeting.created_at,
                starts_at=meeting.starts_at,
                minutes=meeting.minutes,
                title=_("Meeting"),
                location=place_words(meeting),
            )
            for meeting in meetings
            if meeting.starts_at
        ]
        entries += [
            Entry(
                uid=day.uid,
                sequence=day.sequence,
                stamped_at=day.changed_at,
                starts_at=day.starts_at,
                minutes=day.minutes,
                title=neutral_title(),
                location=day.place,
            )
            for day in gatherings
        ]
        return feed(_("Meetings"), entries)
