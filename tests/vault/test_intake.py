"""The intake journal: sealed, on the disk, and forgotten in time."""

import datetime
import stat
from pathlib import Path
from typing import Any

import pytest
import time_machine

from viceversa.vault import intake, masters, rotation

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def journal(settings: Any) -> Path:
    return Path(settings.INTAKE_JOURNAL_PATH)


def note_at(moment: datetime.datetime, *words: str) -> None:
    with time_machine.travel(moment, tick=False):
        for word in words:
            intake.note({"said": word})


def words() -> list[str]:
    return [each["said"] for each in intake.noted()[0]]


def test_what_is_noted_can_be_read_in_its_order(journal: Path) -> None:
    assert intake.noted() == ([], 0)
    note_at(NOON, "kanarie", "and more")
    assert words() == ["kanarie", "and more"]
    assert b"kanarie" not in journal.read_bytes()
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_it_is_on_the_disk_when_it_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr("viceversa.lib.files.os.fsync", synced.append)
    note_at(NOON, "x")
    assert len(synced) >= 2  # the file, and the directory that it is new in


def test_a_line_that_was_broken_off_hurts_no_other(journal: Path) -> None:
    note_at(NOON, "one")
    whole = journal.read_text(encoding="utf-8")
    for cut in (10, 40, len(whole) - 5):
        journal.write_text(whole + whole[:cut], encoding="utf-8")
        note_at(NOON, "two")
        assert words() == ["one", "two"]


@pytest.mark.parametrize("part", [0, 1, 2])
def test_what_was_altered_does_not_open(journal: Path, part: int) -> None:
    note_at(NOON, "one")
    note_at(NOON + HOUR, "two")
    first, second = (line.split() for line in journal.read_text(encoding="utf-8").splitlines())
    changed = ["2026-09-02T12:00:00+00:00", "0009", second[2]][part]
    first[part] = changed
    journal.write_text(f"{' '.join(first)}\n{' '.join(second)}\n", encoding="utf-8")
    assert (words(), intake.noted()[1]) == (["two"], 1)


def test_what_copies_hold_is_forgotten_but_for_the_last_minutes(journal: Path) -> None:
    note_at(NOON - HOUR, "copied")
    note_at(NOON - HOUR / 6, "perhaps not final when the copy began")
    note_at(NOON + HOUR, "later")
    intake.trim(copied_at=NOON)
    assert words() == ["perhaps not final when the copy began", "later"]
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_without_copies_it_is_forgotten_after_thirty_days() -> None:
    note_at(NOON, "old")
    note_at(NOON + DAY, "new")
    with time_machine.travel(NOON + 30 * DAY + HOUR, tick=False):
        intake.trim()
    assert words() == ["new"]


def test_forgetting_without_a_journal_makes_none(journal: Path) -> None:
    intake.trim()
    assert not journal.exists()


def test_another_journal_is_brought_in_once(journal: Path, tmp_path: Path) -> None:
    note_at(NOON, "both")
    other = tmp_path / "other.log"
    other.write_bytes(journal.read_bytes())
    note_at(NOON, "here")
    for _ in range(2):
        intake.bring_in(other)
        assert words() == ["both", "here"]
    journal.unlink()
    intake.bring_in(other)
    assert words() == ["both"]


def test_it_opens_after_old_master_keys_were_dropped(settings: Any) -> None:
    note_at(NOON, "kept")
    rotation.rotate()
    assert len(masters.read(settings.MASTER_KEYS_PATH)) == 2
    rotation.drop_old()
    assert len(masters.read(settings.MASTER_KEYS_PATH)) == 1
    assert words() == ["kept"]
    settings.MASTER_KEYS_PATH.unlink()
    assert intake.noted() == ([], 1)
