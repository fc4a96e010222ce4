"""The roles of a programme as the demo shows them, and whom of its people to look as."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from viceversa.operations.demo.people import addresses, role_by_address
from viceversa.people.models import Person

ROLE_NAMES = {
    "coordinator": gettext_noop("coordinator"),
    "reviewer": gettext_noop("reviewer"),
    "matcher": gettext_noop("matcher"),
    "partner_contact": gettext_noop("partner contact"),
    "mentor": gettext_noop("mentor"),
    "mentee": gettext_noop("mentee"),
    "assistant": gettext_noop("assistant"),
    "sponsor": gettext_noop("sponsor"),
}


@dataclass(frozen=True)
class Example:
    """Somebody worth looking as, and why."""

    name: str
    line: Promise


@dataclass(frozen=True)
class ShownRole:
    """A role in one sentence, with its examples."""

    code: str
    gloss: Promise
    examples: tuple[Example, ...]

    @property
    def name(self) -> str:
        return gettext(ROLE_NAMES[self.code])


SHOWN = (
    ShownRole(
        "coordinator",
        _("Leads the programme for the organiser. Sees states and dates, never what a pair says."),
        (Example("Åsa Vretemark", _("Some of her pairs need something.")),),
    ),
    ShownRole(
        "mentor",
        _("Early in the career, and the one who leads the talks."),
        (
            Example("Samira Nordgren", _("Has met her mentee three times.")),
            Example("Leila Haddmark", _("Has no next date with hers yet.")),
            Example("Sara Youssefi", _("Reads and talks in English.")),
        ),
    ),
    ShownRole(
        "mentee",
        _("A senior leader, and the one who is coached."),
        (
            Example("Göran Åkerhielm", _("Has a meeting booked.")),
            Example("Mikael Ryttare", _("Is to choose a time.")),
            Example("Eva-Lena Strömgren", _("Has not answered a proposal yet.")),
        ),
    ),
    ShownRole(
        "assistant",
        _("Books for a senior. Sees times and places, nothing else."),
        (Example("Pia Sandeviken", _("Books for Göran Åkerhielm.")),),
    ),
    ShownRole(
        "partner_contact",
        _("Looks after the people of one company that takes part. Sees no other's."),
        (Example("Lena Fjällbrant", _("At Norrvidde Armatur.")),),
    ),
    ShownRole(
        "reviewer",
        _("Reads applications without knowing whose they are."),
        (Example("Linnea Sparrsund", _("At Norrvidde Armatur.")),),
    ),
    ShownRole(
        "matcher",
        _("Proposes pairs, which the coordinator confirms. Sees no contact details."),
        (Example("Ida Lövhagen", _("In the committee of three.")),),
    ),
    ShownRole(
        "sponsor",
        _("Wants to know whether it was worth it. Sees figures about all, nobody alone."),
        (Example("Margareta Sillviken", _("Chairs the chamber.")),),
    ),
)


@dataclass(frozen=True)
class Choice:
    """A button: look as this person."""

    person: Person
    line: Promise


def choices_by_role() -> list[tuple[ShownRole, list[Choice]]]:
    """Each role with its examples as they stand in the database; empty when nothing is loaded."""
    named = _by_address(addresses()[example.name] for role in SHOWN for example in role.examples)
    return [(role, found) for role in SHOWN if (found := list(_choices(role, named)))]


def others() -> list[tuple[str, list[Person]]]:
    """Everybody else who has an account, by role."""
    examples = {addresses()[example.name] for role in SHOWN for example in role.examples}
    everybody = _by_address(role_by_address().keys() - examples).values()
    return [
        (role.name, [p for p in everybody if role_by_address()[p.email] == role.code])
        for role in SHOWN
    ]


def role_name_of(person: Person) -> str:
    """What somebody of the demo is in it, in English; templates translate it."""
    return ROLE_NAMES[role_by_address()[person.email]]


def _choices(role: ShownRole, named: dict[str, Person]) -> Iterable[Choice]:
    for example in role.examples:
        person = named.get(addresses()[example.name])
        if person:
            yield Choice(person, example.line)


def _by_address(wanted: Iterable[str]) -> dict[str, Person]:
    found = Person.objects.filter(email__in=list(wanted), is_active=True)
    return {person.email: person for person in found}
