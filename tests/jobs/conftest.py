from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def work_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "work.log"
    monkeypatch.setenv("WORK_LOG", str(path))
    return path
