"""The run record: one input has one digest, and a checker of its own believes no false record."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, settings
from hypothesis import given as cases

from tests.matching.makers import NESTED, PRICED, given, problems
from viceversa.matching import (
    Aim,
    Candidate,
    Desk,
    Problem,
    ProblemError,
    Record,
    Rules,
    Seats,
    Waiver,
    digest,
)
from viceversa.matching.certify import certify, main

SCORES = {"A-X": 90, "A-Y": 60, "B-X": 80, "B-Y": 30, "C-Y": 20, "D-Z": 50, "E-Z": 40}
NOT_PROVEN = "the record has no prices for this aim: nothing is proven"
LARGE = Problem(
    (
        Candidate("A", organisation="O", capacity=2),
        Candidate("B", organisation="O"),
        Candidate("C"),
    ),
    (Candidate("X"), Candidate("Y"), Candidate("Z", languages=frozenset({"sv", "en", "fi"}))),
    rules=Rules(seats=(Seats("O", "mentor", least=1, most=2),)),
    locks=(("A", "X"),),
    scores={(a, x): 10.0 * n for n, (a, x) in enumerate((a, x) for a in "ABC" for x in "XYZ")},
)


def recorded(problem: Problem) -> tuple[dict[str, Any], dict[tuple[str, str], float]]:
    desk = Desk(problem)
    try:
        record = Record.of(desk, desk.solve())
    except ProblemError:
        assume(False)
        raise
    scores = {(mentor, mentee): score for mentor, mentee, score in desk.allowed_pairs()}
    told: dict[str, Any] = json.loads(record.text())
    return told, scores


@settings(max_examples=300)
@cases(problems(quotas=True, groups=NESTED, whole=True, aims=PRICED))
def test_every_solution_is_certified_by_its_prices(problem: Problem) -> None:
    assert certify(*recorded(problem)) == []


def test_a_seat_behind_locked_pairs_that_nobody_can_take_is_certified() -> None:
    problem = given({"A-X": 90, "A-Y": 80, "B-Z": 10}, capacity={"A": 3})
    assert certify(*recorded(replace(problem, locks=(("A", "X"), ("A", "Y"))))) == []


def test_fractions_have_no_prices_and_are_not_certified() -> None:
    told, scores = recorded(given({**SCORES, "A-X": 90.5}))
    assert certify(told, scores) == [NOT_PROVEN]


def _swap(told: dict[str, Any]) -> None:
    told["result"]["pairs"] = [["A", "X"], ["B", "Y"], ["D", "Z"]]
    told["result"] |= {"poor": 1, "fair": 1, "total": 170, "bound": 170}


def _other_person(told: dict[str, Any]) -> None:
    told["result"]["pairs"][-1] = ["E", "Z"]
    told["result"] |= {"total": 180, "bound": 180}


def _dearer(told: dict[str, Any]) -> None:
    told["proof"]["people"]["mentee"]["X"]["price"] += 1


def _cheaper(told: dict[str, Any]) -> None:
    told["proof"]["people"]["mentee"]["X"]["price"] -= 1


def _below_nothing(told: dict[str, Any]) -> None:
    told["proof"]["people"]["mentor"]["E"]["price"] = -1


def _higher_bound(told: dict[str, Any]) -> None:
    told["result"]["bound"] += 1


def _better_total(told: dict[str, Any]) -> None:
    told["result"]["total"] += 1


def _factors(told: dict[str, Any]) -> None:
    told["proof"]["factors"] = [1] * len(told["proof"]["factors"])


def _no_factors(told: dict[str, Any]) -> None:
    _swap(told)
    told["proof"]["factors"] = []
    for people in told["proof"]["people"].values():
        for one in people.values():
            one["price"] = 0


def _seats_below_nothing(told: dict[str, Any]) -> None:
    """A person whose seats take off whatever the pairs fall short of."""
    _swap(told)
    told["proof"]["people"]["mentor"]["ghost"] = {"seats": -1, "price": _missing(told)}


def _missing(told: dict[str, Any]) -> int:
    """What the prices allow above what the pairs are worth, as the checker says it."""
    said = certify(told, {tuple(pair.split("-")): score for pair, score in SCORES.items()})
    worth, bound = (int(number) for number in re.findall(r"\d+", said[-1]))
    return bound - worth


def _fewer(told: dict[str, Any]) -> None:
    told["result"]["pairs"].pop()
    told["result"] |= {"matched": 2, "fair": 0, "total": 140, "bound": 140}


def _twice(told: dict[str, Any]) -> None:
    told["result"]["pairs"].append(["A", "Y"])


@pytest.mark.parametrize(
    "tampered",
    [
        _swap,
        _other_person,
        _dearer,
        _cheaper,
        _below_nothing,
        _higher_bound,
        _better_total,
        _factors,
        _no_factors,
        _seats_below_nothing,
        _fewer,
        _twice,
    ],
)
def test_a_record_that_was_tampered_with_is_refused(
    tampered: Callable[[dict[str, Any]], None],
) -> None:
    told, scores = recorded(given(SCORES))
    assert certify(told, scores) == []
    false = deepcopy(told)
    tampered(false)
    assert certify(false, scores) != []


@pytest.mark.parametrize(("lowest", "price"), [(-1e18, int(2.0**90 + 1e18)), (40, 2.0**90)])
def test_what_a_pair_falls_short_of_cannot_be_rounded_away(lowest: float, price: float) -> None:
    """Among numbers as large as these, fractions have no room for the ten points that are lost."""
    record, scores = recorded(given({"A-X": 50, "B-X": 40}, aim=Aim("total")))
    record["result"] |= {"pairs": [["B", "X"]], "total": 40, "bound": 40, "poor": 0, "fair": 1}
    proof = record["proof"]
    proof |= {"factors": [2**90, 1], "lowest": lowest}
    proof["people"]["mentee"]["X"]["price"] = price
    proof["people"]["mentor"]["A"]["price"] = 0
    assert certify(record, scores) == ["there are fractions"]


SHARED = given({"A-X": 90, "B-X": 80, "A-Y": 40, "B-Y": 30}, capacity={"X": 2, "Y": 2})
"""X could have both, and more points; then Y is left out."""


OLDER: dict[str, Any] = {
    "asked": {"aim": {"kind": "fair", "bands": [35, 55]}},
    "result": {"pairs": [["A", "X"], ["B", "X"]], "matched": 2, "poor": 0, "fair": 0, "total": 170,
               "bound": 170},
    "proof": {
        "factors": [6025, 1205, 241, 1],
        "lowest": 30,
        "people": {
            "mentor": {"A": {"seats": 1, "price": 7240}, "B": {"seats": 1, "price": 6025}},
            "mentee": {"X": {"seats": 2, "price": 291}, "Y": {"seats": 2, "price": 0}},
        },
        "limits": [],
        "locks": [],
    },
}  # fmt: skip
"""SHARED as 0.2.0 recorded it, which counted pairs alone."""


def _to_one(told: dict[str, Any]) -> None:
    told["result"]["pairs"] = [["A", "X"], ["B", "X"]]
    told["result"] |= {"fair": 0, "total": 170, "bound": 170, "further": 1}


def _more_left_out(told: dict[str, Any]) -> None:
    told["result"]["further"] += 1


def _to_one_for_nothing(told: dict[str, Any]) -> None:
    _to_one(told)
    told["proof"]["later"] = told["proof"]["factors"][1] = 0


def _to_one_by_bands(told: dict[str, Any]) -> None:
    """With people so little worth that bands and points outweigh them."""
    _to_one(told)
    told["proof"]["later"] = told["proof"]["factors"][1] = 1


def _more_is_taken_off(told: dict[str, Any]) -> None:
    told["proof"]["later"] += 1


def _a_price_that_later_seats_do_not_have(told: dict[str, Any]) -> None:
    told["proof"]["people"]["mentee"]["X"]["price"] = 2 * told["proof"]["later"]


def _crossing_limits(told: dict[str, Any]) -> None:
    limit = {"name": "", "role": "mentee", "least": 0, "most": 9, "price": 0}
    told["proof"]["people"]["mentee"]["Z"] = {"seats": 0, "price": 0}
    told["proof"]["limits"] = [{**limit, "people": [*pair]} for pair in ("XY", "YZ")]


@pytest.mark.parametrize(
    "tampered",
    [
        _to_one,
        _more_left_out,
        _to_one_for_nothing,
        _to_one_by_bands,
        _more_is_taken_off,
        _a_price_that_later_seats_do_not_have,
        _crossing_limits,
    ],
)
def test_a_record_of_several_seats_that_was_tampered_with_is_refused(
    tampered: Callable[[dict[str, Any]], None],
) -> None:
    told, scores = recorded(SHARED)
    assert certify(told, scores) == []
    tampered(told)
    assert certify(told, scores) != []


def test_later_seats_must_take_off_what_people_are_worth() -> None:
    """Else the prices of before, which knew no people, would prove anything of them."""
    told, scores = recorded(SHARED)
    _to_one(told)
    proof = deepcopy(OLDER["proof"])
    pair, people = 20_000, 6025
    told["proof"] = proof | {"factors": [pair, people, *proof["factors"][1:]], "later": 0}
    for mentor in proof["people"]["mentor"].values():
        mentor["price"] += pair + 2 * people - proof["factors"][0]
    assert certify(told, scores) == ["a later seat does not take off what people are worth"]


def test_pairs_must_outweigh_one_of_the_people_at_each_limit() -> None:
    told, scores = recorded(LARGE)
    assert certify(told, scores) == []
    proof = told["proof"]
    behind = proof["factors"][0] - proof["later"] * len(proof["limits"])
    assert behind > 0
    proof["factors"][0] -= behind
    assert certify(told, scores)[0] == "the factors of the levels blur their order"


def test_a_record_of_before_people_counted_proves_what_it_did_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer, scores = recorded(SHARED)
    assert certify(OLDER, scores) == []
    rows = [f"{mentor},{mentee},{score}" for (mentor, mentee), score in scores.items()]
    (tmp_path / "scores.csv").write_text("\n".join(["mentor,mentee,score", *rows]))
    for told in (OLDER, newer):
        (tmp_path / "record.json").write_text(json.dumps(told))
        assert main(str(tmp_path / "record.json"), str(tmp_path / "scores.csv")) == 0
    older, now = capsys.readouterr().out.splitlines()
    assert now == "Valid, and proven: no other set of pairs is better."
    assert older == f"{now[:-1]} if people are not counted, as they were not then."


def test_where_everybody_has_one_seat_a_record_is_what_it_always_was() -> None:
    desk = Desk(given(SCORES))
    text = replace(Record.of(desk, desk.solve()), engine="any").text()
    found = sha256(text.encode()).hexdigest()
    assert found == "a7f4912e91692400b0ef3f14559bf724eea7127b1d6e1775f5959dccfcd074ed"


def test_a_pair_that_is_forbidden_afterwards_is_refused() -> None:
    told, scores = recorded(given(SCORES))
    del scores["B", "X"]
    assert certify(told, scores) == ["B – X is not allowed"]


def test_a_better_pair_that_is_allowed_afterwards_is_noticed() -> None:
    told, scores = recorded(given(SCORES))
    assert certify(told, {**scores, ("E", "Z"): 99}) != []


def test_a_missing_lock_is_named() -> None:
    told, scores = recorded(LARGE)
    assert certify(told, scores) == []
    told["proof"]["locks"] = [["B", "Z"]]
    assert "B – Z is locked and missing" in certify(told, scores)


def test_naming_somebody_twice_within_a_limit_proves_nothing_more() -> None:
    told, scores = recorded(LARGE)
    told["proof"]["limits"][0]["people"] *= 2
    assert certify(told, scores) == []


def test_a_broken_limit_is_named() -> None:
    told, scores = recorded(LARGE)
    told["proof"]["limits"][0]["most"] = 1
    assert "O has 2 pairs with its mentors" in certify(told, scores)


def test_the_digest_is_that_of_the_content_in_any_order() -> None:
    waivers = Waiver("A", "X"), Waiver("B", "Y", frozenset({"level", "not_with"}))
    problem = replace(LARGE, waivers=waivers, managers={"A": "M", "B": "N"})
    turned = replace(
        problem,
        mentors=problem.mentors[::-1],
        mentees=problem.mentees[::-1],
        waivers=waivers[::-1],
        managers={"B": "N", "A": "M"},
        scores=dict(reversed((problem.scores or {}).items())),
    )
    assert digest(turned) == digest(problem)
    assert digest(LARGE) == ("420229784aacface4073d53b96670f74b9fc84821010ff3a8f2e0263d894cff8")


@pytest.mark.parametrize(
    "changed",
    [
        {"locks": ()},
        {"aim": Aim("total")},
        {"rules": Rules()},
        {"theme": frozenset({"A1"})},
        {"apart": frozenset({("B", "Y")})},
        {"mentees": LARGE.mentees[:2], "scores": None},
    ],
)
def test_the_digest_is_another_one_for_any_other_input(changed: dict[str, Any]) -> None:
    assert digest(replace(LARGE, **changed)) != digest(LARGE)


def test_a_record_is_read_as_it_was_written() -> None:
    desk = Desk(LARGE)
    record = Record.of(desk, desk.solve())
    assert Record.read(record.text()) == record
    assert record.aim == LARGE.aim


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"form": "another"}', '{"form": 1}', "[" * 100_000, b"\xff\xfe\x01"]
)
def test_what_is_no_record_is_refused(text: str | bytes) -> None:
    with pytest.raises(ProblemError, match="no run record"):
        Record.read(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"engine": ["0.1"]},
        {"seed": "3"},
        {"seed": [3]},
        {"asked": []},
        {"asked": {}},
        {"asked": {"aim": {"kind": "best", "bands": [1, 2]}}},
        {"asked": {"aim": {"bands": ["low", "high"]}}},
        {"asked": {"aim": {"bands": [1]}}},
        {"asked": {"aim": {"bands": [1, 2, 3]}}},
        {"asked": {"aim": {"bands": [1, 10**400]}}},
        {"asked": {"aim": {"bands": [1, 2], "colour": 1}}},
        {"result": []},
        {"result": {}},
        {"more": 1},
    ],
)
def test_a_record_of_other_kinds_of_things_is_refused(changed: dict[str, Any]) -> None:
    desk = Desk(LARGE)
    told = json.loads(Record.of(desk, desk.solve()).text())
    with pytest.raises(ProblemError, match="no run record"):
        Record.read(json.dumps({**told, **changed}))


def test_a_difference_is_named() -> None:
    def record(problem: Problem, seed: int = 0) -> Record:
        desk = Desk(problem)
        return Record.of(desk, desk.solve(seed=seed))

    first = record(LARGE)
    assert first.differences(record(LARGE)) == ()
    assert first.differences(record(replace(LARGE, rules=Rules()))) == ("rules",)
    free, locked = record(given(SCORES)), record(given(SCORES, locks=[("A", "X")]))
    assert free.differences(locked) == ("people", "pairs", "figures")
    older = replace(first, asked={**first.asked, "rules": {"level": True}})
    fewer = replace(LARGE, mentees=(*LARGE.mentees, Candidate("W")))
    assert "people" in first.differences(record(fewer))
    assert older.differences(record(fewer)) == first.differences(record(fewer))
    assert first.differences(replace(first, engine="older")) == ()
