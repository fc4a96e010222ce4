"""What is read of surveys. Nothing here says who has answered, or who has not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from viceversa.enrolment.models import Participation
from viceversa.impact.models import Survey, Ticket
from viceversa.impact.sight import LEAST
from viceversa.pairing.queries import FORMED
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

State, Role = Survey.State, Participation.Role


@dataclass(frozen=True)
class Turnout:
    """How many have answered of how many asked."""

    answered: int
    asked: int


def surveys_of(programme: Programme) -> list[Survey]:
    """In the order in which they close."""
    return list(programme.surveys.all())


def not_asked_of_both(programme: Programme) -> Survey | None:
    """A survey that is not over, and that the other role has not at that time of the round."""
    found = surveys_of(programme)
    known = {(survey.role, survey.wave) for survey in found}
    under_way = (survey for survey in found if survey.state != State.CLOSED)
    return next((s for s in under_way if (other_role(s.role), s.wave) not in known), None)


def other_role(role: str) -> str:
    """The mentee of a mentor, the mentor of a mentee."""
    return Role.MENTEE if role == Role.MENTOR else Role.MENTOR


def surveys_to(state: Survey.State) -> Iterable[Survey]:
    """The surveys of every programme in that state."""
    return Survey.objects.filter(state=state).select_related(
        "programme__first_contact", "programme__second_contact"
    )


def turnout(survey: Survey) -> Turnout | None:
    """The two numbers; None before it opens, and where so few are asked that they would tell."""
    if survey.state == State.CLOSED:
        found = Turnout(survey.answered or 0, survey.asked or 0)
    elif survey.state == State.OPEN:
        found = Turnout(survey.shut_answers.count(), survey.asked or 0)
    else:
        return None
    return found if found.asked >= LEAST else None


def people_to_ask(survey: Survey) -> list[Person]:
    """Before: whoever takes part in that role. Afterwards: whoever has been in a pair."""
    seats = survey.programme.participations.filter(role=survey.role).select_related("person")
    if survey.wave == Survey.Wave.BEFORE:
        return [seat.person for seat in seats.filter(state="enrolled")]
    of_pair = f"pairs_as_{survey.role}__state__in"
    return [seat.person for seat in seats.filter(Q(**{of_pair: FORMED})).distinct()]


def waiting_tickets_of(person: Person) -> list[Ticket]:
    """The surveys that ask her today and that she has not answered, the soonest to close first."""
    asked = Ticket.objects.filter(person=person, is_used=False, survey__state=State.OPEN)
    tickets = asked.select_related("survey__programme").order_by()
    waiting = [ticket for ticket in tickets if takes_answers(ticket.survey)]
    return sorted(waiting, key=lambda ticket: (ticket.survey.closes_on, ticket.pk))


def today_of(programme: Programme, now: datetime | None = None) -> date:
    """The day by the programme's own calendar."""
    return (now or timezone.now()).astimezone(ZoneInfo(programme.time_zone)).date()


def takes_answers(survey: Survey, now: datetime | None = None) -> bool:
    """Whether it is open, and its last day is not over."""
    is_early = today_of(survey.programme, now) <= survey.closes_on
    return survey.state == State.OPEN and is_early
