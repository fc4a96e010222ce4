"""What would become of what is stored about a person, said before it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from viceversa.people.holdings import Holding
from viceversa.people.models import Person
from viceversa.privacy.plan import holdings
from viceversa.privacy.words import THINGS


@dataclass(frozen=True)
class Line:
    """One kind of rows: how many there are, what becomes of them, and why some of it stays."""

    room: str
    thing: str
    count: int
    fate: str
    why: str

    @property
    def text(self) -> str:
        reason = f" {self.why}" if self.why else ""
        return f"{self.thing} ({self.count}): {self.fate}.{reason}"


def forecast(person: Person) -> list[Line]:
    """For whoever is to do it: every kind of which there is something."""
    counted = ((room, each, each.rows(person).count()) for room, each in holdings())
    return [_line(room, each, count) for room, each, count in counted if count]


def what_goes() -> list[str]:
    """In general, whoever it is: the kinds of which nothing stays."""
    return sorted({str(THINGS[each.name]) for _room, each in holdings() if each.goes})


def what_stays() -> list[tuple[str, str]]:
    """In general: why something stays, and the kinds of which that is so."""
    found: dict[str, set[str]] = {}
    for _room, each in holdings():
        if not each.goes:
            found.setdefault(str(each.why), set()).add(str(THINGS[each.name]))
    return [(why, "; ".join(sorted(things))) for why, things in found.items()]


def _line(room: str, each: Holding, count: int) -> Line:
    why = "" if each.goes else str(each.why)
    return Line(room, str(THINGS[each.name]), count, _fate(each), why)


def _fate(each: Holding) -> str:
    if each.goes:
        return _("goes")
    is_emptied = each.emptied or each.struck
    return _("stays, without what tells who it is") if is_emptied else _("stays")
