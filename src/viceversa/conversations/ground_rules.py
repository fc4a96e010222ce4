"""The ground rules that both accept. A change of meaning is a new edition and asked for again."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.programmes.models import Programme

EDITION = "2026-1"


@dataclass(frozen=True)
class Rule:
    title: Promise
    text: Promise


CONFIDENCE = Rule(
    _("What is said stays between us"),
    _(
        "Neither retells it, to managers, colleagues or the organiser. There is a ceiling: danger "
        "to somebody's life or health, a duty that the law lays down, or harassment that the "
        "person concerned wants help with."
    ),
)
ACT = Rule(
    _("A manager may have to act"),
    _(
        "Whoever is a manager at the other's employer and learns of harassment there may be bound "
        "to look into it. Know this before you tell, not after."
    ),
)
NO_COMEBACK = Rule(
    _("Candour never costs anything"),
    _(
        "Nothing said here is used in pay talks, appraisals or appointments, for or against "
        "anybody. If something changes at work because of what was said, the organiser's contact "
        "wants to know."
    ),
)
STOP = Rule(
    _("Either may stop, without giving a reason"),
    _(
        "One message to the organiser is enough. Nobody asks why, and the other is told only that "
        "the pair has ended."
    ),
)
HOURS = Rule(
    _("Time is taken on equal terms"),
    _(
        "The senior books around the junior's hours as well, the mentor may choose the place, and "
        "the first meeting is on neutral ground. Moving is fine; who cancels offers new times."
    ),
)
REAL = Rule(
    _("Real questions, and limits that hold"),
    _(
        "We talk about what has really happened. Either may close a topic for good, and nobody "
        "speaks for a whole generation, sex or background."
    ),
)
BETWEEN_COMPANIES = Rule(
    _("No business secrets, no recruiting"),
    _(
        "No prices, customers, tenders or unpublished figures, and no offers of employment while "
        "the round goes on."
    ),
)


def rules_for(programme: Programme) -> tuple[Rule, ...]:
    """The ground rules of a programme; two differ between employers and within one."""
    between = programme.scope == Programme.Scope.CROSS_COMPANY
    return (CONFIDENCE, BETWEEN_COMPANIES if between else ACT, NO_COMEBACK, STOP, HOURS, REAL)
