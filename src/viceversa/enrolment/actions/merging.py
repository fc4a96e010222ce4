"""Two applications of one human become one, by whoever leads; undone until the answer is told.

Neither is deleted: the one that is not kept remembers what the merge replaced in the other.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment import steps
from viceversa.enrolment.models import Application
from viceversa.enrolment.selection import TwoPeople
from viceversa.people.models import Person
from viceversa.people.trail import record

State = Application.State
NO_LONGER: dict[str, Any] = {"merged_into": None, "merged_at": None, "replaced": {}}


class MergeError(Exception):
    """Nothing was merged, or parted: one of the two is not as it was."""


@transaction.atomic
def merge(keep: Application, other: Application, *, taken: Collection[str], by: Person) -> None:
    """Reads both as one, with the answers to the questions in `taken` from the other. Whom she
    knows, would rather not and would gladly meet is kept of both, and so is the earlier promise.

    Raises MergeError.
    """
    keep, other = _lock(keep, other)
    if other.merged.exists():
        raise MergeError
    changed = {name: getattr(other, name) for step in taken for name in steps.FIELDS[step]}
    changed |= {name: _both(keep, other, name) for name in steps.FIELDS["people"]}
    changed["promised_on"] = min(filter(None, (keep.promised_on, other.promised_on)), default=None)
    changed["is_late"] = keep.is_late and other.is_late
    replaced = {name: getattr(keep, name) for name in changed}
    Application.objects.filter(pk=keep.pk).update(**changed)
    Application.objects.filter(pk=other.pk).update(
        state=State.MERGED, merged_into=keep, merged_at=timezone.now(), replaced=replaced
    )
    record("merged two applications", keep, by=by, other=other.pk)


@transaction.atomic
def part(other: Application, *, by: Person | None) -> None:
    """Both are read again as they were. Raises MergeError when the answer has been told, or when
    another was merged into the same since: that one first."""
    if other.merged_into is None:
        raise MergeError
    (keep,) = _lock(other.merged_into)
    if keep.merged.order_by("merged_at").last() != other:
        raise MergeError
    mine = Application.objects.filter(pk=other.pk, state=State.MERGED)
    if not mine.update(state=State.SENT, **NO_LONGER):
        raise MergeError
    Application.objects.filter(pk=keep.pk).update(**other.replaced)
    record("parted two applications", keep, by=by, other=other.pk)


@transaction.atomic
def keep_apart(one: Application, other: Application, *, by: Person) -> None:
    """They are two people: never offered again."""
    first, second = sorted((one.pk, other.pk))
    _said, is_new = TwoPeople.objects.get_or_create(one_id=first, other_id=second)
    if is_new:
        record("said that two applications are two people's", one, by=by, other=other.pk)


def let_go(keep: Application) -> None:
    """What was merged into an application that is taken back is read by itself again: nobody can
    take back another's."""
    Application.objects.filter(merged_into=keep).update(state=State.SENT, **NO_LONGER)


def _lock(*applications: Application) -> list[Application]:
    """The rows as they stand now, held until the end; each must wait for its answer."""
    codes = [each.pk for each in applications]
    rows = Application.objects.select_for_update().filter(pk__in=codes, state=State.SENT, answer="")
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) != len(codes):
        raise MergeError
    return [found[code] for code in codes]


def _both(keep: Application, other: Application, name: str) -> list[str]:
    return list(dict.fromkeys([*getattr(keep, name), *getattr(other, name)]))
