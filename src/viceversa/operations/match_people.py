"""`viceversa match`: from a list of people, or ready scores, to the best pairs. Needs no set-up."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from math import isfinite
from pathlib import Path
from typing import TextIO, TypeVar, get_args

import scipy.optimize  # noqa: F401  # loaded before the clock of the solve starts

from viceversa.lib.tables import TableError
from viceversa.matching import (
    Aim,
    Cluster,
    Desk,
    Kind,
    Problem,
    ProblemError,
    Record,
    Solution,
    explain,
    needs_no_table,
    solve,
    words,
)
from viceversa.operations.match_beside import Beside
from viceversa.operations.match_columns import Row
from viceversa.operations.match_errors import InputError
from viceversa.operations.match_output import as_csv, as_json, as_replay, as_text, as_why
from viceversa.operations.match_people_file import People, read_people
from viceversa.operations.match_problem import problem_of_people, problem_of_scores
from viceversa.operations.match_rules_file import RuleBook, read_rules
from viceversa.operations.match_scores_file import read_edges, read_matrix, write_scores

Read = TypeVar("Read")


def main(argv: Sequence[str]) -> int:
    """Solves one list. 0 when it is solved, 1 when a record says otherwise, 2 when the input cannot
    be used."""
    options = _options(argv)
    try:
        return _replay(options) if options.replay else _run(options)
    except (InputError, ProblemError) as error:
        return _refused(str(error))
    except OSError as error:
        return _refused(f"{error.filename}: {error.strerror}")


def _run(options: argparse.Namespace) -> int:
    problem, people = _problem(options, aim=Aim(options.objective, options.bands))
    _refuse_without_table(options, problem)
    for warning in people.warnings if people else ():
        _say(sys.stderr, f"{warning}\n")
    with _cluster(options, problem) as cluster:
        solution = _solved(problem, people, seed=options.seed, cluster=cluster)
    for code in solution.warnings:
        _say(sys.stderr, f"{words.WARNINGS[code]}\n")
    names = people.names if people else {}
    beside = Beside.of(problem, solution)
    _write(options, problem, solution, names, beside)
    _say(sys.stdout, as_text(solution, names, beside))
    for two in options.why:
        mentor, mentee = (people.ids.find(one) or one for one in two) if people else two
        told = explain(problem, solution, mentor, mentee)
        _say(sys.stdout, f"\n{as_why(told, names)}")
    return 0


def _replay(options: argparse.Namespace) -> int:
    """Solves once more as the record says, and tells in one line whether the answer is the same."""
    then = Record.read(Path(options.replay).read_bytes())
    problem, people = _problem(options, aim=then.aim)
    _refuse_without_table(options, problem)
    now = Record.of(Desk(problem), _solved(problem, people, seed=then.seed))
    told = as_replay(then, now)
    _say(sys.stdout, f"{told}\n")
    return 1 if then.differences(now) else 0


def _refuse_without_table(options: argparse.Namespace, problem: Problem) -> None:
    """Everything that looks at the table of all pairs, where none is kept."""
    asked = options.record, options.replay, options.why, options.write_scores
    if any(asked) and needs_no_table(problem):
        raise ProblemError(
            "too_many",
            "Among so many people no table of all pairs is kept: --record, --replay, --why and "
            "--write-scores are for smaller lists.",
        )


def _problem(options: argparse.Namespace, *, aim: Aim) -> tuple[Problem, People | None]:
    book = _book(options)
    if options.people:
        people = _read(options.people, read_people)
        return problem_of_people(people, book, aim=aim, book_file=options.rules or ""), people
    if options.rules or options.different:
        raise InputError("Ready scores know no rules.", file=options.scores or options.edges)
    reader = read_matrix if options.scores else read_edges
    return problem_of_scores(_read(options.scores or options.edges, reader), aim=aim), None


def _book(options: argparse.Namespace) -> RuleBook:
    book = RuleBook()
    if options.rules:
        book = _read(options.rules, read_rules)
    return book.with_different(options.different)


def _read(path: str, reader: Callable[[bytes, str], Read]) -> Read:
    """What a reader makes of a file; its errors say which file it is."""
    file = Path(path)
    try:
        return reader(file.read_bytes(), file.name)
    except TableError as error:
        raise InputError(str(error), file=file.name) from None


def _cluster(
    options: argparse.Namespace, problem: Problem
) -> AbstractContextManager[Cluster | None]:
    """The workers that look at all pairs, where these are so many that it is of use."""
    if not options.cluster or not needs_no_table(problem):
        return nullcontext()
    try:
        return Cluster(options.cluster)
    except ImportError:
        message = "Workers are asked by a package of its own: pip install 'viceversa[cluster]'"
        raise InputError(message, file=options.cluster) from None
    except (OSError, ValueError):
        raise InputError("No scheduler answers there.", file=options.cluster) from None


def _solved(
    problem: Problem, people: People | None, *, seed: int, cluster: Cluster | None = None
) -> Solution:
    try:
        return solve(problem, seed=seed, cluster=cluster)
    except ProblemError as error:
        row = _locking_row(people, error) if people and error.code == "lock" else None
        if row is None:
            raise
        raise row.wrong("locked_with", str(error)) from None


def _locking_row(people: People, error: ProblemError) -> Row | None:
    """The row that asked for the lock: of the pair at fault, or of any pair of the person."""
    rows = (row for match, row in people.locks.items() if {*error.people} <= {*match})
    return next(rows, None)


def _write(
    options: argparse.Namespace,
    problem: Problem,
    solution: Solution,
    names: dict[str, str],
    beside: Beside,
) -> None:
    if options.write_scores:
        pairs = write_scores(Desk(problem).allowed_pairs())
        Path(options.write_scores).write_text(pairs, encoding="utf-8")
    if options.record:
        record = Record.of(Desk(problem), solution)
        Path(options.record).write_text(record.text(), encoding="utf-8")
    if options.csv:
        Path(options.csv).write_bytes(as_csv(solution, names))
    if options.json:
        Path(options.json).write_text(as_json(solution, beside), encoding="utf-8")


def _refused(message: str) -> int:
    _say(sys.stderr, f"{message}\n")
    return 2


def _say(stream: TextIO, text: str) -> None:
    """A terminal that knows few letters gets a question mark, not a crash."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="viceversa match",
        description="Find the best pairs of mentors and mentees, with proof and reasons.",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("people", nargs="?", help="CSV or XLSX, one row per person and role")
    source.add_argument(
        "--scores", metavar="FILE", help="ready scores: mentors down, mentees across"
    )
    source.add_argument("--edges", metavar="FILE", help="ready scores: mentor,mentee,score")
    parser.add_argument("--rules", metavar="FILE", help="rules and weights (TOML)")
    parser.add_argument(
        "--different",
        action="append",
        default=[],
        choices=("unit", "organisation"),
        help="pair only people of different units or organisations",
    )
    parser.add_argument(
        "--objective",
        choices=get_args(Kind),
        default="fair",
        help="what comes next, after as many pairs as possible (fair: few weak ones)",
    )
    parser.add_argument(
        "--bands",
        type=_bands,
        default=(35.0, 55.0),
        metavar="35,55",
        help="a pair is poor below the first score, and only fair below the second",
    )
    parser.add_argument("--seed", type=int, default=0, help="decides between equal answers")
    parser.add_argument(
        "--why",
        nargs=2,
        action="append",
        default=[],
        metavar=("MENTOR", "MENTEE"),
        help="say why these two are a pair or not, and what it would cost",
    )
    parser.add_argument("--csv", metavar="FILE", help="write the answer for a spreadsheet")
    parser.add_argument("--json", metavar="FILE", help="write the answer for a program")
    parser.add_argument("--record", metavar="FILE", help="write how the answer was computed")
    parser.add_argument(
        "--replay", metavar="FILE", help="solve as a record says: is the answer the same?"
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="where pairs are too many for a table: the Dask scheduler whose workers look at them",
    )
    parser.add_argument("--write-scores", metavar="FILE", help="write every allowed pair's score")
    return parser.parse_args(argv)


def _bands(said: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in said.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError("must be two numbers, as in 35,55") from None
    if not isfinite(low) or not isfinite(high) or low > high:
        raise argparse.ArgumentTypeError("must be two numbers, the lower one first")
    return low, high
