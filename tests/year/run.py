"""Runs the year and what follows in processes of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import Installation, free_port, installation

INBOUND = "the mail provider hands over by this"
LOGGED = """
import os
log = os.open("{log}", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
os.dup2(log, 2)
import django
django.setup()
"""


@contextmanager
def house_in_production(data: Path, apart: Path) -> Iterator[Installation]:
    """An empty installation for real people. What opens things lies apart from its data."""
    with installation(data, migrated=False) as house:
        house.environment.update(
            DATABASE_URL="",
            VICEVERSA_MODE="production",
            VICEVERSA_BASE_URL="https://viceversa.example",
            VICEVERSA_PROXIES="1",
            VICEVERSA_LOG_LEVEL="DEBUG",
            VICEVERSA_SMTP_HOST="127.0.0.1",
            VICEVERSA_SMTP_PORT=str(free_port()),
            VICEVERSA_SMTP_SECURITY="none",
            VICEVERSA_MAIL_FROM="post@viceversa.example",
            VICEVERSA_MAILS_A_MINUTE="100000",
            VICEVERSA_INBOUND_TOKEN=INBOUND,
            VICEVERSA_SECRET_KEY="only for this test, " * 4,
            VICEVERSA_MASTER_KEYS_FILE=str(apart / "master_keys.json"),
            VICEVERSA_KEYRING_URL=f"sqlite:///{apart / 'keyring.sqlite3'}",
        )
        yield house


def run(house: Installation, code: str, *, log: Path, within: float) -> None:
    process = house.start("-c", LOGGED.format(log=log) + code)
    output, _ = process.communicate(timeout=within)
    assert process.returncode == 0, output + log.read_text(encoding="utf-8")[-4000:]
