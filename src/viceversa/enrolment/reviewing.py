"""The blind first review: an application without whose it is, and what the reviewers found."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from viceversa.enrolment.models import Application
from viceversa.enrolment.queries import applications_of
from viceversa.enrolment.scales import SCALES, in_words
from viceversa.enrolment.scrubbing import scrub
from viceversa.enrolment.selection import Review
from viceversa.enrolment.steps import level_words
from viceversa.enrolment.words import Speaker
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


@dataclass(frozen=True)
class Blind:
    """All that a reviewer sees of an application. Pages are given this and never the row."""

    code: str
    role: str
    role_name: str
    wants: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Found:
    """What all reviewers of an application found, together."""

    readers: int
    means: tuple[float, ...]

    @property
    def words(self) -> list[tuple[Promise, Promise]]:
        """Each scale with the word nearest to its mean."""
        return [
            (scale.name, in_words(mean)) for scale, mean in zip(SCALES, self.means, strict=True)
        ]

    @property
    def order(self) -> float:
        """For sorting, the best first. Shown nowhere."""
        return -sum(self.means)


def reviewable(programme: Programme, reviewer: Person) -> QuerySet[Application]:
    """What she may read: what is sent and has no answer yet, but neither her own nor that of
    somebody she knows."""
    return _of_others(programme, reviewer).exclude(_not_hers_to_judge(reviewer))


def set_aside(programme: Programme, reviewer: Person) -> QuerySet[Application]:
    """What she has said that she should not judge: taken back if it was a slip, until it has its
    answer."""
    return _of_others(programme, reviewer).filter(_not_hers_to_judge(reviewer))


def to_review(
    programme: Programme, reviewer: Person
) -> tuple[list[Application], list[Application]]:
    """Those left to read, and those read; in an order that says nothing: hers alone, and the same
    each time."""
    mine = shuffled(reviewable(programme, reviewer), reviewer)
    read = set(Review.objects.filter(reviewer=reviewer).values_list("application_id", flat=True))
    return [each for each in mine if each.pk not in read], [e for e in mine if e.pk in read]


def shuffled(applications: Iterable[Application], reviewer: Person) -> list[Application]:
    """In an order that says nothing of when they came."""
    return sorted(applications, key=lambda each: _place_of(each, reviewer))


def marks_of(application: Application, reviewer: Person) -> dict[str, int]:
    """What she has found in it before."""
    mine = Review.objects.filter(application=application, reviewer=reviewer)
    return dict(mine.values(*(scale.code for scale in SCALES)).first() or {})


def blind(application: Application, speaker: Speaker) -> Blind:
    """Without name, address, phone, employer, unit, title and acquaintances; and what somebody
    writes without her own names in it."""
    wants = ", ".join(speaker.name(code) for code in application.wants)
    facts = (
        (_("Why"), scrub(application.why, _known(application))),
        (_("Wants to talk about"), speaker.say("wants", application.wants)),
        (_("Can contribute with"), speaker.say("offers", application.offers)),
        (_("Place in the organisation"), level_words(application)),
    )
    return Blind(
        code=application.pk,
        role=application.call.role,
        role_name=str(application.call.get_role_display()),
        wants=wants,
        facts=tuple((term, value) for term, value in facts if value),
    )


def found_in(applications: Iterable[Application]) -> dict[str, Found]:
    """What was found in each that somebody has read, in one query."""
    codes = [scale.code for scale in SCALES]
    rows = (
        Review.objects.filter(application__in=list(applications), has_conflict=False)
        .values_list("application")
        .annotate(Count("pk"), *(Avg(code) for code in codes))
    )
    return {key: Found(readers, tuple(means)) for key, readers, *means in rows}


def _of_others(programme: Programme, reviewer: Person) -> QuerySet[Application]:
    sent = applications_of(programme).filter(
        state=Application.State.SENT, answer="", forgotten_at=None
    )
    merged = Application.objects.filter(merged_into=OuterRef("pk"))
    hers = merged.filter(Q(email=reviewer.email) | Q(replaced__email=reviewer.email))
    own = Q(email=reviewer.email) | Q(participation__person=reviewer)
    return sent.exclude(own).exclude(Exists(hers))


def _not_hers_to_judge(reviewer: Person) -> Exists:
    said = Review.objects.filter(application=OuterRef("pk"), reviewer=reviewer)
    return Exists(said.filter(has_conflict=True))


def _known(application: Application) -> list[str]:
    """What would tell whose it is, and whom she knows."""
    return [
        application.given_name,
        application.family_name,
        application.full_name,
        application.email,
        application.organisation,
        application.unit,
        application.title,
        *application.knows,
        *application.not_with,
        *application.prefers,
    ]


def _place_of(application: Application, reviewer: Person) -> str:
    return sha256(f"{reviewer.pk}:{application.pk}".encode()).hexdigest()
