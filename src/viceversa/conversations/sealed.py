"""Puts a pair's words into the vault and takes them out: the only door between the two rooms.

Call it for the two members only; the doors in `access.py` see to that. A new sealed field takes

* a `models.BinaryField(default=b"")` called `sealed_…`, on a model made from `SealedRow`,
* `pair_path` and `author_path` of the model, unless its fields are called pair and author,
* its line in `privacy/field_register.csv`, and its canaries in `tests/house/test_leaks.py` and
  `tests/year/plants.py`.

Then `seal(row, text)` before the row is saved, `words_of(row)` on a page, `draft_of(row)` in a
form, and `delete(rows)` instead of a delete of their own.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

from django.utils.translation import gettext as _

from viceversa.conversations.errors import StateError
from viceversa.conversations.sealed_row import SealedRow
from viceversa.vault.pair_vault import PairVault
from viceversa.vault.sealing import CannotOpenError, Place

TEXT = "sealed_text"


class Answers(TypedDict):
    """Three taps: useful from 1 to 5, whether one could speak openly, and the next date; and, if
    somebody said so, whose question it was about."""

    useful: int
    openly: str
    next_date: str
    whose: NotRequired[str]


def seal(row: SealedRow, text: str, field: str = TEXT) -> None:
    """Seals the text into a field of the row, which the same transaction must save.

    StateError when the pair has no key any more, or never had one for these two.
    """
    try:
        words = row.words_sight + text
        sealed = _vault_of(row).seal(words, _place(row, field), over=_stored(row, field))
    except CannotOpenError:
        raise StateError(
            _("This could not be saved. If it stays so, tell your contact person.")
        ) from None
    setattr(row, field, sealed)


def words_of(row: SealedRow, field: str = TEXT) -> str:
    """The text for a page; a calm sentence in its place when it cannot be opened."""
    words = _opened(row, field)
    return _("This text cannot be opened.") if words is None else words


def draft_of(row: SealedRow, field: str = TEXT) -> str:
    """The text for a form; nothing when it cannot be opened."""
    return _opened(row, field) or ""


def seal_data(row: SealedRow, data: Mapping[str, object], field: str) -> None:
    """Seals choices and numbers as one text."""
    seal(row, json.dumps(data), field)


def data_of(row: SealedRow, field: str) -> dict[str, Any]:
    """What `seal_data` has sealed; empty when it cannot be opened."""
    data: dict[str, Any] = json.loads(draft_of(row, field) or "{}")
    return data


def delete(rows: Iterable[SealedRow]) -> None:
    """Deletes rows so that no copy of them, put back, is ever opened again."""
    for row in rows:
        for field in row.sealed_fields():
            _vault_of(row).close(_place(row, field))
        row.delete()


def field_name(model: type[SealedRow], field: str) -> str:
    """What the vault calls the field."""
    return f"{model._meta.model_name}.{field}"


def _opened(row: SealedRow, field: str) -> str | None:
    """The text, or None when it is not what was sealed there, for the eyes it was sealed for."""
    try:
        words = _vault_of(row).open(bytes(getattr(row, field)), _place(row, field))
    except CannotOpenError:
        return None
    is_whole = not words or words.startswith(row.words_sight)
    return words.removeprefix(row.words_sight) if is_whole else None


def _place(row: SealedRow, field: str) -> Place:
    return Place(
        pair=row.words_pair.pk,
        field=field_name(type(row), field),
        row=row.pk,
        author=row.words_author,
    )


def _stored(row: SealedRow, field: str) -> bytes:
    """What stands there now, under a lock: of two who write at once, the later has the higher
    revision."""
    if row._state.adding:
        return b""
    same = type(row)._base_manager.filter(pk=row.pk).select_for_update()
    return bytes(same.values_list(field, flat=True).first() or b"")


def _vault_of(row: SealedRow) -> PairVault:
    """Opened once for each pair that is fetched, and thus once for a request."""
    pair = row.words_pair
    vault: PairVault | None = pair.__dict__.get("opened_vault")
    if vault is None:
        vault = PairVault(pair.pk, mentor=pair.mentor.person_id, mentee=pair.mentee.person_id)
        pair.__dict__["opened_vault"] = vault
    return vault
