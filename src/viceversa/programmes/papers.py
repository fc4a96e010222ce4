"""Drafts about personal data that the software fills in, in one language, for a page and as a file.

The texts lie in a room's data directory, one file a kind and language: `# ` is the title, `## ` a
heading, `- ` an item of a list, anything else a paragraph.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import groupby

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from viceversa.people.models import Language
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.queries import contacts_of

MARKS = (("## ", "heading"), ("# ", "title"), ("- ", "item"))
BLANK = "______________________"
DRAFT = gettext_lazy(
    "A draft that the software has filled in. Have a lawyer check it before you sign."
)


@dataclass(frozen=True)
class Block:
    """A title, a heading, a paragraph, or the items of a list."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A draft in one language."""

    kind: str
    language: str
    name: Promise
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def blocks(self) -> list[Block]:
        return [block for block in blocks_of(self.text) if block.kind != "title"]

    @property
    def as_file(self) -> str:
        """The text, under the word that it is a draft."""
        with override(self.language):
            return f"{DRAFT}\n\n{self.text}"


def text_of(texts: Traversable, kind: str, language: str) -> str:
    """A text as it lies there, with its blanks; in English if the language is not known."""
    known = language if language in Language.values else str(Language.ENGLISH)
    return (texts / f"{kind}.{known}.md").read_text(encoding="utf-8")


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


def names_in(programme: Programme, language: str) -> dict[str, str]:
    """Whom and what every text names."""
    joint = programme.partners.filter(arrangement=Partner.Arrangement.JOINT)
    partners = joint.select_related("organisation").exclude(organisation=programme.organisation)
    with override(language):
        return {
            "organiser": programme.organisation.name,
            "organiser_contacts": listed(
                f"{card.name} ({card.email})" for card in contacts_of(programme)
            ),
            "programme": programme.name,
            "span": _span(programme),
            "partners": listed((each.organisation.name for each in partners), blank=""),
        }


def _span(programme: Programme) -> str:
    first = formats.date_format(programme.starts_on, "j F Y")
    if programme.ends_on is None:
        return _("from %(day)s") % {"day": first}
    return f"{first} – {formats.date_format(programme.ends_on, 'j F Y')}"


def listed(names: Iterable[str], *, blank: str = BLANK) -> str:
    """One after the other, or a line to write them on."""
    return ", ".join(names) or blank
