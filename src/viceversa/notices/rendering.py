"""From one text template to subject, text and HTML.

The first line is the subject. Blank lines separate paragraphs. A paragraph `=> Label: address` is
the letter's one action: a button in the HTML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from viceversa.notices.letterhead import Letterhead, Sheet
from viceversa.notices.marks import CLOSE, OPEN, Link, Places, personal_mark
from viceversa.notices.models import Letter
from viceversa.people.models import Person

Kind = Letter.Kind
WORDS, SUBJECT = f"{OPEN}words{CLOSE}", f"{OPEN}subject{CLOSE}"  # marks of links have a colon
BODY = "notices/letter_body.html"
ACTION = re.compile(r"=> (?P<label>[^\n]+): ?")


@dataclass(frozen=True)
class Words:
    """A letter as it will be read, with marks where personal links will be."""

    subject: str
    text: str
    body: str
    html: str
    actions: int


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[str | Link, ...]

    @cached_property
    def label(self) -> str:
        """The words on the button, when this paragraph is the action."""
        match self.pieces:
            case (str(words), Link(), *rest) if not any(rest):
                found = ACTION.fullmatch(words)
                return found["label"] if found else ""
        return ""

    @property
    def link(self) -> Link | None:
        return next((piece for piece in self.pieces if isinstance(piece, Link)), None)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Each piece as an address or as words; the other one is empty."""
        return [(p.href, "") if isinstance(p, Link) else ("", p) for p in self.pieces]

    @property
    def text(self) -> str:
        if self.label and self.link:
            colon = "" if self.label.endswith("?") else ":"
            return f"{self.label}{colon}\n{self.link.href}"
        return "".join(piece.href if isinstance(piece, Link) else piece for piece in self.pieces)


def render(
    name: str, *, to: Person, context: Mapping[str, object], head: Letterhead, kind: str
) -> Words:
    """The letter `room/letter` in the language of its recipient."""
    places = Places()
    with translation.override(to.language):
        subject, paragraphs = _read(_rendered(name, {**context, "to": to, "links": places}), places)
        sheet = _sheet(head, head.signer(to), has_end=kind != Kind.NEWS)
        text = "\n\n".join(paragraph.text for paragraph in paragraphs)
        said = {"paragraphs": paragraphs, "voice": places.voice}
        body = render_to_string("notices/letter_words.html", said)
        return Words(
            subject=subject,
            text=sheet.text.replace(WORDS, text, 1),
            body=sheet.body.replace(WORDS, body, 1),
            html=sheet.html.replace(SUBJECT, escape(subject), 1).replace(WORDS, body, 1),
            actions=sum(bool(paragraph.label) for paragraph in paragraphs),
        )


def document(subject: str, body: str, language: str) -> str:
    """A whole HTML letter round a body that is escaped already."""
    frame = {"subject": subject, "body": body, "language": language}
    return render_to_string("notices/letter.html", frame)


def _sheet(head: Letterhead, signer: Person | None, *, has_end: bool) -> Sheet:
    """Head and foot in the language of the moment. `has_end`: reminders can be turned off."""
    key = (translation.get_language(), signer and signer.pk, has_end)
    if key not in head.sheets:
        frame = {
            "words": WORDS,
            "head": head,
            "signer": signer,
            "reminders": personal_mark("reminders", head.code) if has_end else "",
            "house": settings.BASE_URL,
        }
        text, body = _plain("notices/letter.txt", frame), render_to_string(BODY, frame)
        html = document(SUBJECT, body, translation.get_language())
        head.sheets[key] = Sheet(text, body, html)
    return head.sheets[key]


def _rendered(name: str, context: dict[str, object]) -> str:
    room, _, letter = name.partition("/")
    return _plain(f"{room}/letters/{letter}.txt", context)


def _plain(template: str, context: Mapping[str, object]) -> str:
    """Without escaping, since this is text; the HTML escapes everything by itself."""
    found = engines["django"].get_template(template).template  # type: ignore[attr-defined]
    return str(found.render(Context({**context}, autoescape=False))).strip() + "\n"


def _read(text: str, places: Places) -> tuple[str, list[Paragraph]]:
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    subject, _, body = "\n".join(lines).partition("\n")
    pieces = [tuple(places.split(part)) for part in re.split(r"\n\n+", body.strip())]
    words = "".join(piece for piece in places.split(subject) if isinstance(piece, str))
    return words.strip(), [Paragraph(each) for each in pieces]
