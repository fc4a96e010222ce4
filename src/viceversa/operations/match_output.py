"""What `viceversa match` answers: tables on the terminal, CSV for a spreadsheet, JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from viceversa.lib.tables import write_csv
from viceversa.matching import Explanation, Match, Pair, Record, Solution, Ties, Unmatched, words
from viceversa.operations.match_beside import Beside
from viceversa.operations.match_scores_file import plain

Names = Mapping[str, str]


def as_text(solution: Solution, names: Names, beside: Beside) -> str:
    """Pairs with reasons, the unmatched with rules and remedy, and the figures, as tables."""
    pairs = [
        (_shown(pair.mentor, names), _shown(pair.mentee, names), f"{pair.score:g}", _said(pair))
        for pair in solution.pairs
    ]
    alone = [
        (_shown(one.id, names), one.role, "; ".join(_rules(one)), _remedy(one, names))
        for one in solution.unmatched
    ]
    parts = [
        _table(("mentor", "mentee", "score", "reasons"), pairs)
        if pairs
        else "No pair is possible.",
        _table(("unmatched", "role", "because of", "smallest remedy"), alone) if alone else "",
        _table(("ties", "pairs that could be otherwise for nothing"), _groups(beside.ties, names))
        if beside.ties
        else "",
        _table(("figure", "value"), [*_table_figures(solution, beside.ties), *beside.lines()]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_csv(solution: Solution, names: Names) -> bytes:
    """A row per pair and per unmatched person. Cells that look like a formula are made harmless."""
    pairs = [
        (
            pair.mentor,
            names.get(pair.mentor, ""),
            pair.mentee,
            names.get(pair.mentee, ""),
            plain(pair.score),
            _said(pair),
            "",
            "",
        )
        for pair in solution.pairs
    ]
    alone = [
        (*_sides(one, names), None, "", "; ".join(one.rules), _remedy(one, names))
        for one in solution.unmatched
    ]
    headers = (
        "mentor",
        "mentor_name",
        "mentee",
        "mentee_name",
        "score",
        "reasons",
        "rules",
        "remedy",
    )
    return write_csv(headers, [*pairs, *alone])


def as_json(solution: Solution, beside: Beside) -> str:
    """The whole answer; every number is plain."""
    answer = {
        "pairs": [_pair(pair) for pair in solution.pairs],
        "unmatched": [
            {
                "id": one.id,
                "role": one.role,
                "rules": list(one.rules),
                "remedy": one.remedy.text(),
                "doubled": list(one.doubled),
            }
            for one in solution.unmatched
        ],
        "figures": dict(figures(solution, beside.ties)),
        **beside.as_json(),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_why(told: Explanation, names: Names) -> str:
    """Why two people are a pair or not: what it would cost, and what the score is made of."""
    two = f"{_shown(told.mentor, names)} – {_shown(told.mentee, names)}"
    price = told.sentence(lambda person: _shown(person, names))
    parts = [f"  {reason.text()} ({reason.points:g})" for reason in told.reasons]
    return "\n".join([f"{two}, score {told.score:g}: {price}", *parts]) + "\n"


def as_replay(then: Record, now: Record) -> str:
    """In one line, whether a record came true again, or what is not the same."""
    differences = then.differences(now)
    if not differences:
        matched, total = (now.result[figure] for figure in ("matched", "total"))
        return f"The same answer: {matched} pairs, total {total}."
    engines = {then.engine, now.engine}
    other = f"; solved by {then.engine} then, {now.engine} now" if len(engines) > 1 else ""
    return f"Not the same: {', '.join(words.DIFFERENCES[one] for one in differences)}{other}."


def figures(solution: Solution, ties: Ties) -> list[tuple[str, Any]]:
    """matched, worst, total, bound, ties, seconds, seed."""
    return [
        ("matched", solution.matched),
        ("worst", None if solution.worst is None else plain(solution.worst)),
        ("total", plain(solution.total)),
        ("bound", plain(solution.bound)),
        ("ties", None if ties is None else sum(map(len, ties))),
        ("seconds", round(solution.seconds, 6)),
        ("seed", solution.seed),
    ]


def _pair(pair: Pair) -> dict[str, Any]:
    reasons = [
        {
            "code": reason.code,
            "points": plain(reason.points),
            "what": list(reason.what),
            "text": reason.text(),
        }
        for reason in pair.reasons
    ]
    return {
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "score": plain(pair.score),
        "reasons": reasons,
    }


def _groups(ties: Sequence[frozenset[Match]], names: Names) -> list[tuple[str, str]]:
    """How many pairs are in each group, and the first of them."""
    told = []
    for group in ties:
        pairs = [" – ".join(_shown(one, names) for one in pair) for pair in sorted(group)]
        rest = [] if len(pairs) <= words.SHOWN else ["…"]
        told.append((str(len(pairs)), ", ".join([*pairs[: words.SHOWN], *rest])))
    return told


def _table_figures(solution: Solution, ties: Ties) -> list[tuple[str, str]]:
    standing = solution.standing
    matched, *others = figures(solution, ties)
    told = [matched, ("poor", standing.poor), ("merely fair", standing.fair), *others]
    return [(key, str(value)) for key, value in told]


def _said(pair: Pair) -> str:
    locked = ["locked"] if pair.locked else []
    return "; ".join([*locked, *(f"{r.text()} ({r.points:g})" for r in pair.reasons)])


def _rules(one: Unmatched) -> list[str]:
    return [words.RULE_NAMES[rule] for rule in one.rules]


def _remedy(one: Unmatched, names: Names) -> str:
    people, doubled = (
        tuple(_shown(person, names) for person in some) for some in (one.remedy.people, one.doubled)
    )
    told = replace(one.remedy, people=people).text()
    return f"{told}; {words.DOUBLED % {'people': words.few(doubled)}}" if doubled else told


def _shown(person: str, names: Names) -> str:
    name = names.get(person, "")
    return f"{name} ({person})" if name else person


def _sides(one: Unmatched, names: Names) -> tuple[str, str, str, str]:
    person = one.id, names.get(one.id, "")
    return (*person, "", "") if one.role == "mentor" else ("", "", *person)


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their content, the last one free."""
    lines = [headers, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headers) - 1)]
    ruled = [headers, ["-" * width for width in [*widths, len(headers[-1])]], *rows]
    return "\n".join(
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]
        )
        for line in ruled
    )
