"""A list on its way: received, its columns chosen, checked, brought in or stopped.

Every step from one state to the next is one conditional UPDATE; whoever it does not hit has lost
the turn. A run carries a code of its own, so that a worker which was stopped, or which comes back
from the dead, can no longer write.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment.importing.cells import Reader
from viceversa.enrolment.importing.fields import Mapping, guess, headers_key
from viceversa.enrolment.importing.planning import Plan, Planned, make_plan
from viceversa.enrolment.importing.reading import Row, rows_of, understand
from viceversa.enrolment.importing.vocabulary import Vocabulary
from viceversa.enrolment.importing.writing import NotOursError, WorldChangedError, bring_in
from viceversa.enrolment.sent_lists import ColumnMapping, ImportRow, PeopleImport
from viceversa.lib.bulk import prepare_inserts, write_many
from viceversa.lib.codes import new_code
from viceversa.lib.tables import Table, TableError, read_table
from viceversa.lib.text import plain_name
from viceversa.lib.wording import gettext_noop
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

State, Stage = PeopleImport.State, PeopleImport.Stage
OPEN = (State.UPLOADED, State.CHECKED, State.FAILED)
AT_WORK = (State.CHECKING, State.APPLYING)

CHANGED_MEANWHILE = gettext_noop(
    "Nothing was brought in: since the list was checked, something has changed in the programme. "
    "It has been checked again. Look once more at what would happen."
)
UNEXPECTED = gettext_noop(
    "An error stopped the work, and nothing was brought in. Check the list again; "
    "if it happens once more, tell whoever runs this server."
)

SAMPLES = 3
LONGEST_SAMPLE = 60
ROWS_A_WRITE = 500
CHECK_EVERY = 500
# How far the bar has come when a stage begins.
BEGINS = {
    Stage.READING: 0,
    Stage.CHECKING: 10,
    Stage.COMPARING: 55,
    Stage.NOTING: 65,
    Stage.WRITING: 80,
}


class StoppedError(Exception):
    """Somebody stopped this run, or began another."""


def receive_list(
    programme: Programme, *, filename: str, content: bytes, by: Person | None, arrival: str = ""
) -> PeopleImport:
    """Keeps the file, whatever is in it, and reads its headings. What a machine brought has no
    sender, and a name of its own among all that it brought."""
    arrived = PeopleImport(
        programme=programme,
        filename=plain_name(filename)[-200:],
        content=content,
        uploaded_by=by,
        arrival=arrival,
    )
    try:
        table = read_table(content, arrived.filename)
    except TableError as error:
        arrived.problem = problem_of(error)
    else:
        arrived.columns = _columns(table)
        arrived.mapping = _remembered(programme, table) or guess(table.headers)
    with transaction.atomic():
        arrived.save(force_insert=True)
        record("received a list", arrived, by=by)
    return arrived


def choose_columns(people_import: PeopleImport, mapping: Mapping) -> None:
    """Notes which column means what, for this list and for the next with the same headings."""
    key = headers_key(header for header, _ in people_import.columns)
    with transaction.atomic():
        PeopleImport.objects.filter(pk=people_import.pk, state__in=OPEN).update(mapping=mapping)
        ColumnMapping.objects.update_or_create(
            organisation_id=people_import.programme.organisation_id,
            headers_key=key,
            defaults={"mapping": mapping},
        )


def start_check(people_import: PeopleImport) -> str:
    """Begins a dry run. Gives the code of the run, "" when the list is at work already."""
    return _start(people_import, OPEN, State.CHECKING)


def start_application(people_import: PeopleImport) -> str:
    """Begins to bring the people in. Gives the code of the run; "" on the second click."""
    return _start(people_import, (State.CHECKED,), State.APPLYING)


def stop(people_import: PeopleImport) -> None:
    """Back to before the run. What was brought in already stays: that is one step."""
    mine = PeopleImport.objects.filter(pk=people_import.pk)
    mine.filter(state=State.CHECKING).update(state=State.UPLOADED, run="", problem={})
    mine.filter(state=State.APPLYING).update(state=State.CHECKED, run="")


def throw_away(people_import: PeopleImport, *, by: Person) -> None:
    """Deletes the file and what was found in it. The people who were brought in stay."""
    with transaction.atomic():
        record("threw a list away", people_import, by=by)
        people_import.rows.all().delete()
        PeopleImport.objects.filter(pk=people_import.pk).delete()


def mark_failed(import_id: str, run: str) -> None:
    """After an error nobody foresaw: the coordinator sees that it stopped."""
    PeopleImport.objects.filter(pk=import_id, run=run, state__in=AT_WORK).update(
        state=State.FAILED, run="", problem={"template": UNEXPECTED, "values": {}}
    )


def check_list(import_id: str, run: str) -> None:
    """The dry run: finds out what each row would do, and writes that down. Changes nobody."""
    turn = _Turn(import_id, run)
    try:
        _note(_plan(turn), turn, because="")
    except TableError as error:
        turn.end(State.UPLOADED, problem=problem_of(error))
    except StoppedError:
        return


def apply_list(import_id: str, run: str) -> None:
    """Brings the people in as the dry run said, all or nothing; else checks the list again."""
    turn = _Turn(import_id, run)
    try:
        plan = _plan(turn)
        people_import = turn.people_import()
        if plan.digest == people_import.digest:
            turn.tell(Stage.WRITING)
            _bring_in(plan, people_import, turn)
        else:
            _note(plan, turn, because=CHANGED_MEANWHILE)
    except WorldChangedError:
        _note(_plan(turn), turn, because=CHANGED_MEANWHILE)
    except (StoppedError, NotOursError):
        return


def problem_of(error: TableError) -> dict[str, object]:
    """A table's mistake as it is kept: to be said in the language of whoever reads it."""
    return {
        "template": error.template,
        "values": dict(error.values),
        "row": error.row,
        "column": error.column,
    }


@dataclass
class _Turn:
    """The right to write to one import, held until somebody stops the run."""

    import_id: str
    run: str

    def people_import(self) -> PeopleImport:
        found = PeopleImport.objects.filter(pk=self.import_id, run=self.run, state__in=AT_WORK)
        people_import = found.select_related("programme__organisation", "uploaded_by").first()
        if people_import is None:
            raise StoppedError
        return people_import

    def tell(self, stage: PeopleImport.Stage, share: float = 0.0) -> None:
        """Shows how far the work has come; `share` is of this stage."""
        stages = list(BEGINS)
        later = stages[stages.index(stage) + 1 :]
        begin, end = BEGINS[stage], BEGINS[later[0]] if later else 100
        self._write(stage=stage, percent=begin + int((end - begin) * share))

    def end(self, state: PeopleImport.State, **fields: object) -> None:
        self._write(state=state, run="", stage="", percent=0, **fields)

    def claim(self) -> bool:
        """Takes the one chance to bring the list in."""
        mine = PeopleImport.objects.filter(pk=self.import_id, run=self.run, state=State.APPLYING)
        return bool(
            mine.update(
                state=State.APPLIED, applied_at=timezone.now(), run="", stage="", problem={}
            )
        )

    def _write(self, **fields: object) -> None:
        mine = PeopleImport.objects.filter(pk=self.import_id, run=self.run, state__in=AT_WORK)
        if not mine.update(**fields):
            raise StoppedError


def _start(
    people_import: PeopleImport,
    states: tuple[PeopleImport.State, ...],
    state: PeopleImport.State,
) -> str:
    run = new_code()
    mine = PeopleImport.objects.filter(pk=people_import.pk, state__in=states)
    started = mine.update(state=state, run=run, stage=Stage.READING, percent=0)
    return run if started else ""


def _plan(turn: _Turn) -> Plan:
    """Reads the file anew and judges every row, telling how far it has come."""
    turn.tell(Stage.READING)
    people_import = turn.people_import()
    programme = people_import.programme
    table = read_table(bytes(people_import.content), people_import.filename)
    rows = rows_of(table, people_import.mapping)
    for done in understand(rows, Reader(Vocabulary.of(programme))):
        if done % CHECK_EVERY == 0:
            turn.tell(Stage.CHECKING, done / len(rows))
    turn.tell(Stage.COMPARING)
    return make_plan(programme, rows)


def _bring_in(plan: Plan, people_import: PeopleImport, turn: _Turn) -> None:
    def keep_trail() -> None:
        record("brought in a list", people_import, by=people_import.uploaded_by, **plan.counts)

    bring_in(plan, claim=turn.claim, afterwards=keep_trail)


def _note(plan: Plan, turn: _Turn, *, because: str) -> None:
    """Writes down what was found, a few rows at a time so that nobody waits for us."""
    turn.tell(Stage.NOTING)
    ImportRow.objects.filter(people_import=turn.import_id).delete()
    for start in range(0, len(plan.rows), ROWS_A_WRITE):
        rows = _rows_to_note(plan.rows[start : start + ROWS_A_WRITE], turn)
        prepared = prepare_inserts(ImportRow, rows)
        with transaction.atomic():
            turn.tell(Stage.NOTING, start / len(plan.rows))
            write_many(prepared)
    problem = {"template": because, "values": {}} if because else {}
    turn.end(State.CHECKED, counts=plan.counts, digest=plan.digest, problem=problem)


def _rows_to_note(rows: list[Planned], turn: _Turn) -> Iterator[ImportRow]:
    for planned in rows:
        row: Row = planned.row
        yield ImportRow(
            people_import_id=turn.import_id,
            line=row.line,
            outcome=planned.outcome,
            name=row.name[:200],
            values=row.cells,
            problems=row.problems,
            notes=row.notes,
            changes=planned.changes,
        )


def _columns(table: Table) -> list[list[object]]:
    """Each heading with a few of the values beneath it, to recognise the column by."""
    columns: list[list[object]] = []
    for place, header in enumerate(table.headers):
        values = (row[place][:LONGEST_SAMPLE] for row in table.rows)
        columns.append([header, _first_different(values)])
    return columns


def _first_different(values: Iterator[str]) -> list[str]:
    found: list[str] = []
    for value in values:
        if value and value not in found:
            found.append(value)
        if len(found) == SAMPLES:
            break
    return found


def _remembered(programme: Programme, table: Table) -> Mapping:
    """What these headings meant the last time, for the organisation whose programme it is."""
    known = ColumnMapping.objects.filter(
        organisation_id=programme.organisation_id, headers_key=headers_key(table.headers)
    ).first()
    by_fold = {header.casefold(): header for header in table.headers}
    meant = known.mapping if known else {}
    return {key: by_fold[h.casefold()] for key, h in meant.items() if h.casefold() in by_fold}
