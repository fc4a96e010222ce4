"""What starts the program elsewhere names only settings and commands that there are."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import load_command_class

from viceversa.cli import VERBS
from viceversa.config import Config, variables_of
from viceversa.operations.settings_page import environment_example
from viceversa.safety import problems

DEPLOY = Path(__file__).parents[2] / "deploy"
FILES = [file for file in sorted(DEPLOY.rglob("*")) if file.is_file()]
SETTINGS = {
    variable
    for name, field in Config.model_fields.items()
    for each in variables_of(name, field)
    for variable in (each, f"{each}_FILE")
}
OWN = {"VICEVERSA_COPIES", "VICEVERSA_KEY_COPIES"}  # which the unit itself asks for


def services(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))["services"]
    return {key: each for key, each in found.items() if each["image"] == "viceversa"}


def commands() -> list[list[str]]:
    composed = [
        each.get("command", ["serve"])
        for name in ("compose.yml", "compose.postgres.yml")
        for each in services(name).values()
    ]
    units = "\n".join(file.read_text(encoding="utf-8") for file in DEPLOY.glob("systemd/*.service"))
    started = re.findall(r"^ExecStart=/opt/viceversa/bin/viceversa (.*)$", units, re.MULTILINE)
    return [*composed, *(line.split() for line in started)]


def test_the_file_to_begin_with_is_generated() -> None:
    assert (DEPLOY / ".env.example").read_text(encoding="utf-8") == environment_example()


def test_the_file_to_begin_with_is_safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in SETTINGS:
        monkeypatch.delenv(variable, raising=False)
    for line in environment_example().splitlines():
        if line and not line.startswith("#"):
            variable, _, value = line.partition("=")
            monkeypatch.setenv(variable, value)
    monkeypatch.setenv("VICEVERSA_DATA", str(tmp_path))
    made = Config()
    assert (made.mode, problems(made)) == ("production", [])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_settings_that_there_are_are_named(file: Path) -> None:
    named = set(re.findall(r"\bVICEVERSA_[A-Z_]+[A-Z]\b", file.read_text(encoding="utf-8")))
    assert named - SETTINGS - OWN == set()


def test_only_commands_that_there_are_are_started() -> None:
    assert len(commands()) == 7
    for verb, *arguments in commands():
        assert verb in VERBS
        command = load_command_class("viceversa", verb)
        command.create_parser("viceversa", verb).parse_args(arguments)


def test_nothing_is_written_but_data_and_tmp() -> None:
    for name in ("compose.yml", "compose.postgres.yml"):
        for service in services(name).values():
            assert (service["read_only"], service["tmpfs"]) == (True, ["/tmp"])  # noqa: S108
            assert service["volumes"] == ["data:/data"]
            assert service["cap_drop"] == ["ALL"]
