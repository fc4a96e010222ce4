"""The console script: our own verbs first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from viceversa import __version__, cli


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["viceversa", *arguments])
    return cli.main()


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_our_verbs_are_listed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    assert run(monkeypatch, *arguments) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:2] == "  "]
    assert listed == list(cli.VERBS)


@pytest.mark.parametrize("argument", ["--version", "version"])
def test_the_version_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argument: str
) -> None:
    assert run(monkeypatch, argument) == 0
    assert capsys.readouterr().out == f"viceversa {__version__}\n"


def test_a_verb_with_a_hyphen_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", called.append)
    assert run(monkeypatch, "settings-reference") == 0
    assert called == [["viceversa", "settings_reference"]]


@pytest.mark.parametrize("verb", [verb for verb in cli.VERBS if verb not in ("match", "migrate")])
def test_help_tells_of_the_verb_alone(verb: str) -> None:
    module = cli.command_of(verb)
    told = load_command_class("viceversa", module).create_parser("viceversa", module).format_help()
    assert told.startswith(f"usage: viceversa {verb} [-h]")
    for option in ("--settings", "--verbosity", "--version", "--skip-checks", "--no-color"):
        assert option not in told


def test_a_refusal_is_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    command = load_command_class("viceversa", "send_test_mail")
    with pytest.raises(SystemExit, match="1"):
        command.run_from_argv(["viceversa", "send-test-mail", "anna"])
    assert capsys.readouterr().err == "“anna” is not an e-mail address.\n"


@pytest.mark.parametrize("verb", ["serve", "work"])
def test_nothing_runs_on_unsafe_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    monkeypatch.setattr("viceversa.safety.problems", lambda _: ["Bad. Do this."])
    assert run(monkeypatch, verb) == cli.REFUSED
    assert capsys.readouterr().err == "Not started. Bad. Do this.\n"


def test_nothing_runs_on_unreadable_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("viceversa.config.unreadable_settings", lambda: ["X cannot be used: y"])
    assert run(monkeypatch, "doctor") == cli.REFUSED
    assert capsys.readouterr().err == "X cannot be used: y\n"


def test_an_interruption_is_no_error_to_explain(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.management.execute_from_command_line", interrupt)
    assert run(monkeypatch, "check") == cli.INTERRUPTED


def test_help_writes_nothing(tmp_path: Path) -> None:
    told = program("serve", "--help", data=tmp_path / "data")
    assert (told.returncode, told.stdout[:22]) == (0, "usage: viceversa serve")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("serv", "There is no command serv. Did you mean serve? viceversa --help lists them.\n"),
        ("frobnicate", "There is no command frobnicate. viceversa --help lists them.\n"),
    ],
)
def test_a_command_that_there_is_not_writes_nothing(tmp_path: Path, typed: str, said: str) -> None:
    for more in ((), ("--help",)):
        told = program(typed, *more, data=tmp_path / "data")
        assert (told.returncode, told.stdout, told.stderr) == (cli.REFUSED, "", said)
    assert list(tmp_path.iterdir()) == []


def test_djangos_commands_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    told = program("help", "--commands", data=tmp_path / "data")
    assert told.returncode == 0
    assert {"makemigrations", "serve"} <= {*told.stdout.split()}
    assert list(tmp_path.iterdir()) == []


def test_every_command_of_an_app_is_known() -> None:
    assert [name for name in get_commands() if not cli.is_known(name)] == []


def test_a_command_without_tables_says_where_to_look(tmp_path: Path) -> None:
    told = program("erase-person", "anna@example.com", data=tmp_path / "data")
    assert told.returncode == 1
    first, second = told.stderr.splitlines()
    assert first.startswith("The database cannot be used: ")
    assert second.endswith("viceversa doctor says what is wrong.")


def program(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "VICEVERSA_DATA": str(data), "VICEVERSA_MODE": "demo"}
    environment["DJANGO_SETTINGS_MODULE"] = "viceversa.settings"
    return subprocess.run(
        [sys.executable, "-m", "viceversa", *arguments],
        env=environment, cwd=data.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
