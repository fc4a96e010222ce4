"""Pairs by what somebody types."""

from django.db.models import Q

READ = ("given_name", "family_name", "employment__organisation__name", "employment__unit__path")


def about(text: str) -> Q:
    """Every word stands in a name, an employer or a unit of either of the two."""
    found = Q()
    for word in text.split():
        either = Q()
        for side in ("mentor", "mentee"):
            for field in READ:
                either |= Q(**{f"{side}__person__{field}__icontains": word})
        found &= either
    return found
