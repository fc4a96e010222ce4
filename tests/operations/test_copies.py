"""Copies of database and keyring: made, sealed, kept, looked through, and what is refused."""

import json
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import make_person
from viceversa.operations.copies import CopyError, Kept, back_up, last_backup
from viceversa.operations.copies.engines import look_through
from viceversa.operations.copies.folder import LIST, add, new_copy, take
from viceversa.operations.copies.restore import _keep_longest

in_use = pytest.mark.django_db(transaction=True, databases=["default", "keyring"])
HOLDER, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    settings.ERASURE_LEDGER_PATH = settings.DATA / "my.log"
    return tmp_path / "data"


def made(place: Path, name: str = "words", *, recipient: str = "") -> Path:
    """A copy of one small file."""
    file = place / "file"
    file.write_text("What stands in it.", encoding="utf-8")
    with new_copy(place / "copies", datetime(2026, 5, 1, 2, 3, 4, tzinfo=UTC)) as draft:
        add(draft, file, name, recipient=recipient)
    return place / "copies" / "2026-05-01T020304.000000Z"


@in_use
def test_database_and_keyring_are_copied_apart(tmp_path: Path, data: Path) -> None:
    make_person(email="carol@example.com")
    (data / "my.log").write_text("a line\n", encoding="utf-8")
    places = tmp_path / "copies", tmp_path / "keys"
    copy, keys = back_up(*places, recipient="", kept=Kept(None, None))
    suffix = "dump" if connection.vendor == "postgresql" else "sqlite3"
    assert sorted(each.name for each in copy.iterdir()) == [
        LIST, f"database.{suffix}", "erasures.log"
    ]  # fmt: skip
    assert sorted(each.name for each in keys.iterdir()) == [LIST, f"keyring.{suffix}"]
    assert (copy / "erasures.log").read_text(encoding="utf-8") == "a line\n"
    for folder in (copy, keys):
        assert folder.stat().st_mode & 0o77 == 0
        assert all(file.stat().st_mode & 0o77 == 0 for file in folder.iterdir())
    assert last_backup() is not None
    assert not list(data.glob("copy-*"))


@in_use
def test_what_is_sealed_holds_nothing_that_can_be_read(tmp_path: Path) -> None:
    make_person(email="carol@example.com")
    places = tmp_path / "copies", tmp_path / "keys"
    recipient = str(HOLDER.to_public())
    plain, _ = back_up(*places, recipient="", kept=Kept(None, None))
    sealed, keys = back_up(*places, recipient=recipient, kept=Kept(None, None))
    assert b"carol@example.com" in _opened(next(plain.glob("database*")))
    for file in (*sealed.iterdir(), *keys.iterdir()):
        assert file.name == LIST or file.suffix == ".age"
        assert b"carol@example.com" not in file.read_bytes()


def _opened(file: Path) -> bytes:
    """The bytes of a copy; a dump of PostgreSQL is compressed."""
    if file.suffix == ".sqlite3":
        return file.read_bytes()
    return subprocess.run(
        ["pg_restore", "--file=-", str(file)], capture_output=True, check=True
    ).stdout


@in_use
def test_only_so_many_copies_are_kept(tmp_path: Path) -> None:
    places = tmp_path / "copies", tmp_path / "keys"
    first = back_up(*places, recipient="", kept=Kept(None, None))
    for folder in first:
        for year in (2023, 2024):
            shutil.copytree(folder, folder.with_name(f"{year}-01-01T000000Z"))
    (places[0] / "2022-notes").mkdir()
    call_command("backup", *map(str, places), keep=1, keep_keys=2, verbosity=0)
    names = [sorted(each.name for each in place.iterdir()) for place in places]
    assert names[0][0] == "2022-notes"
    assert (len(names[0]), len(names[1])) == (2, 2)
    assert "2024-01-01T000000Z" not in names[0] + names[1]


@in_use
def test_the_journal_forgets_what_two_copies_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trimmed: list[Any] = []
    monkeypatch.setattr(
        "viceversa.operations.copies.backup.intake.trim",
        lambda *, copied_at: trimmed.append(copied_at),
    )
    places = tmp_path / "copies", tmp_path / "keys"
    back_up(*places, recipient="", kept=Kept(None, None))
    assert trimmed == []
    first = last_backup()
    back_up(*places, recipient="", kept=Kept(None, None))
    assert trimmed == [first]


@in_use
def test_a_backup_that_fails_leaves_and_forgets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("viceversa.operations.copies.backup.add", full)
    with pytest.raises(CopyError, match="No space left"):
        back_up(tmp_path / "copies", tmp_path / "keys", recipient="", kept=Kept(1, 1))
    assert list((tmp_path / "copies").iterdir()) == []
    assert last_backup() is None


@pytest.mark.parametrize(
    ("keys", "more", "words"),
    [
        ("copies", {}, "must lie apart"),
        ("keys", {"recipient": "anna"}, "no public key of age"),
        ("keys", {"recipient": str(HOLDER)}, "no public key of age"),
    ],
)
def test_a_backup_refuses_what_would_not_be_safe(
    tmp_path: Path, keys: str, more: dict[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("backup", str(tmp_path / "copies"), str(tmp_path / keys), **more)
    assert not (tmp_path / "copies").exists()


def test_none_is_not_enough_to_keep(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="a number from 1 on is needed"):
        call_command("backup", str(tmp_path / "copies"), str(tmp_path / "keys"), "--keep", "0")


def test_what_was_sealed_is_opened_by_its_key_alone(tmp_path: Path) -> None:
    copy = made(tmp_path, recipient=str(HOLDER.to_public()))
    assert b"What stands" not in (copy / "words.age").read_bytes()
    taken = take(copy, "words", tmp_path, identity=str(HOLDER))
    assert taken.read_text(encoding="utf-8") == "What stands in it."
    for identity, words in ((str(OTHER), "for another key"), ("", "is sealed"), ("x", "is sealed")):
        with pytest.raises(CopyError, match=words):
            take(copy, "words", tmp_path, identity=identity)


def test_a_damaged_copy_is_told_from_one_that_is_missing(tmp_path: Path) -> None:
    copy = made(tmp_path)
    with pytest.raises(CopyError, match="holds no database but words"):
        take(copy, "database", tmp_path, identity="")
    (copy / "words").write_text("What stood in it!!", encoding="utf-8")
    with pytest.raises(CopyError, match="is damaged"):
        take(copy, "words", tmp_path, identity="")
    (copy / "words").unlink()
    with pytest.raises(CopyError, match="is damaged"):
        take(copy, "words", tmp_path, identity="")
    with pytest.raises(CopyError, match="is no copy"):
        take(tmp_path, "words", tmp_path, identity="")


@pytest.mark.parametrize("listed", ["", "[]", "{}", json.dumps({"version": "1"})])
def test_a_list_that_is_none_is_refused(tmp_path: Path, listed: str) -> None:
    copy = made(tmp_path)
    (copy / LIST).write_text(listed, encoding="utf-8")
    with pytest.raises(CopyError, match="is no copy"):
        take(copy, "words", tmp_path, identity="")


def test_a_database_that_is_none_is_noticed_before_it_is_put_back(tmp_path: Path) -> None:
    file = tmp_path / "database.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE words (word TEXT)")
        database.executemany("INSERT INTO words VALUES (?)", [("x" * 500,)] * 100)
    database.close()
    look_through(file)
    whole = bytearray(file.read_bytes())
    whole[4096:8192] = b"\xff" * 4096
    file.write_bytes(whole)
    with pytest.raises(CopyError, match=r"is damaged|is no database"):
        look_through(file)
    file.write_text("no database at all, but long enough to be looked at", encoding="utf-8")
    with pytest.raises(CopyError, match="is no database"):
        look_through(file)


def test_of_all_ledgers_the_longest_counts(tmp_path: Path, data: Path) -> None:
    own, longer, longest = data / "my.log", tmp_path / "longer", tmp_path / "longest"
    for file, lines in ((own, 2), (longer, 3), (longest, 4)):
        file.write_text("a line\n" * lines, encoding="utf-8")
    _keep_longest([own, longer, longest, tmp_path / "missing"])
    assert own.read_text(encoding="utf-8") == "a line\n" * 4
    assert own.stat().st_mode & 0o77 == 0
    _keep_longest([own, longer])
    assert own.read_text(encoding="utf-8") == "a line\n" * 4


def test_without_any_ledger_there_is_none(data: Path) -> None:
    _keep_longest([data / "my.log"])
    assert not (data / "my.log").exists()
