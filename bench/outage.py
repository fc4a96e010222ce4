"""Ten thousand letters through a day without a mail server, while who sends them is killed: which
are missing, and which came twice.

    python -m bench.outage [--letters 10000] [--kills 20]

The clock is made up: a minute lasts as long as its work. What sends is the job of the program, in a
process of its own. It is killed (-9) three times while the server is down, and then while letters
leave, between two of them or within one.
"""

import argparse
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bench.installation import empty_house
from bench.mail_server import MailServer

DOWN = (8, 16, 24)  # hours without a server, after each of which the sender is killed
A_MINUTE = 50  # as the program comes
LOOK = 0.005


def main() -> int:
    parser = argparse.ArgumentParser(description="A day without a mail server.")
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    server = MailServer()
    with empty_house(**server.environment(a_minute=A_MINUTE)):
        posted = _post(options.letters)
        began = time.monotonic()
        sender = Sender()
        for hours in DOWN:
            sender.work_until(partial(sender.has_been_down, hours))
        with server:
            for kill in range(1, options.kills + 1):
                sender.work_until(partial(server.has, len(posted) * kill // (options.kills + 1)))
            sender.work_until(lambda: False)
    came = Counter(server.ids)
    lost, twice = len(posted - came.keys()), came.total() - len(came)
    minutes = (sender.at - sender.start) / timedelta(minutes=1) - 60 * DOWN[-1]
    print(
        f"{len(posted)} letters, no mail server for a day: {lost} lost (at most 0), {twice} twice "
        f"(at most {sender.kills}), with {sender.kills} kills; "
        f"all gone {minutes:.0f} minutes of the made-up clock after it was back "
        f"({A_MINUTE} a minute may leave). The bench took {time.monotonic() - began:.0f} s."
    )
    return int(bool(lost or twice > sender.kills))


class Sender:
    """The process that sends, and how far its clock has come."""

    def __init__(self) -> None:
        self.start = self.at = datetime.now().astimezone() + timedelta(minutes=1)
        self.kills = 0

    def work_until(self, is_enough: Callable[[], bool]) -> None:
        """Lets it work until it is enough, and kills it then; or until it has nothing to do."""
        command = [sys.executable, "-m", "bench.outage_worker", self.at.isoformat()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
            reader = threading.Thread(target=self._follow, args=(process,))
            reader.start()
            while process.poll() is None and not is_enough():
                time.sleep(LOOK)
            if process.poll() is None:
                process.kill()
                self.kills += 1
            reader.join()
        assert process.returncode in (0, -signal.SIGKILL), process.returncode

    def has_been_down(self, hours: int) -> bool:
        return self.at >= self.start + timedelta(hours=hours)

    def _follow(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        for line in process.stdout:
            self.at = datetime.fromisoformat(line.strip())


def _post(letters: int) -> set[str]:
    """So many letters wait; gives their Message-IDs."""
    from django.db import transaction

    from viceversa.half_time.letters import thanks_context
    from viceversa.notices.actions import post_all, written
    from viceversa.notices.models import Letter
    from viceversa.operations.demo.load import load_demo
    from viceversa.people.models import Person
    from viceversa.programmes.queries import letterhead

    programme = load_demo(100)[-1]
    Letter.objects.all().delete()
    head, people = letterhead(programme), list(Person.objects.all())
    context = thanks_context(programme, role="mentor", text="Tack!", sponsor="Bo Ek")
    waiting = [
        written(
            "half_time/thanks",
            to=people[number % len(people)],
            event=f"thanks:{number}",
            context=context,
            head=head,
        )
        for number in range(letters)
    ]
    with transaction.atomic():
        post_all(waiting)
    return set(Letter.objects.values_list("message_id", flat=True))


if __name__ == "__main__":
    sys.exit(main())
