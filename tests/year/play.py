"""Plays the year in a process of its own, on a data directory of its own.

The process ends without tidying up, so that the write-ahead log is left where it lies.
"""

import gzip
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from django.test import override_settings

from tests.year.house import Postbox
from tests.year.year import Year
from viceversa.operations.demo.load import load_demo
from viceversa.operations.preparing import prepare

START = datetime(2026, 2, 2, 10, tzinfo=UTC)  # a Monday
DAYS = 365
LIVED = (0, 3)  # Mondays and Thursdays: what lies between is made up for
MAIL_IS_DOWN = 100
BACKED_UP = (60, 120, 240, 360)


def play(account: Path) -> None:
    with time_machine.travel(START, tick=False) as clock:
        with override_settings(IS_DEMO=True):
            prepare(migrate=True)
            load_demo()
        year = Year(Postbox())
        server = _mail_server(year.postbox)
        for day in range(DAYS):
            clock.move_to(START + timedelta(days=day))
            if day == MAIL_IS_DOWN:
                server.stop()
                year.without_mail()
                server = _mail_server(year.postbox)
            if day % 7 in LIVED:
                year.live(day)
            if day in BACKED_UP:
                back_up(day)
        year.leave_things_half_done()
        year.account.write(account)
    os._exit(0)


def back_up(day: int) -> None:
    """As an operator does: a copy by the engine itself, and every other one compressed."""
    directory = settings.DATA / "backups"
    directory.mkdir(exist_ok=True)
    path = directory / f"{day}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    if BACKED_UP.index(day) % 2:
        path.with_suffix(".sqlite3.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()


def _mail_server(postbox: Postbox) -> Controller:
    logging.getLogger("mail.log").propagate = False  # another program than ours
    server = Controller(postbox, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    server.start()
    return server
