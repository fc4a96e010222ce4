"""The doctor: each illness is found, named, and has its remedy."""

import datetime
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.core.management import call_command
from django.utils import timezone

from tests.factories import make_person
from tests.imap import PASSWORD, USER, Mailbox, running
from tests.processes import free_port
from viceversa.jobs.models import WorkerBeat
from viceversa.lib import sqlite
from viceversa.lib.imap import Account
from viceversa.notices.delivery import MOST_ATTEMPTS
from viceversa.notices.models import Letter
from viceversa.operations import doctor
from viceversa.vault import masters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def well(settings: Any, tmp_path: Path) -> None:
    """An installation that has nothing."""
    settings.DATA = tmp_path
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    masters.make()
    now = timezone.now()
    WorkerBeat.objects.create(pk="w", started_at=now, seen_at=now)


def run() -> tuple[int, str]:
    output = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=output, no_color=True)
    return int(str(ended.value.code)), output.getvalue()


def test_a_healthy_installation_passes() -> None:
    code, output = run()
    assert [line for line in output.splitlines() if not line.startswith("well ")] == []
    assert code == 0


def test_an_ill_one_ends_with_1_and_a_remedy() -> None:
    WorkerBeat.objects.all().delete()
    code, output = run()
    assert code == 1
    assert "ill   No worker is at work: letters stay.\n      Start: viceversa serve" in output


def test_a_worker_that_was_alive_long_ago_is_not_at_work() -> None:
    assert doctor.worker_beats().is_well
    WorkerBeat.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=2))
    assert not doctor.worker_beats().is_well


def test_a_directory_that_is_gone_is_told(settings: Any, tmp_path: Path) -> None:
    assert doctor.data_directory_is_writable().is_well
    settings.DATA = tmp_path / "gone"
    assert not doctor.data_directory_is_writable().is_well


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.disk_has_space().is_well
    monkeypatch.setattr(doctor, "LEAST_SPACE", 2**70)
    assert not doctor.disk_has_space().is_well


def test_production_asks_its_mail_server(settings: Any) -> None:
    assert doctor.mail_leaves().is_well
    settings.IS_DEMO = False
    settings.EMAIL_HOST = ""
    assert doctor.mail_leaves().remedy == "Set VICEVERSA_SMTP_HOST."
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = False
    assert "ConnectionRefusedError" in doctor.mail_leaves().words
    assert "viceversa send-test-mail" in doctor.mail_leaves().remedy
    server = Controller(Sink(), hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    try:
        assert doctor.mail_leaves().is_well
    finally:
        server.stop()


def test_the_mailbox_for_answers_is_opened(settings: Any) -> None:
    assert doctor.answers_come_in().words == "Answers of calendars are not read."
    settings.INBOUND_TOKEN_HASH = "x"
    assert doctor.answers_come_in().words == "Answers of calendars are handed over by a provider."
    with running(Mailbox()) as mailbox:
        good = Account("localhost", USER, PASSWORD, port=mailbox.port, security="none")
        settings.INBOUND_ACCOUNT = good
        assert doctor.answers_come_in().is_well
        assert doctor.answers_come_in().words.endswith("and a provider hands over as well.")
        settings.INBOUND_TOKEN_HASH = ""
        assert doctor.answers_come_in().words.endswith("lets us in.")
        settings.INBOUND_ACCOUNT = replace(good, password="fel")
        found = doctor.answers_come_in()
    assert not found.is_well
    assert "fel" not in found.words + found.remedy


def test_letters_that_were_given_up_are_told() -> None:
    assert doctor.letters_get_through().is_well
    letter = Letter.objects.create(
        name="r/l", event="e", recipient=make_person(), message_id="<a>", attempts=MOST_ATTEMPTS,
        last_error="SMTPRecipientsRefused 550",
    )  # fmt: skip
    found = doctor.letters_get_through()
    assert found.words.endswith("were given up: SMTPRecipientsRefused 550 (1).")
    assert not found.is_well
    letter.send_after = timezone.now() - datetime.timedelta(days=31)
    letter.save(update_fields=["send_after"])
    assert doctor.letters_get_through().is_well


def test_an_unsafe_engine_must_not_keep_a_write_ahead_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.connection, "vendor", "sqlite")
    for version, journal, is_well in (
        ((3, 53, 4), "WAL", True),
        ((3, 40, 1), "DELETE", True),
        ((3, 40, 1), "WAL", False),
    ):
        monkeypatch.setattr(sqlite, "version", lambda found=version: found)
        monkeypatch.setattr(doctor, "_journal", lambda found=journal: found)
        assert doctor.engine_is_safe().is_well == is_well


def test_tables_of_an_older_version_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "tables_are_behind", lambda: True)
    findings = list(doctor.examine())
    assert findings[-1].remedy == "Start viceversa serve, or run: viceversa migrate"


@pytest.mark.parametrize(
    ("age", "words", "well"),
    [(None, "No backup was ever made", False), (1, "The last backup is of", True),
     (3, "The last backup is of", False)],
)  # fmt: skip
def test_in_production_a_fresh_backup_is_asked_for(
    settings: Any, age: int | None, words: str, well: bool
) -> None:
    settings.IS_DEMO = False
    if age is not None:
        made = timezone.now() - datetime.timedelta(days=age)
        (settings.DATA / "last_backup").write_text(made.isoformat(), encoding="utf-8")
    finding = doctor.backup_is_fresh()
    assert (words in finding.words, finding.is_well) == (True, well)
    assert well or "viceversa backup" in finding.remedy
