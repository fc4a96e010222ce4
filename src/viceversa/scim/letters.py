"""The letter of this room."""

from django.db.models import Q

from viceversa.notices.actions import post
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import coordinators_of, letterhead, today_in
from viceversa.scim.models import DirectoryEntry


def shut_out_told(entry: DirectoryEntry) -> None:
    """To those who lead the programmes in which she takes part, as long as these go on."""
    person = entry.person
    here = Q(participations__person=person) | Q(roles__person=person)
    for programme in Programme.objects.filter(here).distinct():
        if programme.ends_on and programme.ends_on < today_in(programme):
            continue
        for coordinator in coordinators_of(programme):
            post(
                "scim/shut_out",
                to=coordinator,
                event=f"shut-out:{programme.pk}:{entry.pk}:{person.access_version}",
                context=shut_out_context(person, programme),
                head=letterhead(programme),
            )


def shut_out_context(person: Person, programme: Programme) -> dict[str, object]:
    """Whose access has ended, and where."""
    return {"name": person.full_name, "programme": programme}
