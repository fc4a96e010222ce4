"""Applications that may be one human's: offered to whoever leads, and merged by nobody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Application
from viceversa.enrolment.scrubbing import COMMON, fold
from viceversa.enrolment.selection import TwoPeople
from viceversa.programmes.models import Programme

Key = tuple[str, ...]
WHY: dict[str, Promise] = {
    "address": _("the same address"),
    "name": _("the same name"),
    "alike": _("nearly the same name, at the same place of work"),
}
SOUNDS = (("ck", "k"), ("ch", "k"), ("ph", "f"), ("th", "t"), ("c", "k"), ("w", "v"), ("z", "s"))
COMPARED = ("given_name", "family_name", "email", "organisation")
SHORTEST_ALIKE = 7  # letters of a name in which one may be another


@dataclass(frozen=True)
class Twins:
    """Two that may be one human's, the earlier first, and what is alike."""

    one: Application
    other: Application
    why: Promise


def twins_of(programme: Programme) -> list[Twins]:
    """Each application beside the latest before it that looks like the same human's, unless they
    are known to be by two. Everybody is looked at once, however many they are."""
    apart = set(_apart(programme))
    seen: dict[Key, list[Application]] = {}
    found: dict[tuple[str, str], Twins] = {}
    for each in open_applications(programme).only(*COMPARED):
        for key in _keys(each):
            for before in reversed(seen.setdefault(key, [])):
                if _pair(before, each) not in apart:
                    found.setdefault(_pair(before, each), Twins(before, each, WHY[key[0]]))
                    break
            seen[key].append(each)
    return list(found.values())


def open_applications(programme: Programme) -> QuerySet[Application]:
    """Those that wait for an answer, in the order in which they came."""
    sent = Application.objects.filter(call__programme=programme, state=Application.State.SENT)
    return sent.filter(answer="", forgotten_at=None).order_by("sent_at", "pk")


def _apart(programme: Programme) -> Iterator[tuple[str, str]]:
    known = TwoPeople.objects.filter(one__call__programme=programme)
    yield from known.values_list("one_id", "other_id")


def _pair(one: Application, other: Application) -> tuple[str, str]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _keys(application: Application) -> Iterator[Key]:
    given, family = _words(application.given_name), _words(application.family_name)
    if application.email:
        yield "address", application.email
    if given and family:
        yield "name", *sorted([*given, *family])
        house = " ".join(w for w in _words(application.organisation) if w not in COMMON)
        yield from (("alike", house, form) for form in _forms(f"{given[0]} {family[-1]}"))


def _forms(name: str) -> set[str]:
    """How it sounds, and that without each of its letters in turn: names of which one letter
    differs have a form in common."""
    for spelt, heard in SOUNDS:
        name = name.replace(spelt, heard)
    name = re.sub(r"(.)\1", r"\1", name)
    if len(name) < SHORTEST_ALIKE:
        return {name}
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
