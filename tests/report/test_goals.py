"""What the organiser hopes for: set before the round, standing during it, told of in the report."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.desk.world import signed_in
from tests.factories import make_programme
from tests.report.world import report_page, rows_of, words_of
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Programme
from viceversa.report.actions import MOST_GOALS, remove_goal, set_goal
from viceversa.report.errors import GoalError
from viceversa.report.models import ProgrammeGoal

SAID = {"text": "Leaders know what makes us stay", "sign": "Three routines changed"}


@pytest.fixture
def ahead(cast: Cast) -> Programme:
    """The round begins next week."""
    cast.programme.starts_on = timezone.localdate() + timedelta(days=7)
    cast.programme.save()
    return cast.programme


@pytest.fixture
def begun(cast: Cast) -> Programme:
    cast.programme.starts_on = timezone.localdate() - timedelta(days=7)
    cast.programme.save()
    return cast.programme


def goal_of(cast: Cast) -> ProgrammeGoal:
    return set_goal(cast.programme, **SAID, by=cast.alice)


def send(person: Person, name: str, *place: str, **sent: str) -> Any:
    return signed_in(person).post(reverse(name, args=place), sent)


def test_goal_is_set_once_however_often_it_is_sent(cast: Cast, ahead: Programme) -> None:
    for _ in range(2):
        assert send(cast.alice, "programme_goals", ahead.pk, **SAID).status_code == 302
    (goal,) = ahead.goals.all()
    assert (goal.text, goal.sign, goal.set_on) == (*SAID.values(), timezone.localdate())
    assert rows_of(report_page(cast.fia, ahead), "hopes") == {
        SAID["text"]: [SAID["sign"], "–", "–"]
    }
    assert TrailEntry.objects.filter(verb="set a goal of the round").count() == 1


def test_sixth_goal_is_refused_and_nothing_typed_is_lost(cast: Cast, ahead: Programme) -> None:
    for number in range(MOST_GOALS):
        set_goal(ahead, text=f"Goal {number}", sign="Seen", by=cast.alice)
    answer = send(cast.alice, "programme_goals", ahead.pk, **SAID)
    page = answer.content.decode()
    assert "Five goals are enough" in page
    assert SAID["sign"] in page
    assert ahead.goals.count() == MOST_GOALS


def test_goal_without_a_sign_is_asked_for_one(cast: Cast, ahead: Programme) -> None:
    answer = send(cast.alice, "programme_goals", ahead.pk, text=SAID["text"])
    assert answer.context["form"].errors == {"sign": ["This field is required."]}
    assert SAID["text"] in answer.content.decode()


def test_goal_can_be_removed_until_the_first_day(cast: Cast, ahead: Programme) -> None:
    goal = goal_of(cast)
    assert send(cast.alice, "goal_removal", ahead.pk, goal.pk).status_code == 302
    assert not ahead.goals.exists()


@pytest.mark.requirement("001-15")
def test_goal_of_a_round_that_has_begun_stands(cast: Cast, begun: Programme) -> None:
    goal = goal_of(cast)
    with pytest.raises(GoalError):
        remove_goal(goal, by=cast.alice)
    send(cast.alice, "goal_removal", begun.pk, goal.pk)
    assert begun.goals.get() == goal


def test_goal_that_came_after_the_first_day_says_so(cast: Cast, begun: Programme) -> None:
    goal_of(cast)
    assert "when the round had begun" in words_of(report_page(cast.fia, begun), "hopes")


@pytest.mark.requirement("001-15")
def test_outcome_stands_beside_the_goal(cast: Cast, begun: Programme) -> None:
    goal = goal_of(cast)
    told = {"reached": "yes", "outcome": "Four routines."}
    assert send(cast.alice, "goal_outcome", begun.pk, goal.pk, **told).status_code == 302
    page = report_page(cast.fia, begun)
    assert next(iter(rows_of(page, "hopes").values())) == [SAID["sign"], "yes", "Four routines."]
    assert "1 of 1 goals" in words_of(page, "hopes")


def test_outcome_needs_a_verdict_and_keeps_what_was_typed(cast: Cast, begun: Programme) -> None:
    goal = goal_of(cast)
    answer = send(cast.alice, "goal_outcome", begun.pk, goal.pk, outcome="Four routines.")
    assert "reached" in answer.context["form"].errors
    assert "Four routines." in answer.content.decode()
    goal.refresh_from_db()
    assert goal.outcome == ""


def test_goal_of_another_programme_is_not_there(cast: Cast, ahead: Programme) -> None:
    theirs = set_goal(make_programme(), **SAID, by=cast.alice)
    for name in ("goal_outcome", "goal_removal"):
        assert send(cast.alice, name, ahead.pk, theirs.pk, reached="no").status_code == 404
    theirs.refresh_from_db()
    assert theirs.reached == ""
