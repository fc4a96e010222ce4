"""rules.toml: rules, weights, theme, seats per partner, rivals and waivers."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from viceversa.matching import (
    DEPENDENCIES,
    RULES,
    ProblemError,
    Role,
    Rules,
    Seats,
    Waiver,
    Weights,
)
from viceversa.operations.match_errors import InputError

SWITCHES = tuple(one.name for one in fields(Rules) if one.type is bool)
SIDES: dict[str, Role] = {"mentor": "mentor", "mentee": "mentee"}
TOP = ("rules", "weights", "theme", "competitors", "suppliers", "seats", "waivers", "prior")

SEATS = ("organisation", "unit", "topics", "role", "least", "most")


@dataclass(frozen=True)
class RuleBook:
    """What a rules file sets; empty is the standard."""

    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    theme: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    prior: tuple[tuple[str, str], ...] = ()

    def with_different(self, kinds: Iterable[str]) -> "RuleBook":
        """The same with different units, organisations or both asked for."""
        asked: dict[str, Any] = {f"different_{kind}": True for kind in kinds}
        return replace(self, rules=replace(self.rules, **asked))


def read_rules(data: bytes, file: str) -> RuleBook:
    """The rules of a TOML file. Raises InputError with the key at fault."""
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(error), file=file) from None
    return _Book(file).read(said)


class _Book:
    def __init__(self, file: str) -> None:
        self.file = file

    def read(self, said: Mapping[str, Any]) -> RuleBook:
        self.known(said, TOP, "")
        try:
            return RuleBook(
                rules=self.rules(said),
                weights=self.weights(self.table(said, "weights")),
                theme=frozenset(self.words(said, "theme")),
                waivers=tuple(self.waiver(one) for one in self.tables(said, "waivers")),
                prior=self.couples(said, "prior", "people"),
            )
        except ProblemError as error:
            raise InputError(str(error), file=self.file, column=error.code) from None

    def rules(self, said: Mapping[str, Any]) -> Rules:
        table = self.table(said, "rules")
        self.known(table, (*SWITCHES, "depth"), "rules.")
        for key in SWITCHES:
            if not isinstance(table.get(key, True), bool):
                raise self.wrong(f"rules.{key}", "must be true or false")
        rivals = (
            *self.couples(said, "competitors", "organisations"),
            *self.couples(said, "suppliers", "organisations"),
        )
        seats = tuple(self.seat(one) for one in self.tables(said, "seats"))
        switches = {key: table[key] for key in SWITCHES if key in table}
        return Rules(depth=self.depth(table), rivals=rivals, seats=seats, **switches)

    def depth(self, table: Mapping[str, Any]) -> int | None:
        depth = table.get("depth", 2)
        if depth == "any":
            return None
        if isinstance(depth, bool) or not isinstance(depth, int) or depth < 1:
            raise self.wrong("rules.depth", 'must be a whole number from 1, or "any"')
        return depth

    def weights(self, table: Mapping[str, Any]) -> Weights:
        self.known(table, [one.name for one in fields(Weights)], "weights.")
        for key, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise self.wrong(f"weights.{key}", "must be a number")
        return Weights(**table)

    def seat(self, table: Mapping[str, Any]) -> Seats:
        self.known(table, SEATS, "seats.")
        role = SIDES.get(self.word(table, "seats", "role"))
        if role is None:
            raise self.wrong("seats.role", 'must be "mentor" or "mentee"')
        for key in ("least", "most"):
            value = table.get(key, 0)
            if isinstance(value, bool) or not isinstance(value, int):
                raise self.wrong(f"seats.{key}", "must be a whole number")
        place = {
            key: self.word(table, "seats", key) for key in ("organisation", "unit") if key in table
        }
        return Seats(
            place.get("organisation", ""),
            role,
            unit=place.get("unit", ""),
            topics=frozenset(self.words(table, "topics", "seats.")),
            least=table.get("least", 0),
            most=table.get("most"),
        )

    def waiver(self, table: Mapping[str, Any]) -> Waiver:
        self.known(table, ("mentor", "mentee", "rules"), "waivers.")
        rules = frozenset(self.words(table, "rules")) if "rules" in table else DEPENDENCIES
        self.known(dict.fromkeys(rules), RULES, "waivers.rules: ")
        mentor, mentee = (self.word(table, "waivers", side) for side in SIDES)
        return Waiver(mentor, mentee, rules)

    def couples(self, said: Mapping[str, Any], key: str, what: str) -> tuple[tuple[str, str], ...]:
        couples = said.get(key, [])
        if not isinstance(couples, list) or not all(map(_is_couple, couples)):
            raise self.wrong(key, f"must be a list of pairs of {what}")
        return tuple((one, other) for one, other in couples)

    def words(self, said: Mapping[str, Any], key: str, prefix: str = "") -> list[str]:
        words = said.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise self.wrong(f"{prefix}{key}", "must be a list of texts")
        return words

    def word(self, table: Mapping[str, Any], name: str, key: str) -> str:
        word = table.get(key)
        if not isinstance(word, str) or not word:
            raise self.wrong(f"{name}.{key}", "must be a text")
        return word

    def table(self, said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        table = said.get(key, {})
        if not isinstance(table, dict):
            raise self.wrong(key, f"must be a table: [{key}]")
        return table

    def tables(self, said: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        tables = said.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self.wrong(key, f"must be tables: [[{key}]]")
        return tables

    def known(self, said: Mapping[str, Any], keys: Sequence[str], prefix: str) -> None:
        for key in said:
            if key not in keys:
                raise self.wrong(f"{prefix}{key}", f"is not known; known are {', '.join(keys)}")

    def wrong(self, key: str, message: str) -> InputError:
        return InputError(f"{key} {message}.", file=self.file)


def _is_couple(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) for v in value)
