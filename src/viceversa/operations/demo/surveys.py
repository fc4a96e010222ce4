"""What the chamber's people were asked: mentees at half-time, which is told, and mentors now."""

from datetime import date, timedelta

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


def ask(programme: Programme, *, today: date, by: Person) -> None:
    """Goes through the room's own actions; answers that nobody gave."""
    told = _open(programme, "mentee", today + timedelta(days=1), by)
    _answer(told, (told.asked or 0) - SILENT)
    close_survey(told)
    Survey.objects.filter(pk=told.pk).update(
        opens_on=today - timedelta(days=24), closes_on=today - timedelta(days=10)
    )
    _answer(_open(programme, "mentor", today + timedelta(days=9), by), ANSWERED)


def _open(programme: Programme, role: str, last_day: date, by: Person) -> Survey:
    survey = plan_survey(
        programme, role=role, wave=Survey.Wave.HALF_TIME, closes_on=last_day, by=by
    )
    open_survey(survey, by=by)
    survey.refresh_from_db()
    return survey


def _answer(survey: Survey, count: int) -> None:
    items = [item for item in items_of(survey) if not item.is_words]
    tickets = survey.tickets.order_by("person__email")[:count]
    for number, ticket in enumerate(tickets):
        values = {
            item.code: _value(number + at, item.answered_by.taps) for at, item in enumerate(items)
        }
        send_answer(ticket, Said(values, REMARKS[number] if number < len(REMARKS) else ""))


def _value(turn: int, taps: list[tuple[str, str]]) -> Value:
    """Mostly content, as people are who stay: the upper half of a scale, the first choices."""
    code = taps[turn % 4 // 3 if len(taps) <= FEW else -1 - turn % 3][0]
    return int(code) if code.isdigit() else code
