"""One person at a time: enrolled by hand, corrected, withdrawn, let back in.

By hand the same judgement holds as for a list: what is typed goes the way of a row.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from viceversa.enrolment.importing.cells import Reader
from viceversa.enrolment.importing.planning import Plan, make_plan
from viceversa.enrolment.importing.reading import Remark, Row, clear, understand
from viceversa.enrolment.importing.vocabulary import Vocabulary
from viceversa.enrolment.importing.writing import WorldChangedError, bring_in
from viceversa.enrolment.models import Participation
from viceversa.lib.wording import gettext_noop
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

HERE_ALREADY = gettext_noop("This person is in the programme already.")
CHANGED_MEANWHILE = gettext_noop(
    "Somebody else changed this at the same moment. Nothing was saved: look once more."
)

State = Participation.State


def enrol(
    programme: Programme, cells: Mapping[str, str], *, by: Person
) -> tuple[Participation | None, list[Remark]]:
    """Brings one person in. Gives her participation, or what is wrong with the cells."""
    row = Row(1, _filled(cells))
    plan = _plan(programme, row)
    known = plan.rows[0].known
    if known and known.participation_id and not row.problems:
        row.wrong("email", HERE_ALREADY)
    _write(plan, row, verb="enrolled somebody", by=by)
    if row.problems:
        return None, row.problems
    return Participation.objects.get(programme=programme, person__email=row.email), []


def amend(participation: Participation, cells: Mapping[str, str], *, by: Person) -> list[Remark]:
    """Corrects the details of one person; a cell left blank is emptied. Gives what is wrong."""
    person = participation.person
    fixed = {
        "role": participation.role,
        "email": person.email,
        "given_name": person.given_name,
        "family_name": person.family_name,
    }
    row = Row(1, fixed | _filled(cells))
    plan = _plan(participation.programme, row, blank=[key for key in cells if not cells[key]])
    _write(plan, row, verb="corrected somebody's details", by=by)
    return row.problems


def withdraw(participation: Participation, *, by: Person | None) -> None:
    """She takes part no more. No reason is asked for; what she wished stays, should she return."""
    _move(participation, State.WITHDRAWN, verb="withdrew somebody", by=by)


def readmit(participation: Participation, *, by: Person) -> None:
    """She is back, with the wishes she had, and may be proposed a partner."""
    _move(participation, State.ENROLLED, verb="let somebody back in", by=by)


def rest(participation: Participation, *, by: Person | None) -> None:
    """She is proposed no new partner until she asks for one; a pair that she is in goes on."""
    before = State.ENROLLED
    _move(participation, State.RESTING, before=before, verb="rests", by=by)


def seek_partner(participation: Participation, *, by: Person) -> None:
    """She would like a new partner. Whoever has withdrawn is let back in by the organiser only."""
    before = State.RESTING
    _move(participation, State.ENROLLED, before=before, verb="asked for a new partner", by=by)


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in cells.items() if text}


def _plan(programme: Programme, row: Row, *, blank: Iterable[str] = ()) -> Plan:
    list(understand([row], Reader(Vocabulary.of(programme))))
    clear(row, blank)
    return make_plan(programme, [row])


def _write(plan: Plan, row: Row, *, verb: str, by: Person) -> None:
    """Writes what is right; two at the same moment leave a remark instead."""
    if row.problems or not plan.to_write:
        return

    def keep_trail() -> None:
        seat = Participation.objects.get(programme=plan.world.programme, person__email=row.email)
        record(verb, seat, by=by)

    try:
        bring_in(plan, claim=lambda: True, afterwards=keep_trail)
    except WorldChangedError:
        row.wrong("email", CHANGED_MEANWHILE)


def _move(
    participation: Participation,
    after: Participation.State,
    *,
    verb: str,
    by: Person | None,
    before: Participation.State | None = None,
) -> None:
    mine = Participation.objects.filter(pk=participation.pk).exclude(state=after)
    if after == State.ENROLLED:
        mine = mine.filter(person__erased_at=None)
    changes = {"state": after} | ({"confirmed_at": None} if after == State.WITHDRAWN else {})
    with transaction.atomic():
        if (mine.filter(state=before) if before else mine).update(**changes):
            record(verb, participation, by=by)
