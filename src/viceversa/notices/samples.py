"""Every letter that the house sends: of what kind, to whom, when, and an example of it.

A room lists its own in `letter_samples.py`; a letter that is not listed cannot be posted.

    @letter_sample(
        "pairing/answer_missing",
        kind=Kind.REMINDER,
        to=("mentor", "mentee"),
        when=_("three days after the question, and once more a week later"),
    )
    def answer_missing(role: str) -> Context:
        return {"role": role, ...}     # what letters.py gives, of people who do not exist
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from viceversa.lib.rooms import import_from_every_room
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter
from viceversa.notices.rendering import Words, render
from viceversa.people.models import Person

Kind = Letter.Kind
Context = Mapping[str, object]
RECIPIENTS: dict[str, Promise] = {
    "mentor": _("mentor"),
    "mentee": _("mentee"),
    "coordinator": _("coordinator"),
    "reviewer": _("reviewer"),
    "matcher": _("matcher"),
    "partner_contact": _("partner contact"),
    "sponsor": _("sponsor"),
    "assistant": _("assistant"),
    "idea_owner": _("owner of an idea"),
    "visitor": _("whoever has written"),
    "whoever_asks": _("whoever asks to be erased"),
    "organiser": _("organiser"),
}
NAMES = {
    "mentor": ("Samira", "Nordgren"),
    "mentee": ("Göran", "Åkerhielm"),
    "assistant": ("Gunilla", "Fors"),
}


@dataclass(frozen=True)
class Sample:
    """One letter, and how to make an example of it for each kind of recipient."""

    name: str
    kind: Letter.Kind
    to: tuple[str, ...]
    when: Promise
    context: Callable[[str], Context]

    @property
    def room(self) -> str:
        return self.name.partition("/")[0]

    @property
    def letter(self) -> str:
        return self.name.partition("/")[2]

    @property
    def recipients(self) -> list[tuple[str, Promise]]:
        """Who may get it: the word of the program, and the word on the page."""
        return [(role, RECIPIENTS[role]) for role in self.to]

    def words(self, role: str, *, head: Letterhead, language: str) -> Words:
        """The letter as this kind of recipient would read it."""
        to = example_person(role)
        to.language = language
        with override(language):
            context = self.context(role)
        return render(self.name, to=to, context=context, head=head, kind=self.kind)


_registry: dict[str, Sample] = {}


def letter_sample(
    name: str, *, to: tuple[str, ...], when: Promise, kind: Letter.Kind = Kind.NEWS
) -> Callable[[Callable[[str], Context]], Sample]:
    """Lists the letter `room/letter`; the function gives its context for one of `to`."""

    def declare(context: Callable[[str], Context]) -> Sample:
        _registry[name] = Sample(name, kind, to, when, context)
        return _registry[name]

    return declare


def sample_of(name: str) -> Sample:
    """How the room has listed the letter. KeyError when it has not."""
    if name not in _registry:
        import_module(f"viceversa.{name.partition('/')[0]}.letter_samples")
    return _registry[name]


def all_samples() -> dict[str, Sample]:
    """Every letter of every room by its name."""
    import_from_every_room("letter_samples")
    return dict(_registry)


def example_person(role: str) -> Person:
    """Somebody who does not exist, and is in no database."""
    given_name, family_name = NAMES.get(role, ("Kim", "Almgren"))
    return Person(
        pk=role[:12],
        given_name=given_name,
        family_name=family_name,
        email="namn@example.com",
        phone="010-555 01 23",
    )
