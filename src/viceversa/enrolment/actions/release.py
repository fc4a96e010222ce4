"""Decisions are told: all that are drafted at once, or nobody's.

Whoever has a place becomes a person of the programme by the same judgement as a list (importing):
what is known of her elsewhere stays as it is. Everybody else is written to and never becomes one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment.employers import employer_key
from viceversa.enrolment.importing.cells import Reader
from viceversa.enrolment.importing.planning import Plan, make_plan
from viceversa.enrolment.importing.reading import REFERENCES, Remark, Row, understand
from viceversa.enrolment.importing.vocabulary import Vocabulary
from viceversa.enrolment.importing.writing import NotOursError, WorldChangedError, bring_in
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.queries import applications_of, names_here
from viceversa.enrolment.seats import Seats, seats_with_drafts
from viceversa.lib.text import AddressError, normalise_address
from viceversa.people.models import Language, Person
from viceversa.people.trail import record
from viceversa.programmes.models import Partner, Programme

State, Verdict = Application.State, Application.Verdict


class ReleaseError(Exception):
    """Nobody was told anything: something stands in the way, or has just changed."""


class SeatsError(ReleaseError):
    """A partner would get more places than it has promised seats."""


@dataclass
class Draft:
    """All that would be told, and what stands in the way of it."""

    pending: list[Application] = field(default_factory=list)
    undecided: list[Application] = field(default_factory=list)
    wrong: list[tuple[Application, list[Remark]]] = field(default_factory=list)
    unknown: list[tuple[Application, list[str]]] = field(default_factory=list)
    plan: Plan | None = None
    beyond: list[tuple[Partner, Seats]] = field(default_factory=list)
    elsewhere: list[Application] = field(default_factory=list)  # with a place, and of no partner

    @property
    def may_go(self) -> bool:
        return bool(self.pending) and not self.undecided and not self.wrong

    @property
    def newcomers(self) -> list[Application]:
        """Those with a place who do not take part already, as far as anybody has said."""
        return [each for each in self.of(Verdict.PLACE) if each.participation is None]

    @property
    def promised_on(self) -> date | None:
        """The latest day on which one of these was promised an answer."""
        return max((each.promised_on for each in self.pending if each.promised_on), default=None)

    def of(self, verdict: str) -> list[Application]:
        """Those who would be told this."""
        return [each for each in self.pending if each.verdict == verdict]


def draft_of(programme: Programme, until: date | None = None) -> Draft:
    """What a release would do now: of all, or of those only who were promised an answer until that
    day. Reads the database, writes nothing."""
    kept = applications_of(programme).filter(state=State.SENT, forgotten_at=None)
    sent = list(kept.select_related("participation__person"))
    draft = Draft(pending=[each for each in sent if each.is_pending and _is_due(each, until)])
    until = until or draft.promised_on
    draft.undecided = [
        each
        for each in sent
        if not each.verdict and until and each.promised_on and each.promised_on <= until
    ]
    _plan(programme, draft)
    drafted = [(each.organisation, each.call.role) for each in draft.newcomers]
    filled = seats_with_drafts(programme, drafted)
    draft.beyond = [
        (partner, seats) for partner, both in filled for seats in both if seats.is_too_small
    ]
    draft.elsewhere = _elsewhere(programme, draft, [partner for partner, _ in filled])
    return draft


def release(
    programme: Programme,
    *,
    by: Person | None,
    keep_to_seats: bool = False,
    until: date | None = None,
    claim: Callable[[], bool] = lambda: True,
) -> list[Application]:
    """Tells everybody, and gives them: they are still to be written to, by jobs, so that the
    transaction is short. `claim` is asked within it, and may stop all. Promised seats are a number
    between two houses and stop nobody by themselves, unless asked to. Raises ReleaseError."""
    draft = draft_of(programme, until)
    if not draft.may_go or draft.plan is None:
        raise ReleaseError
    if keep_to_seats and draft.beyond:
        raise SeatsError
    try:
        with transaction.atomic():
            bring_in(
                draft.plan,
                claim=lambda: claim() and _claim(draft.pending),
                afterwards=lambda: _seat(draft),
            )
            counts = {str(verdict): len(draft.of(verdict)) for verdict in Verdict}
            record("told the decisions", programme, by=by, **counts)
    except (NotOursError, WorldChangedError) as error:
        raise ReleaseError from error
    return draft.pending


def _elsewhere(programme: Programme, draft: Draft, partners: list[Partner]) -> list[Application]:
    """Those with a place whose employer, as it is spelt, is no partner: where there are partners,
    it may be one spelt otherwise, and then no seat and no rule of it counts."""
    if not partners or programme.scope == Programme.Scope.INTERNAL:
        return []
    keys = {partner.organisation.name_key for partner in partners}
    return [
        each for each in draft.newcomers if employer_key(each.organisation, programme) not in keys
    ]


def _is_due(application: Application, until: date | None) -> bool:
    promised = application.promised_on
    return until is None or promised is None or promised <= until


def _plan(programme: Programme, draft: Draft) -> None:
    """The rows of those who get a place, judged as the rows of a list."""
    placed, known = draft.of(Verdict.PLACE), names_here(programme)
    rows = []
    for line, each in enumerate(placed, start=1):
        named = {key: resolved(getattr(each, key), known) for key in REFERENCES}
        rows.append(Row(line, _row(each, {key: found for key, (found, _) in named.items()})))
        unknown = [line for _, strangers in named.values() for line in strangers]
        if unknown:
            draft.unknown.append((each, unknown))
    list(understand(rows, Reader(Vocabulary.of(programme))))
    draft.plan = make_plan(programme, rows)
    draft.wrong = [
        (each, row.problems) for each, row in zip(placed, rows, strict=True) if row.problems
    ]


def _row(application: Application, named: dict[str, list[str]]) -> dict[str, str]:
    seat = application.participation
    return _known_cells(application, seat, named) if seat else _cells(application, named)


def _known_cells(
    application: Application, seat: Participation, named: dict[str, list[str]]
) -> dict[str, str]:
    """Of whoever takes part already nothing changes; whom she names is kept of both."""
    both = {key: dict.fromkeys([*getattr(seat, key), *named[key]]) for key in REFERENCES}
    cells = {key: "; ".join(addresses) for key, addresses in both.items() if addresses}
    hers = {name: getattr(seat.person, name) for name in ("email", "given_name", "family_name")}
    return {"role": application.call.role, **hers, **cells}


def _cells(application: Application, named: dict[str, list[str]]) -> dict[str, str]:
    cells = {
        "role": application.call.role,
        "email": application.email,
        "given_name": application.given_name,
        "family_name": application.family_name,
        "organisation": application.organisation,
        "unit": application.unit,
        "title": application.title,
        "level": str(application.level or ""),
        "phone": application.phone,
        "wants": _topics(application.wants),
        "offers": _topics(application.offers),
        **{key: "; ".join(addresses) for key, addresses in named.items()},
    }
    return {key: text for key, text in cells.items() if text}


def _topics(chosen: dict[str, int]) -> str:
    return "; ".join(f"{code}:{strength}" for code, strength in chosen.items())


def resolved(lines: list[str], known: dict[str, set[str]]) -> tuple[list[str], list[str]]:
    """The addresses that the lines mean, and the lines that nobody here answers to. Where two have
    the same name both are meant: better one pair less than a wrong one."""
    addresses: list[str] = []
    unknown: list[str] = []
    for line in lines:
        try:
            addresses.append(normalise_address(line))
        except AddressError:
            found = known.get(line.casefold(), set())
            addresses += sorted(found)
            unknown += [] if found else [line]
    return addresses, unknown


def _claim(pending: Sequence[Application]) -> bool:
    """Marks each as told; false when one of them has been decided otherwise or told meanwhile."""
    now = timezone.now()
    for verdict in Verdict:
        mine = [each.pk for each in pending if each.verdict == verdict]
        rows = Application.objects.filter(pk__in=mine, state=State.SENT, verdict=verdict)
        if rows.exclude(answer=verdict).update(answer=verdict, answered_at=now) != len(mine):
            return False
    return True


def _seat(draft: Draft) -> None:
    """Ties each place to its application. New people read letters in the language they chose."""
    if draft.plan is None:
        return
    placed = draft.of(Verdict.PLACE)
    addresses = {e.participation.person.email if e.participation else e.email: e for e in placed}
    here = Participation.objects.filter(programme=draft.plan.world.programme)
    for seat in here.filter(person__email__in=addresses).select_related("person"):
        addresses[seat.person.email].participation = seat
    Application.objects.bulk_update(addresses.values(), ["participation"])
    new = [planned.row.email for planned in draft.plan.rows if planned.known is None]
    for language in Language.values:
        chosen = [address for address in new if addresses[address].language == language]
        Person.objects.filter(email__in=chosen).update(language=language)
