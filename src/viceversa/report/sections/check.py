"""A look in the mirror: six questions that any mentoring programme should be able to answer.

The questions are those of the field, put in our own words; nobody is accredited by them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from viceversa.programmes.models import Programme
from viceversa.report.section import Section, table


@dataclass(frozen=True)
class Kept:
    """What a round shows of how it was led."""

    people: int
    trained: int
    pairs: int
    agreed: int
    waves: frozenset[str]
    contacts: int
    met: int


def check(programme: Programme, kept: Kept) -> Section:
    """Each question with what the round itself shows of it."""
    return Section(
        "check",
        _("A look in the mirror"),
        (_("Six questions for whoever leads. This is a self-check, not an accreditation."),),
        table=table(
            (_("Question"), _("What the round shows")), list(_questions(programme, kept))
        ),
        remarks=(
            _("The software shows what it knows. Whether it is enough is for you to say."),
        ),
    )  # fmt: skip


def _questions(programme: Programme, kept: Kept) -> Iterator[tuple[str, str]]:
    yield (
        _("Does everybody know what the programme is for?"),
        _("The purpose is written down, and everybody invited reads it.")
        if programme.purpose
        else _("No purpose is written down."),
    )
    yield (
        _("Were people prepared for their roles?"),
        _("%(part)s of %(whole)s were at a training or briefing.")
        % {"part": kept.trained, "whole": kept.people}
        if kept.people
        else _("Nobody takes part yet."),
    )
    yield (
        _("Did they have a say in whom they met, and a way out?"),
        f"{_consent(programme)} {_('Either may end it at any time, without a reason.')}",
    )
    yield _("Do you look at how it goes, and at what it gives?"), _surveys(kept)
    yield (
        _("Is it agreed what stays between the two?"),
        _("In %(part)s of %(whole)s pairs both have accepted the ground rules.")
        % {"part": kept.agreed, "whole": kept.pairs}
        if kept.pairs
        else _("There are no pairs yet."),
    )
    yield (
        _("Is there somebody who carries it?"),
        _("Contacts named on every page: %(contacts)s. Pairs that have met: %(met)s of %(whole)s.")
        % {"contacts": kept.contacts, "met": kept.met, "whole": kept.pairs},
    )


def _consent(programme: Programme) -> str:
    if programme.consent == Programme.Consent.BOTH_SAY_YES:
        return _("A pair is formed when both say yes.")
    return _("The organiser decides who meets; anybody may say no.")


def _surveys(kept: Kept) -> str:
    names = {
        "before": _("before"),
        "half_time": _("at half-time"),
        "after": _("afterwards"),
        "later": _("half a year later"),
    }
    told = [name for wave, name in names.items() if wave in kept.waves]
    if not told:
        return _("No survey has closed yet.")
    return _("Surveys closed: %(when)s.") % {"when": ", ".join(told)}
