"""The letters of a programme as its coordinator looks them through, filled with made-up people."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from viceversa.notices.letterhead import Letterhead
from viceversa.notices.marks import address_of, fill_marks
from viceversa.notices.rendering import Words
from viceversa.notices.samples import Sample, all_samples
from viceversa.people.models import Language
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import letterhead

# The rooms that write letters, in the order of a programme's life.
CHAPTERS: dict[str, Promise] = {
    "programmes": _("Roles"),
    "enrolment": _("Applying"),
    "pairing": _("Becoming a pair"),
    "gatherings": _("Gatherings"),
    "conversations": _("Meetings"),
    "ideas": _("Ideas"),
    "half_time": pgettext_lazy("phase of a round", "Half-time"),
    "impact": _("Surveys"),
    "farewell": _("The end"),
    "privacy": _("Data protection"),
    "api": _("Connected programs"),
    "scim": _("Directories of employers"),
}
HREF = re.compile(r'(?<=href=")[^"]*')


@dataclass(frozen=True)
class Example:
    """One letter as one kind of recipient reads it."""

    words: Words
    to: str
    language: str

    @property
    def text(self) -> str:
        """As plain text, with links that nobody has been given."""
        return fill_marks(self.words.text, _nobodys)

    @property
    def body(self) -> str:
        """As HTML; its links lead nowhere."""
        return HREF.sub("#letter", fill_marks(self.words.body, _nobodys))


def chapters(programme: Programme) -> list[tuple[Promise, list[tuple[Sample, str]]]]:
    """Every letter with its subject, by what it is about."""
    head, samples = letterhead(programme), all_samples().values()
    return [
        (title, [(each, _subject(each, head)) for each in samples if each.room == room])
        for room, title in CHAPTERS.items()
        if room != "ideas" or programme.takes_ideas
    ]


def example(sample: Sample, programme: Programme, *, to: str, language: str) -> Example:
    """The letter to one of its recipients in one language; the first where neither is said."""
    role = to if to in sample.to else sample.to[0]
    spoken = language if language in Language.values else _reading()
    return Example(
        words=sample.words(role, head=letterhead(programme), language=spoken),
        to=role,
        language=spoken,
    )


def _nobodys(purpose: str, _which: str) -> str:
    return str(settings.BASE_URL + address_of(purpose, "example"))


def _subject(sample: Sample, head: Letterhead) -> str:
    return sample.words(sample.to[0], head=head, language=_reading()).subject


def _reading() -> str:
    return get_language() or Language.SWEDISH
