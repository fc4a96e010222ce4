"""What the Monday list is made of: lines with one action each, gathered by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

SHOWN = 20  # rows of each kind; the rest is a number and a link


@dataclass(frozen=True)
class Row:
    """A line of the Monday list with its one action."""

    title: str
    line: str
    action: str
    href: str
    chip: str = ""


@dataclass(frozen=True)
class Part:
    """One kind of rows: the most urgent, and how many there are in all."""

    title: str
    rows: tuple[Row, ...]
    total: int
    all_href: str

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def pair_title(pair: Pair) -> str:
    names = {"mentor": pair.mentor.person.full_name, "mentee": pair.mentee.person.full_name}
    return _("%(mentor)s (mentor) and %(mentee)s (mentee)") % names


def write_to(people: Sequence[Person], programme: Programme) -> str:
    addresses = ",".join(quote(person.email, safe="@") for person in people)
    return f"mailto:{addresses}?subject={quote(programme.name)}"
