"""Every test of the vault has master keys and a ledger of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"
    settings.INTAKE_JOURNAL_PATH = tmp_path / "intake.log"
