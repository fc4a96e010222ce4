"""An upgrade that is killed is done at the next start; older code keeps its hands off."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Installation, free_port, installation
from viceversa.operations.preparing import newer_tables

LATER = """
from django.conf import settings
settings.MIGRATION_MODULES = {"viceversa": "tests.operations.later"}
from viceversa.operations import preparing
preparing._collect_static_files = lambda: None
"""
UPGRADE = f"{LATER}\npreparing.prepare(migrate=True)"
PERSON = """
from viceversa.people.models import Person
Person.objects.create(given_name="Carol", family_name="Testsson", email="carol@example.com")
"""
STATE = """
from django.db import connections
for alias in connections:
    with connections[alias].cursor() as cursor:
        tables = connections[alias].introspection.table_names(cursor)
        cursor.execute("SELECT count(*) FROM django_migrations WHERE name = '9999_later'")
        print(alias, "viceversa_later" in tables, cursor.fetchone()[0], end=" ")
with connections["default"].cursor() as cursor:
    cursor.execute("SELECT * FROM viceversa_person")
    names = [column[0] for column in cursor.description]
    print([(row[names.index("email")], dict(zip(names, row)).get("nickname")) for row in cursor])
"""
CACHED = """
from django.core.cache import cache
cache.set("a", "kept")
print(cache.get("a"))
"""
BEFORE = "default False 0 keyring False 0 [('carol@example.com', None)]"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        made.python(PERSON)
        yield made


def killed_at(house: Installation, number: int) -> bool:
    process = house.start("-c", f"import django; django.setup()\n{UPGRADE}", KILL_AT=str(number))
    return process.wait(timeout=60) == -9


@pytest.mark.slow
def test_a_killed_upgrade_leaves_all_as_it_was_and_is_done_by_the_next_start(
    house: Installation,
) -> None:
    for number in range(4):
        assert killed_at(house, number)
        assert house.python(STATE) == BEFORE
    house.python(UPGRADE)
    after = house.python(STATE)
    assert after.startswith("default True 1 keyring ")
    assert after.endswith("[('carol@example.com', 'filled')]")
    assert_older_code_does_not_start(house)


def assert_older_code_does_not_start(house: Installation) -> None:
    for options in ((), ("--no-migrate",)):
        process = house.viceversa("serve", *options, PORT=str(free_port()))
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 2
        assert output.splitlines() == [
            "The tables are of a newer version of Viceversa (9999_later), which this one does not "
            "know. Install that version again, or restore the backup from before the upgrade."
        ]


@pytest.mark.slow
def test_several_starts_at_once_upgrade_once(house: Installation) -> None:
    code = f"import django; django.setup()\n{UPGRADE}"
    starts = [house.start("-c", code) for _ in range(3)]
    assert [start.wait(timeout=90) for start in starts] == [0, 0, 0]
    assert house.python(STATE).startswith("default True 1 ")


def test_migrate_also_makes_the_table_that_no_migration_knows(house: Installation) -> None:
    assert house.python(CACHED) == "kept"


def test_a_worker_does_not_start_on_old_tables(tmp_path: Path) -> None:
    with installation(tmp_path, migrated=False) as made:
        process = made.viceversa("work")
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Run: viceversa migrate" in output


@pytest.mark.django_db
def test_tables_of_this_version_are_not_newer() -> None:
    assert newer_tables() == ""
