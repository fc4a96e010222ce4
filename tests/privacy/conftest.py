"""Every test of the room has master keys and a ledger of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"
