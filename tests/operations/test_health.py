"""What machines are told: the process lives; it can do its work."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from viceversa.jobs.models import WorkerBeat
from viceversa.operations import health

pytestmark = pytest.mark.django_db


def beat() -> None:
    now = timezone.now()
    WorkerBeat.objects.create(pk="w", started_at=now, seen_at=now)


def test_healthz_asks_nobody(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_readyz_tells_what_is_fit(client: Client) -> None:
    without = client.get("/readyz")
    assert without.status_code == 503
    assert without.json() == {"database": True, "migrations": True, "worker": False}
    beat()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "worker": True}


def test_readyz_tells_that_tables_are_behind(client: Client, monkeypatch: Any) -> None:
    beat()
    monkeypatch.setattr(health, "tables_are_behind", lambda: True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


def test_readyz_answers_without_a_database(client: Client, monkeypatch: Any) -> None:
    def gone() -> bool:
        raise OperationalError("gone")

    monkeypatch.setattr(health, "worker_is_alive", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "migrations": False, "worker": False}


def test_health_is_told_over_plain_http_in_production(client: Client, settings: Any) -> None:
    """Inside the proxy nobody speaks HTTPS; a page would be sent there."""
    settings.SECURE_SSL_REDIRECT = True
    beat()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.get("/accounts/login/").status_code == 301


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.0.0.5", "no name at all"])
def test_health_is_told_under_any_name(client: Client, settings: Any, host: str) -> None:
    """The image asks itself at 127.0.0.1, which is no name that people know it by."""
    settings.BASE_URL = "https://mentors.example.com"
    settings.ALLOWED_HOSTS = ["mentors.example.com"]
    beat()
    assert client.get("/healthz", headers={"host": host}).status_code == 200
    assert client.get("/readyz", headers={"host": host}).status_code == 200
    assert client.get("/accounts/login/", headers={"host": host}).status_code == 400
