"""Applications that may be one human's, and people who may take part twice: offered to whoever
leads, and made one by nobody else."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.employers import employer_name
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.scrubbing import COMMON, fold
from viceversa.enrolment.selection import Namesakes, TwoPeople
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
MOST_IN_PASSING = 5000  # who take part: a quarter of a second, on pages that are about other things


class Seated(NamedTuple):
    """Somebody who takes part, as far as she is compared. There may be very many."""

    pk: str
    given_name: str
    family_name: str
    email: str
    organisation: str | None

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Known(NamedTuple):
    """Somebody who takes part and may be the one who applies, and what is alike."""

    seat: Seated
    why: Promise


Either = TypeVar("Either", Application, Seated)


@dataclass(frozen=True)
class Twins(Generic[Either]):
    """Two that may be one human's, the earlier first, and what is alike."""

    one: Either
    other: Either
    why: Promise


def twins_of(programme: Programme) -> list[Twins[Application]]:
    """Each application beside the latest before it that looks like the same human's, unless they
    are known to be by two."""
    known = TwoPeople.objects.filter(one__call__programme=programme)
    waiting = open_applications(programme).only(*COMPARED)
    return _alike(waiting, _keys, set(known.values_list("one_id", "other_id")))


def namesakes_of(programme: Programme) -> list[Twins[Seated]]:
    """The same of those who take part: by their names, since of each address there is one."""
    known = Namesakes.objects.filter(one__programme=programme)
    apart = set(known.values_list("one_id", "other_id"))
    return _alike(_seated(programme), _keys_of_names, apart)


def like(seat: Participation) -> list[Seated]:
    """Who came before her and may be the same human; of very many she is only found by whoever
    looks for it."""
    if is_long(seat.programme):
        return []
    return [each.one for each in namesakes_of(seat.programme) if each.other.pk == seat.pk]


def known_among(programme: Programme, applications: Iterable[Application]) -> dict[str, Known]:
    """Of those who apply, by the code of the application, who takes part already as it seems: the
    latest who looks alike. Those of whom whoever leads has said so are left out."""
    unsaid = [each for each in applications if each.participation_id is None]
    seen = {key: seat for seat in _seated(programme) for key in _keys(seat)} if unsaid else {}
    alike = ((each, _known(seen, _as_seated(each, programme))) for each in unsaid)
    return {each.pk: known for each, known in alike if known}


def known_in_passing(programme: Programme, applications: Iterable[Application]) -> dict[str, Known]:
    """The same on pages that are about other things; of very many who take part, nobody."""
    return {} if is_long(programme) else known_among(programme, applications)


def is_long(programme: Programme) -> bool:
    """Whether so many take part that they are compared on the pages for it alone."""
    return seats_here(programme).count() > MOST_IN_PASSING


def undecided_applications(programme: Programme) -> QuerySet[Application]:
    """Those whose decision can still be another, in the order in which they came."""
    sent = Application.objects.filter(call__programme=programme, state=Application.State.SENT)
    may_change = sent.filter(answer__in=("", Application.Verdict.WAIT), forgotten_at=None)
    return may_change.order_by("sent_at", "pk")


def open_applications(programme: Programme) -> QuerySet[Application]:
    """Those that wait for an answer, in the order in which they came."""
    sent = Application.objects.filter(call__programme=programme, state=Application.State.SENT)
    return sent.filter(answer="", forgotten_at=None).order_by("sent_at", "pk")


def seats_here(programme: Programme) -> QuerySet[Participation]:
    """Those who take part and have not withdrawn, in the order in which they came."""
    here = programme.participations.exclude(state=Participation.State.WITHDRAWN)
    return here.order_by("enrolled_at", "pk")


def _seated(programme: Programme) -> Iterator[Seated]:
    here = seats_here(programme).values_list(
        "pk",
        "person__given_name",
        "person__family_name",
        "person__email",
        "person__employment__organisation__name",
    )
    return itertools.starmap(Seated, here)


def _as_seated(application: Application, programme: Programme) -> Seated:
    """As she would take part, with the employer that she means."""
    house = employer_name(application.organisation, programme)
    names = (application.given_name, application.family_name)
    return Seated(application.pk, *names, application.email, house)


def _known(seen: Mapping[Key, Seated], applicant: Seated) -> Known | None:
    found = (Known(seen[key], WHY[key[0]]) for key in _keys(applicant) if key in seen)
    return next(found, None)


def _alike(
    things: Iterable[Either], keys: Callable[[Either], Iterable[Key]], apart: set[tuple[str, str]]
) -> list[Twins[Either]]:
    """Everybody is looked at once, however many they are."""
    seen: dict[Key, list[Either]] = {}
    found: dict[tuple[str, str], Twins[Either]] = {}
    for each in things:
        for key in keys(each):
            for before in reversed(seen.setdefault(key, [])):
                if _pair(before, each) not in apart:
                    found.setdefault(_pair(before, each), Twins(before, each, WHY[key[0]]))
                    break
            seen[key].append(each)
    return list(found.values())


def _pair(one: Either, other: Either) -> tuple[str, str]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _keys(somebody: Application | Seated) -> Iterator[Key]:
    if somebody.email:
        yield "address", somebody.email
    yield from _keys_of_names(somebody)


def _keys_of_names(somebody: Application | Seated) -> Iterator[Key]:
    given, family = _words(somebody.given_name), _words(somebody.family_name)
    if given and family:
        yield "name", *sorted([*given, *family])
        house = " ".join(w for w in _words(somebody.organisation or "") if w not in COMMON)
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


@lru_cache(maxsize=1000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold(text)))
