"""Small problems, and the slow but obvious way to solve them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hypothesis import strategies as st

from viceversa.matching import Aim, Candidate, Kind, Match, Problem, Role, Rules, Seats

Figures = tuple[float, ...]
Group = tuple[str, str, str]
"""Organisation, unit and topic that seats are for; empty is any."""

KINDS: tuple[Kind, ...] = ("fair", "worst", "leximin", "total")
PRICED: tuple[Kind, ...] = ("fair", "total")
"""Aims whose levels are the same for every set of pairs: one whole-number weight holds them."""


def given(
    scores: Mapping[str, float],
    *,
    aim: Aim | None = None,
    capacity: Mapping[str, int] | None = None,
    locks: Iterable[Match] = (),
) -> Problem:
    """Ready scores by "A-X"; whoever is named takes part."""
    pairs = {(key.split("-")[0], key.split("-")[1]): score for key, score in scores.items()}
    seats = capacity or {}
    mentors, mentees = (
        tuple(
            Candidate(p, capacity=seats.get(p, 1)) for p in dict.fromkeys(pair[n] for pair in pairs)
        )
        for n in (0, 1)
    )
    return Problem(mentors, mentees, aim=aim or Aim(), scores=pairs, locks=tuple(locks))


def one_to_one(mentor: Candidate, mentee: Candidate, **asked: object) -> Problem:
    return Problem((mentor,), (mentee,), **asked)  # type: ignore[arg-type]


def figures(problem: Problem, matches: Iterable[Match]) -> Figures:
    """What counts in a set of pairs of ready scores, the first first, more is better."""
    assert problem.scores is not None
    scores = {match: problem.scores[match] for match in matches}
    people = sum(len({match[side] for match in scores}) for side in (0, 1))
    return (len(scores), people, *_fairness(problem, scores), sum(scores.values()))


def _fairness(problem: Problem, scores: Mapping[Match, float]) -> Figures:
    match problem.aim.kind:
        case "fair":
            bands = problem.aim.bands
            return tuple(-sum(score < band for score in scores.values()) for band in bands)
        case "worst":
            free = [score for match, score in scores.items() if match not in problem.locks]
            return (min(free, default=0),)
        case "leximin":
            return tuple(sorted(scores.values()))
    return ()


def best_by_hand(problem: Problem) -> Figures | None:
    """The best figures of all sets of pairs there are; None if not even one set is possible."""
    found = [figures(problem, matches) for matches in _sets(problem)]
    return max(found, default=None)


def _sets(problem: Problem) -> Iterator[list[Match]]:
    allowed = [match for match in problem.scores or () if match not in problem.apart]
    for matches in sets_of(problem, allowed):
        if {*problem.locks} <= {*matches} and all(
            _kept(problem, s, matches) for s in problem.rules.seats
        ):
            yield matches


def sets_of(problem: Problem, allowed: list[Match]) -> Iterator[list[Match]]:
    """Every set of these pairs in which nobody has more than the capacity."""
    seats = ({p.id: p.capacity for p in side} for side in (problem.mentors, problem.mentees))
    return _choices(allowed, *seats)


def _choices(
    allowed: list[Match], mentors: dict[str, int], mentees: dict[str, int]
) -> Iterator[list[Match]]:
    if not allowed:
        yield []
        return
    (mentor, mentee), *others = allowed
    yield from _choices(others, mentors, mentees)
    if mentors[mentor] and mentees[mentee]:
        left = {**mentors, mentor: mentors[mentor] - 1}, {**mentees, mentee: mentees[mentee] - 1}
        for choice in _choices(others, *left):
            yield [(mentor, mentee), *choice]


def _kept(problem: Problem, seats: Seats, matches: list[Match]) -> bool:
    people = problem.mentors if seats.role == "mentor" else problem.mentees
    members = {p.id for p in people if _in_group(seats, p)}
    count = sum(bool(members & {match[0 if seats.role == "mentor" else 1]}) for match in matches)
    return seats.least <= count and (seats.most is None or count <= seats.most)


def _in_group(seats: Seats, person: Candidate) -> bool:
    if seats.topics:
        told = person.offers if seats.role == "mentor" else person.wants
        if not any(topic in seats.topics for topic, _ in told):
            return False
    if seats.unit and person.unit != seats.unit:
        return False
    return not seats.organisation or person.organisation == seats.organisation


WHOLE = st.sampled_from([0, 12, 30, 34, 35, 36, 50, 54, 55, 60, 88, 89, 90, 100])
REAL = st.floats(-200, 200, allow_nan=False, allow_subnormal=False).map(lambda x: round(x, 6))


ROLES: tuple[Role, Role] = ("mentor", "mentee")
PARTNERS: tuple[Group, ...] = (("O", "", ""), ("P", "", ""))
NESTED: tuple[Group, ...] = (*PARTNERS, ("O", "U", ""), ("P", "U", ""), ("", "", ""))
CROSSING: tuple[Group, ...] = (*PARTNERS, ("", "", "t"), ("O", "", "t"), ("", "U", ""))


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    quotas: bool = False,
    whole: bool = False,
    aims: Sequence[Kind] = KINDS,
    groups: Sequence[Group] = PARTNERS,
    most_pairs: int = 9,
) -> Problem:
    """Up to four by four people with ready scores, capacities of 0 to 2, a lock, quotas."""
    mentors, mentees = (
        tuple(
            Candidate(
                f"{letter}{n}",
                organisation=draw(st.sampled_from("OP")),
                unit=draw(st.sampled_from("UV")),
                offers=draw(st.sampled_from(((), (("t", 1),)))),
                wants=draw(st.sampled_from(((), (("t", 1),)))),
                capacity=draw(st.sampled_from((1, 1, 1, 2, 2, 0))),
            )
            for n in range(draw(st.integers(1, 4)))
        )
        for letter in "AX"
    )
    scores = draw(
        st.dictionaries(
            st.tuples(*(st.sampled_from([p.id for p in side]) for side in (mentors, mentees))),
            WHOLE if whole else draw(st.sampled_from((WHOLE, REAL))),
            max_size=most_pairs,
        )
    )
    kinds = [(group, role) for group in groups for role in ROLES] if quotas else []
    limits = st.tuples(st.sampled_from((0, 0, 1, 2)), st.sampled_from((None, 2, 3)))
    chosen = draw(st.lists(st.sampled_from(kinds), unique=True, min_size=1)) if kinds else []
    seats = tuple(
        Seats(group[0], role, unit=group[1], topics=frozenset(group[2]), least=least, most=most)
        for group, role in chosen
        for least, most in [draw(limits)]
    )
    locks = draw(st.lists(st.sampled_from(sorted(scores)), max_size=1)) if scores else []
    return Problem(
        mentors,
        mentees,
        rules=Rules(seats=seats),
        aim=Aim(draw(st.sampled_from(aims))),
        scores=scores,
        locks=tuple(locks),
    )
