"""A gathering as it stands in a calendar: a neutral title, a time, a place, nobody's name."""

from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from viceversa.gatherings.models import GatheringDay
from viceversa.people.models import Person


def calendar_for(
    day: GatheringDay, person: Person, *, method: Literal["REQUEST", "CANCEL"]
) -> bytes:
    """The calendar file of one who is called. No answer is asked for: nobody counts who comes."""
    from viceversa.lib.ics import invitation  # its library takes a tenth of the time to start

    page = settings.BASE_URL + reverse("desk")
    contact = day.programme.first_contact
    with translation.override(person.language):
        return invitation(
            method=method,
            uid=day.uid,
            sequence=day.sequence,
            stamped_at=timezone.now(),
            starts_at=day.starts_at,
            minutes=day.minutes,
            title=neutral_title(),
            description=_("More here: %(page)s") % {"page": page},
            location=day.place,
            organiser=(contact.full_name if contact else "Viceversa", settings.DEFAULT_FROM_EMAIL),
            attendee=(person.full_name, person.email),
            url=page,
            wants_answer=False,
        )


def neutral_title() -> str:
    """Says neither of what, nor in which role."""
    return _("Gathering")
