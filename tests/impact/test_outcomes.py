"""What a role says of the programme itself, and of several rounds together."""

import pytest

from tests.cast import Cast
from tests.factories import make_programme
from tests.impact.test_effect import answer, both_times, says
from tests.impact.world import ask
from viceversa.evidence import share
from viceversa.impact.changes import RoleEffect
from viceversa.impact.effect import effect_of
from viceversa.impact.outcomes import outcomes_of
from viceversa.impact.over_rounds import effects_over_rounds
from viceversa.programmes.models import Programme

LIKELY = [10] * 6 + [9] * 3 + [5] * 3


def test_what_was_expected_stands_beside_what_it_gave(cast: Cast) -> None:
    before = ask(cast.programme, count=12)
    answer(before, [{"expected": 5}] * 6 + [{"expected": 6}] * 6)
    before.close()
    after = ask(cast.programme, wave="after", people=before.people)
    habits = ["yes"] * 8 + ["not_yet"] * 4
    answer(
        after,
        [
            {"result": 4 + which % 3, "recommend": likely, "habit": habit}
            for which, (likely, habit) in enumerate(zip(LIKELY, habits, strict=True))
        ],
    )
    after.close()
    found = outcomes_of(cast.programme, "mentee")
    assert found.expected
    assert found.result
    assert (found.expected.middle, found.result.middle) == ("5.5", "5")
    assert found.recommended
    counts = {bar.label: bar.count for bar in found.recommended.bars if bar.count}
    assert counts == {"5": 3, "9": 3, "10": 6}
    assert [(each.wave, each.share) for each in found.habits] == [("after", share(8, 12))]


@pytest.mark.requirement("000-18")
def test_a_habit_is_followed_from_wave_to_wave_and_few_are_not_counted(cast: Cast) -> None:
    half_time = ask(cast.programme, wave="half_time", count=12)
    answer(half_time, [{"habit_half_time": "yes"}] * 4 + [{"habit_half_time": "not_yet"}] * 8)
    half_time.close()
    after = ask(cast.programme, wave="after", people=half_time.people)
    answer(after, [{"habit": "yes"}] * 7)
    after.close()
    shares = [(each.wave, each.share) for each in outcomes_of(cast.programme, "mentee").habits]
    assert shares == [("half_time", share(4, 12)), ("after", None)]


def test_nothing_is_said_of_a_survey_that_is_open(cast: Cast) -> None:
    asked = ask(cast.programme, count=12)
    answer(asked, [{"expected": 5}] * 12)
    found = outcomes_of(cast.programme, "mentee")
    assert (found.expected, found.result, found.recommended, found.habits) == (None, None, None, ())


@pytest.fixture
def rounds(cast: Cast) -> list[Programme]:
    """Three rounds of twelve people."""
    found = [make_programme() for _ in range(3)]
    for number, programme in enumerate(found):
        changes = [(2 + which % 4, 2 + which * 3 % 4 + number) for which in range(12)]
        both_times(cast, changes, programme=programme)
    return found


def told_in(programmes: list[Programme]) -> list[tuple[Programme, RoleEffect]]:
    return [(each, effect_of(each, "mentee")) for each in programmes]


def test_rounds_are_taken_together_from_the_third_on(rounds: list[Programme]) -> None:
    first = effects_over_rounds("mentee", told_in(rounds))[0]
    effects = [change.effect.value for _, change in first.rounds if change.effect]
    assert len(effects) == 3
    assert first.together
    assert min(effects) < first.together.estimate.value < max(effects)
    assert first.together.estimate.low < first.together.estimate.value
    two = effects_over_rounds("mentee", told_in(rounds[:2]))[0]
    assert (len(two.rounds), two.together) == (2, None)


def test_a_round_whose_effect_is_not_told_is_not_taken_along(
    cast: Cast, rounds: list[Programme]
) -> None:
    few = make_programme()
    before = ask(few, count=7)
    answer(before, [says(3)] * 7)
    before.close()
    assert len(effects_over_rounds("mentee", told_in([*rounds, few]))[0].rounds) == 3
