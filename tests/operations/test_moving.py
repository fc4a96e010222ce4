"""From SQLite to PostgreSQL with real processes: every row, every value, and what is refused."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.operations.test_erasures import READ, WRITE
from tests.processes import Installation, installation
from viceversa.operations.moving import CannotMoveError, move

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
on_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="needs a PostgreSQL to move to")
ON_SQLITE = {"DATABASE_URL": "", "VICEVERSA_KEYRING_URL": ""}
DIGEST = """
import hashlib, json
from django.apps import apps
def plain(row):  # PostgreSQL keeps what JSON holds in an order of its own
    return json.dumps(row, default=repr, sort_keys=True)
for model in apps.get_models(include_auto_created=True):
    if not model._meta.proxy and model._meta.label != "viceversa.WorkerBeat":
        rows = sorted(map(plain, model._base_manager.values_list()))
        print(model._meta.label, len(rows), hashlib.sha256("".join(rows).encode()).hexdigest())
"""
WORKS = """
from django.contrib.contenttypes.models import ContentType
from viceversa.people.models import Person
ContentType.objects.create(app_label="new", model="thing")
print(Person.objects.count() > 30)
"""
AT_WORK = """
from django.utils import timezone
from viceversa.jobs.models import WorkerBeat
WorkerBeat.objects.create(pk="w", started_at=timezone.now(), seen_at=timezone.now())
"""
FORGOTTEN = (
    "from django.db import connection as c; c.cursor().execute('DELETE FROM django_migrations')"
)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Installation]:
    """With the master keys and the ledger of the source, as the settings of a real move say."""
    with installation(tmp_path, migrated=False) as made:
        yield made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """The demo on SQLite, with a sealed text."""
    with installation(tmp_path_factory.mktemp("sqlite"), migrated=False) as made:
        made.environment.update(ON_SQLITE)
        made.viceversa("demo").communicate(timeout=240)
        yield made, made.python(WRITE)


def moved(house: Installation, data: Path) -> tuple[int, str]:
    process = house.viceversa("sqlite-to-postgres", str(data))
    output, _ = process.communicate(timeout=240)
    return process.returncode, " ".join(output.split())


@on_postgres
def test_everything_is_the_same_on_the_other_side(
    demo: tuple[Installation, str], target: Installation
) -> None:
    source, text = demo
    target.environment["VICEVERSA_MASTER_KEYS_FILE"] = str(source.data / "master_keys.json")
    code, output = moved(target, source.data)
    assert (code, "counted on both sides" in output) == (0, True), output
    assert target.python(DIGEST, within=240) == source.python(DIGEST, within=240)
    assert target.python(READ.format(text=text)) == "x"
    assert target.python(WORKS) == "True"
    code, output = moved(target, source.data)
    assert (code, "There are people in that PostgreSQL already" in output) == (1, True), output


@on_postgres
def test_what_cannot_be_moved_leaves_nothing_behind(target: Installation, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with installation(tmp_path / "old", migrated=False) as old:
        old.environment.update(ON_SQLITE)
        assert "There is no file" in moved(target, tmp_path)[1]
        old.run("migrate", "--verbosity=0")
        old.run("migrate", "--database=keyring", "--verbosity=0")
        old.python(AT_WORK)
        assert "is still at work" in moved(target, old.data)[1]
        old.python(FORGOTTEN)
        code, output = moved(target, old.data)
        assert (code, "is of another version" in output) == (1, True), output
    assert "viceversa.WorkerBeat 0 " in target.python(
        DIGEST.replace(' and model._meta.label != "viceversa.WorkerBeat"', "")
    )


@pytest.mark.django_db
def test_only_postgresql_can_be_moved_to(settings: Any, tmp_path: Path) -> None:
    if ON_POSTGRES:
        with pytest.raises(CannotMoveError, match="There is no file"):
            move(tmp_path)
    else:
        with pytest.raises(CannotMoveError, match="The target is not PostgreSQL"):
            move(tmp_path)
