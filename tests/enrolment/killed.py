"""Sending an application, with the process killed at one statement after the other.

Runs inside an installation of its own. Each try is a child of its own, which goes through the real
page; the parent looks at what is left, then presses the button again.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connection, connections
from django.test import Client, override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.factories import make_application, make_call, make_programme
from viceversa.enrolment.access import link_of
from viceversa.enrolment.jobs import hand_in
from viceversa.enrolment.models import Application, Call

Execute = Callable[..., Any]


PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}  # no sheets were collected here


@override_settings(STORAGES=PLAIN)
def sweep() -> None:
    """Prints how many statements were survived; fails where something was promised and not kept."""
    call = make_call(make_programme())
    send(whole(call))  # templates and addresses are read once, before the children are made
    tries = 0
    for number in count(1):
        killed = [tried(call, number, before=before) for before in (True, False)]
        tries += sum(killed)
        if not any(killed):
            break
    assert Call.objects.get().doubts == {"boss": Application.objects.filter(state="sent").count()}
    sys.stdout.write(f"{tries}\n")


def tried(call: Call, number: int, *, before: bool) -> bool:
    """One application, its process killed at that statement. Says whether it came so far."""
    application = whole(call)
    thanked, was_killed = press(application, number, before=before)
    application.refresh_from_db()
    is_sent = application.state == "sent"
    assert receipts(application) == int(is_sent), "the receipt and the application are one"
    assert is_sent or not thanked, "thanked for something that is gone"
    for _ in range(2):
        hand_in(Application.objects.get(pk=application.pk), seen_late=False)
    application.refresh_from_db()
    assert (application.state, receipts(application)) == ("sent", 1)
    return was_killed


def whole(call: Call) -> Application:
    """One of which every question is answered."""
    return make_application(call, state="begun", sent_at=None, promised_on=None, doubts=["boss"])


def press(application: Application, number: int, *, before: bool) -> tuple[bool, bool]:
    """The button, pressed in a child. Whether she was thanked, and whether the child was killed."""
    connections.close_all()
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            with connection.execute_wrapper(Killer(number, before=before)):
                page = send(application)
            os.write(writer, b"thanked" if "Thank you" in page else b"not")
        finally:
            os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as said:
        return said.read() == "thanked", os.WIFSIGNALED(status)


def send(application: Application) -> str:
    place = reverse("personal_application_check", args=[link_of(application)])
    browser = Client(SERVER_NAME="127.0.0.1")
    return browser.post(place, {"late": "no"}, follow=True).content.decode()


def receipts(application: Application) -> int:
    rows = DBTaskResult.objects.filter(task_path__endswith="write_to_applicant")
    return sum(application.pk in str(row.args_kwargs) for row in rows)


class Killer:
    """Kills its own process before or after the statement of that number."""

    def __init__(self, number: int, *, before: bool) -> None:
        self.number, self.before, self.seen = number, before, 0

    def __call__(
        self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        self.seen += 1
        if self.seen == self.number and self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        done = execute(sql, params, many, context)
        if self.seen == self.number:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
