"""Real processes: what was erased is erased again before the first answer after a start."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.processes import Installation, eventually, free_port, installation
from viceversa.operations import preparing
from viceversa.vault import ledger
from viceversa.vault.keyring import make_key, pairs_with_keys

NIGHT = "night"
DATABASES = ("viceversa.sqlite3", "keyring.sqlite3")
WRITE = """
from django.db import transaction
from viceversa.vault.pair_vault import PairVault
from viceversa.vault.sealing import Place
place = Place("pair23456789", "note.sealed_text", "row1", "carol")
with transaction.atomic():
    print(PairVault("pair23456789", mentor="bob", mentee="carol").seal("x", place, over=b"").hex())
"""
READ = """
from viceversa.vault.pair_vault import PairVault
from viceversa.vault.sealing import CannotOpenError, Place
place = Place("pair23456789", "note.sealed_text", "row1", "carol")
try:
    sealed = bytes.fromhex({text!r})
    print(PairVault("pair23456789", mentor="bob", mentee="carol").open(sealed, place))
except CannotOpenError:
    print("shut")
"""
SHRED = "from viceversa.vault.shredding import shred; shred('pair23456789')"


def keep(house: Installation) -> None:
    """Last night's backup of both databases, as the manual says."""
    (house.data / NIGHT).mkdir()
    for name in DATABASES:
        source = sqlite3.connect(house.data / name)
        copy = sqlite3.connect(house.data / NIGHT / name)
        source.backup(copy)
        source.close()
        copy.close()


def restore(house: Installation) -> None:
    for name in DATABASES:
        for suffix in ("-wal", "-shm", "-journal"):
            (house.data / f"{name}{suffix}").unlink(missing_ok=True)
        shutil.copy(house.data / NIGHT / name, house.data / name)


def serve(house: Installation) -> None:
    process = house.viceversa("serve", PORT=str(free_port()), VICEVERSA_MODE="demo")
    assert process.stdout
    eventually(lambda: "Viceversa is on" in process.stdout.readline())  # type: ignore[union-attr]


def work(house: Installation) -> None:
    house.viceversa("work", VICEVERSA_MODE="demo")
    beats = "from viceversa.jobs.models import WorkerBeat; print(WorkerBeat.objects.count())"
    eventually(lambda: house.python(beats) == "1")


@pytest.mark.django_db
@pytest.mark.parametrize("migrate", [True, False])
def test_a_key_that_came_back_is_gone_when_all_is_prepared(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrate: bool
) -> None:
    settings.DATA = tmp_path
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"
    monkeypatch.setattr(preparing, "_update_tables", lambda: None)
    monkeypatch.setattr(preparing, "_collect_static_files", lambda: None)
    make_key("pair23456789", ("bob", "carol"))
    ledger.add("pair23456789")
    preparing.prepare(migrate=migrate)
    assert pairs_with_keys() == set()


@pytest.mark.parametrize("start", [serve, pytest.param(work, marks=pytest.mark.slow)])
def test_a_restore_of_last_night_does_not_bring_it_back(
    tmp_path: Path, start: Callable[[Installation], None]
) -> None:
    with installation(tmp_path) as house:
        if house.environment["DATABASE_URL"]:
            pytest.skip("copies the files of SQLite")
        text = house.python(WRITE)
        keep(house)
        house.python(SHRED)
        restore(house)
        assert house.python(READ.format(text=text)) == "x"
        start(house)
        assert house.python(READ.format(text=text)) == "shut"
