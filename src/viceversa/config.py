"""Settings of an installation: typed, from the environment, secrets also from files.

Every field is read from `VICEVERSA_<NAME>`; `DATABASE_URL` and `PORT` also go by those names.
`<VARIABLE>_FILE` names a file that holds the value, as container secrets do.
"""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "VICEVERSA_"
FOR_THE_OWNER = 0o700
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


class SecretFiles(PydanticBaseSettingsSource):
    """Reads the file that `<VARIABLE>_FILE` names, for every variable a field answers to."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        for variable in variables_of(field_name, field):
            path = os.environ.get(f"{variable}_FILE")
            if path:
                return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in found.items() if value is not None}


class Config(BaseSettings):
    """What the person with the server decides. The defaults run the demo on this machine alone."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", populate_by_name=True)

    mode: Literal["demo", "production"] = Field(
        "demo",
        description="`demo` serves this machine only, with made-up people and a mailbox page; "
        "`production` is for real people and refuses to start when something is unsafe.",
    )
    data: Path = Field(
        Path("data"), description="The one directory that holds all state: database, keys, mailbox."
    )
    database_url: str = Field(
        "",
        validation_alias=AliasChoices(f"{PREFIX}DATABASE_URL", "DATABASE_URL"),
        description="Empty means SQLite in the data directory; for PostgreSQL "
        "`postgres://user:password@host/name`.",
    )
    port: int = Field(
        8000,
        ge=1,
        le=65535,
        validation_alias=AliasChoices(f"{PREFIX}PORT", "PORT"),
        description="Port to listen on.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on; the demo takes no other.")
    base_url: str = Field(
        "",
        description="The address that people see, for links in letters; "
        "empty means http://127.0.0.1 and the port.",
    )
    secret_key: str = Field(
        "",
        description="Signs sessions and mailed links, and tells the program whose an idea without "
        "names is. Empty means: made once and kept in the data directory. Machines that share a "
        "database must share it. When it is changed or lost, everybody signs in anew, links in "
        "letters stop working, and letters about ideas without names end.",
    )
    master_keys: Path | None = Field(
        None,
        validation_alias=AliasChoices(f"{PREFIX}MASTER_KEYS_FILE"),
        description="The file with the master keys, which open the keyring; empty means "
        "`master_keys.json` in the data directory. Keep its backups apart from all others.",
    )
    keyring_url: str = Field(
        "",
        description="The database with the keys to what pairs write. Empty means SQLite in the "
        "data directory; for PostgreSQL a database of its own, with a user of its own.",
    )
    erasure_ledger: Path | None = Field(
        None,
        description="The file that says whose keys were erased, so that no restored backup brings "
        "them back; empty means `erasures.log` in the data directory.",
    )
    intake_journal: Path | None = Field(
        None,
        description="The file that knows, sealed, which applications came since the last backups, "
        "for a restore; empty means `intake.log` in the data directory. Best on another disk.",
    )
    proxies: int = Field(0, ge=0, description="How many trusted proxies stand in front.")
    threads: int = Field(
        4, ge=1, le=64, description="Requests that each web process serves at a time."
    )
    web_processes: int = Field(2, ge=1, le=64, description="Web processes on this machine.")
    smtp_host: str = Field("", description="Mail server; required in production.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field("", description="User name at the mail server.")
    smtp_password: str = Field("", description="Password at the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection to the mail server is protected."
    )
    mail_from: str = Field(
        "viceversa@localhost",
        description="Sender address of letters, and organiser of calendar invitations.",
    )
    inbound_host: str = Field(
        "",
        description="IMAP server of the mailbox that the sender address belongs to: what calendars "
        "answer is read there. Empty means that no mailbox is read.",
    )
    inbound_port: int = Field(993, ge=1, le=65535, description="Port of the IMAP server.")
    inbound_user: str = Field("", description="User name at the IMAP server.")
    inbound_password: str = Field("", description="Password at the IMAP server.")
    inbound_security: Literal["tls", "starttls", "none"] = Field(
        "tls", description="How the connection to the IMAP server is protected."
    )
    inbound_folder: str = Field("INBOX", description="The folder that is read.")
    inbound_provider: Literal["", "mailersend", "mailgun", "mailjet", "postal", "postmark"] = Field(
        "",
        description="The mail provider that hands over mails at `/inbound/mail/` in a form of its "
        "own: `mailersend`, `mailgun`, `mailjet`, `postal` or `postmark`. Empty means: whoever it "
        "is, each mail comes as it is.",
    )
    inbound_token: str = Field(
        "",
        description="The secret by which a mail provider hands over mails at `/inbound/mail/`, at "
        "least 32 characters; of `mailersend`, `mailgun` and `postal` the key by which they sign. "
        "Empty means that there is no such address.",
    )
    metrics_token: str = Field(
        "",
        description="The secret by which a monitor reads `/metrics`, at least 32 characters. Empty "
        "means that there is no such page.",
    )
    mails_a_minute: int = Field(50, ge=1, description="At most so many letters leave in a minute.")
    language: Literal["sv", "en"] = Field("sv", description="Language for those who have none set.")
    time_zone: str = Field("Europe/Stockholm", description="Time zone for new programmes.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="`text` for people, `json` for machines: the image sets that."
    )
    request_id_header: str = Field(
        "",
        description="The header by which your proxy numbers requests, such as `X-Request-ID`, if "
        "it overwrites what visitors send. Empty means that the program numbers them.",
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Further host names that are answered to, separated by commas.",
    )

    @field_validator("database_url")
    @classmethod
    def know_the_database(cls, value: str) -> str:
        with suppress(ValueError):
            if not value or dj_database_url.parse(value)["ENGINE"] in ENGINES:
                return value
        raise ValueError("it is written like postgres://user:password@host/name")

    @field_validator("time_zone")
    @classmethod
    def know_the_time_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError("no such time zone; it is written like Europe/Stockholm") from None
        return value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def split_hosts(cls, value: str | list[str]) -> list[str]:
        hosts = value.split(",") if isinstance(value, str) else value
        return [host.strip() for host in hosts if host.strip()]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, SecretFiles(settings_cls)

    def model_post_init(self, _: Any) -> None:
        self.data = self.data.expanduser().resolve()
        self.base_url = (self.base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @property
    def hosts(self) -> list[str]:
        """Host names that are answered to."""
        named = urlsplit(self.base_url).hostname
        local = ["127.0.0.1", "localhost", "[::1]"] if self.is_demo else []
        return [*local, *([named] if named else []), *self.allowed_hosts]

    @property
    def master_keys_path(self) -> Path:
        return self.master_keys or self.data / "master_keys.json"

    @property
    def erasure_ledger_path(self) -> Path:
        return self.erasure_ledger or self.data / "erasures.log"

    @property
    def intake_journal_path(self) -> Path:
        return self.intake_journal or self.data / "intake.log"


def variables_of(name: str, field: Any) -> list[str]:
    """Every environment variable that a field answers to, the preferred one first."""
    alias = field.validation_alias
    return [str(a) for a in alias.choices] if alias else [f"{PREFIX}{name.upper()}"]


def unreadable_settings() -> list[str]:
    """What is wrong with the environment, by the name of the variable and never with its value."""
    try:
        config()
    except ValidationError as error:
        found = [(str(each["loc"][0]), _plainly(each["msg"])) for each in error.errors()]
        return [f"{_variable_called(name)} cannot be used: {why}" for name, why in found]
    except OSError as error:
        return [f"{error.filename} cannot be read: {error.strerror}"]
    return []


def _plainly(message: str) -> str:
    """Without the words of whoever checked it."""
    told = message.removeprefix("Value error, ").replace("Input should be", "it should be")
    return told.partition(", unable to parse")[0]


def unusable_data() -> list[str]:
    """Makes the data directory if there is none, for its owner only. Says why that cannot be."""
    data = config().data
    try:
        data.mkdir(mode=FOR_THE_OWNER, parents=True, exist_ok=True)
    except OSError as error:
        return [f"{PREFIX}DATA cannot be used: {data}: {error.strerror}"]
    if os.access(data, os.W_OK | os.X_OK):
        return []
    return [f"{PREFIX}DATA cannot be used: {data} belongs to another user"]


def _variable_called(name: str) -> str:
    field = Config.model_fields.get(name)
    return variables_of(name, field)[0] if field else name


@cache
def config() -> Config:
    """The settings of this process, read once."""
    return Config()  # type: ignore[call-arg]  # every field has a default
