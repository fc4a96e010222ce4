"""The run record: what was asked, by which engine, what came out, and the prices that prove it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import Field, asdict, dataclass, fields, is_dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any, Self

from viceversa import __version__
from viceversa.matching.answer import Solution
from viceversa.matching.desk import Desk
from viceversa.matching.problem import Aim, Problem, ProblemError

FORM = "viceversa run record 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Names people by id only. `asked` has the aim, the rules and the weights; `result` the pairs
    and figures; `proof` the dual prices in whole numbers, or nothing where they have none."""

    engine: str
    input: str
    seed: int
    asked: dict[str, Any]
    result: dict[str, Any]
    proof: dict[str, Any] | None

    @classmethod
    def of(cls, desk: Desk, solution: Solution) -> Self:
        """The record of a solution of the desk's problem under its own locks."""
        problem = desk.problem
        return cls(
            engine=__version__,
            input=digest(problem),
            seed=solution.seed,
            asked=_asked(problem),
            result=_result(problem, solution),
            proof=_proof(desk, solution),
        )

    @classmethod
    def read(cls, text: str | bytes) -> Self:
        """A record that was written before. Raises ProblemError if it is none."""
        try:
            told = json.loads(text)
            if told.pop("form") != FORM:
                raise ValueError(told)
            record = cls(**told)
            record._refuse_other_kinds()
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ):
            raise ProblemError("record", "This is no run record that this version reads.") from None
        return record

    def text(self) -> str:
        """The record as JSON."""
        told = {"form": FORM, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @property
    def aim(self) -> Aim:
        """What was aimed at."""
        told = {key: _frozen(value) for key, value in self.asked["aim"].items()}
        return Aim(**told)

    def _refuse_other_kinds(self) -> None:
        """What is made use of is of the kind that was written; an aim says that for itself."""
        _low, _high = self.asked["aim"]["bands"]
        used = (self.engine, str), (self.seed, int), (self.result["pairs"], list), (self.aim, Aim)
        if not all(isinstance(value, kind) for value, kind in used):
            raise TypeError(self)

    def differences(self, other: Self) -> tuple[str, ...]:
        """What is not the same in another record of the same: settings by their name, else
        "people"; and "pairs" or "figures". The engine alone makes no difference."""
        asked: list[str] = []
        if self.input != other.input:
            both = self.asked.keys() & other.asked.keys()
            asked = [key for key in self.asked if key in both and self._differs(other, key)]
            asked = asked or ["people"]
        mine, yours = ({**one.result} for one in (self, other))
        pairs = ["pairs"] if mine.pop("pairs") != yours.pop("pairs") else []
        return (*asked, *pairs, *(["figures"] if mine != yours else []))

    def _differs(self, other: Self, key: str) -> bool:
        """Whether a setting is another one; what only one of two engines knows is passed over."""
        mine, yours = self.asked[key], other.asked[key]
        if isinstance(mine, dict) and isinstance(yours, dict):
            return any(mine[name] != yours[name] for name in mine.keys() & yours.keys())
        return bool(mine != yours)


def digest(problem: Problem) -> str:
    """SHA-256 of all that is asked: the same on every machine and in any order of the rows. What is
    as nobody set it is left out, so a later version that knows more gives the same."""
    told = _plain(_ordered(problem), whole=False)
    text = json.dumps(told, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return sha256(text.encode()).hexdigest()


def _ordered(problem: Problem) -> Problem:
    """The same problem with everything in order whose order means nothing."""
    return replace(
        problem,
        mentors=tuple(sorted(problem.mentors, key=lambda person: person.id)),
        mentees=tuple(sorted(problem.mentees, key=lambda person: person.id)),
        locks=tuple(sorted(problem.locks)),
        waivers=tuple(sorted(problem.waivers, key=lambda w: (w.mentor, w.mentee))),
    )


def _asked(problem: Problem) -> dict[str, Any]:
    told = (problem.aim, problem.rules, problem.weights, problem.theme, problem.waivers)
    names = ("aim", "rules", "weights", "theme", "waivers")
    return dict(zip(names, map(_plain, told), strict=True))


def _result(problem: Problem, solution: Solution) -> dict[str, Any]:
    figures = solution.standing._asdict()
    if not problem.has_several:  # nobody could have more, and older records do not say so
        del figures["further"]
    return {
        "pairs": sorted([pair.mentor, pair.mentee] for pair in solution.pairs),
        **{key: _plain(value) for key, value in figures.items()},
        "bound": _plain(solution.bound),
    }


def _proof(desk: Desk, solution: Solution) -> dict[str, Any] | None:
    residual, problem = desk.residual(solution), desk.problem
    if residual is None:
        return None
    of_people, of_limits = (side.astype(int).tolist() for side in residual.duals)
    sides, rest = {"mentor": problem.mentors, "mentee": problem.mentees}, iter(of_people)
    later = int(residual.network.pack.later)
    return {
        "factors": [*map(int, residual.network.pack.factors)],
        **({"later": later} if later else {}),
        "lowest": _plain(residual.network.lowest),
        "people": {
            role: {one.id: {"seats": one.capacity, "price": next(rest)} for one in people}
            for role, people in sides.items()
        },
        "limits": [
            {
                "name": seats.name,
                "role": seats.role,
                "least": seats.least,
                "most": seats.most,
                "people": [p.id for p in sides[seats.role] if seats.counts(p)],
                "price": price,
            }
            for seats, price in zip(problem.rules.seats, of_limits, strict=True)
        ],
        "locks": sorted(map(list, problem.locks)),
    }


def _plain(value: Any, *, whole: bool = True) -> Any:
    """As JSON knows it: sets in order, whole numbers without a point; all fields, or only those
    that were set."""
    plain = partial(_plain, whole=whole)
    if is_dataclass(value):
        told = {field.name: (getattr(value, field.name), field) for field in fields(value)}
        return {n: plain(one) for n, (one, field) in told.items() if whole or one != _unset(field)}
    if isinstance(value, frozenset):
        return sorted(map(plain, value))
    if isinstance(value, Mapping):
        return sorted([plain(key), plain(one)] for key, one in value.items())
    if isinstance(value, tuple):
        return [*map(plain, value)]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unset(field: Field[Any]) -> Any:
    return field.default_factory() if callable(field.default_factory) else field.default


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
