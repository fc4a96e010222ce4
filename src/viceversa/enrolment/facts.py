"""What a page tells of somebody who takes part: to everybody who proposes pairs, or to leaders."""

from dataclasses import dataclass
from typing import Any

from viceversa.enrolment.models import Participation
from viceversa.enrolment.words import Speaker, label_of

OF_PERSON = ("languages", "place", "ways_to_meet", "hours")
OF_PARTICIPATION = ("wants", "offers", "goals", "capacity")


@dataclass(frozen=True)
class Facts:
    """What is known, term by term, and the terms of which nothing is known."""

    known: list[tuple[str, str]]
    unknown: list[str]


def matching_facts(participation: Participation, speaker: Speaker) -> Facts:
    """What pairs are proposed by. Neither how to reach somebody nor whom she does not want."""
    person = participation.person
    told = _employed(participation)
    told |= {key: getattr(person, key) for key in OF_PERSON}
    told |= {key: getattr(participation, key) for key in OF_PARTICIPATION}
    return _facts(told, speaker)


def private_facts(participation: Participation, speaker: Speaker) -> Facts:
    """What only those who lead the programme see."""
    person = participation.person
    employment = getattr(person, "employment", None)
    manager = employment.manager if employment else None
    told = {
        "email": person.email,
        "phone": person.phone,
        "title": employment.title if employment else "",
        "manager": manager.email if manager else getattr(employment, "manager_address", ""),
        "knows": participation.knows,
        "not_with": participation.not_with,
        "prefers": participation.prefers,
    }
    return _facts(told, speaker)


def all_facts(participation: Participation, speaker: Speaker) -> list[tuple[str, str]]:
    """Everything that is known of her, for those who lead."""
    told = (matching_facts(participation, speaker), private_facts(participation, speaker))
    return [fact for each in told for fact in each.known]


def _employed(participation: Participation) -> dict[str, Any]:
    employment = getattr(participation.person, "employment", None)
    return {
        "organisation": employment.organisation.name if employment else "",
        "sector": employment.organisation.sector if employment else "",
        "unit": employment.unit.path if employment and employment.unit else "",
        "level": employment.level if employment else "",
    }


def _facts(told: dict[str, Any], speaker: Speaker) -> Facts:
    return Facts(
        known=[(label_of(key), speaker.say(key, value)) for key, value in told.items() if value],
        unknown=[label_of(key) for key, value in told.items() if not value],
    )
