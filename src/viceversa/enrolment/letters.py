"""The letters of this room. Whoever applies is no person of ours, and has no outbox: her letters
are sent at once, by jobs that try again. Whoever has a place is written to as everybody else."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone, translation

from viceversa.enrolment.calls import CONFIRM_WITHIN, is_late, promised_day, say, zone_of
from viceversa.enrolment.invited import seats_event
from viceversa.enrolment.models import Application, Call, Invitation, Participation
from viceversa.enrolment.seats import seat_rows, taken
from viceversa.enrolment.selection import PlannedTelling
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.notices.actions import post, send_at_once
from viceversa.people.models import Person
from viceversa.programmes.hours import time_cost
from viceversa.programmes.models import Partner, Programme
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
        to=_reader(application),
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


def list_came(arrived: PeopleImport) -> None:
    """To whoever answers for the programme, when a machine has brought a list: what came of it."""
    programme = arrived.programme
    contact = programme.first_contact
    for person in [contact] if contact else coordinators_of(programme):
        post(
            "enrolment/list_came",
            to=person,
            event=f"list-came:{arrived.pk}",
            context=list_context(arrived),
            head=letterhead(programme),
        )


def list_context(arrived: PeopleImport) -> dict[str, object]:
    """How many rows were of which kind, and whether they are brought in."""
    return {
        "list": arrived,
        "programme": arrived.programme,
        "counts": arrived.counts,
        "is_in": arrived.state == PeopleImport.State.APPLIED,
    }


def half_done(application: Application) -> None:
    """To whoever has begun and not sent: it waits, and there are so many days left."""
    send_at_once(
        "enrolment/half_done",
        to=_reader(application),
        key=f"half-done.{application.pk}.{application.reminded_before}",
        context=context_of(application),
        head=letterhead(application.call.programme),
    )


def send_to_invited(name: str, invitation: Invitation, *, edition: int) -> None:
    """To somebody who is asked by name. The same edition is the same letter, however often the job
    is tried."""
    send_at_once(
        f"enrolment/{name}",
        to=_reader(invitation),
        key=f"{name}.{invitation.pk}.{edition}",
        context=invitation_context(invitation),
        head=letterhead(invitation.call.programme),
    )


def seats_open(call: Call, person: Person, partners: Sequence[Partner]) -> None:
    """To a partner's contact, once in a call: invite your people."""
    with translation.override(person.language):
        context = seats_context(call, partners)
    post(
        "enrolment/seats_open",
        to=person,
        event=seats_event(call),
        context=context,
        head=letterhead(call.programme),
    )


def seats_context(call: Call, partners: Sequence[Partner]) -> dict[str, object]:
    """How many seats each partner has, and until when they are filled."""
    return {
        "call": call,
        "programme": call.programme,
        "role": call.role,
        "seats": [(each.organisation.name, each.seats_for(call.role)) for each in partners],
        "last_day": say(call.closes_on, call, timezone.now()),
    }


def invitation_context(invitation: Invitation) -> dict[str, object]:
    """What the letters say of an invitation: what it is, what it takes, and whence the name."""
    call, now = invitation.call, timezone.now()
    with translation.override(invitation.language):
        return {
            "invitation": invitation,
            "programme": call.programme,
            "role": call.role,
            "hours": time_cost(call.programme, call.role).hours,
            "last_day": say(call.closes_on, call, now),
            "is_late": is_late(call, now),
            "promised": say(promised_day(call, now), call, now),
        }


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


def _reader(own: Application | Invitation) -> Person:
    """Somebody to write to, in no database. Her links carry the code of what is her own here."""
    return Person(
        pk=own.pk,
        given_name=own.given_name,
        family_name=own.family_name,
        email=own.email,
        language=own.language,
        access_version=own.access_version,
    )


def _edition(application: Application) -> str:
    """The same happening is the same letter, however often the job is tried."""
    moment = application.answered_at or application.sent_at or application.touched_at
    return str(int(moment.timestamp()))
