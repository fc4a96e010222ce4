"""Which employer an applicant means: as she typed it, folded."""

from viceversa.people.naming import organisation_key
from viceversa.programmes.models import Programme


def employer_name(typed: str, programme: Programme) -> str:
    """What she typed; within one organisation nobody is asked, and it is that one."""
    at_home = programme.scope == Programme.Scope.INTERNAL
    return typed or (programme.organisation.name if at_home else "")


def employer_key(typed: str, programme: Programme) -> str:
    """The key of the organisation. Names are the same when they are folded alike: capitals, spaces
    and width do not matter, anything else does."""
    return organisation_key(employer_name(typed, programme))
