"""Whatever the two tap, their agenda adds up and keeps its depth, or they are told why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viceversa.conversations.agendas import (
    CHANGES,
    SCRIPTS,
    SHORTEST,
    STEPS,
    AgendaError,
    deep_instead,
    fit,
    leave_out,
    left_out,
    longer,
    move_down,
    move_up,
    put_back,
    script_for,
    shorter,
    swap_deep,
)
from viceversa.conversations.agendas.ways import in_way

SECOND = fit(script_for(2, target=3), 60)
"""tried 9, question 5, deep 24, show 8, feedback 6, idea 3, mentor 2, try 3"""
CODES = st.sampled_from(sorted(STEPS))


def minutes_of(agenda: list[tuple[str, int]]) -> dict[str, int]:
    return {code.removeprefix("b-"): minutes for code, minutes in agenda}


@given(
    st.sampled_from(SCRIPTS),
    st.sampled_from(("place", "walk", "video")),
    st.integers(0, 105),
    st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 20)), max_size=30),
)
def test_any_taps_keep_the_sum_and_the_depth(
    script: object, way: str, extra: int, taps: list[tuple[str, int]]
) -> None:
    written = in_way(script, way)  # type: ignore[arg-type]
    minutes = SHORTEST + extra
    agenda = fit(written, minutes)
    for verb, which in taps:
        choices = {"back": left_out(agenda, way=way), "swap": deep_instead(agenda, way=way)}
        codes = choices.get(verb, [code for code, _ in agenda]) or ["gone"]
        before = list(agenda)
        try:
            agenda = CHANGES[verb](agenda, codes[which % len(codes)])
        except AgendaError as refusal:
            assert str(refusal)
            assert agenda == before
            continue
        assert agenda != before
        assert sum(share for _, share in agenda) == minutes
        assert min(share for _, share in agenda) >= 1
        assert [STEPS[code].is_deep for code, _ in agenda].count(True) == 1
        assert sum(share for code, share in agenda if STEPS[code].is_deep) >= 0.4 * minutes
        assert sum(code.endswith("-mentor") for code, _ in agenda) == 1
        assert len({code for code, _ in agenda}) == len(agenda)


@given(st.sampled_from(sorted(CHANGES)), CODES)
def test_a_code_from_anywhere_is_taken_or_refused_kindly(verb: str, code: str) -> None:
    try:
        changed = CHANGES[verb](SECOND, code)
    except AgendaError as refusal:
        assert str(refusal).endswith((".", "meet.", "instead."))
    else:
        assert sum(share for _, share in changed) == 60


def test_what_is_stored_as_json_can_be_changed() -> None:
    stored = [[code, minutes] for code, minutes in SECOND]
    assert longer(stored, "b-idea") == longer(SECOND, "b-idea")


def test_a_longer_step_takes_from_the_depth_as_far_as_it_gives_then_from_all() -> None:
    ninety = fit(script_for(2, target=3), 90)
    assert minutes_of(ninety)["deep"] == 37
    assert minutes_of(longer(ninety, "b-idea")) == minutes_of(ninety) | {
        "idea": 7,
        "deep": 36,
        "show": 11,
        "tried": 12,
    }


def test_a_shorter_step_gives_to_the_depth() -> None:
    assert minutes_of(shorter(SECOND, "b-show")) == minutes_of(SECOND) | {"show": 6, "deep": 26}


def test_a_shorter_deep_dive_gives_to_all_but_never_below_two_fifths() -> None:
    deeper = longer(SECOND, "b-deep")
    assert minutes_of(deeper)["deep"] == 26
    assert minutes_of(shorter(deeper, "b-deep"))["deep"] == 24
    with pytest.raises(AgendaError, match="two fifths"):
        shorter(SECOND, "b-deep")


def test_a_step_of_one_minute_is_left_out_rather_than_shortened() -> None:
    once = shorter(SECOND, "b-mentor")
    assert minutes_of(once)["mentor"] == 1
    with pytest.raises(AgendaError, match="least"):
        shorter(once, "b-mentor")


def test_steps_change_places_up_to_the_ends() -> None:
    moved = move_down(SECOND, "b-tried")
    assert [code for code, _ in moved][:2] == ["b-question", "b-tried"]
    assert move_up(moved, "b-tried") == SECOND
    with pytest.raises(AgendaError, match="first"):
        move_up(SECOND, "b-tried")
    with pytest.raises(AgendaError, match="last"):
        move_down(SECOND, "b-try")


def test_a_step_that_is_left_out_comes_back_to_its_place() -> None:
    without = leave_out(SECOND, "b-show")
    assert minutes_of(without)["deep"] == 32
    assert left_out(without) == ["b-show"]
    assert left_out(without, way="walk") == ["b-show@walk"]
    assert put_back(without, "b-show") == SECOND
    assert put_back(without, "b-show@walk")[3] == ("b-show@walk", 8)


@pytest.mark.parametrize("code", ["b-deep", "b-mentor"])
def test_the_depth_and_what_the_mentor_takes_away_stay(code: str) -> None:
    with pytest.raises(AgendaError, match="stays"):
        leave_out(SECOND, code)


def test_the_deep_dive_is_swapped_for_a_show_me_and_back() -> None:
    swapped = swap_deep(SECOND, "x-show")
    assert swapped[2] == ("x-show", 24)
    assert deep_instead(swapped) == ["b-deep", "x-draft", "x-round"]
    assert swap_deep(swapped, "b-deep") == SECOND


def test_a_step_returns_beside_whatever_stands_for_the_deep_dive() -> None:
    swapped = leave_out(swap_deep(SECOND, "x-round"), "b-show")
    assert [code for code, _ in put_back(swapped, "b-show")][2:4] == ["x-round", "b-show"]


@pytest.mark.parametrize("verb", ["longer", "shorter", "up", "down", "out"])
def test_a_step_that_is_not_there_any_more_is_refused(verb: str) -> None:
    with pytest.raises(AgendaError, match="no longer in the agenda"):
        CHANGES[verb](SECOND, "l-brave")


@pytest.mark.parametrize(
    ("verb", "code"), [("back", "b-show"), ("back", "f-goal"), ("swap", "b-show")]
)
def test_what_never_left_cannot_return_and_not_everything_is_deep(verb: str, code: str) -> None:
    with pytest.raises(AgendaError):
        CHANGES[verb](SECOND, code)


def test_when_no_minutes_are_left_that_is_said() -> None:
    agenda = fit(script_for(2, target=3), 45)
    with pytest.raises(AgendaError, match="no minutes left"):
        for _ in range(45):
            agenda = longer(agenda, "b-deep")
