"""Which employer an applicant means: as she typed it, folded."""

from viceversa.people.naming import organisation_key
from viceversa.programmes.models import Programme


def employer_key(typed: str, programme: Programme) -> str:
    """The key of the organisation. Names are the same when they are folded alike: capitals, spaces
    and width do not matter, anything else does. Within one organisation nobody is asked for it."""
    at_home = programme.scope == Programme.Scope.INTERNAL
    return organisation_key(typed or (programme.organisation.name if at_home else ""))
