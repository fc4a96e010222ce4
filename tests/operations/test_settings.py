"""Settings: typed, from the environment, secrets from files, unsafe ones refused."""

from pathlib import Path

import pytest

from viceversa import config as config_module
from viceversa.config import Config, config, unreadable_settings, variables_of
from viceversa.operations.settings_page import settings_page

PAGE = Path(__file__).parents[2] / "docs/run-it/settings.md"
SAFE = {
    "VICEVERSA_MODE": "production",
    "VICEVERSA_BASE_URL": "https://mentors.example.com/",
    "VICEVERSA_SMTP_HOST": "smtp.example.com",
    "VICEVERSA_MAIL_FROM": "mentors@example.com",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, field in Config.model_fields.items():
        for variable in variables_of(name, field):
            monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(config_module, "config", Config)
    return monkeypatch


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Config:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Config()  # type: ignore[call-arg]  # every field has a default


def test_the_defaults_are_a_safe_demo(environment: pytest.MonkeyPatch) -> None:
    found = read(environment)
    assert found.is_demo
    assert found.problems() == []
    assert found.base_url == "http://127.0.0.1:8000"


def test_a_full_production_is_safe(environment: pytest.MonkeyPatch) -> None:
    found = read(environment, **SAFE)
    assert found.problems() == []
    assert found.hosts == ["mentors.example.com"]
    assert found.base_url == "https://mentors.example.com"


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"VICEVERSA_BASE_URL": "http://mentors.example.com"}, "VICEVERSA_BASE_URL"),
        ({"VICEVERSA_SMTP_HOST": ""}, "VICEVERSA_SMTP_HOST"),
        ({"VICEVERSA_MAIL_FROM": "viceversa@localhost"}, "VICEVERSA_MAIL_FROM"),
        ({"VICEVERSA_SECRET_KEY": "short"}, "VICEVERSA_SECRET_KEY"),
        ({"DATABASE_URL": "postgres://u:p@h/n"}, "VICEVERSA_SECRET_KEY"),
    ],
)
def test_one_unsafe_setting_is_named(
    environment: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    (problem,) = read(environment, **{**SAFE, **variables}).problems()
    assert named in problem


def test_a_demo_for_everybody_is_unsafe(environment: pytest.MonkeyPatch) -> None:
    (problem,) = read(environment, VICEVERSA_HOST="0.0.0.0").problems()  # noqa: S104
    assert "VICEVERSA_HOST" in problem


@pytest.mark.parametrize(
    ("variable", "field"),
    [
        ("VICEVERSA_SMTP_PASSWORD", "smtp_password"),
        ("VICEVERSA_SECRET_KEY", "secret_key"),
        ("DATABASE_URL", "database_url"),
        ("VICEVERSA_DATABASE_URL", "database_url"),
    ],
)
def test_a_secret_is_read_from_its_file(
    environment: pytest.MonkeyPatch, tmp_path: Path, variable: str, field: str
) -> None:
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    found = read(environment, **{f"{variable}_FILE": str(tmp_path / "secret")})
    assert getattr(found, field) == "from the file"


def test_port_goes_by_two_names(environment: pytest.MonkeyPatch) -> None:
    assert read(environment, PORT="8123").port == 8123
    assert read(environment, VICEVERSA_PORT="8124").port == 8124


def test_hosts_are_separated_by_commas(environment: pytest.MonkeyPatch) -> None:
    found = read(environment, **SAFE, VICEVERSA_ALLOWED_HOSTS="a.example.com, b.example.com,")
    assert found.hosts == ["mentors.example.com", "a.example.com", "b.example.com"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VICEVERSA_PORT", "secret-abc"),
        ("VICEVERSA_MODE", "secret-mode"),
        ("VICEVERSA_TIME_ZONE", "secret/zone"),
        ("VICEVERSA_SMTP_SECURITY", "secret"),
    ],
)
def test_a_mistake_is_told_by_name_and_without_value(
    environment: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    environment.setenv(variable, value)
    (line,) = unreadable_settings()
    assert line.startswith(f"{variable} cannot be used: ")
    assert value not in line


def test_a_missing_secret_file_is_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("VICEVERSA_SECRET_KEY_FILE", str(tmp_path / "gone"))
    assert unreadable_settings() == [
        f"{tmp_path / 'gone'} cannot be read: No such file or directory"
    ]


def test_readable_settings_have_no_complaint() -> None:
    assert unreadable_settings() == []


def test_the_page_of_settings_is_generated(environment: pytest.MonkeyPatch) -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page()


def test_every_setting_is_described() -> None:
    assert [name for name, field in Config.model_fields.items() if not field.description] == []


def test_settings_are_read_once() -> None:
    assert config() is config()
