"""What if, among many people: each change is as good as solving from nothing."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.matching.people_makers import with_wishes
from tests.matching.test_large import PATHS, columns_of
from tests.matching.test_large_rules import assert_certified, ruled
from viceversa.matching import Candidate, Problem, ProblemError, Rules, Seats
from viceversa.matching.large import WhatIf, best_pairs

RANDOMS = st.randoms(use_true_random=False)


def some_change(at: WhatIf, random: Random) -> WhatIf:
    """Any of the changes, to anybody."""
    columns = at.columns
    mentors, mentees = (range(len(side)) for side in (columns.mentors, columns.mentees))
    mentor, mentee = random.choice(mentors), random.choice(mentees)
    of_mentors = random.random() < 0.5
    side = columns.mentors if of_mentors else columns.mentees
    own = [n for n, group in enumerate(columns.groups) if group.of_mentors == of_mentors]
    like = random.randrange(len(side))
    groups = tuple(n for n in own if like in columns.groups[n].members)
    changes: list[Callable[[], WhatIf]] = [
        lambda: at.lock((mentor, mentee)),
        lambda: at.swap((mentor, mentee), (random.choice(mentors), random.choice(mentees))),
        lambda: at.forbid(mentor, mentee),
        lambda: at.withdraw(mentor=mentor),
        lambda: at.withdraw(mentee=mentee),
        lambda: at.add(side.take(np.array([like])), of_mentors=of_mentors, groups=groups),
    ]
    return random.choice(changes)()


@pytest.mark.parametrize("pure", PATHS)
@cases(problem=ruled() | ruled(least=True), random=RANDOMS)
def test_changes_one_after_the_other_are_as_good_as_afresh(
    problem: Problem, random: Random, pure: bool
) -> None:
    if random.random() < 0.5:
        problem = with_wishes(problem, random)
    try:
        at = WhatIf.of(columns_of(problem), pure=pure)
    except ProblemError:
        return
    for _ in range(5):
        try:
            at = some_change(at, random)
        except ProblemError:
            continue
        afresh = best_pairs(at.columns, pure=pure)
        assert at.found.proven
        assert at.found.standing == afresh.standing
        assert_certified(at.columns, at.found, at.search.worth)


def test_a_change_after_which_groups_cannot_have_their_seats_is_refused() -> None:
    seats = Seats("O", "mentor", least=2), Seats("", "mentor", most=2)
    mentors = (Candidate("A", organisation="O"), Candidate("B", organisation="O"), Candidate("C"))
    mentees = (Candidate("X"), Candidate("Y"))
    at = WhatIf.of(columns_of(Problem(mentors, mentees, rules=Rules(seats=seats))))
    for change in (
        lambda: at.withdraw(mentor=0),
        lambda: at.withdraw(mentee=1),
        lambda: at.lock((2, 0)),
    ):
        with pytest.raises(ProblemError, match="Not every group can have its seats"):
            change()
    assert at.lock((0, 0)).lock((1, 1)).found.standing.matched == 2
