"""The commands in the docs exist with the options they are given; what harms nobody is run."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import load_command_class
from django.db import connections

from tests.house.doc_commands import ROOT, Command, block_after, commands, mentions
from viceversa import cli
from viceversa.operations import match_people

GUIDE = "docs/lead-it/match-on-the-command-line.md"
COMMANDS = commands()
OURS = [each for each in COMMANDS if each.program == "viceversa"]
OF_OTHERS = {
    "pip": "fetches from elsewhere",
    "python3": "makes an environment on the reader's machine; `make test-wheel` does it",
    "cp": "on the reader's machine",
    "useradd": "on the reader's machine",
    "install": "on the reader's machine",
    "systemctl": "on the reader's machine; `make check` looks at the units",
    "systemd-run": "on the reader's machine",
    "docker": "tests/operations/test_deploy.py reads the files that it is given",
    "dask": "several machines; tests/matching/test_cluster.py starts it in the process",
    "curl": "a running program; tests/api asks the same addresses",
    "grep": "after a walk by hand; the journey of a coordinator searches for what was written",
}
NOT_RUN = {
    "serve": "runs until it is stopped: tests/operations/test_serving.py",
    "work": "runs until it is stopped: tests/operations/test_serving.py",
    "import": "watches until it is stopped: tests/operations/test_drop_folder.py",
    "restore": "into an empty installation: tests/operations/test_restore.py",
    "sqlite-to-postgres": "needs a PostgreSQL: tests/operations/test_moving.py",
    "erase-person anna@example.com": "asks before it erases: tests/operations/test_persons.py",
    "sign-in-by": "asks a provider: tests/operations/test_sign_in_by.py",
    "token revoke": "CODE is that of a token: tests/operations/test_token.py",
    "token make Entra": "an organisation of one's own: tests/operations/test_token.py",
    "backup /backups/database /elsewhere/keyring": "tests/operations/test_copies.py",
    "match people.csv --cluster": "several machines: tests/matching/test_cluster.py",
    "doctor": "nobody is at work in a test: tests/operations/test_doctor.py",
    "send-test-mail": "talks to a mail server: tests/operations/test_mail_trial.py",
}
PEOPLE = """role;id;name;email;organisation;unit;level;languages;wants;offers
mentor;m17;Mo;mo@example.com;Norrvidde;Stores;1;sv;A1;A2
mentor;m18;Mi;mi@example.com;Tallmo;Stores;1;sv;A2;A1
mentor;m19;Ma;ma@example.com;Tallmo;Sales;2;sv;A2;A1
mentor;m20;My;my@example.com;Svensta;Sales;2;sv;A2;A1
mentor;m21;Me;me@example.com;Svensta;Desk;2;sv;A1;A1
mentee;x4;Xi;xi@example.com;Norrvidde;Finance;5;sv;A1;A2
mentee;x5;Xa;xa@example.com;Tallmo;Board;5;sv;A1;A2
mentee;x6;Xu;xu@example.com;Svensta;Board;5;sv;A2;A1
mentee;x7;Xe;xe@example.com;Norrvidde;Board;5;sv;A2;A1
mentee;x8;Xo;xo@example.com;Norrvidde;Board;6;sv;A2;A1
"""


def parsed(command: Command) -> None:
    """Ends with an error where the real command would not take these arguments."""
    _, verb, *arguments = command.words
    if verb == "match":
        match_people._options(arguments)
        return
    found = load_command_class("viceversa", cli.command_of(verb))
    found.create_parser("viceversa", verb).parse_args(arguments)


def is_meant(command: Command, beginning: str) -> bool:
    """Whether it begins so. A beginning that ends with an address is the whole command."""
    said = " ".join(command.words[1:])
    return said == beginning or ("@" not in beginning and said.startswith(f"{beginning} "))


def is_run(command: Command) -> bool:
    return not any(is_meant(command, beginning) for beginning in NOT_RUN)


@pytest.mark.parametrize("command", OURS, ids=str)
def test_each_of_our_commands_is_as_it_is_told(command: Command) -> None:
    parsed(command)


@pytest.mark.parametrize("command", mentions(), ids=str)
def test_what_a_sentence_names_is_there(command: Command) -> None:
    if command.program == "viceversa":
        verb = command.words[1]
        assert verb in cli.VERBS
        known = Path(match_people.__file__) if verb == "match" else _file_of(verb)
        options = [word for word in command.words if word.startswith("--")]
        assert [word for word in options if word not in known.read_text(encoding="utf-8")] == []
    else:
        assert _missing(command) == []


@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in OURS], ids=str)
def test_each_other_command_is_known(command: Command) -> None:
    assert command.program in {*OF_OTHERS, "make", "python"}
    assert command.program in OF_OTHERS or _missing(command) == []


@pytest.mark.parametrize("beginning", NOT_RUN)
def test_a_reason_is_one_for_something(beginning: str) -> None:
    assert [each for each in OURS if is_meant(each, beginning)] != []
    named = re.findall(r"tests/[\w/.]+", NOT_RUN[beginning])
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_what_needs_no_database_is_run_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = [each for each in COMMANDS if is_of_a_list(each) and is_run(each)]
    for command in done:
        assert run(command) == 0, (str(command), capfd.readouterr())
    assert len(done) > 5
    made = {"pairs.csv", "pairs.json", "record.json", "scores.csv"}
    assert made <= {path.name for path in tmp_path.iterdir()}
    assert "Valid, and proven" in capfd.readouterr().out


@pytest.mark.django_db
def test_what_needs_one_is_run_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"
    # A command closes its connections when it ends, and here they are the test's own.
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.chdir(tmp_path)
    done = [each for each in OURS if not is_of_a_list(each) and is_run(each)]
    for command in sorted(done, key=lambda each: each.words[1] != "organiser"):
        assert run(command) == 0, str(command)
    assert len(done) > 5
    assert (tmp_path / "anna.zip").exists()


def lay_out(place: Path) -> None:
    """The files that the page speaks of, with the rules as it gives them."""
    rules = block_after(GUIDE, "### rules.toml")
    (place / "rules.toml").write_text(rules, encoding="utf-8")
    (place / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (place / "edges.csv").write_text("mentor,mentee,score\nm17,x4,60\n", encoding="utf-8")
    (place / "matrix.csv").write_text(",x4,x5\nm17,60,\nm18,,70\n", encoding="utf-8")
    (place / "src").symlink_to(ROOT / "src")


def is_of_a_list(command: Command) -> bool:
    return command.words[1] == "match" or command.words[1].endswith("certify.py")


def run(command: Command) -> int:
    if command.program == "viceversa":
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sys, "argv", command.words)
            return cli.main()
    return subprocess.run([sys.executable, *command.words[1:]], check=False, timeout=60).returncode


def _file_of(verb: str) -> Path:
    name = cli.command_of(verb)
    return ROOT / f"src/viceversa/management/commands/{name}.py"


def _missing(command: Command) -> list[str]:
    """The targets, modules and files that are not there."""
    words = [word for word in command.words[1:] if "=" not in word]
    if command.program == "make":
        targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
        return [word for word in words if word not in targets]
    if words[0] == "-m" and words[1] != "pytest":
        found = ROOT / words[1].replace(".", "/")
        return [] if found.is_dir() or found.with_suffix(".py").exists() else [words[1]]
    return [word for word in words if "/" in word and not (ROOT / word).exists()]
