"""Doors of a pair: its two members, to do something while it is active, and to read afterwards.
For everybody else it does not exist.

Assistants have a door of their own, to times and places alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from viceversa.conversations.handing_over import is_signed, signs
from viceversa.conversations.models import Meeting, Note, TimeOption, TryOut
from viceversa.conversations.queries import (
    OPEN,
    OVER,
    is_member,
    notes_for_member,
    pairs_of_people,
    pairs_with_story,
)
from viceversa.lib.links import claim_or_404
from viceversa.lib.models import only
from viceversa.lib.tokens import opens, token_hash
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import FORMED, members
from viceversa.people.models import Person
from viceversa.programmes.access import assisted_by_or_404
from viceversa.programmes.models import Programme, Role

LINKS_LAST = timedelta(days=30)
TIMES_LINKS_LAST = timedelta(days=180)  # an assistant keeps hers through the round
Thing = TypeVar("Thing")
Kept = TypeVar("Kept", TryOut, Note)


@dataclass(frozen=True)
class Errand:
    """Somebody who books for others in one programme, and the address of her page."""

    assistant: Person
    programme: Programme
    assisted: tuple[Person, ...]
    home: str


def pair_for_member_or_404(person: Person, code: str) -> Pair:
    """The pair, for its mentor and its mentee. Coordinators, partner contacts and assistants have
    no business here, and are answered like strangers."""
    return _or_404(only(pairs_with_story().filter(is_member(person), pk=code)))


def readable_pair_for_member_or_404(person: Person, code: str) -> Pair:
    """The same, also when it is over: the two keep what they had, to look at."""
    found = pairs_with_story(*FORMED)
    return _or_404(only(found.filter(is_member(person), pk=code)))


def past_pair_for_member_or_404(person: Person, code: str) -> Pair:
    """A pair that is over, for the two who were in it."""
    return _or_404(only(pairs_with_story(*OVER).filter(is_member(person), pk=code)))


def readable_meeting_for_member_or_404(person: Person, code: str, number: int) -> Meeting:
    """A meeting to look at, also of a pair that is over."""
    return _numbered(readable_pair_for_member_or_404(person, code), number)


def meeting_for_member_or_404(person: Person, code: str, number: int) -> Meeting:
    """The pair's meeting of that number, for the two."""
    return _numbered(pair_for_member_or_404(person, code), number)


def booked_meeting_for_member_or_404(person: Person, code: str, number: int) -> Meeting:
    """The same, once it has had a time: what can be moved, cancelled or put into a calendar. What
    may be done with it now is for the actions to say."""
    meeting = meeting_for_member_or_404(person, code, number)
    if meeting.starts_at is None:
        raise Http404
    return meeting


def meeting_for_mentee_or_404(person: Person, code: str, number: int) -> Meeting:
    """The same, for the one who brings the question."""
    meeting = meeting_for_member_or_404(person, code, number)
    if meeting.pair.mentee.person_id != person.pk:
        raise Http404
    return meeting


def try_out_of_or_404(pair: Pair, code: str) -> TryOut:
    """One of the things that the two have set out to try."""
    return _of(pair, pair.try_outs.all(), code)


def note_for_member_or_404(person: Person, pair: Pair, code: str) -> Note:
    """A note that the person may read: her own, or one that the other shares."""
    return _of(pair, notes_for_member(pair, person), code)


def note_of_author_or_404(person: Person, pair: Pair, code: str) -> Note:
    """The same, for whoever wrote it."""
    note = note_for_member_or_404(person, pair, code)
    if note.author_id != person.pk:
        raise Http404
    return note


def option_of_or_404(meeting: Meeting, code: str) -> TimeOption:
    """One of the times that stand offered for a meeting."""
    option = next((option for option in meeting.options.all() if option.pk == code), None)
    if option is None:
        raise Http404
    option.meeting = meeting
    return option


def meeting_by_link_or_404(
    token: str, purpose: Literal["meeting", "taps"]
) -> tuple[Person, Meeting]:
    """Whose link it is, and the meeting it is for; LinkExpired when it was right once."""
    person, meeting_id = _claimed(token, purpose)
    meeting = _or_404(Meeting.objects.filter(pk=meeting_id).first())
    return person, meeting_for_member_or_404(person, meeting.pair_id, meeting.number)


def pair_by_link_or_404(token: str) -> tuple[Person, Pair]:
    """Whose link it is, and the pair that she may find a time for."""
    person, code = _claimed(token, "plan")
    return person, pair_for_member_or_404(person, code)


def past_pair_by_link_or_404(token: str) -> tuple[Person, Pair]:
    """Whose link it is, and the pair after which she says how she goes on."""
    person, code = _claimed(token, "onward")
    return person, past_pair_for_member_or_404(person, code)


def try_out_by_link_or_404(token: str) -> tuple[Person, TryOut]:
    """Whose link it is, and the thing to try it is for; LinkExpired when it was right once."""
    person, try_out_id = _claimed(token, "tried")
    try_out = _or_404(TryOut.objects.filter(pk=try_out_id).first())
    pair = pair_for_member_or_404(person, try_out.pair_id)
    return person, try_out_of_or_404(pair, try_out.pk)


def _claimed(token: str, purpose: str) -> tuple[Person, str]:
    """The person of a link, and the code of what it is for."""
    claim = claim_or_404(token, purpose=purpose, max_age=LINKS_LAST)
    known = Person.objects.filter(pk=claim.person_id, access_version=claim.version)
    return _or_404(known.first()), claim.object_id


def _numbered(pair: Pair, number: int) -> Meeting:
    return _or_404(next((m for m in pair.meetings.all() if m.number == number), None))


def _or_404(found: Thing | None) -> Thing:
    if found is None:
        raise Http404
    return found


def _of(pair: Pair, rows: Iterable[Kept], code: str) -> Kept:
    """The row of that code among those of a pair."""
    row = _or_404(next((row for row in rows if row.pk == code), None))
    row.pair = pair
    return row


def errand_by_link_or_404(token: str) -> Errand:
    """Times and places by an assistant's personal link, while she has that role; LinkExpired when
    it was right once."""
    claim = claim_or_404(token, purpose="times", max_age=TIMES_LINKS_LAST)
    role = (
        Role.objects.filter(
            pk=claim.object_id, person=claim.person_id, person__access_version=claim.version
        )
        .select_related("person", "assists", "programme__first_contact")
        .first()
    )
    if role is None or role.assists is None:
        raise Http404
    home = reverse("personal_times", args=[token])
    return Errand(role.person, role.programme, (role.assists,), home)


def errand_for_assistant_or_404(person: Person, code: str) -> Errand:
    """The same for an assistant who has signed in: all whom she books for in the programme."""
    programme, assisted = assisted_by_or_404(person, code)
    home = reverse("programme_times", args=[code])
    return Errand(person, programme, tuple(assisted), home)


def meeting_on_errand_or_404(errand: Errand, code: str) -> tuple[Meeting, Person]:
    """A meeting that is booked or to be chosen, and the one for whom it may be moved."""
    for pair in pairs_of_people(errand.assisted, errand.programme):
        for meeting in pair.meetings.all():
            if meeting.pk == code and meeting.state in OPEN:
                return meeting, next(p for p in members(pair) if p in errand.assisted)
    raise Http404


def booked_meeting_on_errand_or_404(errand: Errand, code: str) -> tuple[Meeting, Person]:
    """The same, once it has a time."""
    meeting, person = meeting_on_errand_or_404(errand, code)
    if meeting.starts_at is None:
        raise Http404
    return meeting, person


def person_of_feed_or_404(token: str) -> Person:
    """Whose calendar address it is."""
    person = Person.objects.filter(
        calendar_feed__token_hash=token_hash(token), is_active=True
    ).first()
    if person is None:
        raise Http404
    return person


def mail_provider_or_404(request: HttpRequest) -> None:
    """Lets pass who knows the secret of inbound mail, or has signed by it if the provider signs."""
    if settings.INBOUND_TOKEN_HASH and signs():
        is_known = is_signed(request)
    else:
        is_known = opens(request.headers.get("Authorization", ""), settings.INBOUND_TOKEN_HASH)
    if not is_known:
        raise Http404
