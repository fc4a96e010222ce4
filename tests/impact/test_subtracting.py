"""Somebody who subtracts what is told from what is told learns nothing of fewer than five.

What nobody knows is each person's sum of a scale before, after and later. What is told is a row of
ones over those whose sum it is; she adds and subtracts such rows until one is left that is zero for
all but a few of them.
"""

from collections.abc import Iterable
from itertools import product
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.cast import Cast
from tests.impact.test_effect import answer, says
from tests.impact.world import ask
from viceversa.impact.changes import Levels
from viceversa.impact.effect import effect_of
from viceversa.impact.models import Answer
from viceversa.impact.results import results_of
from viceversa.impact.sight import LEAST
from viceversa.people.models import Person

PEOPLE = 16
TIMES = ("before", "after", "later")
Told = NDArray[np.float64]
Answered = dict[str, set[int]]


def row(*signed: tuple[int, str, Iterable[int]]) -> Told:
    """A sum over people, with their answers of these times counted so."""
    found = np.zeros(len(TIMES) * PEOPLE)
    for sign, time, people in signed:
        for person in people:
            found[TIMES.index(time) * PEOPLE + person] += sign
    return found


def as_told(who: Answered) -> list[Told]:
    """Before and after of those who answered both; half a year later the change alone, since what
    they said before is told of others already."""
    both, again = who["before"] & who["after"], who["before"] & who["later"]
    rows = []
    if len(both) >= LEAST:
        rows += [row((1, "before", both)), row((1, "after", both))]
    elif len(who["after"]) >= LEAST:
        rows.append(row((1, "after", who["after"])))
    if len(again) >= LEAST:
        rows.append(row((1, "later", again), (-1, "before", again)))
        if len(both) < LEAST:
            rows.append(row((1, "before", again)))
    elif len(who["later"]) >= LEAST:
        rows.append(row((1, "later", who["later"])))
    return rows


def as_each_survey_alone(who: Answered) -> list[Told]:
    """The control: every survey tells all its answers, and the change is told beside it."""
    alone = [row((1, time, who[time])) for time in TIMES if len(who[time]) >= LEAST]
    return [*alone, *as_told(who)]


def tells_of_few(rows: list[Told]) -> bool:
    """Whether what fewer than five people said follows, at one time or several."""
    if not rows:
        return False
    weights = np.array(list(product((-1, 0, 1), repeat=len(rows))))
    mixed = np.abs(weights @ np.array(rows)).reshape(len(weights), len(TIMES), PEOPLE)
    people = (mixed.sum(axis=1) > 0).sum(axis=1)
    return bool(((people > 0) & (people < LEAST)).any())


def drawn(seed: int) -> Answered:
    """Most answer before, fewer each time."""
    random = Random(seed)
    return {
        time: {one for one in range(PEOPLE) if random.random() < chance}
        for time, chance in zip(TIMES, (0.95, 0.8, 0.6), strict=True)
    }


def test_nothing_of_fewer_follows_from_all_that_is_told() -> None:
    assert not any(tells_of_few(as_told(drawn(seed))) for seed in range(400))


def test_if_each_survey_were_told_alone_as_well_it_would() -> None:
    broken = sum(tells_of_few(as_each_survey_alone(drawn(seed))) for seed in range(400))
    assert broken > 340


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    """Thirteen answer 4 before and 5 after. Two say 1 before and nothing again; one says 7 after
    and had said nothing."""
    before = ask(cast.programme, count=16)
    answer(before, [says(4)] * 13 + [says(1)] * 2)
    before.close()
    again = [*before.people[:13], before.people[15]]
    after = ask(cast.programme, wave="after", people=again)
    answer(after, [says(5)] * 13 + [says(7)])
    after.close()
    return again


def test_neither_page_nor_table_holds_what_the_few_between_have_said(
    cast: Cast, people: list[Person]
) -> None:
    found = effect_of(cast.programme, "mentee")
    assert (found.answered, found.scales[0].answered) == (len(people), 13)
    assert found.scales[0].levels == Levels(4, 5, are_means=True)
    for survey in cast.programme.surveys.all():
        codes = {line.item.code for part in results_of(survey).parts for line in part.lines}
        assert not codes & set(says(1))
    assert not any(Answer.objects.values_list("values", flat=True))


def test_what_was_said_before_is_not_told_once_more_of_others(
    cast: Cast, people: list[Person]
) -> None:
    later = ask(cast.programme, wave="later", people=people[:11])
    answer(later, [says(6)] * 11)
    later.close()
    (found, *_) = effect_of(cast.programme, "mentee", "later").scales
    assert (found.answered, found.levels) == (11, None)
    assert (found.middle_change, found.sentence) == (2, "At least 80% of 11 say more.")


def test_where_nothing_was_told_of_before_it_is_told_half_a_year_later(cast: Cast) -> None:
    before = ask(cast.programme, count=12)
    answer(before, [says(4)] * 12)
    before.close()
    later = ask(cast.programme, wave="later", people=before.people)
    answer(later, [says(5)] * 12)
    later.close()
    (found, *_) = effect_of(cast.programme, "mentee", "later").scales
    assert found.levels == Levels(4, 5, are_means=True)
