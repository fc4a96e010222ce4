"""Programmes themselves: how they begin, their settings, dates and topics."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from viceversa.people.actions import organisation_named
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.actions.breaks import (
    add_usual_breaks,
    copy_own_breaks,
    move_usual_breaks,
)
from viceversa.programmes.actions.earlier import copy_earlier_rounds
from viceversa.programmes.actions.partners import SEATS, PartnerDraft, add_partner
from viceversa.programmes.actions.quotas import copy_quotas
from viceversa.programmes.actions.roles import ContactDraft, contact_known, give_role
from viceversa.programmes.models import OwnTopic, Partner, Phase, Programme, Role
from viceversa.programmes.phases import Span, plan_phases

COPIED = (
    "purpose",
    "organisation",
    "blueprint",
    "scope",
    "time_zone",
    "language",
    "pairs_planned",
    "meetings_target",
    "meetings_tolerance",
    "minutes_least",
    "minutes_most",
    "renewal_months",
    "goal_policy",
    "agenda_policy",
    "takes_ideas",
    "consent",
    "matcher",
    "entry",
    "rules",
    "weights",
    "aim",
    "poor_below",
    "fair_below",
    "may_override",
    "mentee_capacity",
    "theme_topics",
    "goal_kinds",
    "activities",
    "needs_second_lock",
)


@transaction.atomic
def create_programme(
    programme: Programme,
    *,
    organisation: str,
    by: Person,
    partners: Iterable[PartnerDraft] = (),
    second_contact: ContactDraft | None = None,
) -> Programme:
    """Saves an unsaved programme with its phases, usual breaks and partners.

    Whoever creates it leads it and is its first contact.
    """
    programme.organisation = organisation_named(organisation)
    programme.first_contact = by
    programme.second_contact = contact_known(second_contact, programme) if second_contact else None
    programme.save()
    _add_phases(programme, plan_phases(programme.starts_on, programme.ends_on))
    add_usual_breaks(programme)
    for draft in partners:
        add_partner(programme, draft, by=by)
    record("created a programme", programme, by=by, blueprint=programme.blueprint)
    give_role(programme, by, Role.Kind.COORDINATOR, by=by)
    return programme


@transaction.atomic
def copy_programme(programme: Programme, *, by: Person, name: str, starts_on: date) -> Programme:
    """The next round: same rules, length, partners, quotas, own topics, own breaks and earlier
    rounds, and nobody in it but `by`."""
    copy = Programme(**{field: getattr(programme, field) for field in COPIED})
    copy.name, copy.starts_on = name, starts_on
    if programme.ends_on:
        copy.ends_on = starts_on + (programme.ends_on - programme.starts_on)
    copy.copied_from, copy.first_contact = programme, by
    copy.save()
    _add_phases(copy, plan_phases(copy.starts_on, copy.ends_on))
    add_usual_breaks(copy)
    copy_own_breaks(programme, to=copy)
    copy_earlier_rounds(programme, to=copy)
    for partner in programme.partners.all():
        kept = {name: getattr(partner, name) for name in (*SEATS, "arrangement")}
        Partner.objects.create(programme=copy, organisation_id=partner.organisation_id, **kept)
    copy_quotas(programme, to=copy)
    OwnTopic.objects.bulk_create(
        OwnTopic(programme=copy, code=topic.code, group=topic.group, sv=topic.sv, en=topic.en)
        for topic in programme.own_topics.all()
    )
    record("copied a programme", copy, by=by, copied_from=programme.pk)
    give_role(copy, by, Role.Kind.COORDINATOR, by=by)
    return copy


@transaction.atomic
def change_settings(programme: Programme, changes: Mapping[str, Any], *, by: Person) -> None:
    """Sets fields of the programme. The trail tells which ones, not what they hold."""
    for field, value in changes.items():
        setattr(programme, field, value)
    programme.save(update_fields=list(changes))
    record("changed settings", programme, by=by, fields=sorted(changes))


@transaction.atomic
def change_dates(
    programme: Programme, *, starts_on: date, ends_on: date | None, by: Person
) -> None:
    """Moves the round; its phases are computed anew, and its usual breaks follow."""
    # A form may have written the new days into the programme that we are handed.
    before = Programme.objects.values_list("starts_on", "ends_on").get(pk=programme.pk)
    change_settings(programme, {"starts_on": starts_on, "ends_on": ends_on}, by=by)
    programme.phases.all().delete()
    _add_phases(programme, plan_phases(starts_on, ends_on))
    move_usual_breaks(programme, before=before)


@transaction.atomic
def change_contacts(
    programme: Programme, *, first: ContactDraft, second: ContactDraft, by: Person
) -> None:
    """Names the two humans of the programme, who may be new to us."""
    known = {
        "first_contact": contact_known(first, programme),
        "second_contact": contact_known(second, programme),
    }
    change_settings(programme, known, by=by)


@transaction.atomic
def move_phases(programme: Programme, spans: Iterable[Span], *, by: Person) -> None:
    """Gives the phases other days."""
    for span in spans:
        programme.phases.filter(kind=span.kind).update(
            starts_on=span.starts_on, ends_on=span.ends_on
        )
    record("moved phases", programme, by=by)


@transaction.atomic
def add_topic(programme: Programme, *, group: str, sv: str, en: str, by: Person) -> OwnTopic:
    """A topic of the programme's own, numbered from 101 within its group."""
    codes = programme.own_topics.filter(group=group).values_list("code", flat=True)
    number = max((int(code[1:]) for code in codes), default=100) + 1
    topic = OwnTopic.objects.create(
        programme=programme, group=group, code=f"{group}{number}", sv=sv, en=en
    )
    record("added a topic", programme, by=by, code=topic.code)
    return topic


@transaction.atomic
def remove_topic(programme: Programme, topic: OwnTopic, *, by: Person) -> None:
    """Takes an own topic out of the catalogue, out of the themes and of what has seats."""
    themes = [code for code in programme.theme_topics if code != topic.code]
    change_settings(programme, {"theme_topics": themes}, by=by)
    programme.quotas.filter(topic=topic.code).delete()
    record("removed a topic", programme, by=by, code=topic.code)
    topic.delete()


def _add_phases(programme: Programme, spans: Iterable[Span]) -> None:
    Phase.objects.bulk_create(Phase(programme=programme, **span._asdict()) for span in spans)
