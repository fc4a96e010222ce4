"""After the database was restored from a backup, its texts are older than the keyring knows."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction

from viceversa.conversations.sealed import field_name
from viceversa.conversations.sealed_row import SealedRow
from viceversa.pairing.models import Pair
from viceversa.people.trail import record
from viceversa.vault.keyring import lower_marks, marks_on
from viceversa.vault.models import Mark
from viceversa.vault.sealing import CannotOpenError, revision_of

AT_ONCE = 500


@transaction.atomic
def accept_restore() -> int:
    """Lets texts that are older than their marks be read again, and says how many. An operator
    does this knowingly; the trail of each pair tells of it."""
    older = list(rolled_back())
    counts = Counter(mark.pair for mark, _ in older)
    for pair in Pair.objects.filter(pk__in=counts):
        record("restore_accepted", pair, by=None, texts=counts[pair.pk])
    lower_marks(older)
    return len(older)


def rolled_back() -> Iterator[tuple[Mark, int]]:
    """Every place that holds a text older than its mark, with the revision that stands there."""
    for model in SealedRow.__subclasses__():
        for field in model.sealed_fields():
            marks = {mark.place: mark for mark in marks_on(field_name(model, field))}
            for place, revision in _revisions(model, field, among=marks):
                if revision < marks[place].revision:
                    yield marks[place], revision


def _revisions(
    model: type[SealedRow], field: str, *, among: Iterable[str]
) -> Iterator[tuple[str, int]]:
    """The revisions that stand in these places, as far as there are rows with a sealed text."""
    name = field_name(model, field)
    rows = [place.removeprefix(f"{name}:") for place in among]
    for start in range(0, len(rows), AT_ONCE):
        found = model._base_manager.filter(pk__in=rows[start : start + AT_ONCE])
        for code, sealed in found.values_list("pk", field):
            try:
                yield f"{name}:{code}", revision_of(bytes(sealed))
            except CannotOpenError:
                continue
