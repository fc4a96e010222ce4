"""Settings: typed, from the environment, secrets from files, unsafe ones refused."""

import stat
from pathlib import Path

import pytest

from viceversa import config as config_module
from viceversa.config import Config, config, unreadable_settings, unusable_data, variables_of
from viceversa.operations.settings_page import settings_page
from viceversa.safety import problems

PAGE = Path(__file__).parents[2] / "docs/run-it/settings.md"
SAFE = {
    "VICEVERSA_MODE": "production",
    "VICEVERSA_BASE_URL": "https://mentors.example.com/",
    "VICEVERSA_SMTP_HOST": "smtp.example.com",
    "VICEVERSA_MAIL_FROM": "mentors@example.com",
    "VICEVERSA_PROXIES": "1",
}
MAIN, KEYRING = "postgres://u:p@h/n", "postgres://k:p@h/k"


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
    assert problems(found) == []
    assert found.base_url == "http://127.0.0.1:8000"


def test_a_full_production_is_safe(environment: pytest.MonkeyPatch) -> None:
    found = read(environment, **SAFE)
    assert problems(found) == []
    assert found.hosts == ["mentors.example.com"]
    assert found.base_url == "https://mentors.example.com"


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"VICEVERSA_BASE_URL": "http://mentors.example.com"}, "VICEVERSA_BASE_URL"),
        ({"VICEVERSA_BASE_URL": "https://"}, "VICEVERSA_BASE_URL"),
        ({"VICEVERSA_ALLOWED_HOSTS": "*"}, "VICEVERSA_ALLOWED_HOSTS"),
        ({"VICEVERSA_ALLOWED_HOSTS": "a.example.com,.example.com"}, "VICEVERSA_ALLOWED_HOSTS"),
        ({"VICEVERSA_PROXIES": "0"}, "VICEVERSA_PROXIES"),
        (
            {"VICEVERSA_SMTP_PASSWORD": "x", "VICEVERSA_SMTP_SECURITY": "none"},
            "VICEVERSA_SMTP_SECURITY",
        ),
        ({"VICEVERSA_SMTP_HOST": ""}, "VICEVERSA_SMTP_HOST"),
        ({"VICEVERSA_MAIL_FROM": "viceversa@localhost"}, "VICEVERSA_MAIL_FROM"),
        ({"VICEVERSA_MAIL_FROM": "mentors"}, "VICEVERSA_MAIL_FROM"),
        ({"VICEVERSA_SECRET_KEY": "short"}, "VICEVERSA_SECRET_KEY"),
        ({"VICEVERSA_INBOUND_TOKEN": "short"}, "VICEVERSA_INBOUND_TOKEN"),
        ({"VICEVERSA_INBOUND_PROVIDER": "mailgun"}, "VICEVERSA_INBOUND_TOKEN"),
        ({"DATABASE_URL": MAIN, "VICEVERSA_KEYRING_URL": KEYRING}, "VICEVERSA_SECRET_KEY"),
        ({"DATABASE_URL": MAIN, "VICEVERSA_SECRET_KEY": "x" * 50}, "VICEVERSA_KEYRING_URL"),
        (
            {
                "DATABASE_URL": MAIN,
                "VICEVERSA_SECRET_KEY": "x" * 50,
                "VICEVERSA_KEYRING_URL": MAIN.replace("u:p", "other:p"),
            },
            "VICEVERSA_KEYRING_URL",
        ),
    ],
)
def test_one_unsafe_setting_is_named(
    environment: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    (problem,) = problems(read(environment, **{**SAFE, **variables}))
    assert named in problem


def test_keys_in_the_database_are_unsafe_in_a_demo_too(environment: pytest.MonkeyPatch) -> None:
    apart = {"DATABASE_URL": MAIN, "VICEVERSA_KEYRING_URL": KEYRING}
    assert problems(read(environment, **apart)) == []
    (problem,) = problems(read(environment, **{**apart, "VICEVERSA_KEYRING_URL": MAIN}))
    assert "VICEVERSA_KEYRING_URL" in problem


def test_a_demo_for_everybody_is_unsafe(environment: pytest.MonkeyPatch) -> None:
    (problem,) = problems(read(environment, VICEVERSA_HOST="0.0.0.0"))  # noqa: S104
    assert "VICEVERSA_HOST" in problem


@pytest.mark.parametrize(
    ("variable", "field"),
    [
        ("VICEVERSA_SMTP_PASSWORD", "smtp_password"),
        ("VICEVERSA_INBOUND_PASSWORD", "inbound_password"),
        ("VICEVERSA_INBOUND_TOKEN", "inbound_token"),
        ("VICEVERSA_SECRET_KEY", "secret_key"),
        ("DATABASE_URL", "database_url"),
        ("VICEVERSA_DATABASE_URL", "database_url"),
        ("VICEVERSA_KEYRING_URL", "keyring_url"),
    ],
)
def test_a_secret_is_read_from_its_file(
    environment: pytest.MonkeyPatch, tmp_path: Path, variable: str, field: str
) -> None:
    (tmp_path / "secret").write_text("postgres://from:the@file/n\n", encoding="utf-8")
    found = read(environment, **{f"{variable}_FILE": str(tmp_path / "secret")})
    assert getattr(found, field) == "postgres://from:the@file/n"


def test_the_file_of_master_keys_is_named_and_not_read(environment: pytest.MonkeyPatch) -> None:
    found = read(environment, VICEVERSA_MASTER_KEYS_FILE="/run/secrets/keys")
    assert found.master_keys_path == Path("/run/secrets/keys")


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
        ("VICEVERSA_INBOUND_PROVIDER", "secret"),
        ("VICEVERSA_DATABASE_URL", "mysql://secret@host/name"),
        ("VICEVERSA_DATABASE_URL", "postgres://host:secret/name"),
        ("VICEVERSA_DATABASE_URL", "secret"),
    ],
)
def test_a_mistake_is_told_by_name_and_without_value(
    environment: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    environment.setenv(variable, value)
    (line,) = unreadable_settings()
    assert line.startswith(f"{variable} cannot be used: ")
    assert value not in line
    assert "Input" not in line
    assert "parse" not in line


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


def test_the_data_directory_is_made_for_its_owner_only(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("VICEVERSA_DATA", str(tmp_path / "new" / "data"))
    assert unusable_data() == []
    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700


def test_a_data_directory_that_cannot_be_made_is_one_line(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    environment.setenv("VICEVERSA_DATA", str(tmp_path / "file" / "data"))
    assert unusable_data() == [
        f"VICEVERSA_DATA cannot be used: {tmp_path / 'file' / 'data'}: Not a directory"
    ]


def test_a_data_directory_of_somebody_else_is_one_line(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("VICEVERSA_DATA", str(tmp_path))
    environment.setattr("os.access", lambda *_: False)
    assert unusable_data() == [f"VICEVERSA_DATA cannot be used: {tmp_path} belongs to another user"]
