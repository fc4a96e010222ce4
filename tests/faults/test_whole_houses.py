"""Restores and upgrades that die on the way: apart, since each takes as long as many deeds."""

from pathlib import Path

import pytest
from django.db import connection

from tests.faults.whole_houses import survive_migrations, survive_restores

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # As in test_kills.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.slow
def test_a_restore_survives_kills(tmp_path: Path) -> None:
    """At every point; on PostgreSQL, which fills each database by a program, at some."""
    step = 1 if connection.vendor == "sqlite" else 8
    assert survive_restores(tmp_path, range(1, 1000, step))


@pytest.mark.slow
def test_migrations_survive_kills(tmp_path: Path) -> None:
    assert survive_migrations(tmp_path, range(1, 2000, 500))
