"""What is read of directories."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Q, QuerySet

from viceversa.api.models import Token
from viceversa.api.queries import partner_organisations, programmes_led
from viceversa.people.models import Organisation, Person
from viceversa.scim.models import DirectoryEntry


def manager_of(entry: DirectoryEntry) -> str:
    """The code of her manager in the same directory; empty when it knows of none."""
    manager = entry.person.employment.manager
    found = getattr(manager, "directory_entry", None)
    if found is None or found.deleted_at or found.organisation_id != entry.organisation_id:
        return ""
    return str(found.pk)


def organisations_with_directory(by: Person) -> QuerySet[Organisation]:
    """Of the partners of programmes that she leads those for whose directory a token holds, or
    whose directory has taken people in."""
    tokens = Token.objects.filter(organisation__isnull=False, programme=None)
    ready = [
        token.organisation_id
        for token in tokens
        if token.may(Token.Verb.DIRECTORY) and not token.is_over
    ]
    known = DirectoryEntry.objects.values("organisation")
    return partner_organisations(by).filter(Q(pk__in=ready) | Q(pk__in=known))


def people_at(organisation: Organisation, by: Person) -> QuerySet[Person]:
    """Who works there and has a place or a role in a programme that she leads. Of others an
    organiser learns nothing here, and hands nobody over."""
    led = programmes_led(by).order_by()
    here = Q(participations__programme__in=led) | Q(roles__programme__in=led)
    found = Person.objects.filter(here, employment__organisation=organisation, erased_at=None)
    return found.distinct()


def to_hand_over(organisation: Organisation, by: Person) -> QuerySet[Person]:
    """Of these the ones whom the directory cannot take in by itself, since they can sign in.
    Organisers are never among them, nor whoever is known to a directory already."""
    found = people_at(organisation, by).filter(is_active=True, is_organiser=False)
    return found.filter(directory_entry=None).exclude(handover__organisation=organisation)


def people_by_state(organisation: Organisation, by: Person) -> Mapping[str, list[Person]]:
    """All of them, by what the directory has to do with them."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people_at(organisation, by).select_related("directory_entry", "handover"):
        found[_state(person, organisation)].append(person)
    return found


def _state(person: Person, organisation: Organisation) -> str:
    """kept; out (taken out again); waits (handed over); by_itself (no account yet, so the directory
    needs nobody's leave); apart (has an account); never (an organiser, or in another directory)."""
    entry = getattr(person, "directory_entry", None)
    handover = getattr(person, "handover", None)
    if entry and entry.organisation_id == organisation.pk:
        return "out" if entry.deleted_at else "kept"
    if entry or person.is_organiser:
        return "never"
    if handover and handover.organisation_id == organisation.pk:
        return "waits"
    return "apart" if person.is_active else "by_itself"
