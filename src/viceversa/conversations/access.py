"""Doors of a pair: its two members, to do something while it is active, and to read afterwards.
For everybody else it does not exist."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal, TypeVar

from django.http import Http404

from viceversa.conversations.models import Meeting, Note, TimeOption, TryOut
from viceversa.conversations.queries import OVER, is_member, notes_for_member, pairs_with_story
from viceversa.lib.links import LinkBroken, read_link
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

LINKS_LAST = timedelta(days=30)
Thing = TypeVar("Thing")
Kept = TypeVar("Kept", TryOut, Note)


def pair_for_member_or_404(person: Person, code: str) -> Pair:
    """The pair, for its mentor and its mentee. Coordinators, partner contacts and assistants have
    no business here, and are answered like strangers."""
    return _or_404(pairs_with_story().filter(is_member(person), pk=code).first())


def readable_pair_for_member_or_404(person: Person, code: str) -> Pair:
    """The same, also when it is over: the two keep what they had, to look at."""
    found = pairs_with_story(Pair.State.ACTIVE, *OVER)
    return _or_404(found.filter(is_member(person), pk=code).first())


def past_pair_for_member_or_404(person: Person, code: str) -> Pair:
    """A pair that is over, for the two who were in it."""
    return _or_404(pairs_with_story(*OVER).filter(is_member(person), pk=code).first())


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
    try:
        claim = read_link(token, purpose=purpose, max_age=LINKS_LAST)
    except LinkBroken:
        raise Http404 from None
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
