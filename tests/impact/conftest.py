"""Surveys with people who are asked."""

from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast, make_cast
from tests.impact.world import Asked, ask
from viceversa.impact.models import Survey


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def asked(cast: Cast) -> Asked:
    """An open half-time survey to twelve mentees, and Carol."""
    return ask(cast.programme, wave=Survey.Wave.HALF_TIME, count=12)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"
