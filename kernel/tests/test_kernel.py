"""The kernel and the same in Python: every number is equal, wherever they start."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from tests.matching.market_makers import by_chance, hard, part_of
from tests.matching.people_makers import programme, with_wishes

from viceversa.matching import kernel
from viceversa.matching.large import best_pairs, of, scan
from viceversa.matching.large.bidding import bids
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.exact import choose
from viceversa.matching.large.programme import Programme
from viceversa.matching.large.scan import Asked, best_of_all

pytestmark = pytest.mark.skipif(not kernel.library(), reason="the kernel is not installed")

CHANCES = range(150)
HARD = hard()


def assert_equal(one: object, other: object, *fields: str) -> None:
    for field in fields:
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field), field)


def assert_same_choice(candidates: Candidates, before: Prices) -> Prices:
    fast, plain = choose(candidates, before), choose(candidates, before, pure=True)
    assert_equal(fast, plain, "u", "v", "chosen")
    return fast


@pytest.mark.parametrize("seed", CHANCES)
def test_choices_are_the_same_afresh_and_from_an_answer_before(seed: int) -> None:
    random = Random(seed)
    whole = by_chance(random)
    kept = np.array([random.random() < 0.5 for _ in whole.column], dtype=np.bool_)
    part = part_of(whole, kept)
    before = assert_same_choice(part, Prices.none(part))
    chosen = np.zeros(len(kept), dtype=np.uint8)
    chosen[kept] = before.chosen
    after = assert_same_choice(whole, replace(before, chosen=chosen))
    assert_equal(after, assert_same_choice(whole, Prices.none(whole)), "u", "v")


@pytest.mark.parametrize("name", HARD)
def test_hard_markets_are_the_same(name: str) -> None:
    assert_same_choice(HARD[name], Prices.none(HARD[name]))


@pytest.mark.parametrize("seed", CHANCES)
def test_bids_are_the_same(seed: int) -> None:
    market = by_chance(Random(seed))
    assert_equal(bids(market), bids(market, pure=True), "u", "v", "chosen")


@pytest.mark.parametrize("name", HARD)
def test_bids_for_hard_markets_are_the_same(name: str) -> None:
    assert_equal(bids(HARD[name]), bids(HARD[name], pure=True), "u", "v", "chosen")


@pytest.mark.parametrize("seed", CHANCES)
def test_scans_are_the_same_with_any_number_of_threads(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "PIECE", 10)
    random = Random(seed)
    problem = with_wishes(programme(random, most=40), random)
    columns = of(problem, (range(len(problem.mentors)), range(len(problem.mentees))))
    mentees, mentors = len(problem.mentees), len(problem.mentors)
    asked = Asked(
        np.arange(mentees, dtype=np.int32),
        np.array([random.choice((-1, 40, 60)) for _ in range(mentees)]),
        np.arange(256) * random.choice((1, 10**12)),
        np.array([random.choice((0, 0, 5, 10**13)) for _ in range(mentors)]),
        random.choice((1, 3, 50)),
    )
    plain = best_of_all(Programme(columns), asked, pure=True)
    for threads in (1, 3):
        found = best_of_all(Programme(columns), asked, threads=threads)
        assert_equal(found, plain, "mentee", "mentor", "score")


@pytest.mark.parametrize("seed", CHANCES)
def test_answers_are_the_same(seed: int) -> None:
    random = Random(seed)
    problem = programme(random, most=25)
    if seed % 2:
        problem = with_wishes(problem, random)
    columns = of(problem, (range(len(problem.mentors)), range(len(problem.mentees))))
    fast, plain = best_pairs(columns, threads=2), best_pairs(columns, pure=True)
    assert_equal(fast, plain, "mentor", "mentee", "score", "price", "kept")
    assert (fast.standing, fast.bound, fast.rounds) == (plain.standing, plain.bound, plain.rounds)


def test_more_kinds_of_hours_than_are_kept_are_told_apart() -> None:
    hours = [frozenset({f"h{one}", f"h{other}"}) for one in range(25) for other in range(one)]
    problem = programme(Random(1), most=3)
    mentors, mentees = (
        tuple(
            replace(people[n % len(people)], id=f"{role}{n}", manager="", capacity=1, hours=told)
            for n, told in enumerate(hours)
        )
        for role, people in (("m", problem.mentors), ("e", problem.mentees))
    )
    problem = replace(problem, mentors=mentors, mentees=mentees, apart=frozenset(), waivers=())
    columns = of(problem, (range(len(mentors)), range(len(mentees))))
    fast, plain = best_pairs(columns, threads=2), best_pairs(columns, pure=True)
    assert_equal(fast, plain, "mentor", "mentee", "score", "price", "kept")


def test_more_mentors_than_fit_one_block_are_all_looked_at() -> None:
    problem = programme(Random(1), most=3)
    many = tuple(
        replace(problem.mentors[n % len(problem.mentors)], id=f"m{n}", manager="", capacity=1)
        for n in range(9000)
    )
    problem = replace(problem, mentors=many, apart=frozenset(), waivers=())
    columns = of(problem, (range(len(many)), range(len(problem.mentees))))
    fast, plain = best_pairs(columns, threads=2), best_pairs(columns, pure=True)
    assert_equal(fast, plain, "mentor", "mentee", "score", "price", "kept")
