"""The letters of this room. Whoever applies is no person of ours, and has no outbox: her letters
are sent at once, by jobs that try again. Whoever has a place is written to as everybody else."""

from datetime import date

from django.utils import timezone, translation

from viceversa.enrolment.calls import CONFIRM_WITHIN, say, zone_of
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.seats import seat_rows, taken
from viceversa.enrolment.selection import PlannedTelling
from viceversa.notices.actions import post, send_at_once
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import (
    coordinators_of,
    letterhead,
    partner_contacts,
    partners_of,
)


def send_to_applicant(name: str, application: Application) -> None:
    """The letter of that name. A mail server that does not answer raises."""
    send_at_once(
        f"enrolment/{name}",
        to=_applicant(application),
        key=f"{name}.{application.pk}.{_edition(application)}",
        context=context_of(application),
        head=letterhead(application.call.programme),
    )


def place_given(application: Application, seat: Participation) -> None:
    """To whoever has a place, who is a person of the programme from now on: does she take it?"""
    post(
        "enrolment/place_given",
        to=seat.person,
        event=f"place-given:{application.pk}",
        context={**context_of(application), "seat": seat},
        head=letterhead(application.call.programme),
    )


def place_declined(seat: Participation) -> None:
    """To whoever answers for the programme: a place is free."""
    programme = seat.programme
    contact = programme.first_contact
    for person in [contact] if contact else coordinators_of(programme):
        post(
            "enrolment/place_declined",
            to=person,
            event=f"place-declined:{seat.pk}",
            context={"programme": programme, "seat": seat},
            head=letterhead(programme),
        )


def seats_told(programme: Programme) -> None:
    """To each partner's contact once the decisions are told: how many seats are filled, and of
    nobody's answer. Once a day at most."""
    found, today = taken(programme), timezone.localdate().toordinal()
    for partner in partners_of(programme):
        for person in partner_contacts(partner):
            with translation.override(person.language):
                seats = seat_rows(partner, found)
            post(
                "enrolment/seats_told",
                to=person,
                event=f"seats-told:{partner.pk}",
                version=today,
                context={"partner": partner, "programme": programme, "seats": seats},
                head=letterhead(programme),
            )


def telling_stopped(planned: PlannedTelling, *, undecided: int, wrong: int) -> None:
    """To those who lead: nobody was told, and what is to be mended."""
    programme = planned.programme
    for person in coordinators_of(programme):
        post(
            "enrolment/telling_stopped",
            to=person,
            event=f"telling-stopped:{planned.pk}",
            context={"programme": programme, "undecided": undecided, "wrong": wrong},
            head=letterhead(programme),
        )


def context_of(application: Application) -> dict[str, object]:
    """What the letters say of an application, never a word of what was written in it."""
    call, now = application.call, timezone.now()
    with translation.override(application.language):
        return {
            "application": application,
            "programme": call.programme,
            "role": call.role,
            "promised": say(application.promised_on, call, now),
            "first_day": say(call.opens_on, call, now),
            "last_day": say(call.closes_on, call, now),
            "confirm_by": say(_confirm_by(application), call, now),
        }


def _confirm_by(application: Application) -> date:
    told_at = application.answered_at or timezone.now()
    return (told_at + CONFIRM_WITHIN).astimezone(zone_of(application.call)).date()


def _applicant(application: Application) -> Person:
    """Somebody to write to, in no database. Her links carry the code of her application."""
    return Person(
        pk=application.pk,
        given_name=application.given_name,
        family_name=application.family_name,
        email=application.email,
        language=application.language,
        access_version=application.access_version,
    )


def _edition(application: Application) -> str:
    """The same happening is the same letter, however often the job is tried."""
    moment = application.answered_at or application.sent_at or application.touched_at
    return str(int(moment.timestamp()))
