"""The console script: our own verbs first."""

import pytest

from viceversa import __version__, cli


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["viceversa", *arguments])
    return cli.main()


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_our_verbs_are_listed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    assert run(monkeypatch, *arguments) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:2] == "  "]
    assert listed == list(cli.VERBS)


def test_the_version_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"viceversa {__version__}\n"


def test_a_verb_with_a_hyphen_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", called.append)
    assert run(monkeypatch, "settings-reference") == 0
    assert called == [["viceversa", "settings_reference"]]


@pytest.mark.parametrize("verb", ["serve", "work"])
def test_nothing_runs_on_unsafe_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    monkeypatch.setattr("viceversa.config.Config.problems", lambda _: ["Bad. Do this."])
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
