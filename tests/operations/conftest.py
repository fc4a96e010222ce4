"""What tests of `viceversa match` ask for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.operations.match_runs import Run
from viceversa.operations.match_people import main


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `viceversa match` on a text, and gives its JSON."""

    def run(data: str | bytes, *options: str, kind: str = "people") -> dict[str, Any]:
        source = tmp_path / f"{kind}.csv"
        source.write_bytes(data if isinstance(data, bytes) else data.encode())
        first = [str(source)] if kind == "people" else [f"--{kind}", str(source)]
        answer = tmp_path / "answer.json"
        assert main([*first, *options, "--json", str(answer)]) == 0
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return found

    return run


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What `viceversa match` says to input that it cannot use."""

    def refused(data: str, *options: str, kind: str = "people", rules: str = "") -> str:
        source = tmp_path / f"{kind}.csv"
        source.write_text(data, encoding="utf-8")
        first = [str(source)] if kind == "people" else [f"--{kind}", str(source)]
        if rules:
            (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
            options = (*options, "--rules", str(tmp_path / "rules.toml"))
        assert main([*first, *options]) == 2
        out = capsys.readouterr()
        assert out.out == ""
        return out.err.strip()

    return refused
