"""`viceversa doctor`: looks at everything that an installation needs, and says what to do."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection, connections
from django.db.models.functions import Now
from django.utils import timezone

from viceversa.config import config
from viceversa.jobs.models import WorkerBeat
from viceversa.lib import sqlite
from viceversa.lib.imap import MailboxError, try_to_sign_in
from viceversa.notices.delivery import kind_of, refusals_of_late
from viceversa.operations.copies import last_backup
from viceversa.operations.findings import Finding
from viceversa.operations.health import worker_is_alive
from viceversa.operations.key_findings import (
    every_key_opens,
    keyring_stands_apart,
    master_keys_are_safe,
    no_text_was_rolled_back,
    who_has_written_has_a_key,
)
from viceversa.operations.mail_trial import no_server
from viceversa.operations.preparing import newer_tables, tables_are_behind
from viceversa.operations.sign_in_by import sign_ins_answer
from viceversa.safety import problems

LEAST_SPACE = 500 * 2**20
CLOCKS_APART = timedelta(seconds=5)
OLDEST_BACKUP = timedelta(days=2)
NAMES = {
    "default": ("database", "DATABASE_URL"),
    "keyring": ("keyring", "VICEVERSA_KEYRING_URL"),
}


def examine() -> Iterator[Finding]:
    """Every check in turn. What needs tables is left out when there are none."""
    yield from settings_are_safe()
    yield data_directory_is_writable()
    yield disk_has_space()
    yield master_keys_are_safe()
    yield keyring_stands_apart()
    yield clock_shows()
    yield backup_is_fresh()
    yield mail_leaves()
    yield answers_come_in()
    answers = [database_answers(alias) for alias in connections]
    yield from answers
    if not all(answer.is_well for answer in answers):
        return
    tables = tables_are_current()
    yield tables
    if tables.is_well:
        yield from (check() for check in ON_TABLES)
        yield from sign_ins_answer()


def settings_are_safe() -> Iterator[Finding]:
    unsafe = problems(config())
    if not unsafe:
        yield Finding(f"Settings are safe for mode {config().mode}.")
    for problem in unsafe:
        what, _, remedy = problem.partition(". ")
        yield Finding(f"{what}.", remedy)


def data_directory_is_writable() -> Finding:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA):
            return Finding(f"The data directory {settings.DATA} is writable.")
    except OSError as error:
        return Finding(
            f"The data directory {settings.DATA} is not writable: {error.strerror}.",
            "Give it to the user that runs viceversa, or set VICEVERSA_DATA.",
        )


def disk_has_space() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    words = f"The disk has {free // 2**20} MiB left."
    return Finding(words, "" if free >= LEAST_SPACE else "Make room, or move the data directory.")


def clock_shows() -> Finding:
    """Told rather than judged: whoever asks has a clock to compare with."""
    now = timezone.localtime()
    return Finding(f"It is {now:%Y-%m-%d %H:%M} in {settings.TIME_ZONE}.")


def backup_is_fresh() -> Finding:
    """By the last one made from this machine."""
    if settings.IS_DEMO:
        return Finding("The demo needs no backup.")
    remedy = "Let this run every night: viceversa backup /place/of/copies /other/place/for/keys"
    made = last_backup()
    if made is None:
        return Finding("No backup was ever made from this machine.", remedy)
    old = timezone.now() - made > OLDEST_BACKUP
    words = f"The last backup is of {timezone.localtime(made):%Y-%m-%d %H:%M}."
    return Finding(words, remedy if old else "")


def mail_leaves() -> Finding:
    """In production the mail server is really asked."""
    if settings.IS_DEMO:
        return Finding("Mail of the demo lands on its mailbox page.")
    if not settings.EMAIL_HOST:
        return no_server()
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        mail = get_connection()
        mail.open()
        mail.close()
    except (OSError, SMTPException) as error:
        return Finding(
            f"The mail server {server} does not take us: {kind_of(error)}.",
            "Run: viceversa send-test-mail YOUR-ADDRESS. It tells which setting to look at.",
        )
    return Finding(f"The mail server {server} takes us.")


def answers_come_in() -> Finding:
    """What calendars answer; the mailbox is really opened."""
    account = settings.INBOUND_ACCOUNT
    if account is None:
        by = "handed over by a provider" if settings.INBOUND_TOKEN_HASH else "not read"
        return Finding(f"Answers of calendars are {by}.")
    try:
        try_to_sign_in(account)
    except MailboxError as error:
        return Finding(
            f"The mailbox for answers at {account.host} does not let us in: {error}.",
            "Look at the settings VICEVERSA_INBOUND_….",
        )
    too = ", and a provider hands over as well" if settings.INBOUND_TOKEN_HASH else ""
    return Finding(f"The mailbox for answers at {account.host} lets us in{too}.")


def database_answers(alias: str) -> Finding:
    name, setting = NAMES[alias]
    try:
        connections[alias].ensure_connection()
    except DatabaseError as error:
        return Finding(f"The {name} does not answer: {error}".strip(), f"Look at {setting}.")
    return Finding(f"The {name} answers ({connections[alias].vendor}).")


def tables_are_current() -> Finding:
    if newer := newer_tables():
        return Finding(
            f"The tables are of a newer version ({newer}).", "Install that version again."
        )
    if tables_are_behind():
        return Finding(
            "The tables are behind this version.",
            "Start viceversa serve, or run: viceversa migrate",
        )
    return Finding("The tables are those of this version.")


def engine_is_safe() -> Finding:
    """A SQLite that may corrupt a write-ahead log must not keep one."""
    if connection.vendor != "sqlite":
        return Finding("The database is made for several writers.")
    journal = _journal()
    words = f"SQLite {'.'.join(map(str, sqlite.version()))} keeps its journal as {journal}."
    if journal == "WAL" and not sqlite.is_safe_for_wal():
        return Finding(words, "Stop everything that has the database open, and start again.")
    return Finding(words)


def _journal() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0]).upper()


def clocks_agree() -> Finding:
    now = timezone.now()
    theirs = WorkerBeat.objects.annotate(now=Now()).values_list("now", flat=True).first() or now
    if abs(theirs - now) > CLOCKS_APART:
        return Finding(
            "The clock differs from the database's.", "Let both machines keep time (NTP)."
        )
    return Finding("The clock agrees with the database's.")


def worker_beats() -> Finding:
    if worker_is_alive():
        return Finding("A worker is at work.")
    return Finding(
        "No worker is at work: letters stay.", "Start: viceversa serve, or viceversa work"
    )


def letters_get_through() -> Finding:
    """Those of the last thirty days: what is older cannot be mended any more."""
    if refusals := refusals_of_late():
        kinds = ", ".join(f"{kind} ({count})" for kind, count in refusals.most_common())
        return Finding(
            f"{refusals.total()} letter(s) of the last thirty days were given up: {kinds}.",
            "The log of the mail server tells to whom. Are those addresses right?",
        )
    return Finding("No letter of the last thirty days was given up.")


ON_TABLES: tuple[Callable[[], Finding], ...] = (
    engine_is_safe,
    clocks_agree,
    worker_beats,
    letters_get_through,
    every_key_opens,
    who_has_written_has_a_key,
    no_text_was_rolled_back,
)
