"""Drafts of the agreements on personal data, filled with the names of the parties.

The texts lie in data/agreements, one file a kind and language: `# ` is the title, `## ` a heading,
`- ` an item of a list, anything else a paragraph.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from viceversa.people.models import Language
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.queries import contacts_of, partner_contacts

TEXTS = files("viceversa.programmes") / "data" / "agreements"
PROCESSOR = "processor"
TITLES: dict[str, Promise] = {
    Partner.Arrangement.SOLE: gettext_lazy("The organiser alone is controller"),
    Partner.Arrangement.JOINT: gettext_lazy("Joint controllers, Article 26"),
    PROCESSOR: gettext_lazy("Processor agreement, Article 28"),
}
MARKS = (("## ", "heading"), ("# ", "title"), ("- ", "item"))
BLANK = "______________________"


@dataclass(frozen=True)
class Block:
    """A title, a heading, a paragraph, or the items of a list."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """A draft in one language."""

    kind: str
    language: str
    text: str

    @property
    def name(self) -> Promise:
        return TITLES[self.kind]

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def blocks(self) -> list[Block]:
        return [block for block in blocks_of(self.text) if block.kind != "title"]


def kinds_for(partner: Partner) -> list[str]:
    """What this partner and the organiser have to sign: nobody signs with herself."""
    is_host = partner.organisation_id == partner.programme.organisation_id
    return [PROCESSOR] if is_host else [*Partner.Arrangement.values, PROCESSOR]


def agreement(partner: Partner, kind: str, language: str) -> Agreement:
    """The text with everybody's names in it, to be checked by a lawyer."""
    names = _names(partner.programme, language) | {
        "partner": partner.organisation.name,
        "partner_contacts": _listed(
            f"{p.full_name} ({p.email})" for p in partner_contacts(partner)
        ),
    }
    if kind == Partner.Arrangement.JOINT:
        names["partners"] = names["partners"] or partner.organisation.name
        names["essence"] = _read("essence", language).format_map(names).strip()
    return Agreement(kind, language, _read(kind, language).format_map(names))


def essence(programme: Programme, language: str) -> list[Block]:
    """What those concerned are to know of a joint arrangement (Article 26(2)); empty if there is
    none."""
    names = _names(programme, language)
    return blocks_of(_read("essence", language).format_map(names)) if names["partners"] else []


def blocks_of(text: str) -> list[Block]:
    """The text as a page shows it."""
    lines = [_marked(line.strip()) for line in text.splitlines() if line.strip()]
    found = []
    for (kind, _number), group in groupby(enumerate(lines), key=lambda each: _together(*each)):
        found.append(Block(kind, tuple(words for _at, (_kind, words) in group)))
    return found


def _together(number: int, line: tuple[str, str]) -> tuple[str, int]:
    """Items stand together; everything else by itself."""
    return line[0], -1 if line[0] == "item" else number


def _marked(line: str) -> tuple[str, str]:
    for mark, kind in MARKS:
        if line.startswith(mark):
            return kind, line.removeprefix(mark)
    return "text", line


def _names(programme: Programme, language: str) -> dict[str, str]:
    joint = programme.partners.filter(arrangement=Partner.Arrangement.JOINT)
    partners = joint.select_related("organisation").exclude(organisation=programme.organisation)
    with override(language):
        return {
            "organiser": programme.organisation.name,
            "organiser_contacts": _listed(
                f"{card.name} ({card.email})" for card in contacts_of(programme)
            ),
            "programme": programme.name,
            "span": _span(programme),
            "partners": _listed((each.organisation.name for each in partners), blank=""),
        }


def _span(programme: Programme) -> str:
    first = formats.date_format(programme.starts_on, "DATE_FORMAT")
    if programme.ends_on is None:
        return _("from %(day)s") % {"day": first}
    return f"{first} – {formats.date_format(programme.ends_on, 'DATE_FORMAT')}"


def _listed(names: Iterable[str], *, blank: str = BLANK) -> str:
    return ", ".join(names) or blank


@cache
def _read(kind: str, language: str) -> str:
    known = language if language in Language.values else str(Language.ENGLISH)
    return (TEXTS / f"{kind}.{known}.md").read_text(encoding="utf-8")
