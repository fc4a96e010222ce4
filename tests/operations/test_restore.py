"""Restore with real processes: what was there is back, and what was erased stays erased."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.operations.test_erasures import READ, WRITE
from tests.processes import Installation, installation
from viceversa.operations.preparing import NotPreparedError, prepare

HOLDER = pyrage.x25519.Identity.generate()
PERSON = """
from viceversa.people.models import Person
Person.objects.create(given_name="Carol", family_name="Testsson", email="carol@example.com")
"""
CALL = """
from tests.factories import make_call, make_programme
print(make_call(make_programme()).pk, end=" ")
"""
APPLY = """
from tests.factories import make_application
from viceversa.enrolment import jobs
from viceversa.enrolment.models import Call
call = Call.objects.get(pk={call!r})
begun = make_application(call, state="begun", sent_at=None, promised_on=None)
jobs.hand_in(begun, seen_late=False)
print(begun.pk)
"""
SENT = """
from viceversa.enrolment.models import Application
print(*Application.objects.filter(state="sent").values_list("pk", flat=True))
"""
PEOPLE = """
from viceversa.people.models import Person
print(*Person.objects.values_list("email", flat=True))
"""
ERASE = """
from viceversa.people.models import Person
from viceversa.privacy.actions import erase_person
erase_person(Person.objects.get(), by=None)
"""
ERASED = "2026-05-01T02:03:04Z pair {}\n"


@dataclass(frozen=True)
class Copied:
    """An installation, its copies, the sealed text that stands in it, and the application that was
    sent after the copies were made."""

    house: Installation
    data: Path
    keys: Path
    text: str
    sent: str


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copied]:
    """Copied while it holds a person and a text, for the holder of a key alone."""
    place = tmp_path_factory.mktemp("copied")
    (place / "house").mkdir()
    with installation(place / "house") as house:
        call, text = house.python(PERSON + CALL + WRITE).split()
        (house.data / "erasures.log").write_text(ERASED.format("other2345678"), encoding="utf-8")
        house.run("backup", str(place / "data"), str(place / "keys"),
                  "--for", str(HOLDER.to_public()))  # fmt: skip
        (place / "identity").write_text(f"# created: today\n{HOLDER}\n", encoding="utf-8")
        sent = house.python(APPLY.format(call=call))
        copies = (next((place / each).iterdir()) for each in ("data", "keys"))
        yield Copied(house, *copies, text, sent)


@pytest.fixture
def empty(tmp_path: Path, copied: Copied) -> Iterator[Installation]:
    """Another machine, to which only the master keys were brought."""
    with installation(tmp_path, migrated=False) as made:
        shutil.copy(copied.house.data / "master_keys.json", tmp_path)
        yield made


def restored(house: Installation, *arguments: object) -> tuple[int, str]:
    process = house.viceversa("restore", *map(str, arguments))
    output, _ = process.communicate(timeout=60)
    return process.returncode, " ".join(output.split())


def identity(copied: Copied) -> tuple[str, Path]:
    return "--identity", copied.data.parents[1] / "identity"


def test_everything_is_back_on_another_machine(copied: Copied, empty: Installation) -> None:
    code, output = restored(empty, copied.data, copied.keys, *identity(copied))
    assert code == 0, output
    assert "The keyring is back too. Erased again: 1 key(s), 0 person(s)." in output
    assert empty.python(PEOPLE + READ.format(text=copied.text)) == "carol@example.com\nx"
    ledger = (empty.data / "erasures.log").read_text(encoding="utf-8")
    assert ledger == ERASED.format("other2345678")
    code, output = restored(empty, copied.data, copied.keys, *identity(copied))
    assert (code, "There is a database already" in output) == (1, True)


def test_whoever_applied_after_the_copy_is_there(
    copied: Copied, empty: Installation, tmp_path: Path
) -> None:
    """The restore is broken off once, when the database is back and its journal is not read."""
    journal = copied.house.data / "intake.log"
    code, output = restored(empty, copied.data, copied.keys, *identity(copied))
    assert (code, "the copy: 0 are back" in output) == (0, True), output
    (empty.data / "restoring").write_text("keyring", encoding="utf-8")
    code, output = restored(
        empty, copied.data, copied.keys, *identity(copied), "--journal", journal
    )
    assert (code, "The keyring is back too." in output) == (0, True), output
    assert "the copy: 1 are back, 0 belong" in output
    assert empty.python(SENT) == copied.sent
    assert not (empty.data / "restoring").exists()
    assert (empty.data / "intake.log").read_bytes() == journal.read_bytes()


def test_nothing_starts_on_half_a_restore(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "restoring").touch()
    with pytest.raises(NotPreparedError, match="once more"):
        prepare(migrate=True)


def test_what_was_erased_after_the_copy_stays_erased(
    copied: Copied, empty: Installation, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.log"
    newer.write_text(ERASED.format("other2345678") + ERASED.format("pair23456789"), "utf-8")
    code, output = restored(empty, copied.data, copied.keys, *identity(copied), "--ledger", newer)
    assert (code, "Erased again: 2 key(s), 0 person(s)." in output) == (0, True), output
    assert empty.python(READ.format(text=copied.text)) == "shut"


def test_a_person_who_was_erased_after_the_copy_stays_erased(
    copied: Copied, empty: Installation, tmp_path: Path
) -> None:
    """She is in the copy; the ledger, which is newer, names her."""
    (tmp_path / "erased").mkdir()
    newer = tmp_path / "newer.log"
    with installation(tmp_path / "erased", migrated=False) as other:
        shutil.copy(copied.house.data / "master_keys.json", other.data)
        code, output = restored(other, copied.data, copied.keys, *identity(copied))
        assert (code, other.python(PEOPLE)) == (0, "carol@example.com"), output
        other.python(ERASE)
        newer.write_bytes((other.data / "erasures.log").read_bytes())
    code, output = restored(empty, copied.data, copied.keys, *identity(copied), "--ledger", newer)
    assert (code, "1 person(s)." in output) == (0, True), output
    assert empty.python(PEOPLE).endswith("@erased.invalid")
    if not empty.environment["DATABASE_URL"]:
        assert b"carol@example.com" not in (empty.data / "viceversa.sqlite3").read_bytes()


def test_a_keyring_that_was_not_lost_stays(copied: Copied, empty: Installation) -> None:
    empty.run("migrate", "--database=keyring", "--verbosity=0")
    text = empty.python(WRITE)
    code, output = restored(empty, copied.data, *identity(copied))
    assert (code, "The keyring stayed as it was." in output) == (0, True), output
    assert empty.python(READ.format(text=text)) == "x"


def test_what_cannot_be_restored_changes_nothing(
    copied: Copied, empty: Installation, tmp_path: Path
) -> None:
    for arguments, words in (
        ((copied.data, copied.keys), "The copy is sealed."),
        ((copied.data, copied.keys, "--identity", tmp_path / "none"), "There is no file"),
        ((copied.data, *identity(copied)), "Name the copy of the keyring as well"),
        ((copied.keys, copied.keys, *identity(copied)), "it was made of something else"),
    ):
        code, output = restored(empty, *arguments)
        assert (code, "Nothing was restored." in output, words in output) == (1, True, True), output
    assert not (empty.data / "erasures.log").exists()
    assert not list(empty.data.glob("copy-*"))
