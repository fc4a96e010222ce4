"""The letters of this room, each with an example."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from viceversa.enrolment.letters import (
    context_of,
    invitation_context,
    list_context,
    seats_context,
)
from viceversa.enrolment.models import Application, Call, Invitation, Participation
from viceversa.enrolment.seats import Taken, seat_rows
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.notices.samples import Context, example_person, letter_sample
from viceversa.people.models import Organisation
from viceversa.programmes.letter_samples import example_programme
from viceversa.programmes.models import Partner

BOTH = ("mentor", "mentee")


@letter_sample(
    "enrolment/application_begun",
    to=BOTH,
    when=gettext_lazy("when somebody who applies has given an address"),
)
def application_begun(role: str) -> Context:
    return _example(role)


@letter_sample(
    "enrolment/application_kept",
    to=BOTH,
    when=gettext_lazy("when you open the call of the next round, to those who let you keep theirs"),
)
def application_kept(role: str) -> Context:
    return _example(role)


@letter_sample(
    "enrolment/application_sent", to=BOTH, when=gettext_lazy("when an application is sent")
)
def application_sent(role: str) -> Context:
    return _example(role)


@letter_sample(
    "enrolment/place_given", to=BOTH, when=gettext_lazy("when you tell the decisions: a place")
)
def place_given(role: str) -> Context:
    return {**_example(role), "seat": _seat(role)}


@letter_sample(
    "enrolment/place_declined",
    to=("coordinator",),
    when=gettext_lazy("when somebody does not take the place she was given"),
)
def place_declined(role: str) -> Context:
    seat = _seat("mentor")
    return {"programme": seat.programme, "seat": seat}


@letter_sample(
    "enrolment/place_waiting",
    to=BOTH,
    when=gettext_lazy("when you tell the decisions: the waiting list"),
)
def place_waiting(role: str) -> Context:
    return _example(role)


@letter_sample(
    "enrolment/no_place", to=BOTH, when=gettext_lazy("when you tell the decisions: no place")
)
def no_place(role: str) -> Context:
    return _example(role)


@letter_sample(
    "enrolment/telling_stopped",
    to=("coordinator",),
    when=gettext_lazy("when the decisions could not be told by the clock"),
)
def telling_stopped(role: str) -> Context:
    return {"programme": example_programme(), "undecided": 2, "wrong": 1}


@letter_sample(
    "enrolment/list_came",
    to=("coordinator",),
    when=gettext_lazy("when the server has found a list from HR in the folder that it watches"),
)
def list_came(role: str) -> Context:
    counts = {"new": 3, "changed": 1, "unchanged": 28, "wrong": 0}
    arrived = PeopleImport(pk="example", programme=example_programme(), counts=counts)
    arrived.state = PeopleImport.State.APPLIED
    return list_context(arrived)


def _seat(role: str) -> Participation:
    return Participation(
        pk="example", programme=example_programme(), person=example_person(role), role=role
    )


@letter_sample(
    "enrolment/seats_told",
    to=("partner_contact",),
    when=gettext_lazy("when you tell the decisions; once a day at most"),
)
def seats_told(role: str) -> Context:
    programme = example_programme()
    house = Organisation(pk="example", name="Tallmo Hydraulik AB")
    partner = Partner(programme=programme, organisation=house, mentors_most=3, mentees_most=2)
    found: Taken = {("example", "mentor"): (2, 1), ("example", "mentee"): (2, 2)}
    return {"partner": partner, "programme": programme, "seats": seat_rows(partner, found)}


@letter_sample(
    "enrolment/half_done",
    to=BOTH,
    when=gettext_lazy("seven and two days before the last day, to those who have begun"),
)
def half_done(role: str) -> Context:
    return _example(role)


@letter_sample(
    "enrolment/invitation", to=BOTH, when=gettext_lazy("when somebody on the list may apply")
)
def invitation(role: str) -> Context:
    return _invited(role)


@letter_sample(
    "enrolment/invitation_waits",
    to=BOTH,
    when=gettext_lazy("a week before the last day, to those who were invited; once"),
)
def invitation_waits(role: str) -> Context:
    return _invited(role)


@letter_sample(
    "enrolment/seats_open", to=("partner_contact",), when=gettext_lazy("when a call opens")
)
def seats_open(role: str) -> Context:
    house = Organisation(name="Tallmo Hydraulik AB")
    return seats_context(_call("mentee"), [Partner(organisation=house, mentees_most=4)])


def _example(role: str) -> Context:
    call = _call(role)
    application = Application(
        pk="example",
        call=call,
        language=_language(),
        promised_on=call.opens_on + timedelta(days=21),
    )
    return context_of(application)


def _invited(role: str) -> Context:
    source = _("the award list of the chamber")
    named = Invitation(
        pk="example", call=_call(role), language=_language(), source=source, year=2025
    )
    return invitation_context(named)


def _call(role: str) -> Call:
    today = timezone.localdate()
    programme = example_programme()
    programme.starts_on = today + timedelta(days=30)
    return Call(
        pk="example",
        programme=programme,
        role=role,
        opens_on=today,
        closes_on=today + timedelta(days=14),
    )


def _language() -> str:
    return (get_language() or "sv")[:2]
