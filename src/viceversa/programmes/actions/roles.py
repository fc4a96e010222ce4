"""People who have a role in a programme."""

from dataclasses import dataclass

from django.db import transaction

from viceversa.people.actions import open_account, person_at
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes import letters
from viceversa.programmes.models import Partner, Programme, Role


class LastCoordinatorError(Exception):
    """A programme is never left without anybody who leads it."""


@dataclass(frozen=True)
class ContactDraft:
    """A named human who may not be known yet."""

    email: str
    given_name: str
    family_name: str


@transaction.atomic
def give_role(
    programme: Programme,
    person: Person,
    kind: str,
    *,
    by: Person,
    partner: Partner | None = None,
    assists: Person | None = None,
) -> Role:
    """Gives the role, opens the account and writes to the person, unless she gave it to herself.

    Given twice, it is still one role.
    """
    role, is_new = Role.objects.get_or_create(
        programme=programme, person=person, kind=kind, partner=partner, assists=assists
    )
    if is_new:
        open_account(person)
        record("gave a role", role, by=by, kind=kind, programme=programme.pk, person=person.pk)
    if is_new and person != by:
        letters.role_given(role)
    return role


def give_role_to(
    programme: Programme,
    contact: ContactDraft,
    kind: str,
    *,
    by: Person,
    partner: Partner | None = None,
    assists: Person | None = None,
) -> Role:
    """The same for somebody by her address, who may be new to us."""
    with transaction.atomic():
        person = contact_known(contact, programme)
        return give_role(programme, person, kind, by=by, partner=partner, assists=assists)


@transaction.atomic
def take_role(role: Role, *, by: Person) -> None:
    """Takes the role away. Raises LastCoordinatorError for the last one who leads."""
    # The row of the programme is the lock: two coordinators may take each other's role at once.
    Programme.objects.select_for_update().get(pk=role.programme_id)
    leads = Role.objects.filter(programme=role.programme_id, kind=Role.Kind.COORDINATOR)
    if role.kind == Role.Kind.COORDINATOR and leads.count() == 1:
        raise LastCoordinatorError
    facts = {"kind": role.kind, "programme": role.programme_id, "person": role.person_id}
    record("took a role", role, by=by, **facts)
    role.delete()


@transaction.atomic
def send_times_link(role: Role, *, by: Person) -> None:
    """Writes to an assistant once more with her personal link; once a day at most."""
    letters.times_link(role)
    record("sent a link to times", role, by=by)


def contact_known(draft: ContactDraft, programme: Programme) -> Person:
    """The person at that address, made known if she was not."""
    return person_at(
        draft.email,
        given_name=draft.given_name,
        family_name=draft.family_name,
        language=programme.language,
    )
