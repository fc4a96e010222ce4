"""What a directory changes: who its people are, where they work, and whether they may come in.

It opens no account and gives no role. A sign-in address is never changed by it, since whoever has
that address reads what its owner's pair has written.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from scim2_models import InvalidValueException, MutabilityException, UniquenessException

from viceversa.enrolment.models import Application
from viceversa.notices.actions import withdraw_waiting
from viceversa.people.actions import let_back_in, person_at, shut_out, unit_at
from viceversa.people.models import Employment, Person
from viceversa.people.trail import record
from viceversa.scim.access import Directory, entries
from viceversa.scim.handover import end_handover
from viceversa.scim.letters import shut_out_told
from viceversa.scim.models import DirectoryEntry, DirectoryGroup, DirectoryMember
from viceversa.scim.queries import manager_of
from viceversa.scim.said import SaidGroup, SaidPerson, key_of

TAKEN = "This address or userName is taken."


@transaction.atomic
def take_in(directory: Directory, said: SaidPerson) -> DirectoryEntry:
    """From now on the directory keeps this person up to date.

    Whoever works for another organisation, is known without an employer, or has an account already
    and was not handed over, is not its own to keep: UniquenessException, and nothing is linked.
    """
    person = Person.objects.filter(email=said.email).first()
    entry = _entry_again(directory, person) if person else None
    if entry is None:
        person = person or person_at(said.email)
        Employment.objects.get_or_create(
            person=person, defaults={"organisation": directory.organisation}
        )
        entry = DirectoryEntry(organisation=directory.organisation, person=person)
    entry.deleted_at = None
    _write(directory, entry, _with_what_is_known(entry.person, said))
    record("taken in from a directory", entry.person, by=directory.by)
    return entry


@transaction.atomic
def change(directory: Directory, entry: DirectoryEntry, said: SaidPerson) -> None:
    """What the directory says now."""
    if said.email != entry.person.email:
        _change_address(entry, said.email)
    _write(directory, entry, said)
    record("changed by a directory", entry.person, by=directory.by)


@transaction.atomic
def take_out(directory: Directory, entry: DirectoryEntry) -> None:
    """The directory knows her no more: she is shut out, and nothing of hers is erased."""
    _close(directory, entry)
    DirectoryMember.objects.filter(entry=entry).delete()
    entry.deleted_at = entry.changed_at = timezone.now()
    entry.save()
    record("taken out of a directory", entry.person, by=directory.by)


@transaction.atomic
def write_group(directory: Directory, group: DirectoryGroup, said: SaidGroup) -> None:
    """Name and members of a group, and with them the unit of each."""
    unit_before = group.unit_id
    group.name, group.name_key, group.external_id = said.name, key_of(said.name), said.external_id
    group.unit, group.changed_at = unit_at(directory.organisation, said.name), timezone.now()
    group.save()
    moved = _set_members(directory, group, said.members)
    if group.unit_id != unit_before:
        moved = entries(directory).filter(memberships__group=group) | moved
    for entry in moved.distinct():
        _place(directory, entry)
    record("changed a group by a directory", group, by=directory.by, members=len(said.members))


@transaction.atomic
def remove_group(directory: Directory, group: DirectoryGroup) -> None:
    """The group is gone; the unit stays, for whoever else is in it."""
    left = list(entries(directory).filter(memberships__group=group))
    record("removed a group by a directory", group, by=directory.by)
    group.delete()
    for entry in left:
        _place(directory, entry)


def _set_members(
    directory: Directory, group: DirectoryGroup, codes: Sequence[str]
) -> QuerySet[DirectoryEntry]:
    """Gives those who have come or gone."""
    before = set(group.members.values_list("entry", flat=True))
    come, gone = [code for code in codes if code not in before], before - set(codes)
    if entries(directory).filter(pk__in=come).count() < len(come):
        raise InvalidValueException(detail="members: one of them is no user here")
    DirectoryMember.objects.filter(group=group, entry__in=gone).delete()
    DirectoryMember.objects.bulk_create(
        DirectoryMember(group=group, entry_id=code) for code in come
    )
    return entries(directory).filter(pk__in=[*come, *gone])


def _with_what_is_known(person: Person, said: SaidPerson) -> SaidPerson:
    """Of somebody who was known before, what the directory leaves open stays."""
    return replace(
        said,
        given_name=said.given_name or person.given_name,
        family_name=said.family_name or person.family_name,
        title=said.title or person.employment.title,
    )


def _entry_again(directory: Directory, person: Person) -> DirectoryEntry | None:
    """Her entry that was taken out; None when she works here and nobody keeps her yet."""
    entry = DirectoryEntry.objects.filter(person=person).first()
    here = Employment.objects.filter(person=person, organisation=directory.organisation)
    if not here.exists():
        raise UniquenessException(detail=TAKEN)
    if entry and entry.organisation_id == directory.organisation.pk and entry.deleted_at:
        return entry
    if entry or person.is_organiser:
        raise UniquenessException(detail=TAKEN)
    if not end_handover(directory.organisation, person) and person.is_active:
        raise UniquenessException(detail=TAKEN)
    return None


def _write(directory: Directory, entry: DirectoryEntry, said: SaidPerson) -> None:
    is_moved = said.department != entry.department
    entry.user_name, entry.user_name_key = said.user_name, key_of(said.user_name)
    entry.external_id, entry.department = said.external_id, said.department
    entry.is_active, entry.changed_at = said.is_active, timezone.now()
    entry.save()
    person, employment = entry.person, entry.person.employment
    person.given_name, person.family_name = said.given_name, said.family_name
    person.save(update_fields=["given_name", "family_name"])
    employment.title = said.title
    if said.manager != manager_of(entry):
        employment.manager, employment.manager_address = _manager(directory, entry, said), ""
    employment.save(update_fields=["title", "manager", "manager_address"])
    if is_moved:
        _place(directory, entry)
    if said.is_active is False:
        _close(directory, entry)
    elif person.closed_at:
        let_back_in(person, with_account=entry.had_account, by=directory.by)


def _manager(directory: Directory, entry: DirectoryEntry, said: SaidPerson) -> Person | None:
    if not said.manager:
        return None
    found = entries(directory).filter(pk=said.manager).exclude(pk=entry.pk).first()
    if found is None:
        raise InvalidValueException(detail="manager: is no other user here")
    return found.person


def _place(directory: Directory, entry: DirectoryEntry) -> None:
    """Her department says where she works, or else the group that she came into last."""
    last = DirectoryMember.objects.filter(entry=entry).select_related("group__unit").last()
    unit = last.group.unit if last else None
    if entry.department:
        unit = unit_at(directory.organisation, entry.department)
    Employment.objects.filter(person=entry.person_id).update(unit=unit)


def _change_address(entry: DirectoryEntry, address: str) -> None:
    """Only of somebody who does nothing here yet."""
    person = entry.person
    if person.is_active or entry.had_account or person.participations.exists():
        raise MutabilityException(
            detail="emails: the address of somebody who takes part is changed by the coordinator"
        )
    if Person.objects.filter(email=address).exists():
        raise UniquenessException(detail=TAKEN)
    person.email = address
    person.save(update_fields=["email"])


def _close(directory: Directory, entry: DirectoryEntry) -> None:
    person = entry.person
    if person.closed_at:
        return
    entry.had_account = person.is_active
    entry.save(update_fields=["had_account"])
    shut_out(person, by=directory.by)
    withdraw_waiting(person)
    Application.objects.filter(participation__person=person).update(
        access_version=F("access_version") + 1
    )
    shut_out_told(entry)
