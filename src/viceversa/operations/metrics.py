"""What a monitor asks: is work done in time? Read from the database at each question, since a web
process knows nothing of the others."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Min, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from viceversa.api.models import Webhook
from viceversa.api.sending import due_deliveries
from viceversa.jobs.models import WorkerBeat
from viceversa.notices.delivery import due_letters, refusals_of_late
from viceversa.operations.copies import last_backup
from viceversa.operations.health import SILENT


def metrics() -> bytes:
    """All figures in the text format of Prometheus. None of them is about a person."""
    registry = CollectorRegistry()
    registry.register(House())
    return generate_latest(registry)


class House(Collector):
    """The figures of the installation as they are now."""

    def collect(self) -> Iterable[Metric]:
        now = timezone.now()
        yield from self._jobs(now)
        yield from self._letters(now)
        yield from self._webhooks(now)
        at_work = WorkerBeat.objects.filter(seen_at__gt=now - SILENT).count()
        yield _gauge("workers", "Workers that are at work", at_work)
        yield _gauge("database_bytes", "Size of the database", _size())
        if made := last_backup():
            yield _gauge("backup_age_seconds", "Age of the last backup made from this machine",
                         _age(made, now))  # fmt: skip

    def _jobs(self, now: datetime) -> Iterator[Metric]:
        waiting, failed = DBTaskResult.objects.ready(), DBTaskResult.objects.failed()
        yield _gauge("jobs_waiting", "Jobs that could be done now", waiting.count())
        yield _gauge("jobs_oldest_seconds", "How long the first of them has waited",
                     _oldest(waiting, "enqueued_at", now))  # fmt: skip
        yield _gauge("jobs_failed", "Jobs that failed and are still kept", failed.count())

    def _letters(self, now: datetime) -> Iterator[Metric]:
        due = due_letters(now)
        yield _gauge("letters_waiting", "Letters that should have left by now", due.count())
        yield _gauge("letters_oldest_seconds", "How long the first of them is overdue",
                     _oldest(due, "send_after", now))  # fmt: skip
        yield _gauge(
            "letters_given_up",
            "Letters of thirty days that were refused",
            refusals_of_late().total(),
        )

    def _webhooks(self, now: datetime) -> Iterator[Metric]:
        due, off = due_deliveries(now), Webhook.objects.exclude(disabled_at=None)
        yield _gauge("deliveries_waiting", "What webhooks should have been told", due.count())
        yield _gauge("webhooks_off", "Webhooks that took nothing for days", off.count())


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"viceversa_{name}", words, value=value)


def _oldest(rows: QuerySet[Any], field: str, now: datetime) -> float:
    since = rows.aggregate(since=Min(field))["since"]
    return _age(since, now) if since else 0.0


def _age(since: datetime, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds())


def _size() -> int:
    """In bytes, as the database itself counts."""
    asked = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return int(cursor.fetchone()[0])
