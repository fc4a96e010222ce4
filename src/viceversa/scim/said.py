"""What a directory says, brought to the form in which the house keeps it. What does not fit is
refused with the name of the attribute."""

from dataclasses import dataclass
from typing import Any

from scim2_models import InvalidValueException

from viceversa.lib.text import AddressError, normalise_address, plain_name
from viceversa.people.naming import organisation_key, unit_names, unit_path
from viceversa.scim.resources import Email, EnterpriseUser, Group, Name, WholeUser

LONGEST_UNIT = 120


@dataclass(frozen=True)
class SaidPerson:
    """A user, as the directory says."""

    user_name: str
    external_id: str
    given_name: str
    family_name: str
    email: str
    title: str
    department: str
    manager: str
    is_active: bool | None


@dataclass(frozen=True)
class SaidGroup:
    """A group, as the directory says: who belongs to it by their ids, in its order."""

    name: str
    external_id: str
    members: tuple[str, ...]


def said_person(user: WholeUser) -> SaidPerson:
    """Raises InvalidValueException."""
    name, more = user.name or Name(), _enterprise(user)
    return SaidPerson(
        user_name=_fit("userName", user.user_name, 254) or _missing("userName"),
        external_id=_fit("externalId", user.external_id, 254),
        given_name=_fit("name.givenName", name.given_name, 80),
        family_name=_fit("name.familyName", name.family_name, 80),
        email=_address(user),
        title=_fit("title", user.title, 120),
        department=_unit("department", more.department, 120),
        manager=(more.manager.value or "") if more.manager else "",
        is_active=user.active,
    )


def said_group(group: Group) -> SaidGroup:
    """Raises InvalidValueException."""
    ids = (member.value for member in group.members or [])
    return SaidGroup(
        name=_unit("displayName", group.display_name, 400) or _missing("displayName"),
        external_id=_fit("externalId", group.external_id, 254),
        members=tuple(dict.fromkeys(each for each in ids if each)),
    )


def key_of(name: str) -> str:
    """A name folded: case never decides who or what is meant."""
    return organisation_key(name)


def _enterprise(user: WholeUser) -> EnterpriseUser:
    found: EnterpriseUser | None = user[EnterpriseUser]
    return found or EnterpriseUser()


def _address(user: WholeUser) -> str:
    """The one at work, or the first."""
    said = sorted(user.emails or [], key=lambda email: email.type != Email.Type.work)
    try:
        return normalise_address((said[0].value or "") if said else "")
    except AddressError:
        raise InvalidValueException(
            detail="emails: an address is needed that mail reaches"
        ) from None


def _unit(attribute: str, said: str | None, most: int) -> str:
    name = _fit(attribute, said, most)
    if any(len(part) > LONGEST_UNIT for part in unit_names(name)):
        raise InvalidValueException(detail=f"{attribute}: {LONGEST_UNIT} characters at most")
    return name if len(unit_path(unit_names(name))) <= 400 else _too_long(attribute, 400)


def _fit(attribute: str, said: str | None, most: int) -> str:
    name = plain_name(said or "")
    return name if len(name) <= most else _too_long(attribute, most)


def _too_long(attribute: str, most: int) -> Any:
    raise InvalidValueException(detail=f"{attribute}: {most} characters at most")


def _missing(attribute: str) -> Any:
    raise InvalidValueException(detail=f"{attribute}: is missing")
