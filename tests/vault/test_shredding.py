"""What is erased stays erased: in the keyring to its last byte, and after every restore."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.vault.world import OTHER, PAIR, PLACE, opened, seal
from viceversa.vault import keyring, ledger, shredding
from viceversa.vault.models import Mark, PairKey
from viceversa.vault.sealing import CannotOpenError

pytestmark = pytest.mark.django_db


@pytest.fixture
def text() -> bytes:
    return seal("two", over=seal("one"))


def keyring_bytes(directory: Path) -> bytes:
    """The SQLite keyring to its last page, those included that nothing refers to any more."""
    connection = connections["keyring"]
    connection.ensure_connection()
    path = directory / "copy.sqlite3"
    copy = type(connection.connection)(str(path))
    connection.connection.backup(copy)
    copy.close()
    return path.read_bytes()


def test_what_a_pair_has_written_is_gone(text: bytes) -> None:
    assert opened(text) == "two"
    shredding.shred(PAIR)
    with pytest.raises(CannotOpenError):
        opened(text)
    assert not Mark.objects.exists()


def test_other_pairs_keep_theirs(text: bytes) -> None:
    shredding.shred(OTHER)
    assert opened(text) == "two"


def test_no_new_key_is_made_for_the_pair(text: bytes) -> None:
    shredding.shred(PAIR)
    with pytest.raises(CannotOpenError):
        seal("three", over=text)


def test_erasing_twice_is_erasing_once(text: bytes) -> None:
    shredding.shred(PAIR)
    shredding.shred(PAIR)
    assert PairKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connections["keyring"].vendor != "sqlite", reason="of the SQLite file")
def test_the_file_holds_no_trace_of_the_key(text: bytes, tmp_path: Path) -> None:
    wrapped = bytes(PairKey.objects.get().wrapped)
    assert wrapped in keyring_bytes(tmp_path)
    shredding.shred(PAIR)
    assert wrapped not in keyring_bytes(tmp_path)


class TestAfterARestore:
    def restore(self, kept: PairKey) -> None:
        """Last night's keyring is back."""
        PairKey.objects.filter(pk=kept.pk).delete()
        kept.save(force_insert=True)

    def test_the_key_is_erased_again(self, text: bytes) -> None:
        last_night = PairKey.objects.get()
        shredding.shred(PAIR)
        self.restore(last_night)
        assert opened(text) == "two"
        assert shredding.replay() == 1
        with pytest.raises(CannotOpenError):
            opened(text)

    def test_a_keyring_from_before_the_first_word_gets_no_key_for_the_pair(
        self, text: bytes
    ) -> None:
        shredding.shred(PAIR)
        PairKey.objects.all().delete()
        assert shredding.replay() == 1
        with pytest.raises(CannotOpenError):
            seal("three", over=text)

    def test_a_start_with_nothing_to_erase_changes_nothing(self, text: bytes) -> None:
        assert shredding.replay() == 0
        shredding.shred(OTHER)
        assert shredding.replay() == 0
        assert opened(text) == "two"

    def test_many_are_erased_again_in_pieces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shredding, "AT_ONCE", 2)
        for number in range(5):
            ledger.add(f"pair{number:08}")
        assert shredding.replay() == 5
        assert keyring.pairs_with_keys() == set()


class TestTheLedger:
    def test_it_is_written_before_the_key_is_gone(
        self, text: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def dies(_: object) -> None:
            raise RuntimeError("killed")

        with monkeypatch.context() as broken:
            broken.setattr(shredding, "_erase", dies)
            with pytest.raises(RuntimeError):
                shredding.shred(PAIR)
        assert opened(text) == "two"
        assert shredding.replay() == 1
        assert keyring.pairs_with_keys() == set()

    def test_a_ledger_that_cannot_be_written_keeps_the_key(
        self, settings: Any, tmp_path: Path, text: bytes
    ) -> None:
        settings.ERASURE_LEDGER_PATH = tmp_path / "no" / "such" / "directory"
        with pytest.raises(OSError, match="No such file"):
            shredding.shred(PAIR)
        assert opened(text) == "two"

    def test_it_is_only_added_to_and_its_owners_only(self, settings: Any) -> None:
        ledger.add(PAIR)
        before = settings.ERASURE_LEDGER_PATH.read_text(encoding="utf-8")
        ledger.add(OTHER)
        after = settings.ERASURE_LEDGER_PATH.read_text(encoding="utf-8")
        assert after.startswith(before)
        assert ledger.erased() == {PAIR, OTHER}
        assert stat.S_IMODE(settings.ERASURE_LEDGER_PATH.stat().st_mode) == 0o600

    @pytest.mark.parametrize("cut", range(1, 39))
    def test_a_line_that_was_broken_off_spoils_no_other(self, settings: Any, cut: int) -> None:
        ledger.add(PAIR)
        ledger.add(OTHER)
        path = settings.ERASURE_LEDGER_PATH
        whole = path.read_bytes()
        path.write_bytes(whole[:-cut])
        ledger.add("pair00000000")
        assert {PAIR, "pair00000000"} <= ledger.erased() <= {PAIR, OTHER, "pair00000000"}

    def test_there_is_none_at_first(self) -> None:
        assert ledger.erased() == set()


def test_places_of_an_erased_pair_tell_nothing(text: bytes) -> None:
    shredding.shred(PAIR)
    kept = PairKey.objects.get()
    assert (kept.mentor, kept.mentee, kept.master, bytes(kept.wrapped)) == ("", "", "", b"")
    assert PLACE.name not in Mark.objects.values_list("place", flat=True)
