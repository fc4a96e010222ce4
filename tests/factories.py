"""Rows as tests need them: only what matters to the test is named there."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from viceversa.enrolment.models import Application, Call, Invitation, Participation
from viceversa.enrolment.steps import STEPS
from viceversa.people.models import Employment, Organisation, Person, Unit
from viceversa.programmes.models import Partner, Programme, Role

_numbers = itertools.count(1)


def make_organisation(name: str | None = None, **fields: Any) -> Organisation:
    name = name or f"Organisation {next(_numbers)}"
    return Organisation.objects.create(name=name, name_key=name.casefold(), **fields)


def make_unit(organisation: Organisation, path: str) -> Unit:
    return Unit.objects.create(
        organisation=organisation, name=path.split(" / ")[-1], path=path, path_key=path.casefold()
    )


def make_person(given_name: str = "Robin", **fields: Any) -> Person:
    number = next(_numbers)
    defaults = {
        "family_name": f"Nummer{number}",
        "email": f"{given_name.casefold()}.{number}@example.com",
        "language": "en",
        "languages": ["sv"],
        "is_active": True,
    }
    return Person.objects.create(given_name=given_name, **{**defaults, **fields})


def employ(person: Person, organisation: Organisation, **fields: Any) -> Employment:
    return Employment.objects.create(person=person, organisation=organisation, **fields)


def make_programme(**fields: Any) -> Programme:
    """A programme within one organisation, in which both say yes."""
    starts_on = fields.pop("starts_on", datetime.date(2026, 9, 1))
    defaults: dict[str, Any] = {
        "name": f"Round {next(_numbers)}",
        "purpose": "Leaders learn how the young see us, and change something because of it.",
        "blueprint": "small-internal",
        "scope": "internal",
        "starts_on": starts_on,
        "ends_on": starts_on + datetime.timedelta(days=181),
        "language": "en",
        "meetings_target": 3,
        "goal_policy": "advise",
        "agenda_policy": "advise",
        "consent": "both_say_yes",
        "matcher": "committee",
        "entry": "window",
        "rules": {},
    }
    if "organisation" not in fields:
        fields["organisation"] = make_organisation()
    return Programme.objects.create(**{**defaults, **fields})


def give_role(person: Person, programme: Programme, kind: str, **fields: Any) -> Role:
    return Role.objects.create(person=person, programme=programme, kind=kind, **fields)


def make_partner(programme: Programme, organisation: Organisation, **seats: Any) -> Partner:
    return Partner.objects.create(programme=programme, organisation=organisation, **seats)


def enrol(person: Person, programme: Programme, role: str, **fields: Any) -> Participation:
    return Participation.objects.create(person=person, programme=programme, role=role, **fields)


def make_call(programme: Programme, role: str = "mentor", **fields: Any) -> Call:
    """A call that is open now, until a week from now."""
    today = timezone.localdate()
    if programme.ends_on and programme.ends_on < today:
        programme.ends_on = today + datetime.timedelta(days=100)
        programme.save(update_fields=["ends_on"])
    defaults: dict[str, Any] = {
        "who": "You are early in your working life.",
        "opens_on": today - datetime.timedelta(days=7),
        "closes_on": today + datetime.timedelta(days=7),
        "answer_on": today + datetime.timedelta(days=14),
        "opened_at": timezone.now(),
    }
    return Call.objects.create(programme=programme, role=role, **{**defaults, **fields})


def make_application(call: Call, given_name: str = "Sam", **fields: Any) -> Application:
    """One that was sent in time, with every question answered."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "state": Application.State.SENT,
        "sent_at": timezone.now(),
        "promised_on": call.answer_on,
        "language": "en",
        "has_time": True,
        "given_name": given_name,
        "family_name": f"Sökande{number}",
        "email": f"applicant.{number}@example.com",
        "unit": "Production",
        "organisation": "",
        "level": 2 if call.role == "mentor" else 5,
        "wants": {"A1": 2},
        "why": "I see things from the floor.",
        "steps": list(STEPS),
    }
    return Application.objects.create(call=call, **{**defaults, **fields})


def make_invitation(call: Call, given_name: str = "Noa", **fields: Any) -> Invitation:
    """Somebody who is on the list, by name."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "language": "en",
        "given_name": given_name,
        "family_name": f"Nominerad{number}",
        "email": f"nominee.{number}@example.com",
        "source": "an award list",
    }
    return Invitation.objects.create(call=call, **{**defaults, **fields})
