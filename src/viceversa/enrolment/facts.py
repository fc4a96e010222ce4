"""What a page tells of somebody who takes part: to everybody who proposes pairs, or to leaders."""

from django.utils.translation import gettext as _

from viceversa.enrolment.importing.fields import BY_KEY
from viceversa.enrolment.models import Participation
from viceversa.enrolment.words import Speaker, label_of

Facts = list[tuple[str, str]]
OF_PERSON = ("languages", "place", "ways_to_meet", "hours")
OF_PARTICIPATION = ("wants", "offers", "goals", "capacity")


def matching_facts(participation: Participation, speaker: Speaker) -> Facts:
    """What pairs are proposed by. Neither how to reach somebody nor whom she does not want."""
    person = participation.person
    told = [(key, getattr(person, key)) for key in OF_PERSON]
    told += [(key, getattr(participation, key)) for key in OF_PARTICIPATION]
    return [
        (_("Role"), participation.get_role_display()),
        *_employed(participation, speaker),
        *((label_of(key), speaker.say(key, value)) for key, value in told),
    ]


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
    }
    return [(str(BY_KEY[key].label), speaker.say(key, value)) for key, value in told.items()]


def _employed(participation: Participation, speaker: Speaker) -> Facts:
    employment = getattr(participation.person, "employment", None)
    if employment is None:
        return []
    told = {
        "organisation": employment.organisation.name,
        "sector": employment.organisation.sector,
        "unit": employment.unit.path if employment.unit else "",
        "level": employment.level,
    }
    return [(label_of(key), speaker.say(key, value)) for key, value in told.items()]
