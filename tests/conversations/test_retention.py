"""Thirty days after the end what a pair has written is erased; two weeks before, both are told."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY
from viceversa.conversations.actions import set_objective
from viceversa.conversations.actions.retention import erase_what_is_over, erase_words
from viceversa.conversations.models import Objective
from viceversa.conversations.sealed import words_of
from viceversa.jobs.schedules import discover, registry
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry
from viceversa.vault import ledger
from viceversa.vault.keyring import pairs_with_keys

END = date(2027, 3, 1)
NAME = "conversations/words_erased_soon"


def morning(after: int) -> datetime:
    """So many days after the last one, when the schedule runs."""
    return datetime(2027, 3, 1, 5, 40, tzinfo=UTC) + after * DAY


def run(after: int) -> tuple[int, int]:
    """What the day's run does: how many are warned, and how many erased."""
    done = erase_what_is_over(now=morning(after))
    today = (timezone.now() - DAY, timezone.now() + DAY)
    Letter.objects.filter(name=NAME, created_at__range=today).update(created_at=morning(after))
    return done


@pytest.fixture(autouse=True)
def own_ledger(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"


@pytest.fixture
def written(cast: Cast, pair: Pair) -> Pair:
    """The programme ends on the first of March; one of the two has written something."""
    type(cast.programme).objects.update(ends_on=END)
    set_objective(pair, by=cast.bob, kind="theme", text="what it is about")
    return Pair.objects.get()


def end(pair: Pair, **fields: object) -> None:
    Pair.objects.filter(pk=pair.pk).update(**fields)


def is_readable() -> bool:
    return words_of(Objective.objects.get()) == "what it is about"


def test_both_are_told_two_weeks_before_and_it_is_erased_on_the_day(
    cast: Cast, written: Pair
) -> None:
    assert [run(after) for after in (-1, 0, 15)] == [(0, 0)] * 3
    assert run(16) == (1, 0)
    letters = Letter.objects.filter(name=NAME)
    assert {letter.recipient for letter in letters} == {cast.bob, cast.carol}
    assert {letter.subject for letter in letters} == {"Your notes are erased in 14 days"}
    assert all("Wednesday 31 March" in letter.text for letter in letters)
    assert all(letter.text.startswith("You are the one who has been a ") for letter in letters)
    assert [run(after) for after in (17, 29)] == [(0, 0)] * 2
    assert is_readable()
    assert run(30) == (0, 1)
    assert not is_readable()
    assert TrailEntry.objects.get(verb="words_erased").about == f"pair:{written.pk}"
    assert ledger.erased() == {written.pk}
    assert run(31) == (0, 0)
    assert letters.count() == 2


def test_nothing_is_erased_sooner_than_the_warning_has_said(written: Pair) -> None:
    """The worker was off for months."""
    assert run(100) == (1, 0)
    assert [run(after) for after in (101, 113)] == [(0, 0)] * 2
    assert run(114) == (0, 1)


def test_a_pair_that_ended_sooner_has_its_own_thirty_days(written: Pair) -> None:
    end(written, state=Pair.State.ENDED, ended_at=morning(-60))
    assert run(-60 + 15) == (0, 0)
    assert run(-60 + 16) == (1, 0)
    assert run(-60 + 30) == (0, 1)


def test_an_end_that_is_put_off_puts_off_the_erasure_and_warns_anew(
    cast: Cast, written: Pair
) -> None:
    assert run(16) == (1, 0)
    type(cast.programme).objects.update(ends_on=END + timedelta(days=60))
    assert run(30) == (0, 0)
    assert run(76) == (1, 0)
    assert run(90) == (0, 1)


def test_a_pair_that_goes_on_keeps_its_words_until_its_own_end(written: Pair) -> None:
    end(written, ends_on=END + timedelta(days=180))
    assert [run(after) for after in (16, 30, 195)] == [(0, 0)] * 3
    assert run(196) == (1, 0)
    assert run(210) == (0, 1)


def test_a_pair_that_was_completed_later_has_its_thirty_days_from_its_last(written: Pair) -> None:
    end(written, state="completed", ended_at=morning(14))
    assert [run(after) for after in (15, 16, 30)] == [(0, 0), (1, 0), (0, 1)]


def test_an_open_ended_pair_that_was_not_renewed_has_an_end(cast: Cast, written: Pair) -> None:
    type(cast.programme).objects.update(ends_on=None, renewal_months=6)
    end(written, active_since=morning(-181), state="completed", ended_at=morning(14))
    assert [run(after) for after in (15, 16, 30)] == [(0, 0), (1, 0), (0, 1)]


def test_an_open_ended_pair_that_rests_past_its_months_keeps_its_words(
    cast: Cast, written: Pair
) -> None:
    type(cast.programme).objects.update(ends_on=None, renewal_months=6)
    paused = {"paused_at": morning(-30), "resumes_on": END + timedelta(days=90)}
    end(written, active_since=morning(-181), **paused)
    assert [run(after) for after in (16, 30, 100)] == [(0, 0)] * 3


def test_a_programme_without_an_end_keeps_the_words(cast: Cast, written: Pair) -> None:
    type(cast.programme).objects.update(ends_on=None)
    assert run(1000) == (0, 0)


def test_whoever_has_written_nothing_gets_no_letter(cast: Cast, pair: Pair) -> None:
    type(cast.programme).objects.update(ends_on=END)
    assert [run(after) for after in (16, 30)] == [(0, 0)] * 2


def test_the_day_is_that_of_the_programme(cast: Cast, written: Pair) -> None:
    """Half past eleven in the evening of the 30th is the 31st already in Helsinki."""
    run(16)
    late = datetime(2027, 3, 30, 21, 30, tzinfo=UTC)
    assert erase_what_is_over(now=late) == (0, 0)
    type(cast.programme).objects.update(time_zone="Europe/Helsinki")
    assert erase_what_is_over(now=late) == (0, 1)


def test_an_erasure_that_was_broken_off_is_made_up_for(
    written: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(_: str) -> None:
        raise RuntimeError("killed")

    run(16)
    with monkeypatch.context() as broken:
        broken.setattr("viceversa.conversations.actions.retention.shred", dies)
        with pytest.raises(RuntimeError):
            run(30)
    assert is_readable()
    assert run(31) == (0, 1)
    assert not is_readable()


def test_words_can_be_erased_at_once(written: Pair) -> None:
    erase_words(written)
    assert pairs_with_keys() == set()


def test_it_runs_every_day() -> None:
    discover()
    assert registry["retention of what pairs write"].cron == "40 6 * * *"
