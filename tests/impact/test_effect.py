"""What is told of changes: to whom it may be told, honestly, and not more than that."""

from collections.abc import Mapping, Sequence

import pytest
from django.utils import translation

from tests.cast import Cast
from tests.impact.world import Asked, ask
from viceversa.evidence import Directions
from viceversa.impact.actions import send_answer
from viceversa.impact.boxes import Said, Value
from viceversa.impact.changes import ScaleChange
from viceversa.impact.effect import effect_of
from viceversa.impact.models import Answer, PairedAnswer
from viceversa.programmes.models import Programme

UP, SAME, DOWN = (3, 5), (4, 4), (5, 4)
Times = tuple[int, int]


def says(number: int, scale: int = 1) -> dict[str, Value]:
    """The same on each item of a scale."""
    return {f"mentee_{item}": number for item in range(3 * scale - 2, 3 * scale + 1)}


def answer(asked: Asked, said: Sequence[Mapping[str, Value]]) -> None:
    for which, values in enumerate(said):
        send_answer(asked.ticket(which), Said(values))


def both_times(
    cast: Cast, changes: Sequence[Times], *, silent: int = 0, programme: Programme | None = None
) -> None:
    """So many answer before and after, and so many more before only."""
    programme = programme or cast.programme
    before = ask(programme, count=len(changes) + silent)
    answer(before, [says(one) for one, _ in changes] + [says(7)] * silent)
    before.close()
    after = ask(programme, wave="after", people=before.people)
    answer(after, [says(other) for _, other in changes])
    after.close()


def first_scale(cast: Cast) -> ScaleChange:
    return effect_of(cast.programme, "mentee").scales[0]


def test_ten_and_more_are_told_as_they_go(cast: Cast) -> None:
    both_times(cast, [UP] * 8 + [SAME] * 3 + [DOWN] * 2, silent=2)
    found = first_scale(cast)
    assert (found.answered, found.asked, found.goes) == (13, 16, "up")
    assert found.ways and found.ways.directions == Directions(8, 3, 2)
    assert found.levels and found.levels.are_means
    assert found.levels.before == pytest.approx((8 * 3 + 3 * 4 + 2 * 5) / 13)
    assert found.sentence == "8 of 13 say more; it may be 4 to 8 of 10 in a similar group."
    assert found.sentence_with_missing == (
        "If the 3 who are missing have not changed, 3 to 7 of 10 say more."
    )
    with translation.override("sv"):
        assert found.sentence.startswith("8 av 13 säger mer")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([DOWN] * 9 + [SAME] * 2, "9 of 11 say less; it may be 5 to 9 of 10 in a similar group."),
        (
            [UP] * 4 + [SAME] * 4 + [DOWN] * 4,
            "4 of 12 say more, 4 the same and 4 less. Whether it rises or falls cannot be told.",
        ),
        ([UP] * 11, "At least 80% of 11 say more."),
        ([UP] * 10 + [DOWN], "At least 80% of 11 say more."),
        (
            [(2, 3)] * 3 + [(4, 6)] * 4,
            "Of 7 people the middle value was 4.0 before and 6.0 afterwards. "
            "So few are told no further.",
        ),
    ],
)
def test_a_sentence_says_what_is_and_no_more(cast: Cast, changes: list[Times], said: str) -> None:
    both_times(cast, changes)
    assert first_scale(cast).sentence == said


def test_nobody_learns_whether_one_is_different(cast: Cast) -> None:
    both_times(cast, [UP] * 11)
    ways = first_scale(cast).ways
    PairedAnswer.objects.filter(pk=PairedAnswer.objects.all()[0].pk).update(later=says(3))
    assert first_scale(cast).ways == ways
    assert ways
    assert ways.directions is None


def test_under_five_nothing_is_told(cast: Cast) -> None:
    both_times(cast, [UP] * 4, silent=4)
    assert effect_of(cast.programme, "mentee").is_told is False
    assert not PairedAnswer.objects.exists()


def test_a_scale_that_few_have_answered_is_not_told(cast: Cast) -> None:
    both_times(cast, [UP] * 11)
    second = effect_of(cast.programme, "mentee").scales[1]
    assert (second.is_told, second.answered) == (False, 0)
    assert second.sentence == "Fewer than five have answered both times, so nothing is told."


def test_rows_that_are_compared_lie_apart_from_all_else(cast: Cast) -> None:
    before = ask(cast.programme, count=6)
    answer(before, [says(3) | {"expected": 4}] * 6)
    before.close()
    after = ask(cast.programme, wave="after", people=before.people)
    answer(after, [says(5) | {"recommend": 9}] * 6)
    after.close()
    assert {*map(str, Answer.objects.values_list("values", flat=True))} == {
        "{'expected': 4}",
        "{'recommend': 9}",
    }
    assert list(PairedAnswer.objects.values_list("before", "later")) == [(says(3), says(5))] * 6


def test_where_nothing_can_be_compared_afterwards_is_told_by_itself(cast: Cast) -> None:
    after = ask(cast.programme, wave="after", count=6)
    answer(after, [says(5)] * 6)
    after.close()
    assert list(Answer.objects.values_list("values", flat=True)) == [says(5)] * 6
