"""Surveys as tests need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tests.factories import enrol, make_person
from viceversa.enrolment.models import Participation
from viceversa.impact import queries
from viceversa.impact.actions import close_survey, open_survey, plan_survey, send_answer
from viceversa.impact.boxes import Said, Value
from viceversa.impact.models import Survey, Ticket
from viceversa.lib.links import sign_link
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


@dataclass(frozen=True)
class Asked:
    """An open survey, and those whom it asks."""

    survey: Survey
    people: Sequence[Person]

    def ticket(self, which: int) -> Ticket:
        return Ticket.objects.get(survey=self.survey, person=self.people[which])

    def link(self, which: int) -> str:
        return link_to(self.survey, self.people[which])

    def answer(self, count: int, words: str = "", **values: Value) -> None:
        """The first so many answer this."""
        for which in range(count):
            send_answer(self.ticket(which), Said(values, words))

    def close(self) -> Survey:
        close_survey(self.survey)
        self.survey.refresh_from_db()
        return self.survey


def link_to(survey: Survey, person: Person) -> str:
    return sign_link(
        "survey", person_id=person.pk, object_id=survey.pk, version=person.access_version
    )


def crowd(programme: Programme, count: int, role: str = "mentee") -> list[Person]:
    """So many people with a seat."""
    people = [make_person() for _ in range(count)]
    for person in people:
        enrol(person, programme, role)
    return people


def ask(
    programme: Programme,
    *,
    wave: str = "before",
    count: int = 0,
    people: Sequence[Person] = (),
    role: str = "mentee",
) -> Asked:
    """Opens a survey to people who are new here, or who take part already."""
    everybody = [*people, *crowd(programme, count, role)]
    survey = plan(programme, wave=wave, role=role)
    if wave != "before":
        pair_up(programme, role)
    open_survey(survey, by=None)
    survey.refresh_from_db()
    return Asked(survey, everybody)


def plan(programme: Programme, *, wave: str = "before", role: str = "mentee") -> Survey:
    last = timezone.localdate() + timedelta(days=14)
    return plan_survey(programme, role=role, wave=wave, closes_on=last, by=None)


def pair_up(programme: Programme, role: str) -> None:
    """Everybody in the role has been in a pair with one and the same other."""
    proposal = Proposal.objects.create(
        programme=programme, number=900 + programme.proposals.count(), state="published"
    )
    other = "mentor" if role == "mentee" else "mentee"
    partner = enrol(make_person(), programme, other)
    met = queries.people_to_ask(Survey(programme=programme, role=role, wave="after"))
    seats = Participation.objects.filter(programme=programme, role=role).exclude(person__in=met)
    for number, seat in enumerate(seats, start=900 + programme.pairs.count()):
        Pair.objects.create(
            programme=programme,
            proposal=proposal,
            number=number,
            state="active",
            score=1,
            **{role: seat, other: partner},
        )
