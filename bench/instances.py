"""Seeded programmes to measure with: skewed topics, departments, reporting lines, capacities."""

from random import Random

from viceversa.matching import Candidate, Problem, Rules

TOPICS = [f"{group}{number}" for group in "ABCDEFGHIJKL" for number in range(1, 8)]
POPULARITY = [1 / (place + 3) ** 0.8 for place in range(len(TOPICS))]
SECTORS = ["engineering", "care", "insurance", "furniture", "logistics", "public", "software"]
PLACES = ["Vidinge", "Tallmo", "Granby", "Svensta", "Rullvik"]
HOURS = [f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm")]
GOALS = ["skill", "perspective", "leadership"]
ORGANISATIONS = 6
UNITS = 8


def programme(mentors: int, mentees: int, *, seed: int, rules: Rules | None = None) -> Problem:
    """A programme over several organisations: leaders as mentees, juniors below them as mentors."""
    random = Random(seed)
    leaders = [f"leader{n}" for n in range(mentees)]
    homes = {
        person: (random.randrange(ORGANISATIONS), random.randrange(UNITS)) for person in leaders
    }
    return Problem(
        mentors=tuple(
            _person(random, f"junior{n}", random.randint(1, 3), leaders, homes)
            for n in range(mentors)
        ),
        mentees=tuple(
            _person(random, leader, random.randint(3, 6), leaders, homes) for leader in leaders
        ),
        rules=rules or Rules(different_organisation=True),
        theme=frozenset({"A1", "A2", "A3"}),
    )


def _person(
    random: Random,
    id: str,  # noqa: A002
    level: int,
    leaders: list[str],
    homes: dict[str, tuple[int, int]],
) -> Candidate:
    organisation, unit = homes.get(id) or _home(random)
    languages = {"sv"} if random.random() < 0.85 else set()
    languages |= {"en"} if random.random() < 0.6 or not languages else set()
    junior = id not in homes
    return Candidate(
        id,
        organisation=f"O{organisation}",
        unit=f"U{unit}",
        manager=random.choice([*_near(leaders, homes, organisation, id), ""]),
        level=level,
        languages=frozenset(languages),
        wants=_topics(random, random.randint(3, 6)) if not junior or random.random() < 0.5 else (),
        offers=_topics(random, random.randint(4, 9)) if junior or random.random() < 0.5 else (),
        knows=frozenset(random.sample(leaders, min(3, len(leaders)))) if junior else frozenset(),
        capacity=2 if junior and random.random() < 0.04 else 1,
        sector=SECTORS[organisation % len(SECTORS)],
        places=frozenset({random.choice(PLACES)} | ({"video"} if random.random() < 0.6 else set())),
        hours=frozenset(random.sample(HOURS, 4)),
        goals=frozenset(random.sample(GOALS, random.randint(1, 2))),
    )


def _home(random: Random) -> tuple[int, int]:
    """Organisation and unit: few large ones, many small ones."""
    return _skewed(random, ORGANISATIONS), _skewed(random, UNITS)


def _skewed(random: Random, size: int) -> int:
    return random.choices(range(size), [1 / (place + 1) for place in range(size)])[0]


def _near(
    leaders: list[str], homes: dict[str, tuple[int, int]], organisation: int, person: str
) -> list[str]:
    """Possible managers: leaders of the same organisation that stand earlier in the list."""
    before = leaders[: leaders.index(person)] if person in homes else leaders
    return [leader for leader in before if homes[leader][0] == organisation][:8]


def _topics(random: Random, count: int) -> tuple[tuple[str, int], ...]:
    chosen = dict.fromkeys(random.choices(TOPICS, POPULARITY, k=count))
    return tuple((topic, random.randint(1, 3)) for topic in chosen)
