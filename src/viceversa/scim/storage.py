"""Where the SCIM library reads and writes: the directory of one organisation and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from scim2_models import PreconditionFailedException, Resource, ResourceType, UniquenessException
from scim2_models.path import CompareOperator, Comparison, LogicalExpr, LogicalOperator
from scim2_server.storage import ScimStorage, SearchPage

from viceversa.lib.text import address_key
from viceversa.scim import actions
from viceversa.scim.access import Directory, entries, entry_or_404, group_or_404, groups
from viceversa.scim.models import DirectoryEntry, DirectoryGroup
from viceversa.scim.resources import Group, User, WholeUser
from viceversa.scim.said import key_of, said_group, said_person
from viceversa.scim.shown import group_of, user_of

Row = DirectoryEntry | DirectoryGroup
LOOKUPS = {
    "User": {
        "id": lambda said: {"pk": said},
        "externalid": lambda said: {"external_id__iexact": said},
        "username": lambda said: {"user_name_key": key_of(said)},
        "emails": lambda said: {"person__email": address_key(said)},
        "emails.value": lambda said: {"person__email": address_key(said)},
    },
    "Group": {
        "id": lambda said: {"pk": said},
        "externalid": lambda said: {"external_id__iexact": said},
        "displayname": lambda said: {"name_key": key_of(said)},
        "members": lambda said: {"members__entry": said},
        "members.value": lambda said: {"members__entry": said},
    },
}
"""By what the database finds fewer rows, so that the library has not to look at all of them."""


class Storage(ScimStorage):
    """The people and groups of one directory."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    @contextmanager
    def operation(self) -> Iterator[None]:
        """One operation is all or nothing. Of two at once the second is told that it came late."""
        try:
            with transaction.atomic():
                yield
        except IntegrityError:
            raise UniquenessException(detail=actions.TAKEN) from None

    def get(
        self, resource_type: ResourceType, resource_id: str, *, response_parameters: Any = None
    ) -> Resource[Any]:
        return _shown(self._row(resource_type, resource_id))

    def search(
        self, resource_types: list[ResourceType], search_request: Any, *, position: Any = None
    ) -> SearchPage:
        found: list[Any] = []
        for kind in (each.name for each in resource_types):
            rows = self._rows(cast(str, kind))
            for lookup in _lookups(LOOKUPS[cast(str, kind)], search_request.filter):
                rows = rows.filter(**lookup)
            found += [rows] if search_request.filter is None else [_matching(rows, search_request)]
        return _page(found, search_request)

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        if isinstance(resource, User):
            return user_of(self._fresh(actions.take_in(self.directory, said_person(resource))))
        group = DirectoryGroup(organisation=self.directory.organisation)
        actions.write_group(self.directory, group, said_group(cast(Group, resource)))
        return group_of(group)

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        row = self._row_as(resource_type, cast(str, resource.id), expected_version)
        if isinstance(row, DirectoryEntry):
            actions.change(self.directory, row, said_person(cast(WholeUser, resource)))
            return user_of(self._fresh(row))
        actions.write_group(self.directory, row, said_group(cast(Group, resource)))
        return group_of(row)

    def delete(
        self, resource_type: ResourceType, resource_id: str, *, expected_version: str | None = None
    ) -> None:
        row = self._row_as(resource_type, resource_id, expected_version)
        if isinstance(row, DirectoryEntry):
            actions.take_out(self.directory, row)
        else:
            actions.remove_group(self.directory, row)

    def _row(self, resource_type: ResourceType, code: str, *, lock: bool = False) -> Row:
        door = entry_or_404 if resource_type.name == "User" else group_or_404
        return door(self.directory, code, lock=lock)

    def _row_as(self, resource_type: ResourceType, code: str, version: str | None) -> Row:
        """The row, locked, if it still is as the caller saw it."""
        row = self._row(resource_type, code, lock=True)
        meta = _shown(row).meta
        if meta and version is not None and meta.version != version:
            raise PreconditionFailedException
        return row

    def _rows(self, kind: str) -> QuerySet[Any]:
        if kind == "User":
            return entries(self.directory)
        return groups(self.directory).prefetch_related("members")

    def _fresh(self, entry: DirectoryEntry) -> DirectoryEntry:
        return entry_or_404(self.directory, entry.pk)


def _shown(row: Row) -> Resource[Any]:
    return user_of(row) if isinstance(row, DirectoryEntry) else group_of(row)


def _lookups(known: Any, asked: Any) -> Iterator[dict[str, str]]:
    """What all that match have in common, as far as the database can tell."""
    node = asked.ast if asked is not None else None
    nodes = [node]
    if isinstance(node, LogicalExpr) and node.op == LogicalOperator.and_:
        nodes = list(node.terms)
    for each in nodes:
        if not isinstance(each, Comparison) or each.op != CompareOperator.eq:
            continue
        make = known.get(str(each.attr_path).rpartition(":")[2].casefold())
        if make and isinstance(each.value, str):
            yield make(each.value)


def _matching(rows: QuerySet[Any], search_request: Any) -> list[Any]:
    return [row for row in rows if search_request.filter.match(_shown(row))]


def _page(found: list[Any], search_request: Any) -> SearchPage:
    """Of several kinds the first comes first."""
    page: list[Row] = []
    start, total = search_request.start_index_0 or 0, 0
    for rows in found:
        size = len(rows) if isinstance(rows, list) else rows.count()
        first = max(start - total, 0)
        page += rows[first : max(first + search_request.count - len(page), first)]
        total += size
    return SearchPage(total, [_shown(row) for row in page])
