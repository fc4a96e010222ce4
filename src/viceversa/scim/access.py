"""The door for directories: a token that was made for the people of one organisation. What is not
of that organisation, or is no longer in its directory, is not there.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from scim2_models import ForbiddenException, NotFoundException

from viceversa.api.access import token_or_401
from viceversa.api.models import Token
from viceversa.api.problems import unauthorized
from viceversa.api.queries import partner_organisations
from viceversa.people.models import Organisation, Person
from viceversa.scim.models import DirectoryEntry, DirectoryGroup


@dataclass(frozen=True)
class Directory:
    """The directory of an organisation, and who answers for its token."""

    organisation: Organisation
    by: Person


def directory_or_401(authorization: str) -> Directory:
    """The directory that the token writes for, while its maker leads a programme in which the
    organisation takes part. 401 for no good token, 403 for one that was made for something else."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.casefold() != "bearer":
        raise unauthorized()
    token = token_or_401(secret.strip())
    organisation = partner_organisations(token.made_by).filter(pk=token.organisation_id).first()
    if organisation is None or token.programme_id or not token.may(Token.Verb.DIRECTORY):
        raise ForbiddenException(detail="This token was not made for a directory.")
    return Directory(organisation, token.made_by)


def entries(directory: Directory) -> QuerySet[DirectoryEntry]:
    """The people that it keeps up to date, as long as they work for the organisation."""
    house = directory.organisation
    mine = DirectoryEntry.objects.filter(
        organisation=house, deleted_at=None, person__employment__organisation=house
    )
    return mine.select_related("person__employment__manager__directory_entry")


def groups(directory: Directory) -> QuerySet[DirectoryGroup]:
    """Its groups."""
    return DirectoryGroup.objects.filter(organisation=directory.organisation)


def entry_or_404(directory: Directory, code: str, *, lock: bool = False) -> DirectoryEntry:
    """One of these people; with `lock`, until the transaction ends nobody else changes her."""
    mine = entries(directory)
    found = (mine.select_for_update(of=("self",)) if lock else mine).filter(pk=code).first()
    if found is None:
        raise NotFoundException(detail="There is no such user here.")
    return found


def group_or_404(directory: Directory, code: str, *, lock: bool = False) -> DirectoryGroup:
    """One of these groups, likewise."""
    mine = groups(directory)
    found = (mine.select_for_update() if lock else mine).filter(pk=code).first()
    if found is None:
        raise NotFoundException(detail="There is no such group here.")
    return found
