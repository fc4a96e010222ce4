"""Small programmes of people, with every rule and every field that may be said or left out."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from viceversa.matching import RULES, Aim, Candidate, Problem, Rules, Waiver, Weights

MOST = 7
TOPICS = ["A1", "A2", "B1", "B2", "C1"]


@st.composite
def programmes(draw: st.DrawFn, *, most: int = MOST, wishing: bool = False) -> Problem:
    """Up to so many mentors and mentees, some of whom may wish for somebody."""
    random = draw(st.randoms(use_true_random=False))
    problem = programme(random, most=most)
    return with_wishes(problem, random) if wishing else problem


def with_wishes(problem: Problem, random: Random) -> Problem:
    """The same, some on either side wishing for people on the other, or for a stranger."""
    sides = problem.mentors, problem.mentees
    mentors, mentees = (
        tuple(
            replace(one, prefers=frozenset(random.choices(["stranger", *others], k=2)))
            if random.random() < 0.5
            else one
            for one in side
        )
        for side, others in zip(sides, ([p.id for p in side] for side in sides[::-1]), strict=True)
    )
    return replace(problem, mentors=mentors, mentees=mentees)


def programme(random: Random, *, most: int = MOST) -> Problem:
    """Who says nothing, who says all, who is in both roles: by chance."""
    mentors = [f"p{n}" for n in range(random.randint(1, most))]
    mentees = [f"{random.choice('pq')}{n}" for n in range(random.randint(1, most))]
    everybody = sorted({*mentors, *mentees, "boss"})
    told = random.choice((0.1, 0.5, 0.9))
    pairs = [(one, other) for one in mentors for other in mentees]
    return Problem(
        tuple(_person(random, one, everybody, told) for one in mentors),
        tuple(_person(random, one, everybody, told) for one in mentees),
        rules=_rules(random),
        weights=Weights(wants=random.choice((40, 0, 7.5)), hours=random.choice((5, 30))),
        aim=Aim(random.choice(("fair", "total")), random.choice(((35, 55), (0, 101), (50, 50)))),
        apart=frozenset(random.sample(pairs, min(len(pairs), random.choice((0, 0, 3))))),
        waivers=tuple(
            Waiver(*pair, frozenset(random.sample(RULES, random.randint(1, len(RULES)))))
            for pair in random.sample(pairs, min(len(pairs), random.choice((0, 2))))
        ),
        managers={"boss": random.choice(everybody)},
        theme=frozenset(random.sample(TOPICS, random.choice((0, 2)))),
    )


def _person(random: Random, id: str, everybody: list[str], told: float) -> Candidate:  # noqa: A002
    def maybe(*things: str) -> str:
        return random.choice(things) if random.random() < told else ""

    def some(*things: str) -> frozenset[str]:
        return frozenset(filter(None, (maybe(*things) for _ in range(2))))

    def topics() -> tuple[tuple[str, int], ...]:
        chosen = random.sample(TOPICS, random.randint(0, len(TOPICS)))
        return tuple((one, random.randint(1, 3)) for one in chosen if random.random() < told)

    return Candidate(
        id,
        organisation=maybe("O", "P", "Q"),
        unit=maybe("U", "V"),
        manager=maybe(*everybody),
        level=random.randint(1, 4) if random.random() < told else None,
        languages=some("sv", "en", "fi"),
        wants=topics(),
        offers=topics(),
        knows=some(*everybody) if random.random() < 0.2 else frozenset(),
        not_with=some(*everybody) if random.random() < 0.2 else frozenset(),
        capacity=random.choice((0, 1, 1, 1, 2, 3)),
        sector=maybe("care", "steel"),
        places=some("Vidinge", "Tallmo", "video"),
        hours=some("mon", "tue", "wed"),
        goals=some("skill", "view"),
        dotted_lines=some(*everybody) if random.random() < 0.2 else frozenset(),
        pay_set_by=some(*everybody) if random.random() < 0.2 else frozenset(),
        appraised_by=some(*everybody) if random.random() < 0.2 else frozenset(),
    )


def _rules(random: Random) -> Rules:
    on = {
        rule: random.random() < 0.7
        for rule in RULES
        if rule not in ("role", "not_these_two", "no_competitor_or_supplier", "score")
    }
    return replace(
        Rules(**on),  # type: ignore[arg-type]
        depth=random.choice((1, 2, None)),
        rivals=random.choice(((), (("O", "P"),), (("O", "P"), ("Q", "Q")))),
    )
