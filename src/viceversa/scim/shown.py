"""What the house keeps, as SCIM shows it. The version is made of what is shown: what was not
changed keeps it, and whoever changes something on a page changes it as well."""

import hashlib
from datetime import datetime
from typing import Any

from scim2_models import Meta, Reference, Resource

from viceversa.scim.models import DirectoryEntry, DirectoryGroup
from viceversa.scim.queries import manager_of
from viceversa.scim.resources import (
    Email,
    EnterpriseUser,
    Group,
    Manager,
    Member,
    Name,
    WholeUser,
)


def user_of(entry: DirectoryEntry) -> WholeUser:
    """A person as her directory sees her: nothing of what she does here is among it."""
    person = entry.person
    found = WholeUser(
        id=entry.pk,
        external_id=entry.external_id or None,
        user_name=entry.user_name,
        name=Name(family_name=person.family_name or None, given_name=person.given_name or None),
        emails=[Email(value=person.email, type=Email.Type.work)],
        title=person.employment.title or None,
        active=entry.is_active,
    )
    manager = manager_of(entry)
    if entry.department or manager:
        found[EnterpriseUser] = EnterpriseUser(
            department=entry.department or None,
            manager=Manager(value=manager, ref=_user(manager)) if manager else None,
        )
    found.meta = _meta(found, "User", entry.made_at, entry.changed_at)
    return found


def group_of(group: DirectoryGroup) -> Group:
    """A group, and who belongs to it."""
    codes = [member.entry_id for member in group.members.all()]
    found = Group(
        id=group.pk,
        external_id=group.external_id or None,
        display_name=group.name,
        members=[Member(value=code, ref=_user(code), type="User") for code in codes] or None,
    )
    found.meta = _meta(found, "Group", group.made_at, group.changed_at)
    return found


def _user(code: str) -> Any:
    return Reference[WholeUser](f"Users/{code}")


def _meta(found: Resource[Any], kind: str, made_at: datetime, changed_at: datetime) -> Meta:
    shown = found.model_dump_json(exclude_none=True)
    version = hashlib.sha256(shown.encode()).hexdigest()[:32]
    return Meta(
        resource_type=kind, created=made_at, last_modified=changed_at, version=f'W/"{version}"'
    )
