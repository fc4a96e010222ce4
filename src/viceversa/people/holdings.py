"""What is stored about a person, kind by kind, and what becomes of it when she is erased.

Each room lists its own in `erasure.py`, with a verb of the same form for all of them:

    HOLDINGS = (Holding(Role, own("person"), goes=True), deed(Review, "asked_by"), …)

    def erase(person: Person) -> None:
        …what takes more than deleting and emptying…
        let_go(HOLDINGS, person)

`privacy/plan.py` lists the rooms. A test holds it against the field register: every field that
tells of a person goes, is emptied, or is kept for a reason that is said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.people.models import Person

Whose = Callable[[Person], Q]
DONE_BY = _("What was done stays, and nobody's name on it.")


@dataclass(frozen=True)
class Holding:
    """Rows of one kind that tell of a person.

    They go, or some of their fields are `emptied` and the rest stays, for the reason `why`; from
    the `struck` ones the room takes her out itself, and then the rows tell of her no more. `kept`
    names what stays though it is her own; `others` what is not hers to take along.
    """

    model: type[Model]
    whose: Whose
    goes: bool = False
    emptied: Mapping[str, Any] = field(default_factory=dict)
    struck: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    why: Promise | str = ""
    others: tuple[str, ...] = ()
    is_export: bool = True

    @property
    def name(self) -> str:
        """As the field register calls it."""
        meta = self.model._meta
        return meta.object_name or "" if meta.app_label == "viceversa" else meta.label

    def rows(self, person: Person) -> QuerySet[Any]:
        return self.model._default_manager.filter(self.whose(person)).distinct()

    def is_left(self, person: Person) -> bool:
        """Whether anything is there that should be gone."""
        rows = self.rows(person)
        if self.goes or self.struck:
            return rows.exists()
        blank = dict(self.emptied)
        return bool(blank) and any(row != blank for row in rows.values(*blank))


def own(*paths: str) -> Whose:
    """The rows that lead to her by one of these paths."""

    def whose(person: Person) -> Q:
        found = Q()
        for path in paths:
            found |= Q(**{path: person.pk})
        return found

    return whose


def deed(model: type[Model], path: str) -> Holding:
    """Rows of others in which it stands that she did something: that it was she is emptied."""
    return Holding(model, own(path), emptied={path: None}, why=DONE_BY, is_export=False)


def let_go(holdings: Iterable[Holding], person: Person) -> None:
    """Deletes what goes and empties what stays."""
    for each in holdings:
        codes = list(each.rows(person).values_list("pk", flat=True))
        rows = each.model._default_manager.filter(pk__in=codes)
        if each.goes:
            rows.delete()
        elif each.emptied:
            rows.update(**each.emptied)
