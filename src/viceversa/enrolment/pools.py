"""The applications of a programme as those who lead it look at them: two pools side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.calls import Stage, stage_of
from viceversa.enrolment.expectations import DOUBTS
from viceversa.enrolment.models import Application, Call, Participation
from viceversa.enrolment.queries import UNDECIDED, applications_of, doubles_of
from viceversa.enrolment.reviewing import Found, found_in
from viceversa.enrolment.scales import SCALES
from viceversa.enrolment.seats import Seats, seats_with_drafts
from viceversa.enrolment.steps import level_words
from viceversa.enrolment.twins import Known
from viceversa.enrolment.words import Speaker
from viceversa.programmes.models import Partner, Programme

State, Verdict = Application.State, Application.Verdict
LEAST_COUNTED = 5
NOTHING_FOUND = Found(0, (0.0,) * len(SCALES))
A_PAGE = 50
TITLES: dict[str, Promise] = {"mentor": _("Mentors to be"), "mentee": _("Mentees to be")}
CHOICES: tuple[tuple[str, Promise], ...] = (
    (Verdict.PLACE, _("Place")),
    (Verdict.WAIT, _("Waiting list")),
    (Verdict.NO, _("No")),
)


@dataclass(frozen=True)
class Line:
    """One application in a pool."""

    application: Application
    about: str
    wants: str
    is_double: bool
    place: int | None  # on the waiting list
    found: Found | None = None  # by the reviewers
    known: Known | None = None  # who takes part and may be the same

    @property
    def is_open(self) -> bool:
        """Whether the decision can still be another."""
        mine = self.application
        return mine.state == State.SENT and mine.answer in ("", Verdict.WAIT)


@dataclass(frozen=True)
class Pool:
    """All who have applied for one role, and fit the filter."""

    role: str
    title: Promise
    lines: tuple[Line, ...]
    page: "Page[Application]"
    total: int


def pools(
    programme: Programme,
    asked: dict[str, str],
    page: str | None = None,
    *,
    known: Mapping[str, Known],
) -> list[Pool]:
    """Mentors and mentees: first those who are not decided, then those who have a place, the
    waiting list in its order, and the others. Both are turned over together."""
    everybody = list(applications_of(programme).exclude(state__in=(State.BEGUN, State.MERGED)))
    reviews = found_in(everybody)
    unread = NOTHING_FOUND if asked.get("order") == "reviews" else None
    shown = sorted(
        (each for each in everybody if _fits(each, asked)),
        key=lambda each: _order(each, unread and reviews.get(each.pk, unread)),
    )
    doubles, speaker = doubles_of(programme), Speaker(programme)
    places = places_on_lists(everybody)
    roles = [asked["role"]] if asked.get("role") else list(Participation.Role.values)
    found = []
    for role in roles:
        mine = Paginator([each for each in shown if each.call.role == role], A_PAGE)
        here = mine.get_page(page)
        lines = (
            Line(
                application=each,
                about=" · ".join(_about(each)),
                wants=", ".join(speaker.name(code) for code in each.wants),
                is_double=each.email in doubles,
                place=places.get(each.pk),
                found=reviews.get(each.pk),
                known=known.get(each.pk),
            )
            for each in (here.object_list if _reaches(mine, page) else ())
        )
        total = sum(each.call.role == role for each in everybody)
        found.append(Pool(role, TITLES[role], tuple(lines), here, total))
    return found


def longest(found: list[Pool]) -> Pool:
    """The pool by which the pages are turned."""
    return max(found, key=lambda pool: pool.page.paginator.num_pages)


def organisations_named(programme: Programme) -> list[str]:
    """The employers that applicants have named."""
    sent = applications_of(programme).exclude(state=State.BEGUN).exclude(organisation="")
    return sorted(set(sent.values_list("organisation", flat=True)))


def seats_shown(programme: Programme) -> list[tuple[Partner, tuple[Seats, Seats]]]:
    """Each partner's seats, with the places that are drafted."""
    drafted = applications_of(programme).filter(state=State.SENT, verdict=Verdict.PLACE, answer="")
    drafted = drafted.filter(participation=None)  # whoever takes part already has her seat
    return seats_with_drafts(programme, drafted.values_list("organisation", "call__role"))


def places_on_lists(everybody: Iterable[Application]) -> dict[str, int]:
    """The place of each who waits, counted from one in each role."""
    found: dict[str, int] = {}
    for role in Participation.Role.values:
        waiting = [
            each
            for each in everybody
            if each.call.role == role and each.state == State.SENT and each.verdict == Verdict.WAIT
        ]
        ordered = sorted(waiting, key=lambda each: each.rank or 0)
        found |= {each.pk: place for place, each in enumerate(ordered, start=1)}
    return found


def doubts_counted(
    calls: Mapping[str, Call], counts: Counter[tuple[str, str]], now: datetime
) -> list[tuple[str, str, Promise, int]]:
    """What people hesitate over, in each role: after the last day, and of five at the least, so
    that it is told of nobody. `counts` as in `application_states`."""
    found = []
    for role, call in calls.items():
        sent = sum(counts[role, verdict] for verdict in (UNDECIDED, *Verdict.values))
        if sent >= LEAST_COUNTED and stage_of(call, now) in (Stage.LATE, Stage.CLOSED):
            name = str(call.get_role_display())
            found += [(role, name, e.text, call.doubts.get(e.code, 0)) for e in DOUBTS[role]]
    return found


def _reaches(pool: "Paginator[Application]", page: str | None) -> bool:
    """Whether the pool is so long: the other may be longer."""
    return not page or not page.isdecimal() or int(page) <= pool.num_pages


def _fits(application: Application, asked: dict[str, str]) -> bool:
    wanted = asked.get("state", "")
    withdrawn = application.state == State.WITHDRAWN
    state = "withdrawn" if withdrawn else application.verdict or "undecided"
    house = asked.get("organisation", "")
    return wanted in ("", state) and house in ("", application.organisation)


def _order(application: Application, found: Found | None) -> tuple[int, int, float, float]:
    order = ["", Verdict.PLACE, Verdict.WAIT, Verdict.NO]
    last = len(order) if application.state == State.WITHDRAWN else order.index(application.verdict)
    sent = application.sent_at.timestamp() if application.sent_at else 0
    return last, application.rank or 0, found.order if found else 0, sent


def _about(application: Application) -> Iterator[str]:
    found = (application.title, application.organisation, application.unit)
    yield from filter(None, (*found, level_words(application)))
