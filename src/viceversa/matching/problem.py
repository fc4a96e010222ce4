"""What is asked: people, rules, weights and the aim. Frozen, and checked when it is made."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Literal, TypeVar, get_args

Thing = TypeVar("Thing", bound=Hashable)

Role = Literal["mentor", "mentee"]
Kind = Literal["fair", "worst", "leximin", "total", "stable"]
Match = tuple[str, str]
"""Always (mentor, mentee)."""

Topics = tuple[tuple[str, int], ...]
"""Topic and strength, 1 to 3."""

RULES = (
    "role",
    "level",
    "different_unit",
    "different_organisation",
    "no_dependency",
    "no_dotted_line",
    "no_pay_setting",
    "no_appraisal",
    "not_acquainted",
    "not_with",
    "prior",
    "no_competitor_or_supplier",
    "common_language",
    "not_these_two",
    "score",
)
"""The rules a single pair can break. Lifting a rule for a pair is a Waiver."""

LARGEST_SCORE = 1e15
"""Whole scores up to here are exact; the linear programme fails from about 1e18."""

DEPENDENCIES = frozenset({"no_dependency", "no_dotted_line", "no_pay_setting", "no_appraisal"})


class ProblemError(ValueError):
    """The problem contradicts itself; `code` says how, `people` and `groups` whom it is about.

    Where a group asks for more pairs than its people can be in on their own, `most` is how many.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *people: str,
        groups: "tuple[Seats, ...]" = (),
        most: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.people = people
        self.groups = groups
        self.most = most


def _repeated(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing, times in Counter(things).items() if times > 1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person in one role. A field left empty is not known; it forbids nothing."""

    id: str
    organisation: str = field(default="", kw_only=True)
    unit: str = field(default="", kw_only=True)
    manager: str = field(default="", kw_only=True)
    level: int | None = field(default=None, kw_only=True)
    languages: frozenset[str] = field(default=frozenset(), kw_only=True)
    wants: Topics = field(default=(), kw_only=True)
    offers: Topics = field(default=(), kw_only=True)
    knows: frozenset[str] = field(default=frozenset(), kw_only=True)
    not_with: frozenset[str] = field(default=frozenset(), kw_only=True)
    prefers: frozenset[str] = field(default=frozenset(), kw_only=True)
    capacity: int = field(default=1, kw_only=True)
    sector: str = field(default="", kw_only=True)
    places: frozenset[str] = field(default=frozenset(), kw_only=True)
    hours: frozenset[str] = field(default=frozenset(), kw_only=True)
    goals: frozenset[str] = field(default=frozenset(), kw_only=True)
    dotted_lines: frozenset[str] = field(default=frozenset(), kw_only=True)
    pay_set_by: frozenset[str] = field(default=frozenset(), kw_only=True)
    appraised_by: frozenset[str] = field(default=frozenset(), kw_only=True)

    def __post_init__(self) -> None:
        if self.capacity < 0:
            raise ProblemError("capacity", f"{self.id} has a capacity below 0.", self.id)
        for topics in (self.wants, self.offers):
            for topic in _repeated(topic for topic, _ in topics):
                raise ProblemError("topic", f"{self.id} names {topic} twice.", self.id)
        for topic, strength in (*self.wants, *self.offers):
            if strength not in (1, 2, 3):
                message = f"{self.id} has {topic} with strength {strength}; 1, 2 or 3 is possible."
                raise ProblemError("strength", message, self.id)


Sides = tuple[Sequence[Candidate], Sequence[Candidate]]
"""Mentors, then mentees."""


@dataclass(frozen=True, slots=True)
class Seats:
    """How many pairs a group has with its people in this role: those of an organisation, of a
    unit of it, those who offer (a mentor) or want (a mentee) one of the topics; whatever is left
    out does not limit the group. The people of the units in `parts` count to the unit as well.
    Groups may be nested; see decision 0022 on those that cross.
    """

    organisation: str
    role: Role
    unit: str = field(default="", kw_only=True)
    parts: frozenset[str] = field(default=frozenset(), kw_only=True)
    topics: frozenset[str] = field(default=frozenset(), kw_only=True)
    least: int = field(default=0, kw_only=True)
    most: int | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise ProblemError("seats", f"{self.name}: at least {self.least}, at most {self.most}.")

    @property
    def name(self) -> str:
        """The group as an error or a remedy names it."""
        topics = f" ({', '.join(sorted(self.topics))})" if self.topics else ""
        place = ", ".join(filter(None, (self.unit, self.organisation)))
        return (place or "The programme") + topics

    def counts(self, person: Candidate) -> bool:
        """Whether a person of the role belongs to the group."""
        told = person.offers if self.role == "mentor" else person.wants
        return (
            self.organisation in ("", person.organisation)
            and (self.unit in ("", person.unit) or person.unit in self.parts)
            and (not self.topics or not self.topics.isdisjoint(topic for topic, _ in told))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which hard rules hold. `depth` counts steps in the reporting line; None is any depth."""

    level: bool = True
    different_unit: bool = False
    different_organisation: bool = False
    no_dependency: bool = True
    depth: int | None = 2
    no_dotted_line: bool = True
    no_pay_setting: bool = True
    no_appraisal: bool = True
    not_acquainted: bool = True
    not_with: bool = True
    prior: bool = True
    common_language: bool = True
    rivals: tuple[tuple[str, str], ...] = ()
    seats: tuple[Seats, ...] = ()

    def __post_init__(self) -> None:
        if self.depth is not None and self.depth < 1:
            raise ProblemError("depth", "The depth of the reporting line must be 1 or more.")
        named = [(seats.name, seats.role) for seats in self.seats]
        for name, role in _repeated(named):
            raise ProblemError("seats", f"{name} has its {role} seats set twice.")


@dataclass(frozen=True, slots=True)
class Waiver:
    """Recorded rules that do not count for this pair."""

    mentor: str
    mentee: str
    rules: frozenset[str] = DEPENDENCIES

    def __post_init__(self) -> None:
        for rule in self.rules - set(RULES):
            raise ProblemError("waiver", f"There is no rule {rule}.", self.mentor, self.mentee)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each part of the score may give; they are scaled so that a perfect pair has 100.

    `prefers` is shared by the two wishes for a partner, and counts only if somebody has one.
    """

    wants: float = 40
    returns: float = 15
    theme: float = 10
    sector: float = 10
    meeting: float = 10
    hours: float = 5
    goals: float = 10
    prefers: float = 5

    def __post_init__(self) -> None:
        shares = [getattr(self, part.name) for part in fields(self)]
        if not all(isfinite(share) and share >= 0 for share in shares) or not any(shares):
            raise ProblemError("weights", "Weights must be 0 or more, and one above 0.")


@dataclass(frozen=True, slots=True)
class Aim:
    """What is best. Pairs come first, but for stable.

    fair: then few below each of the bands, then the total.
    worst: then the worst pair that is not locked as good as can be, then the total.
    leximin: then the worst pair, then the second worst, and so on to the best.
    total: then the total.
    stable: no two would both rather have each other; then as the mentees wish.
    """

    kind: Kind = "fair"
    bands: tuple[float, float] = (35.0, 55.0)

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ProblemError("aim", f"There is no aim {self.kind}.")
        if not all(map(isfinite, self.bands)) or self.bands[0] > self.bands[1]:
            raise ProblemError("bands", "The bands must be two numbers, the lower one first.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything solve() knows. With `scores`, those count and a pair without one is forbidden.

    `apart` are kept apart by hand, `prior` were partners in an earlier round.
    """

    mentors: tuple[Candidate, ...]
    mentees: tuple[Candidate, ...]
    rules: Rules = field(default=Rules(), kw_only=True)
    weights: Weights = field(default=Weights(), kw_only=True)
    aim: Aim = field(default=Aim(), kw_only=True)
    locks: tuple[Match, ...] = field(default=(), kw_only=True)
    apart: frozenset[Match] = field(default=frozenset(), kw_only=True)
    prior: frozenset[Match] = field(default=frozenset(), kw_only=True)
    waivers: tuple[Waiver, ...] = field(default=(), kw_only=True)
    managers: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    theme: frozenset[str] = field(default=frozenset(), kw_only=True)
    scores: Mapping[Match, float] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        mentors = _once(self.mentors, "mentor")
        mentees = _once(self.mentees, "mentee")
        named = [
            *self.locks,
            *self.apart,
            *self.prior,
            *((w.mentor, w.mentee) for w in self.waivers),
        ]
        for mentor, mentee in [*named, *(self.scores or ())]:
            if mentor not in mentors:
                raise ProblemError("unknown", f"There is no mentor {mentor}.", mentor)
            if mentee not in mentees:
                raise ProblemError("unknown", f"There is no mentee {mentee}.", mentee)
        for match, score in (self.scores or {}).items():
            if not abs(score) <= LARGEST_SCORE:
                limits = f"from -{LARGEST_SCORE:g} to {LARGEST_SCORE:g} is possible"
                message = f"The score of {' – '.join(match)} is {score}; {limits}."
                raise ProblemError("score", message, *match)

    @property
    def has_several(self) -> bool:
        """Whether anybody has more than one seat."""
        return any(person.capacity > 1 for person in (*self.mentors, *self.mentees))


def _once(people: tuple[Candidate, ...], role: Role) -> set[str]:
    ids = [person.id for person in people]
    if not ids:
        raise ProblemError("empty", f"There is no {role}.")
    for twice in _repeated(ids):
        raise ProblemError("twice", f"{twice} is {role} twice.", twice)
    return set(ids)
