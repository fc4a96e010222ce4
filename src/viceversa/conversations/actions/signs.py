"""The two signs that leave the taps of a meeting, taken where they are sealed.

Who asks for the next date, so that the right one of the two is reminded. And that both should be
rung, since somebody could not speak openly: said from the Monday after, so that neither who it was
nor which meeting can be read off the day.
"""

from datetime import date, timedelta

from django.utils import timezone

from viceversa.conversations.models import Meeting, Taps
from viceversa.conversations.queries import home_zone
from viceversa.conversations.sealed import data_of
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import role_in

WEEK = 7


def leave_signs(meeting: Meeting) -> None:
    """Reads all taps of the pair anew, since an answer may have been changed."""
    pair = meeting.pair
    taps = _taps_of(pair)
    asking = {
        role_in(pair, each.person)
        for each in taps
        if each.meeting_id == meeting.pk and _answer(each, "next_date") == "next_asked"
    }
    Meeting.objects.filter(pk=meeting.pk).update(next_asked_by=_one_of(asking))
    _mark(pair, call=_calls_for_a_call(pair, taps))


def _taps_of(pair: Pair) -> list[Taps]:
    """All taps of the pair, which they are opened by."""
    taps = list(Taps.objects.filter(meeting__pair=pair).select_related("meeting", "person"))
    for each in taps:
        each.meeting.pair = pair
    return taps


def _answer(taps: Taps, question: str) -> object:
    return data_of(taps, "sealed_answers").get(question)


def _one_of(asking: set[str]) -> str:
    """The mentor, who leads, when both have said that one of them asks."""
    return "mentor" if "mentor" in asking else next(iter(asking), "")


def _calls_for_a_call(pair: Pair, taps: list[Taps]) -> bool:
    """Unease at a first meeting is usual and raises nothing, unless it is felt a second time."""
    uneasy = [
        each
        for each in taps
        if (pair.called_at is None or each.tapped_at > pair.called_at)
        and _answer(each, "openly") == "spoke_not"
    ]
    first = min((each.meeting.number for each in taps), default=0)
    return len(uneasy) > 1 or any(each.meeting.number > first for each in uneasy)


def _mark(pair: Pair, *, call: bool) -> None:
    """A mark that nobody has seen yet goes again with its cause; one that was seen stays until
    both are rung, or its going would tell who has changed an answer."""
    today = timezone.now().astimezone(home_zone(pair.programme)).date()
    marks = Pair.objects.filter(pk=pair.pk)
    if call:
        marks.filter(call_from=None).update(call_from=_next_monday(today))
    else:
        marks.filter(call_from__gt=today).update(call_from=None)


def _next_monday(day: date) -> date:
    return day + timedelta(days=WEEK - day.weekday())
