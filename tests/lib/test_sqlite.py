"""SQLite as it is served: nothing that was answered is lost, and the log cannot be corrupted."""

from pathlib import Path

import pytest

from tests.processes import installation
from viceversa.lib import sqlite

PRAGMAS = """
from django.db import connection
from viceversa.lib import sqlite

def told(pragma):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return str(cursor.fetchone()[0])

print(told("journal_mode"), told("synchronous"), sqlite.is_safe_for_wal())
"""
TWO_WRITERS = """
import sqlite3
from django.db import connection, transaction
with transaction.atomic():
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        print(error)
"""
FULL = "2"


@pytest.mark.parametrize(
    ("version", "journal"), [((3, 53, 4), "WAL"), ((3, 51, 3), "WAL"), ((3, 51, 2), "DELETE")]
)
def test_the_journal_goes_by_the_version(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], journal: str
) -> None:
    monkeypatch.setattr(sqlite, "version", lambda: version)
    options = sqlite.options()
    assert options["init_command"] == f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;"
    assert options["transaction_mode"] == "IMMEDIATE"


def test_a_served_database_is_as_promised(tmp_path: Path) -> None:
    with installation(tmp_path, migrated=False) as house:
        journal, synchronous, is_safe = house.python(PRAGMAS, DATABASE_URL="").split()
    assert (journal, synchronous) == ("wal" if is_safe == "True" else "delete", FULL)


def test_a_transaction_takes_the_lock_when_it_begins(tmp_path: Path) -> None:
    """So that it never finds out at its first write that somebody else was quicker."""
    with installation(tmp_path, migrated=False) as house:
        assert house.python(TWO_WRITERS, DATABASE_URL="") == "database is locked"
