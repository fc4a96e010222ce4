"""Databases that can be killed, and raced for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.places import copied


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """The databases of the tests, where other threads and processes find them as well."""
    with copied(tmp_path):
        yield
