"""What is answered: pairs with reasons, the unmatched with a remedy, figures that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from viceversa.matching import words
from viceversa.matching.problem import Match, Role


class Reason(NamedTuple):
    """One part of a pair's score. The web translates `template` and fills in its own `values`."""

    code: str
    points: float
    what: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The English phrase, with places for `values`."""
        return words.REASONS[self.code]

    @property
    def values(self) -> dict[str, str]:
        """What fills the template: languages, topics or places, by name."""
        return {"what": ", ".join(self.what)}

    def text(self) -> str:
        """The reason as an English phrase."""
        return self.template % self.values


class Pair(NamedTuple):
    """Two by their identifiers, with their score: 0 to 100, or whatever numbers were given."""

    mentor: str
    mentee: str
    score: float
    reasons: tuple[Reason, ...]
    locked: bool = False


class Block(NamedTuple):
    """A smallest set of rules whose waiving opens `people` to somebody nobody was open to."""

    rules: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The smallest change that gives a person a partner and the whole one pair more."""

    code: str
    rules: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    sharing: int = 0
    seats: int = 0

    @property
    def template(self) -> str:
        """The English sentence, with places for `values`."""
        return words.REMEDIES[self.code]

    @property
    def values(self) -> dict[str, str | int]:
        """What fills the template: rules by name, and no more than a few of the people."""
        rules = ", ".join(words.RULE_NAMES[rule] for rule in self.rules)
        return {
            "rules": rules,
            "people": words.few(self.people),
            "partners": ", ".join(dict.fromkeys(self.partners)),
            "count": len(self.people),
            "sharing": self.sharing,
            "seats": self.seats,
        }

    def text(self) -> str:
        """The remedy as an English sentence."""
        return self.template % self.values


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A person without a partner: the rules that are the cause, and the smallest remedy.

    People come before second pairs. Where locked pairs or the aim `stable` stand against it, others
    of the role may have several partners: one of those in `doubled` could do with one less, and no
    pair would be lost. It is not looked for where groups of that role have seats.
    """

    id: str
    role: Role
    rules: tuple[str, ...]
    remedy: Remedy
    blocks: tuple[Block, ...] = ()
    doubled: tuple[str, ...] = ()


class Standing(NamedTuple):
    """A set of pairs in figures, in the order in which they count, but that `further` counts right
    behind `matched`. `fair` is merely fair; `further` are the pairs that are not the first one of
    somebody, on both sides: each leaves one more person without any."""

    matched: int
    poor: int
    fair: int
    total: float
    further: int = 0

    @classmethod
    def of(cls, pairs: Mapping[Match, float], bands: tuple[float, float]) -> Self:
        """From pairs with their scores."""
        poor, below = (sum(score < band for score in pairs.values()) for band in bands)
        people = [len({match[side] for match in pairs}) for side in (0, 1)]
        further = 2 * len(pairs) - sum(people)
        return cls(len(pairs), poor, below - poor, sum(pairs.values()), further)

    @property
    def in_order(self) -> tuple[float, ...]:
        """The figures as they count, the weightiest first: to compare what is lost."""
        return self.matched, self.further, self.poor, self.fair, self.total

    @property
    def left_out(self) -> int:
        """Of a loss: how many more people are without any pair; 0 where the pairs say as much."""
        return self.further and self.further + 2 * self.matched

    def lost(self, best: Self) -> Self:
        """What is lost against the best, figure by figure; a gain is below 0."""
        return type(self)(
            best.matched - self.matched,
            self.poor - best.poor,
            self.fair - best.fair,
            best.total - self.total,
            self.further - best.further,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The proven best. No set as good in number and bands can have a total above `bound`."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    standing: Standing
    bound: float
    seconds: float
    seed: int
    warnings: tuple[str, ...] = ()

    @property
    def matched(self) -> int:
        """How many pairs."""
        return len(self.pairs)

    @property
    def total(self) -> float:
        """All scores added up."""
        return self.standing.total

    @property
    def worst(self) -> float | None:
        """The lowest score; none where nobody is paired."""
        return min((pair.score for pair in self.pairs), default=None)

    @property
    def matches(self) -> frozenset[Match]:
        """The pairs by their identifiers alone, the mentor first."""
        return frozenset((pair.mentor, pair.mentee) for pair in self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A changed set of pairs: where it stands, what it costs against the best, whom it moves.

    `cost` counts losses: pairs lost, more poor, more fair, points lost, more that are nobody's
    first.
    """

    matches: frozenset[Match]
    standing: Standing
    cost: Standing
    broken: tuple[str, ...]
    moved: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What an aim costs against the best total, and what that buys.

    `points` of `of`, and `pairs`, are lost; `now` is a number of pairs or a score, `otherwise` what
    it would be with the best total, `limit` the score that it is about.
    """

    code: str
    points: float = 0.0
    of: float = 0.0
    pairs: int = 0
    now: float = 0
    otherwise: float = 0
    limit: float = 0

    @property
    def template(self) -> str:
        """The English sentence, with places for `values`."""
        return words.WORTHS[self.code]

    @property
    def values(self) -> dict[str, str]:
        """What fills the template: every number in words of its own."""
        numbers = {name: getattr(self, name) for name in ("points", "of", "now", "otherwise")}
        return {name: _number(n) for name, n in (numbers | {"limit": self.limit}).items()} | {
            "pairs": str(self.pairs)
        }

    def text(self) -> str:
        """The price and what it buys, as an English sentence."""
        return self.template % self.values


def _number(value: float) -> str:
    rounded = round(value, 2)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,}"


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a set of pairs breaks, by whom and how."""

    rule: str
    people: tuple[str, ...]
    detail: str = field(default="", kw_only=True)

    def text(self) -> str:
        """The violation as an English sentence."""
        said = words.RULE_WORDS[self.rule]
        return f"{' – '.join(self.people)}: {said}" + (f" ({self.detail})" if self.detail else "")
