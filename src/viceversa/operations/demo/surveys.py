"""What the chamber's people were asked: mentees at half-time, which is told, and mentors now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain, repeat

from django.utils import timezone

from viceversa.impact.actions import close_survey, open_survey, plan_survey, send_answer
from viceversa.impact.boxes import Said, Value
from viceversa.impact.instruments import items_of
from viceversa.impact.models import Survey
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

REMARKS = (
    "Första frågan borde komma dagen innan, så att jag hinner tänka.",
    "Jag har slutat svara på mejl under möten.",
    "Mer tid, tack. En timme är för kort.",
)
FEW = 3  # choices
SILENT = 2  # of those asked have not answered
ANSWERED = 6  # mentors have by today
OPEN_FOR = timedelta(days=14)
Wave = Survey.Wave


def ask(programme: Programme, *, today: date, by: Person) -> None:
    """Goes through the room's own actions; answers that nobody gave."""
    closed_on = today - timedelta(days=10)
    with told(programme, "mentee", Wave.HALF_TIME, by=by, closed_on=closed_on) as survey:
        answer_contentedly(survey, (survey.asked or 0) - SILENT)
    waits = _open(programme, "mentor", Wave.HALF_TIME, today + timedelta(days=9), by)
    answer_contentedly(waits, ANSWERED)


@contextmanager
def told(
    programme: Programme, role: str, wave: Survey.Wave, *, by: Person, closed_on: date
) -> Iterator[Survey]:
    """A survey that is open inside, and has closed by then afterwards."""
    survey = _open(programme, role, wave, timezone.localdate() + timedelta(days=1), by)
    yield survey
    close_survey(survey)
    Survey.objects.filter(pk=survey.pk).update(opens_on=closed_on - OPEN_FOR, closes_on=closed_on)


def answer_contentedly(survey: Survey, count: int) -> None:
    """So many answer as people do who stay, and some say something."""
    items = [item for item in items_of(survey) if not item.is_words]
    said = [
        {item.code: _value(number + at, item.answered_by.taps) for at, item in enumerate(items)}
        for number in range(count)
    ]
    answer(survey, said, REMARKS)


def answer(
    survey: Survey, said: Iterable[Mapping[str, Value]], remarks: Sequence[str] = ()
) -> None:
    """One after the other answers this. The same people come first in every survey."""
    tickets = survey.tickets.order_by("person__email")
    for ticket, values, words in zip(tickets, said, chain(remarks, repeat("")), strict=False):
        send_answer(ticket, Said(values, words))


def _open(programme: Programme, role: str, wave: Survey.Wave, last_day: date, by: Person) -> Survey:
    survey = plan_survey(programme, role=role, wave=wave, closes_on=last_day, by=by)
    open_survey(survey, by=by)
    survey.refresh_from_db()
    return survey


def _value(turn: int, taps: list[tuple[str, str]]) -> Value:
    """Mostly content, as people are who stay: the upper half of a scale, the first choices."""
    code = taps[turn % 4 // 3 if len(taps) <= FEW else -1 - turn % 3][0]
    return int(code) if code.isdigit() else code
