"""The only way from our rows to the matching core and back: people become candidates, ids stay.

A pool is read in a fixed number of queries, however many people there are. The core knows people
by Person.id, since managers and acquaintances are people; the pool knows their participations.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from viceversa.enrolment import quotas
from viceversa.enrolment.models import Participation
from viceversa.lib.text import address_key
from viceversa.matching import (
    Aim,
    Candidate,
    Desk,
    Kind,
    Match,
    Pair,
    Problem,
    ProblemError,
    Role,
    Rules,
    Seats,
    Solution,
    Standing,
    Unmatched,
    Waiver,
    Weights,
    cost_of_locks,
    digest,
    ties_of,
    worth_of_aim,
)
from viceversa.pairing import queries
from viceversa.pairing.models import Pair as PublishedPair
from viceversa.pairing.models import Proposal, Suggestion
from viceversa.people.models import Dependency, Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import rivals_in
from viceversa.programmes.rules import RuleSettings, WeightSettings

VIDEO = "video"
NAMED = 4  # so many people are kept: three are shown, the fourth says that there are more


@dataclass(frozen=True)
class Pool:
    """Everybody who can be paired, as the core sees them, and the way back to our rows."""

    problem: Problem
    people: dict[str, Participation]

    @property
    def with_room(self) -> set[str]:
        """Everybody who can be in one more pair."""
        sides = (*self.problem.mentors, *self.problem.mentees)
        return {candidate.id for candidate in sides if candidate.capacity}

    def suggestion(self, pair: Pair, **fields: Any) -> Suggestion:
        """A row for the board; not saved."""
        return Suggestion(
            mentor=self.people[pair.mentor],
            mentee=self.people[pair.mentee],
            score=score_to_store(pair.score),
            reasons=[list(reason) for reason in pair.reasons],
            **fields,
        )


def role_of(seat: Participation) -> Role:
    """The side somebody is on, as the core names it."""
    return "mentor" if seat.role == Participation.Role.MENTOR else "mentee"


def match_of(suggestion: Suggestion) -> Match:
    """The pair as the core names it."""
    return suggestion.mentor.person_id, suggestion.mentee.person_id


def score_to_store(score: float) -> int:
    """Rounded down, so that a stored score never lies in a better band than the real one."""
    return int(score)


def unmatched_to_store(unmatched: Iterable[Unmatched]) -> list[dict[str, Any]]:
    """Who is left over, in JSON: people by id, so that a page can name them in its language."""
    return [
        {
            "id": person.id,
            "role": person.role,
            "rules": list(person.rules),
            "remedy": asdict(replace(person.remedy, people=person.remedy.people[:NAMED])),
            "doubled": list(person.doubled[:NAMED]),
        }
        for person in unmatched
    ]


def error_to_store(error: ProblemError) -> dict[str, Any]:
    """Why no pairs were found, in JSON: people and groups by their ids."""
    return {
        "code": error.code,
        "people": list(error.people),
        "groups": [
            {"name": one.name, "role": one.role, "least": one.least, "most": one.most}
            for one in error.groups
        ],
        "most": error.most,
    }


def figures_to_store(desk: Desk, solution: Solution) -> dict[str, Any]:
    """The figures of the proof, and where the board stands: at the best, until a hand moves it;
    what the aim costs and buys, and what the locks cost together; and the digest of what was
    asked, which tells whether two boards were asked the same."""
    standing, ties = solution.standing._asdict(), ties_of(desk.problem, solution)
    worth, locks = worth_of_aim(desk, solution), cost_of_locks(desk, solution)
    return {
        "best": standing,
        "now": standing,
        "worst": solution.worst,
        "bound": solution.bound,
        "seconds": round(solution.seconds, 3),
        "warnings": list(solution.warnings),
        "ties": None if ties is None else sum(map(len, ties)),
        "blocking": len(desk.blocking(solution.matches)),
        "input": digest(desk.problem),
        "scores": _scores_that_count(desk, solution),
        "worth": worth and asdict(worth),
        "locks": locks and locks._asdict(),
    }


def lost(proposal: Proposal, standing: Standing) -> Standing:
    """What a set of pairs loses against the best of its draft; an older draft counted no people."""
    return standing.lost(Standing(**{"further": standing.further, **proposal.figures["best"]}))


def _scores_that_count(desk: Desk, solution: Solution) -> list[int] | None:
    """The scores, the lowest first, where the aim looks at more than number, bands and sum."""
    if desk.problem.aim.kind in ("fair", "total"):
        return None
    return sorted(score_to_store(pair.score) for pair in solution.pairs)


def pool_of(
    programme: Programme,
    held: Iterable[Suggestion] = (),
    *,
    everybody: bool = False,
    others: Iterable[Participation] = (),
) -> Pool:
    """The problem as it stands now: those who have room for a pair, or everybody who takes part;
    and others, who do not take part yet.

    Of the pairs held, the locked ones are locks, and what was overridden for a pair counts as
    waived for it; whoever is in one stays in the pool.
    """
    held = tuple(held)
    taken = _Taken(programme)
    named = {person for suggestion in held for person in match_of(suggestion)}
    enrolled = queries.enrolled(programme)
    if not everybody:  # in a round that is published most have their pair, and are not read
        enrolled = enrolled.exclude(pk__in=taken.full(programme, but=named))
    people = {
        seat.person_id: seat
        for seat in enrolled
        if everybody or seat.person_id in named or taken.room_of(seat, programme)
    }
    people |= {seat.person_id: seat for seat in others}
    reader = _Reader(programme, people, taken)
    here = [s for s in held if s.mentor.person_id in people and s.mentee.person_id in people]
    return Pool(
        Problem(
            reader.side("mentor"),
            reader.side("mentee"),
            rules=_rules(programme, taken),
            weights=Weights(**WeightSettings.read(programme.weights).as_json()),
            aim=_aim(programme),
            locks=tuple(match_of(s) for s in here if s.is_locked),
            waivers=tuple(
                Waiver(*match_of(s), frozenset(s.overridden_rules))
                for s in here
                if s.overridden_rules
            ),
            apart=_apart(programme, people),
            prior=frozenset(_prior(programme, reader)),
            managers=reader.managers,
            theme=frozenset(programme.theme_topics),
        ),
        people,
    )


def problem_of(programme: Programme, pairs: Iterable[PublishedPair]) -> Problem:
    """The people of published pairs as they stand now, for their pairs to be judged once more."""
    pairs = tuple(pairs)
    people = {seat.person_id: seat for pair in pairs for seat in (pair.mentor, pair.mentee)}
    taken = _Taken(programme)
    reader = _Reader(programme, people, taken)
    return Problem(
        reader.side("mentor"),
        reader.side("mentee"),
        rules=_rules(programme, taken),
        waivers=tuple(
            Waiver(pair.mentor.person_id, pair.mentee.person_id, frozenset(pair.overridden_rules))
            for pair in pairs
            if pair.overridden_rules
        ),
        managers=reader.managers,
    )


def _aim(programme: Programme) -> Aim:
    kind = cast(Kind, Programme.Aim(programme.aim).value)
    return Aim(kind, (programme.poor_below, programme.fair_below))


def _rules(programme: Programme, taken: "_Taken") -> Rules:
    settings = RuleSettings.read(programme.rules).as_json()
    has_rivals = settings.pop("no_competitor_or_supplier")
    return Rules(
        **settings,
        rivals=tuple(rivals_in(programme)) if has_rivals else (),
        seats=tuple(_seats(programme, taken)),
    )


def _seats(programme: Programme, taken: "_Taken") -> Iterator[Seats]:
    """The seats of every partner, unit and topic, less those that live pairs sit in."""
    for seats in quotas.seats_of(programme):
        used = sum(quotas.belongs(member, seats) for member in taken.members)
        yield replace(
            seats,
            least=max(0, seats.least - used),
            most=None if seats.most is None else max(0, seats.most - used),
        )


def _apart(programme: Programme, people: dict[str, Participation]) -> frozenset[Match]:
    """Pairs kept apart by hand, and all that were published once: nobody is asked twice."""
    apart = (*queries.kept_apart(programme), *queries.published_matches(programme))
    return frozenset((m, n) for m, n in apart if m in people and n in people)


def _prior(programme: Programme, reader: "_Reader") -> Iterator[Match]:
    """Who met in a round before, whichever of the two was the mentor then."""
    mentors, mentees = ({seat.person_id for seat in reader.seats(role)} for role in quotas.ROLES)
    for one, other in queries.earlier_matches(programme):
        for mentor, mentee in ((one, other), (other, one)):
            if mentor in mentors and mentee in mentees:
                yield mentor, mentee


class _Taken:
    """What the live pairs of a programme use up."""

    def __init__(self, programme: Programme) -> None:
        self.seats = queries.seats_taken(programme)
        self.people = Counter(seat.person_id for seat in self.seats)
        self.members = [quotas.member(seat) for seat in self.seats]

    def full(self, programme: Programme, *, but: set[str]) -> set[str]:
        """The seats in which there is no room left, but those of some people."""
        others = (seat for seat in self.seats if seat.person_id not in but)
        return {seat.pk for seat in others if not self.room_of(seat, programme)}

    def room_of(self, participation: Participation, programme: Programme) -> int:
        """How many more pairs the person has room for."""
        room = quotas.room_of(participation, programme)
        return max(0, room - self.people[participation.person_id])


class _Reader:
    """Participations made into candidates; addresses are read as people where they are known."""

    def __init__(
        self, programme: Programme, people: dict[str, Participation], taken: _Taken
    ) -> None:
        self.programme, self.people, self.taken = programme, people, taken
        self.ids = {address_key(seat.person.email): person_id for person_id, seat in people.items()}
        self.above = self._superiors()
        self.managers = self._lines()

    def side(self, role: Role) -> tuple[Candidate, ...]:
        return tuple(map(self._candidate, self.seats(role)))

    def seats(self, role: Role) -> Iterator[Participation]:
        return (seat for seat in self.people.values() if seat.role == role)

    def _candidate(self, seat: Participation) -> Candidate:
        person, above = seat.person, self.above[seat.person_id]
        candidate = Candidate(
            seat.person_id,
            languages=frozenset(person.languages),
            wants=tuple(seat.wants.items()),
            offers=tuple(seat.offers.items()),
            knows=self._named(seat.knows),
            not_with=self._named(seat.not_with),
            prefers=self._named(seat.prefers),
            capacity=self.taken.room_of(seat, self.programme),
            places=_places(person),
            hours=frozenset(person.hours),
            goals=frozenset(seat.goals),
            dotted_lines=frozenset(above[Dependency.Kind.DOTTED_LINE]),
            pay_set_by=frozenset(above[Dependency.Kind.PAY]),
            appraised_by=frozenset(above[Dependency.Kind.APPRAISAL]),
        )
        return self._employed(candidate, person)

    def _employed(self, candidate: Candidate, person: Person) -> Candidate:
        employment = getattr(person, "employment", None)
        if employment is None:
            return candidate
        return replace(
            candidate,
            organisation=employment.organisation_id,
            unit=employment.unit_id or "",
            manager=self.managers.get(person.pk, ""),
            level=employment.level,
            sector=employment.organisation.sector,
        )

    def _named(self, addresses: Iterable[str]) -> frozenset[str]:
        keys = map(address_key, addresses)
        return frozenset(self.ids[key] for key in keys if key in self.ids)

    def _superiors(self) -> dict[str, defaultdict[str, set[str]]]:
        above: dict[str, defaultdict[str, set[str]]] = {
            person: defaultdict(set) for person in self.people
        }
        for person, superior, kind in queries.dependencies(self.programme):
            if person in above:
                above[person][kind].add(superior)
        return above

    def _lines(self) -> dict[str, str]:
        """Who reports to whom in the organisations taking part. A manager who is known by address
        only, and not to us, is that address: a line may pass through somebody we never met."""
        rows = queries.reporting_lines(
            seat.person.employment.organisation_id
            for seat in self.people.values()
            if hasattr(seat.person, "employment")
        )
        by_address = {address: person for person, address, _, _ in rows}
        return {
            person: manager or by_address.get(address_key(address), address_key(address))
            for person, _, manager, address in rows
            if manager or address
        }


def _places(person: Person) -> frozenset[str]:
    places = {person.place.casefold()} - {""}
    return frozenset(places | ({VIDEO} & set(person.ways_to_meet)))
