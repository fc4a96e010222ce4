"""Checks a run record against the scores of all allowed pairs, without the solver.

    python certify.py record.json scores.csv     # scores.csv: by viceversa match --write-scores

It needs the standard library only. Pairs must be allowed, and seats, limits and locks kept. The
prices of the record add up to the most that any set of pairs could be worth (weak duality): where
these pairs are worth as much, none is better. Levels are whole numbers, kept apart by factors.

Where somebody has several seats, people come behind pairs: each seat that is not the first of its
person takes off "later", from a pair and from the price. One more pair takes nobody's last but at a
limit, one at each (it is a way that comes through each limit once, where none of them cross), so
pairs need not outweigh all people. An older record has no "later": it did not count people.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from operator import mul
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
Match = tuple[str, str]
Scores = Mapping[Match, int | float]
ROLES = ("mentor", "mentee")


def certify(record: Record, scores: Scores) -> list[str]:
    """What is wrong with a record, if anything. `scores` are those of all allowed pairs."""
    if record["proof"] is None or record["asked"]["aim"]["kind"] not in ("fair", "total"):
        return ["the record has no prices for this aim: nothing is proven"]
    matches = [(mentor, mentee) for mentor, mentee in record["result"]["pairs"]]
    broken = [*_wrong_terms(record["proof"], scores), *_invalid(record["proof"], matches, scores)]
    return broken or [*_wrong_figures(record, matches, scores), *_unproven(record, matches, scores)]


def _invalid(proof: Record, matches: list[Match], scores: Scores) -> Iterator[str]:
    for match in {*matches} - {*scores}:
        yield " – ".join(match) + " is not allowed"
    for match in {*map(tuple, proof["locks"])} - {*matches}:
        yield " – ".join(match) + " is locked and missing"
    if len({*matches}) < len(matches):
        yield "a pair stands there twice"
    for side in (0, 1):
        for person, count, seats in _counted(proof, matches, side):
            if count > seats:
                yield f"{person} has more pairs than seats"
    yield from _beyond_limits(proof, matches)


def _beyond_limits(proof: Record, matches: list[Match]) -> Iterator[str]:
    for limit in proof["limits"]:
        count = sum(match[ROLES.index(limit["role"])] in limit["people"] for match in matches)
        too_many = limit["most"] is not None and count > limit["most"]
        if count < limit["least"] or too_many:
            yield f"{limit['name']} has {count} pairs with its {limit['role']}s"


def _wrong_figures(record: Record, matches: list[Match], scores: Scores) -> Iterator[str]:
    result, found = record["result"], [scores[match] for match in matches]
    poor, below = (sum(s < band for s in found) for band in record["asked"]["aim"]["bands"])
    figures = {"matched": len(found), "poor": poor, "fair": below - poor, "total": sum(found)}
    if "later" in record["proof"]:
        figures["further"] = _further(matches)
    for name, value in {**figures, "bound": sum(found)}.items():
        if result[name] != value:
            yield f"{name} is {value}, not {result[name]}"


def _unproven(record: Record, matches: list[Match], scores: Scores) -> Iterator[str]:
    proof, gains = record["proof"], _gains(record, scores)
    yield from _blurred(proof, gains)
    weights = {match: sum(map(mul, proof["factors"], gain)) for match, gain in gains.items()}
    worth = sum(map(weights.__getitem__, matches)) - proof.get("later", 0) * _further(matches)
    bound = _bound(proof, weights)
    if bound != worth:
        yield f"the pairs are worth {worth}, and by the prices {bound} is possible"


def _further(matches: list[Match]) -> int:
    """How many seats in these pairs are not the first of their person."""
    return 2 * len(matches) - len({(side, match[side]) for match in matches for side in (0, 1)})


def _gains(record: Record, scores: Scores) -> dict[Match, tuple[int, ...]]:
    """What each pair gives on each level: one pair, two people, one for each band reached, its
    score; in later seats it is fewer people."""
    aim, lowest = record["asked"]["aim"], record["proof"]["lowest"]
    bands = aim["bands"] if aim["kind"] == "fair" else []
    people = [2] if "later" in record["proof"] else []
    return {
        match: (1, *people, *(int(score >= band) for band in bands), int(score) - lowest)
        for match, score in scores.items()
    }


def _blurred(proof: Record, gains: Mapping[Match, tuple[int, ...]]) -> list[str]:
    """Each factor must outweigh all that the levels behind it can give together."""
    if any(len(gain) != len(proof["factors"]) for gain in gains.values()):
        return ["there is not one factor for each level"]
    counted = ([*_counted(proof, gains, side)] for side in (0, 1))
    most = min(sum(min(count, seats) for _, count, seats in side) for side in counted)
    behind = 0
    for place in reversed(range(len(proof["factors"]))):
        if proof["factors"][place] <= behind:
            return ["the factors of the levels blur their order"]
        top = most * max((gain[place] for gain in gains.values()), default=0)
        is_people = place == 1 and "later" in proof
        behind += proof["factors"][place] * (len(proof["limits"]) if is_people else top)
    return []


def _wrong_terms(proof: Record, scores: Scores) -> Iterator[str]:
    """Whole numbers only: with fractions sums are rounded, and much can be hidden in that."""
    own = [one for r in ROLES for told in proof["people"][r].values() for one in told.values()]
    limits = [limit[key] for limit in proof["limits"] for key in ("price", "least", "most")]
    given = [
        proof["lowest"],
        *proof["factors"],
        *own,
        *(one for one in limits if one is not None),
    ]
    if any(type(one) is not int for one in given) or any(s != int(s) for s in scores.values()):
        yield "there are fractions"
    elif any(one < 0 for one in own) or any(s < proof["lowest"] for s in scores.values()):
        yield "seats, prices or levels are below 0"
    if "later" in proof and [proof["later"]] != proof["factors"][1:2]:
        yield "a later seat does not take off what people are worth"
    if "later" in proof and _crossing(proof["limits"]):
        yield "there are limits that cross"
    if any(limit["most"] is None and limit["price"] > 0 for limit in proof["limits"]):
        yield "there is a price on more than any number of seats"


def _bound(proof: Record, weights: Mapping[Match, int]) -> int:
    """Seats and limits at their prices, and what a pair is worth above the prices of its two."""
    sides, later = [proof["people"][role] for role in ROLES], proof.get("later", 0)
    prices = [{person: told["price"] for person, told in side.items()} for side in sides]
    bound: int = sum(_seats_at(later, **told) for side in sides for told in side.values())
    for limit in proof["limits"]:
        bound += limit["price"] * (limit["most"] if limit["price"] > 0 else limit["least"])
        for person in {*limit["people"]}:
            prices[ROLES.index(limit["role"])][person] += limit["price"]
    locks = {*map(tuple, proof["locks"])}
    for match, weight in weights.items():
        above = weight - prices[0][match[0]] - prices[1][match[1]]
        bound += above if match in locks else max(0, above)
    return bound


def _seats_at(later: int, *, seats: int, price: int) -> int:
    """Somebody's seats at a price, the later ones at less."""
    return price + (seats - 1) * max(0, price - later) if seats else 0


def _crossing(limits: list[Mapping[str, Any]]) -> bool:
    """Whether two limits of one role share people, and neither is a part of the other."""
    groups = [(limit["role"], {*limit["people"]}) for limit in limits]
    return any(
        role == other and a & b and a - b and b - a
        for (role, a), (other, b) in combinations(groups, 2)
    )


def _counted(proof: Record, matches: Iterable[Match], side: int) -> Iterator[tuple[str, int, int]]:
    """How many of the pairs everybody on a side has, and how many seats."""
    people = proof["people"][ROLES[side]]
    for person, count in Counter(match[side] for match in matches).items():
        yield person, count, people.get(person, {"seats": 0})["seats"]


def _counts_pairs_alone(proof: Record) -> bool:
    """Whether somebody has several seats, and who is left out for it was not looked at."""
    seats = (told["seats"] for role in ROLES for told in proof["people"][role].values())
    return "later" not in proof and max(seats, default=0) > 1


def main(record: str, scores: str) -> int:
    """Says what is wrong, or that nothing is: 1 or 0."""
    try:
        with Path(scores).open(encoding="utf-8", newline="") as file:
            rows = {(r["mentor"], r["mentee"]): float(r["score"]) for r in csv.DictReader(file)}
        told = json.loads(Path(record).read_text(encoding="utf-8"))
        wrong, proven = certify(told, rows), "Valid, and proven: no other set of pairs is better"
        if not wrong and _counts_pairs_alone(told["proof"]):
            proven += " if people are not counted, as they were not then"
    except Exception as error:  # whatever it stumbles over: nothing is proven
        wrong, proven = [f"These are no record and its scores: {error!r}"], ""
    for line in wrong or [f"{proven}."]:
        sys.stdout.write(f"{line}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
