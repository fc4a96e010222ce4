"""Checks a run record against the scores of all allowed pairs, without the solver.

    python certify.py record.json scores.csv     # scores.csv: by viceversa match --write-scores

It needs the standard library only. Pairs must be allowed, and seats, limits and locks kept. The
prices of the record add up to the most that any set of pairs could be worth (weak duality): where
these pairs are worth as much, none is better. Levels are whole numbers, kept apart by factors.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
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
    broken = [*_invalid(record["proof"], matches, scores)]
    return broken or [*_wrong_figures(record, matches, scores), *_unproven(record, matches, scores)]


def _invalid(proof: Record, matches: list[Match], scores: Scores) -> Iterator[str]:
    for match in {*matches} - {*scores}:
        yield " – ".join(match) + " is not allowed"
    for match in {*map(tuple, proof["locks"])} - {*matches}:
        yield " – ".join(match) + " is locked and missing"
    if len({*matches}) < len(matches):
        yield "a pair stands there twice"
    for side, role in enumerate(ROLES):
        for person, count in Counter(match[side] for match in matches).items():
            if count > _seats(proof, role, person):
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
    for name, value in figures.items():
        if result[name] != value:
            yield f"{name} is {value}, not {result[name]}"
    if result["bound"] != figures["total"]:
        yield f"the bound {result['bound']} is not the total"


def _unproven(record: Record, matches: list[Match], scores: Scores) -> Iterator[str]:
    proof, gains = record["proof"], _gains(record, scores)
    if any(gain < 0 or gain != int(gain) for each in gains.values() for gain in each):
        yield "the levels are not whole numbers from 0 upwards"
    yield from _blurred(proof, gains)
    yield from _wrong_prices(proof)
    factors = proof["factors"]
    weights = {match: int(sum(map(mul, factors, gain))) for match, gain in gains.items()}
    worth, bound = sum(map(weights.__getitem__, matches)), _bound(proof, weights)
    if bound != worth:
        yield f"the pairs are worth {worth}, and by the prices {bound} is possible"


def _gains(record: Record, scores: Scores) -> dict[Match, tuple[int | float, ...]]:
    """What each pair gives on each level: one pair, one for each band reached, its score."""
    aim, lowest = record["asked"]["aim"], record["proof"]["lowest"]
    bands = aim["bands"] if aim["kind"] == "fair" else []
    return {
        match: (1, *(int(score >= band) for band in bands), score - lowest)
        for match, score in scores.items()
    }


def _blurred(proof: Record, gains: Mapping[Match, tuple[int | float, ...]]) -> list[str]:
    """Each factor must outweigh all that the levels behind it can give together."""
    most = min(
        sum(
            min(count, _seats(proof, role, person))
            for person, count in Counter(match[side] for match in gains).items()
        )
        for side, role in enumerate(ROLES)
    )
    behind = 0
    for place in reversed(range(len(proof["factors"]))):
        if proof["factors"][place] <= most * behind:
            return ["the factors of the levels blur their order"]
        behind += proof["factors"][place] * max((gain[place] for gain in gains.values()), default=0)
    return []


def _wrong_prices(proof: Record) -> Iterator[str]:
    for role in ROLES:
        if any(told["price"] < 0 for told in proof["people"][role].values()):
            yield f"the price of a {role} is below 0"
    if any(limit["most"] is None and limit["price"] > 0 for limit in proof["limits"]):
        yield "there is a price on more than any number of seats"


def _bound(proof: Record, weights: Mapping[Match, int]) -> int:
    """Seats and limits at their prices, and what a pair is worth above the prices of its two."""
    bound, prices = 0, []
    for role in ROLES:
        people = proof["people"][role].items()
        bound += sum(told["seats"] * told["price"] for _, told in people)
        prices.append({person: told["price"] for person, told in people})
    for limit in proof["limits"]:
        bound += limit["price"] * (limit["most"] if limit["price"] > 0 else limit["least"])
        for person in {*limit["people"]}:
            prices[ROLES.index(limit["role"])][person] += limit["price"]
    locks = {*map(tuple, proof["locks"])}
    for match, weight in weights.items():
        above = weight - prices[0][match[0]] - prices[1][match[1]]
        bound += above if match in locks else max(0, above)
    return bound


def _seats(proof: Record, role: str, person: str) -> int:
    return int(proof["people"][role].get(person, {"seats": 0})["seats"])


def main(record: str, scores: str) -> int:
    """Says what is wrong, or that nothing is: 1 or 0."""
    with Path(scores).open(encoding="utf-8", newline="") as file:
        rows = {(row["mentor"], row["mentee"]): float(row["score"]) for row in csv.DictReader(file)}
    wrong = certify(json.loads(Path(record).read_text(encoding="utf-8")), rows)
    for line in wrong or ["Valid, and proven: no other set of pairs is better."]:
        sys.stdout.write(f"{line}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
