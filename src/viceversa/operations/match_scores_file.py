"""Ready scores instead of people: a matrix, or a list of pairs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from math import isnan

from viceversa.lib.tables import read_table
from viceversa.lib.tables.decode import decode
from viceversa.lib.tables.delimited import records
from viceversa.matching import LARGEST_SCORE, Candidate, Match
from viceversa.operations.match_errors import InputError

NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", re.ASCII)
COLUMNS = {
    "mentor": ("mentor",),
    "mentee": ("mentee", "adept"),
    "score": ("score", "poäng"),
}

Scores = tuple[list[Candidate], list[Candidate], dict[Match, float]]


def read_matrix(data: bytes, file: str) -> Scores:
    """Mentors down, mentees across; a blank cell is a forbidden pair."""
    text, _ = decode(data, file)
    found = [(line, [cell.strip() for cell in cells]) for line, cells in records(text)]
    filled = [(line, cells) for line, cells in found if any(cells)]
    if len(filled) < 2:
        raise InputError("There is no mentor in it.", file=file, row=1)
    (first, heading), *body = filled
    mentees = heading[1:]
    _refuse_blank_or_twice(mentees, "mentee", file=file, row=first)
    scores: dict[Match, float] = {}
    mentors: dict[str, int] = {}
    for line, cells in body:
        mentor = cells[0]
        if not mentor or mentor in mentors:
            said = f"{mentor} is mentor twice." if mentor else "The mentor is missing."
            raise InputError(said, file=file, row=line, column=heading[0] or "1")
        if len(cells) > len(heading):
            raise InputError(
                "The row has more cells than there are mentees.",
                file=file,
                row=line,
                column=str(len(heading) + 1),
            )
        mentors[mentor] = line
        for mentee, cell in zip(mentees, cells[1:], strict=False):
            if cell:
                scores[mentor, mentee] = _number(cell, file=file, row=line, column=mentee)
    return _people(mentors), _people(mentees), scores


def read_edges(data: bytes, file: str) -> Scores:
    """One row per allowed pair: mentor, mentee, score."""
    table = read_table(data, file)
    if table.blank_lines:
        raise InputError(
            "The row says nothing.", file=file, row=table.blank_lines[0], column="mentor"
        )
    places = _places(table.headers, file=file, row=table.header_line)
    scores: dict[Match, float] = {}
    for number, cells in enumerate(table.rows):
        row = table.line_of(number)
        for side in ("mentor", "mentee"):
            if not cells[places[side]]:
                raise InputError(f"The {side} is missing.", file=file, row=row, column=side)
        match = cells[places["mentor"]], cells[places["mentee"]]
        if match in scores:
            said = f"The pair {' – '.join(match)} stands there twice."
            raise InputError(said, file=file, row=row, column="mentee")
        scores[match] = _number(cells[places["score"]], file=file, row=row, column="score")
    mentors, mentees = ([match[side] for match in scores] for side in (0, 1))
    return _people(dict.fromkeys(mentors)), _people(dict.fromkeys(mentees)), scores


def write_scores(scores: Iterable[tuple[str, str, float]]) -> str:
    """The list of pairs that read_edges() reads: plain numbers, commas, a line for each."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("mentor", "mentee", "score"))
    writer.writerows((mentor, mentee, plain(score)) for mentor, mentee, score in scores)
    return out.getvalue()


def plain(number: float) -> int | float:
    """The number without a point where it needs none."""
    return int(number) if float(number).is_integer() else float(number)


def _places(headers: Sequence[str], *, file: str, row: int) -> dict[str, int]:
    folded = [header.casefold() for header in headers]
    places = {}
    for column, names in COLUMNS.items():
        found = [folded.index(name) for name in names if name in folded]
        if not found:
            raise InputError("The column is missing.", file=file, row=row, column=column)
        places[column] = found[0]
    return places


def _number(cell: str, *, file: str, row: int, column: str) -> float:
    number = float(cell.replace(",", ".")) if NUMBER.fullmatch(cell) else float("nan")
    if isnan(number):
        raise InputError(f"“{cell}” is not a number.", file=file, row=row, column=column)
    if abs(number) > LARGEST_SCORE:
        said = f"“{cell}” is too large a number: up to {LARGEST_SCORE:g} is possible."
        raise InputError(said, file=file, row=row, column=column)
    return number


def _refuse_blank_or_twice(names: Sequence[str], role: str, *, file: str, row: int) -> None:
    if not names:
        raise InputError(f"There is no {role}.", file=file, row=row, column="2")
    for place, name in enumerate(names):
        if not name:
            said = f"The {role} is missing."
            raise InputError(said, file=file, row=row, column=str(place + 2))
        if name in names[:place]:
            raise InputError(f"{name} is {role} twice.", file=file, row=row, column=name)


def _people(ids: Iterable[str]) -> list[Candidate]:
    return [Candidate(person) for person in ids]
