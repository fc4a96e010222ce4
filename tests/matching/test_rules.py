"""Every rule allows and forbids; solver and judge say the same."""

from dataclasses import replace

import pytest

from tests.matching.makers import one_to_one
from viceversa.matching import (
    RULES,
    Candidate,
    Desk,
    Problem,
    ProblemError,
    Rules,
    Seats,
    Waiver,
    check,
    solve,
)

M, X = Candidate("M"), Candidate("X")
SV, FI = frozenset({"sv"}), frozenset({"fi"})
THEM = frozenset({"X"})
UNIT = Rules(different_unit=True)
ORGANISATION = Rules(different_organisation=True)
RIVALS = Rules(rivals=(("O", "P"),))


def m(**said: object) -> Candidate:
    return replace(M, **said)  # type: ignore[arg-type]


def x(**said: object) -> Candidate:
    return replace(X, **said)  # type: ignore[arg-type]


ALLOWED = {
    "role": one_to_one(M, X),
    "level": one_to_one(m(level=2), x(level=3)),
    "level unknown": one_to_one(m(level=6), X),
    "level off": one_to_one(m(level=6), x(level=1), rules=Rules(level=False)),
    "unit": one_to_one(m(unit="A"), x(unit="B"), rules=UNIT),
    "unit of another organisation": one_to_one(
        m(unit="A", organisation="O"), x(unit="A", organisation="P"), rules=UNIT
    ),
    "unit unknown": one_to_one(m(unit="A"), X, rules=UNIT),
    "unit off": one_to_one(m(unit="A"), x(unit="A")),
    "organisation": one_to_one(m(organisation="O"), x(organisation="P"), rules=ORGANISATION),
    "organisation unknown": one_to_one(M, X, rules=ORGANISATION),
    "third manager": one_to_one(m(manager="B"), X, managers={"B": "C", "C": "X"}),
    "no manager": one_to_one(m(manager="B"), X, managers={"B": "C"}),
    "same manager": one_to_one(m(manager="B"), x(manager="B")),
    "circle": one_to_one(m(manager="B"), X, managers={"B": "M"}, rules=Rules(depth=None)),
    "lines off": one_to_one(m(manager="X"), X, rules=Rules(no_dependency=False)),
    "dotted line off": one_to_one(m(dotted_lines=THEM), X, rules=Rules(no_dotted_line=False)),
    "pay off": one_to_one(m(pay_set_by=THEM), X, rules=Rules(no_pay_setting=False)),
    "appraisal off": one_to_one(m(appraised_by=THEM), X, rules=Rules(no_appraisal=False)),
    "acquainted off": one_to_one(m(knows=THEM), X, rules=Rules(not_acquainted=False)),
    "not with off": one_to_one(m(not_with=THEM), X, rules=Rules(not_with=False)),
    "prior off": one_to_one(M, X, prior=frozenset({("M", "X")}), rules=Rules(prior=False)),
    "prior waived": one_to_one(
        M, X, prior=frozenset({("M", "X")}), waivers=(Waiver("M", "X", frozenset({"prior"})),)
    ),
    "other rivals": one_to_one(m(organisation="O"), x(organisation="Q"), rules=RIVALS),
    "own rival": one_to_one(m(organisation="O"), x(organisation="O"), rules=RIVALS),
    "language": one_to_one(m(languages=SV | FI), x(languages=FI)),
    "language unknown": one_to_one(m(languages=SV), X),
    "language off": one_to_one(
        m(languages=SV), x(languages=FI), rules=Rules(common_language=False)
    ),
    "score": one_to_one(M, X, scores={("M", "X"): -3.0}),
    "waived line": one_to_one(m(manager="X"), X, waivers=(Waiver("M", "X"),)),
    "waived level": one_to_one(
        m(level=3), x(level=3), waivers=(Waiver("M", "X", frozenset({"level"})),)
    ),
}
FORBIDDEN = {
    ("role",): one_to_one(M, Candidate("M")),
    ("level",): one_to_one(m(level=3), x(level=3)),
    ("different_unit",): one_to_one(
        m(unit="A", organisation="O"), x(unit="A", organisation="O"), rules=UNIT
    ),
    ("different_unit", "no organisation"): one_to_one(m(unit="A"), x(unit="A"), rules=UNIT),
    ("different_organisation",): one_to_one(
        m(organisation="O"), x(organisation="O"), rules=ORGANISATION
    ),
    ("no_dependency", "manager"): one_to_one(m(manager="X"), X),
    ("no_dependency", "other way"): one_to_one(M, x(manager="M")),
    ("no_dependency", "manager's manager"): one_to_one(m(manager="B"), X, managers={"B": "X"}),
    ("no_dependency", "depth three"): one_to_one(
        m(manager="B"), X, managers={"B": "C", "C": "X"}, rules=Rules(depth=3)
    ),
    ("no_dependency", "any depth"): one_to_one(
        m(manager="B"), X, managers={"B": "C", "C": "D", "D": "X"}, rules=Rules(depth=None)
    ),
    ("no_dotted_line",): one_to_one(m(dotted_lines=THEM), X),
    ("no_pay_setting",): one_to_one(M, x(pay_set_by=frozenset({"M"}))),
    ("no_appraisal",): one_to_one(m(appraised_by=THEM), X),
    ("not_acquainted",): one_to_one(m(knows=THEM), X),
    ("not_acquainted", "other way"): one_to_one(M, x(knows=frozenset({"M"}))),
    ("not_with",): one_to_one(m(not_with=THEM), X),
    ("not_with", "other way"): one_to_one(M, x(not_with=frozenset({"M"}))),
    ("no_competitor_or_supplier",): one_to_one(
        m(organisation="P"), x(organisation="O"), rules=RIVALS
    ),
    ("common_language",): one_to_one(m(languages=SV), x(languages=FI)),
    ("prior",): one_to_one(M, X, prior=frozenset({("M", "X")})),
    ("not_these_two",): one_to_one(M, X, apart=frozenset({("M", "X")})),
    ("score",): one_to_one(M, X, scores={}),
    ("level", "another is waived"): one_to_one(
        m(level=3, manager="X"), x(level=3), waivers=(Waiver("M", "X"),)
    ),
}


def only_pair(problem: Problem) -> tuple[str, str]:
    return problem.mentors[0].id, problem.mentees[0].id


@pytest.mark.requirement("000-05")
@pytest.mark.parametrize("case", ALLOWED)
def test_a_pair_is_allowed(case: str) -> None:
    problem = ALLOWED[case]
    assert Desk(problem).broken(*only_pair(problem)) == ()
    assert check(problem, [only_pair(problem)]) == []
    assert solve(problem).matches == {only_pair(problem)}


@pytest.mark.requirement("000-04", "000-07", "000-21", "002-06", "003-01")
@pytest.mark.parametrize("case", FORBIDDEN, ids=" ".join)
def test_a_pair_is_forbidden_by_exactly_this_rule(case: tuple[str, ...]) -> None:
    problem, pair = FORBIDDEN[case], only_pair(FORBIDDEN[case])
    assert Desk(problem).broken(*pair) == (case[0],)
    assert [(one.rule, one.people) for one in check(problem, [pair])] == [(case[0], pair)]
    assert {one.rules for one in solve(problem).unmatched} == {(case[0],)}
    with pytest.raises(ProblemError, match=rf"cannot be locked: .* \({case[0]}\)$"):
        solve(replace(problem, locks=(pair,)))


def test_every_rule_has_a_forbidden_case() -> None:
    assert {case[0] for case in FORBIDDEN} == set(RULES)


def test_any_depth_comes_with_a_warning() -> None:
    assert solve(one_to_one(M, X, rules=Rules(depth=None))).warnings == ("any_depth",)
    assert solve(one_to_one(M, X)).warnings == ()


@pytest.mark.requirement("000-02")
def test_locks_beyond_the_capacity_or_the_seats_are_refused() -> None:
    two = Problem((M,), (X, Candidate("Y")), locks=(("M", "X"), ("M", "Y")))
    with pytest.raises(ProblemError, match=r"M is locked into more pairs .* \(capacity\)"):
        solve(two)
    mentors = m(organisation="O"), Candidate("N", organisation="O")
    rules = Rules(seats=(Seats("O", "mentor", most=1),))
    locks = (("M", "X"), ("N", "Y"))
    with pytest.raises(ProblemError, match=r"More pairs are locked than O has .* \(seats\)"):
        solve(Problem(mentors, (X, Candidate("Y")), rules=rules, locks=locks))


def test_a_lock_stays_although_it_is_worse() -> None:
    scores = {("M", "X"): 1.0, ("M", "Y"): 99.0, ("N", "X"): 99.0, ("N", "Y"): 1.0}
    people = (M, Candidate("N")), (X, Candidate("Y"))
    solution = solve(Problem(*people, scores=scores, locks=(("M", "X"),)))
    assert {(p.mentor, p.mentee): p.locked for p in solution.pairs} == {
        ("M", "X"): True,
        ("N", "Y"): False,
    }
    assert (solution.total, solution.bound) == (2, 2)


def test_more_organisations_than_sixteen_bits_can_number_are_told_apart() -> None:
    mentors = tuple(Candidate(f"m{n}", organisation=f"o{n}") for n in range(2**16 + 1))
    desk = Desk(Problem(mentors, (x(organisation="o65536"),), rules=ORGANISATION))
    assert [desk.allowed(f"m{n}", "X") for n in (0, 1, 2**16)] == [True, True, False]
