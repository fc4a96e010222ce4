"""A machine that lacks something is told so in one line, and nothing goes on without it."""

import os
import subprocess
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "tools"


def run(tool: str, **environment: str) -> tuple[int, list[str]]:
    ended = subprocess.run(
        [TOOLS / tool],
        env={"PATH": os.environ["PATH"], **environment},
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=30,
    )
    return ended.returncode, ended.stdout.splitlines()


def as_somebody_without(tmp_path: Path) -> str:
    """A path of commands on which there is no browser, for one who may not install any."""
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n", encoding="utf-8")
    (tmp_path / "id").chmod(0o755)
    return str(tmp_path)


def test_without_chromium_the_tests_do_not_begin(tmp_path: Path) -> None:
    code, (line,) = run("chromium.sh", PATH=as_somebody_without(tmp_path), CHROMIUM="")
    assert code == 1
    assert "install the package chromium" in line


def test_with_chromium_nothing_is_said(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.touch(mode=0o755)
    path = as_somebody_without(tmp_path)
    assert run("chromium.sh", PATH=path, CHROMIUM=str(browser)) == (0, [])


def test_a_python_too_old_is_named_and_nothing_is_made() -> None:
    code, (line,) = run("setup.sh", PYTHON="false")
    assert code == 1
    assert line.startswith("Viceversa needs Python 3.11 or newer")
