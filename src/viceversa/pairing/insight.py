"""The pool before matching, as it may be shown to anybody: what is asked for and offered, where
people come from, how many could be paired, whom to look for. Figures of a few are never told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from viceversa.enrolment.models import Participation
from viceversa.enrolment.prospects import prospects
from viceversa.lib.figures import FEW, MANY, SMALLEST, Figure, couples, figure, shares, within
from viceversa.matching import ProblemError
from viceversa.pairing import queries
from viceversa.pairing.hints import Hint
from viceversa.pairing.recruiting import OTHER, Advice, Place, Scout
from viceversa.pairing.solving import Pool, pool_of
from viceversa.people.choices import TALKING_LANGUAGES
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import Topic, catalogue, groups

Seats = Sequence[Participation]


@dataclass(frozen=True, slots=True)
class Line:
    """A topic, a theme or a workplace, with two figures beside each other; bars are as long as
    what is told, of the larger side."""

    code: str
    name: str
    asked: Figure
    offered: Figure
    scale: int

    @property
    def is_told(self) -> bool:
        return self.asked.is_told or self.offered.is_told

    @property
    def lacks(self) -> bool:
        return self.asked.exceeds(self.offered)

    @property
    def asked_bar(self) -> str:
        return self._bar(self.asked)

    @property
    def offered_bar(self) -> str:
        return self._bar(self.offered)

    def _bar(self, told: Figure) -> str:
        """Text, since a decimal comma would break the SVG."""
        return f"{100 * told.least / max(1, self.scale):.1f}%"


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of topics, and those of its topics of which anything can be told."""

    whole: Line
    topics: tuple[Line, ...]


class Insight:
    """Everybody of a programme who could be paired: those who take part and have room for a pair,
    and those who have applied and are not declined, as if they took part."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        others = prospects(programme)
        self.pool = _pool(programme, others)
        people = self.pool.people.values() if self.pool else [*_waiting(programme), *others]
        self.mentors = [seat for seat in people if seat.role == Participation.Role.MENTOR]
        self.mentees = [seat for seat in people if seat.role == Participation.Role.MENTEE]
        self.topics = catalogue(programme)

    @property
    def is_empty(self) -> bool:
        return not (self.mentors or self.mentees)

    @cached_property
    def language(self) -> str:
        """What somebody to look for is taken to speak: what most here do, or else that of the
        programme."""
        spoken = Counter(code for seat in self._seats for code in seat.person.languages)
        code, people = next(iter(spoken.most_common(1)), ("", 0))
        return code if people >= SMALLEST else str(self.programme.language)

    @property
    def language_name(self) -> str:
        return str(dict(TALKING_LANGUAGES)[self.language])

    @property
    def mentors_told(self) -> Figure:
        return figure(len(self.mentors))

    @property
    def mentees_told(self) -> Figure:
        return figure(len(self.mentees))

    @property
    def pairs_told(self) -> Figure:
        """How many pairs there could be today."""
        matched = self.scout.today.matched if self.scout else 0
        return couples(matched, len(self.mentors), len(self.mentees))

    @cached_property
    def scout(self) -> Scout | None:
        """None where one side is empty, or nothing can be solved as it stands."""
        try:
            return Scout(self.pool.problem, language=self.language) if self.pool else None
        except ProblemError:
            return None

    # --- wants and offers ----------------------------------------------------------------------

    @cached_property
    def demand(self) -> list[Theme]:
        """What mentees ask for and mentors offer."""
        return list(themes_of(self.topics, asking=self.mentees, giving=self.mentors))

    @cached_property
    def returns(self) -> list[Theme]:
        """What mentors ask for and mentees offer."""
        return list(themes_of(self.topics, asking=self.mentors, giving=self.mentees))

    @property
    def themes_lacking(self) -> list[str]:
        return [theme.whole.name for theme in self.demand if theme.whole.lacks]

    # --- where they come from ------------------------------------------------------------------

    @cached_property
    def places(self) -> list[Line]:
        """Workplaces with more than a few on either side: how many mentees and mentors come."""
        sides = self.mentees, self.mentors
        mentees, mentors = (Counter(map(self._place, side)) for side in sides)
        names = sorted({*mentees, *mentors})
        told = [shares([side[name] for name in names]) for side in (mentees, mentors)]
        scale = max(map(len, sides), default=0)
        lines = (Line("", name, a, b, scale) for name, a, b in zip(names, *told, strict=True))
        return [
            line for line in lines if line.name and (line.asked.is_told or line.offered.is_told)
        ]

    def _place(self, seat: Participation) -> str:
        employment = getattr(seat.person, "employment", None)
        if employment is None:
            return ""
        if self.programme.scope == Programme.Scope.INTERNAL:
            return employment.unit.path.partition(" / ")[0] if employment.unit else ""
        return str(employment.organisation.name)

    # --- whom to look for ----------------------------------------------------------------------

    @cached_property
    def hints(self) -> list[Hint]:
        """At most three people to look for, each measured by solving with her in the pool."""
        scout = self.scout
        if scout is None:
            return []
        return [self._hint(advice, scout) for advice in scout.advice(self._topics_asked_in_vain)]

    @property
    def nobody_helps(self) -> bool:
        """Whether some would be left over, and somebody more would change nothing."""
        scout = self.scout
        alone = scout and (scout.alone("mentor") or scout.alone("mentee"))
        return bool(alone) and not any(hint.advice.pairs for hint in self.hints)

    @property
    def _topics_asked_in_vain(self) -> list[str]:
        lines = [line for theme in self.demand for line in theme.topics if line.lacks]
        lines.sort(key=lambda line: line.offered.least - line.asked.least)
        return [line.code for line in lines]

    @property
    def _seats(self) -> list[Participation]:
        return [*self.mentees, *self.mentors]

    def _hint(self, advice: Advice, scout: Scout) -> Hint:
        left = scout.alone(OTHER[advice.wanted.role])
        topics = {topic.code: topic.name for topic in self.topics}
        return Hint(
            advice,
            self._many(advice.pairs, left),
            topics.get(advice.wanted.topic, ""),
            self._named(advice.wanted.outside) if advice.wanted.outside else "",
            by_unit=not self.pool or not self.pool.problem.rules.different_organisation,
        )

    def _many(self, pairs: int, left: int) -> Figure:
        """How many are of use. It would tell how many are left over where the pairs do not."""
        if self.pairs_told.least == self.pairs_told.most:
            return figure(pairs, left)
        return FEW if pairs < SMALLEST else MANY

    def _named(self, place: Place) -> str:
        """A workplace that the core knows by its codes."""
        organisation, unit = place
        for seat in self._seats:
            employment = getattr(seat.person, "employment", None)
            if employment and unit and employment.unit_id == unit:
                return str(employment.unit.path)
            if employment and not unit and employment.organisation_id == organisation:
                return str(employment.organisation.name)
        return ""


def _pool(programme: Programme, others: Iterable[Participation]) -> Pool | None:
    try:
        return pool_of(programme, others=others)
    except ProblemError:
        return None


def _waiting(programme: Programme) -> list[Participation]:
    taken = queries.people_in_pairs(programme)
    return [seat for seat in queries.enrolled(programme) if seat.person_id not in taken]


def themes_of(topics: Sequence[Topic], *, asking: Seats, giving: Seats) -> Iterator[Theme]:
    """Themes in their order; what is asked for and offered by few alike is not named at all."""
    asked, offered = _counted(asking, "wants"), _counted(giving, "offers")
    known = {topic.code: topic.group for topic in topics}
    fields_asked, fields_offered = _fields(asking, "wants", known), _fields(giving, "offers", known)
    all_asking, all_giving = len(asking), len(giving)
    scale = max(all_asking, all_giving)
    for group in groups():
        both = fields_asked[group.code], fields_offered[group.code]
        whole = Line(
            group.code, group.name, figure(both[0], all_asking), figure(both[1], all_giving), scale
        )
        lines = (
            Line(
                topic.code,
                topic.name,
                within(asked[topic.code], whole.asked, all_asking),
                within(offered[topic.code], whole.offered, all_giving),
                scale,
            )
            for topic in topics
            if topic.group == group.code
        )
        told = [line for line in lines if line.is_told]
        if whole.is_told:
            yield Theme(whole, tuple(sorted(told, key=lambda line: -line.asked.least)))


def _counted(seats: Seats, field: str) -> Counter[str]:
    return Counter(code for seat in seats for code in getattr(seat, field))


def _fields(seats: Seats, field: str, known: dict[str, str]) -> Counter[str]:
    """How many name anything of a group."""
    return Counter(
        group
        for seat in seats
        for group in {known[code] for code in getattr(seat, field) if code in known}
    )
