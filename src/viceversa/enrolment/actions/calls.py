"""A call is set up, opened, closed."""

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment.models import Call
from viceversa.lib.wording import WordedError, Wording, gettext_noop
from viceversa.people.models import Person
from viceversa.people.trail import record

NO_PURPOSE = gettext_noop("Without a purpose nobody can decide whether to apply. Write it first.")
NO_CONTACT = gettext_noop("Name a contact first: somebody whom people can ask.")


class CallError(WordedError):
    """Something is missing before the page may open."""


@transaction.atomic
def save_call(call: Call, *, by: Person) -> None:
    """Keeps what was set; the page stays as open or shut as it was."""
    call.save()
    record("set up a call", call, by=by)


def open_call(call: Call, *, by: Person) -> None:
    """From now on, or from its first day on, the page is public. Also opens it again."""
    programme = call.programme
    if not programme.purpose.strip():
        raise CallError(Wording(NO_PURPOSE))
    if programme.first_contact is None:
        raise CallError(Wording(NO_CONTACT))
    shut = Call.objects.filter(pk=call.pk).exclude(opened_at__isnull=False, closed_at=None)
    with transaction.atomic():
        if shut.update(opened_at=timezone.now(), closed_at=None):
            record("opened a call", call, by=by)


def close_call(call: Call, *, by: Person) -> None:
    """Nobody can apply any more, not even for the waiting list."""
    still_open = Call.objects.filter(pk=call.pk, closed_at=None, opened_at__isnull=False)
    with transaction.atomic():
        if still_open.update(closed_at=timezone.now()):
            record("closed a call", call, by=by)
