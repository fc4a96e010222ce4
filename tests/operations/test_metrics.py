"""What a monitor is told, and who is one."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from tests.factories import make_person
from tests.operations.test_health import beat
from viceversa.lib.tokens import token_hash
from viceversa.notices.delivery import MOST_ATTEMPTS
from viceversa.notices.models import Letter

pytestmark = pytest.mark.django_db
TOKEN = "m" * 40
KNOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.METRICS_TOKEN_HASH = token_hash(TOKEN)


def told(client: Client) -> dict[str, float]:
    answer = client.get("/metrics", headers=KNOWN)
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.content.decode())
    return {sample.name.removeprefix("viceversa_"): sample.value
            for family in families for sample in family.samples}  # fmt: skip


def letter(number: int, **more: Any) -> None:
    person = make_person(email=f"p{number}@example.com")
    Letter.objects.create(recipient=person, message_id=f"<{number}@x>", **more)


def job(status: str, *, waited: timedelta = timedelta()) -> None:
    then = timezone.now() - waited
    made = DBTaskResult.objects.create(status=status, args_kwargs={}, run_after=then)
    DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=then)


def test_an_installation_at_rest(client: Client) -> None:
    beat()
    figures = told(client)
    assert figures.pop("database_bytes") > 10_000
    assert figures == {
        "jobs_waiting": 0, "jobs_oldest_seconds": 0, "jobs_failed": 0, "letters_waiting": 0,
        "letters_oldest_seconds": 0, "letters_given_up": 0,
        "deliveries_waiting": 0, "webhooks_off": 0, "workers": 1,
    }  # fmt: skip


def test_what_waits_has_failed_or_is_late(client: Client, tmp_path: Path) -> None:
    now = timezone.now()
    job("READY", waited=timedelta(minutes=5))
    job("READY")
    job("FAILED")
    letter(1, send_after=now - timedelta(minutes=10))
    letter(2, send_after=now + timedelta(hours=1))
    letter(3, send_after=now, attempts=MOST_ATTEMPTS)
    letter(4, send_after=now, sent_at=now)
    (tmp_path / "last_backup").write_text((now - timedelta(days=1)).isoformat(), encoding="utf-8")
    figures = told(client)
    assert (figures["jobs_waiting"], figures["jobs_failed"], figures["workers"]) == (2, 1, 0)
    assert 300 <= figures["jobs_oldest_seconds"] < 360
    assert (figures["letters_waiting"], figures["letters_given_up"]) == (1, 1)
    assert 600 <= figures["letters_oldest_seconds"] < 660
    assert 86_400 <= figures["backup_age_seconds"] < 86_460


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", TOKEN, f"Bearer {token_hash(TOKEN)}"])
def test_who_does_not_know_the_token_finds_nothing(client: Client, given: str) -> None:
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_without_a_token_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN_HASH = ""
    for headers in (KNOWN, {"Authorization": "Bearer "}, {}):
        assert client.get("/metrics", headers=headers).status_code == 404


def test_it_names_nobody(client: Client) -> None:
    letter(1, subject="Canary subject", text="Canary text", last_error="Canary error")
    page = client.get("/metrics", headers=KNOWN).content.decode()
    assert "p1@example.com" not in page and "Canary" not in page
