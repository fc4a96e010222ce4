"""Doors of a programme. What you may not see does not exist: the answer is 404."""

from datetime import timedelta

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from viceversa.lib.links import claim_or_404
from viceversa.notices.samples import Sample, all_samples
from viceversa.people.models import Person
from viceversa.programmes.models import (
    Break,
    EarlierRound,
    Enquiry,
    OwnTopic,
    Partner,
    Programme,
    Quota,
    Role,
)

Kind = Role.Kind
REMINDER_LINKS_LAST = timedelta(days=366)


def programme_for_anybody_or_404(code: str) -> Programme:
    """The programme, for whoever knows its code: to write to its organiser, no more."""
    contacts = ("organisation", "first_contact", "second_contact")
    return get_object_or_404(Programme.objects.select_related(*contacts), pk=code)


def has_role(person: Person, programme: Programme, *kinds: Role.Kind) -> bool:
    """Whether the person has one of these roles in the programme."""
    return programme.roles.filter(person=person, kind__in=kinds).exists()


def programme_for_coordinator_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who lead it."""
    return programme_for_role_or_404(person, code, Kind.COORDINATOR)


def programme_for_matcher_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who propose pairs: its coordinators, and its matchers where it is
    set so that they do."""
    leads = Q(roles__kind=Kind.COORDINATOR)
    proposes = Q(roles__kind=Kind.MATCHER, matcher__in=Programme.PROPOSED_BY_MATCHERS)
    return _programme_or_404(person, code, leads | proposes)


def programme_for_role_or_404(person: Person, code: str, *kinds: Role.Kind) -> Programme:
    """The programme, for whoever has one of these roles in it."""
    return _programme_or_404(person, code, Q(roles__kind__in=[kind.value for kind in kinds]))


def _programme_or_404(person: Person, code: str, right: Q) -> Programme:
    programme = (
        Programme.objects.filter(right, pk=code, roles__person=person)
        .select_related("organisation", "first_contact", "second_contact")
        .distinct()
        .first()
    )
    if programme is None:
        raise Http404
    return programme


def partners_for_contact_or_404(person: Person, code: str) -> tuple[Programme, list[Partner]]:
    """The programme and the partners whose contact the person is: nobody else's."""
    programme = programme_for_role_or_404(person, code, Kind.PARTNER_CONTACT)
    partners = programme.partners.filter(contacts__person=person).select_related("organisation")
    return programme, list(partners.distinct())


def programme_for_sponsor_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who want to know whether it was worth it, and who lead it."""
    return programme_for_role_or_404(person, code, Kind.SPONSOR, Kind.COORDINATOR)


def assisted_by_or_404(person: Person, code: str) -> tuple[Programme, list[Person]]:
    """The programme and those for whom the person books."""
    programme = programme_for_role_or_404(person, code, Kind.ASSISTANT)
    assisted = Person.objects.filter(assistants__person=person, assistants__programme=programme)
    return programme, list(assisted.distinct())


def programme_of_reminders_or_404(token: str) -> tuple[Person, Programme]:
    """Whose reminders a letter's link is about, and of which programme; LinkExpired when it was
    right once."""
    claim = claim_or_404(token, purpose="reminders", max_age=REMINDER_LINKS_LAST)
    person = get_object_or_404(Person, pk=claim.person_id, access_version=claim.version)
    known = Programme.objects.select_related("first_contact", "second_contact")
    return person, get_object_or_404(known, pk=claim.object_id)


def letter_or_404(name: str) -> Sample:
    """A letter of the house by its name, `room/letter`."""
    sample = all_samples().get(name)
    if sample is None:
        raise Http404
    return sample


def organiser_or_404(person: Person) -> Person:
    """Whoever may create programmes."""
    if not person.is_organiser:
        raise Http404
    return person


def role_of_programme_or_404(programme: Programme, code: str) -> Role:
    """A role in a programme whose door has been passed."""
    return get_object_or_404(programme.roles.select_related("person"), pk=code)


def partner_of_programme_or_404(programme: Programme, code: str) -> Partner:
    """A partner of a programme whose door has been passed."""
    return get_object_or_404(programme.partners.select_related("organisation"), pk=code)


def quota_of_programme_or_404(programme: Programme, code: str) -> Quota:
    """Seats of a unit or topic, of a programme whose door has been passed."""
    return get_object_or_404(programme.quotas, pk=code)


def partner_for_party_or_404(person: Person, code: str, partner_code: str) -> tuple[Partner, bool]:
    """A partner for those who lead and for its own contacts, and whether she leads."""
    programme = programme_for_role_or_404(person, code, Kind.COORDINATOR, Kind.PARTNER_CONTACT)
    leads = has_role(person, programme, Kind.COORDINATOR)
    partners = programme.partners.select_related("organisation")
    mine = partners if leads else partners.filter(contacts__person=person)
    partner = get_object_or_404(mine, pk=partner_code)
    partner.programme = programme
    return partner, leads


def enquiry_of_programme_or_404(programme: Programme, code: str) -> Enquiry:
    """What somebody wrote to a programme whose door has been passed."""
    return get_object_or_404(programme.enquiries.all(), pk=code)


def topic_of_programme_or_404(programme: Programme, code: str) -> OwnTopic:
    """An own topic of a programme whose door has been passed."""
    return get_object_or_404(programme.own_topics.all(), pk=code)


def break_of_programme_or_404(programme: Programme, code: str) -> Break:
    """A break of a programme whose door has been passed."""
    return get_object_or_404(programme.breaks.all(), pk=code)


def earlier_round_of_programme_or_404(programme: Programme, code: str) -> EarlierRound:
    """A round from before the software, of a programme whose door has been passed."""
    return get_object_or_404(programme.earlier_rounds.all(), pk=code)


def assistant_role_of_programme_or_404(programme: Programme, code: str) -> Role:
    """The role of somebody who books for another, in a programme whose door has been passed."""
    assistants = programme.roles.filter(kind=Kind.ASSISTANT).select_related("person", "assists")
    return get_object_or_404(assistants, pk=code)
