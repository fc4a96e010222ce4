"""A plan for rows that are given as cells, without a file."""

from viceversa.enrolment.importing.cells import Reader
from viceversa.enrolment.importing.planning import Plan, Planned, make_plan
from viceversa.enrolment.importing.reading import Row, understand
from viceversa.enrolment.importing.vocabulary import Vocabulary
from viceversa.enrolment.importing.writing import bring_in
from viceversa.programmes.models import Programme

Cells = dict[str, str]


def cells(number: int = 1, **more: str) -> Cells:
    """A sound row; what is named differs from it, and "" takes a cell away."""
    sound = {
        "role": "mentor",
        "given_name": f"Given{number}",
        "family_name": f"Family{number}",
        "email": f"person.{number}@example.com",
    }
    return {key: text for key, text in {**sound, **more}.items() if text}


def plan(programme: Programme, *rows: Cells) -> Plan:
    """Lines count from 2, as in a file with headings."""
    read = [Row(line, dict(row)) for line, row in enumerate(rows, start=2)]
    list(understand(read, Reader(Vocabulary.of(programme))))
    return make_plan(programme, read)


def applied(programme: Programme, *rows: Cells) -> Plan:
    made = plan(programme, *rows)
    bring_in(made, claim=lambda: True)
    return made


def problems(planned: Planned) -> list[tuple[str, str]]:
    """Field and sentence of all that is wrong with a row, in English."""
    return [(key, template % values) for key, template, values in planned.row.problems]


def notes(planned: Planned) -> list[tuple[str, str]]:
    return [(key, template % values) for key, template, values in planned.row.notes]
