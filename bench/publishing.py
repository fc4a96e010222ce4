"""Publishing 500 pairs: how long the page takes, how many queries it needs, how long it keeps
others from writing, and how soon all letters have left.

    python -m bench.publishing [--pairs 500]

Beside the page, a second connection writes a row every few milliseconds; the longest it had to wait
is the longest write lock. The letters go to a mail server on this machine, by `viceversa work`.
"""

import argparse
import subprocess
import sys
import time

from bench.installation import empty_house
from bench.mail_server import MailServer

MOST_SECONDS, MOST_QUERIES, LONGEST_LOCK, MOST_UNTIL_DELIVERED = 1.0, 40, 0.5, 60.0
PATIENCE = 150.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Many pairs are published at once.")
    parser.add_argument("--pairs", type=int, default=500)
    pairs = parser.parse_args().pairs
    with MailServer() as server, empty_house(**server.environment(a_minute=4 * pairs)):
        lines = [*_publish(pairs), ("all letters at the mail server", *_deliver(server, pairs))]
    for title, figure, unit, most in lines:
        print(f"{title}: {figure:.3g} {unit} (at most {most:g})")


def _publish(pairs: int) -> list[tuple[str, float, str, float]]:
    from django.db import connection
    from django.test import Client
    from django.urls import reverse
    from tests.enrolment.crowd import longest_wait

    from bench.published_round import drafted_round
    from viceversa.notices.models import Letter
    from viceversa.pairing.queries import fingerprint

    proposal, lead = drafted_round(pairs)
    Letter.objects.all().delete()
    client, queries = Client(headers={"host": "127.0.0.1"}), []
    client.force_login(lead)
    seen = {"seen": fingerprint(proposal), "unmatched": "on", "overridden": "on", "poor": "on"}
    address = reverse("publication", args=[proposal.programme_id])
    client.get(address)

    def counted(execute, sql, *rest):  # type: ignore[no-untyped-def]  # as Django calls it
        queries.append(sql)
        return execute(sql, *rest)

    with longest_wait(proposal.programme) as waits, connection.execute_wrapper(counted):
        began, worked = time.perf_counter(), time.thread_time()
        answer = client.post(address, seen)
        took, work = time.perf_counter() - began, time.thread_time() - worked
    assert answer.status_code == 302, answer.content.decode()
    made = proposal.suggestions.count()
    assert Letter.objects.count() == 2 * made
    return [
        (f"{made} pairs published, the page answers", took, "s", MOST_SECONDS),
        ("of it processor time", work, "s", MOST_SECONDS),
        ("asked of the database", len(queries), "queries", MOST_QUERIES),
        ("longest wait of another write", max(waits), "s", LONGEST_LOCK),
    ]


def _deliver(server: MailServer, pairs: int) -> tuple[float, str, float]:
    """How long a worker that starts now takes until the last letter has arrived."""
    began = time.monotonic()
    worker = subprocess.Popen([sys.executable, "-m", "viceversa", "work"])
    try:
        while len(server.ids) < 2 * pairs and time.monotonic() < began + PATIENCE:
            time.sleep(0.05)
        took = time.monotonic() - began
    finally:
        worker.terminate()
        worker.wait()
    assert len(set(server.ids)) == len(server.ids) == 2 * pairs, len(server.ids)
    return took, "s", MOST_UNTIL_DELIVERED


if __name__ == "__main__":
    main()
