"""The time line is computed from the first day."""

from datetime import date, timedelta

import pytest

from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Phase, Programme
from viceversa.programmes.phases import Span, last_day, out_of_order, plan_phases, view

Kind = Phase.Kind


@pytest.mark.requirement("000-01")
def test_a_chamber_round_ends_after_six_months_with_all_phases_inside() -> None:
    starts_on = date(2026, 9, 1)
    ends_on = last_day(starts_on, blueprints()["chamber"].months or 0)
    spans = plan_phases(starts_on, ends_on)
    assert ends_on == date(2027, 2, 28)
    assert [span.kind for span in spans] == list(Kind)
    assert (spans[0].starts_on, spans[-1].ends_on) == (starts_on, ends_on)


@pytest.mark.parametrize("days", [1, 7, 30, 120, 181, 365, 1000])
def test_phases_lie_inside_the_round_in_order(days: int) -> None:
    starts_on = date(2026, 1, 31)
    ends_on = starts_on + timedelta(days=days - 1)
    spans = plan_phases(starts_on, ends_on)
    assert all(starts_on <= span.starts_on <= span.ends_on <= ends_on for span in spans)
    assert out_of_order(spans) == ()


def test_programme_without_end_has_no_half_time_and_no_close() -> None:
    kinds = [span.kind for span in plan_phases(date(2026, 1, 1), None)]
    assert kinds == [Kind.PREPARE, Kind.APPLY, Kind.SELECT, Kind.MATCH, Kind.BRIEF, Kind.MEET]


def test_wrong_order_is_told_by_its_two_phases() -> None:
    day = date(2026, 1, 1)
    spans = (Span(Kind.APPLY, day + timedelta(5), day + timedelta(9)), Span(Kind.MATCH, day, day))
    assert out_of_order(spans) == ((Kind.APPLY, Kind.MATCH),)


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-01-09", "next"), ("2026-01-10", "now"), ("2026-01-20", "now"), ("2026-01-21", "done")],
)
def test_state_of_a_phase(today: str, state: str) -> None:
    phase = Phase(
        programme=Programme(ends_on=date(2026, 2, 1)),
        kind="meet",
        starts_on=date(2026, 1, 10),
        ends_on=date(2026, 1, 20),
    )
    assert view(phase, today=date.fromisoformat(today)).state == state


@pytest.mark.parametrize(
    ("entry", "kind", "is_over"),
    [
        ("window", "match", True),
        ("window", "meet", False),
        ("rolling", "prepare", True),
        ("rolling", "match", False),
    ],
)
def test_what_has_no_last_day_where_a_programme_has_none(
    entry: str, kind: str, is_over: bool
) -> None:
    days = {"starts_on": date(2026, 1, 10), "ends_on": date(2026, 1, 20)}
    phase = Phase(programme=Programme(entry=entry), kind=kind, **days)
    shown = view(phase, today=date(2027, 1, 1))
    assert (shown.ends_on is None, shown.state) == (not is_over, "done" if is_over else "now")
