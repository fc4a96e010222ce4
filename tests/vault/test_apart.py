"""The keyring stands apart from the database: other tables and, on PostgreSQL, another user."""

from io import StringIO

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections, router
from django.db.models import Model

from tests.vault.world import seal
from viceversa.vault import models
from viceversa.vault.router import TABLES

ON_POSTGRES = {connections[alias].vendor for alias in connections} == {"postgresql"}
ALIASES = [("default", "keyring", "viceversa_pairkey"), ("keyring", "default", "viceversa_person")]


def kept_in_the_keyring() -> set[str | None]:
    return {
        model._meta.model_name
        for model in apps.get_models()
        if router.db_for_write(model) == router.db_for_read(model) == "keyring"
    }


def test_exactly_the_vaults_models_are_kept_there() -> None:
    own = {
        each._meta.model_name
        for each in vars(models).values()
        if isinstance(each, type) and issubclass(each, Model)
    }
    assert own == TABLES == kept_in_the_keyring()


@pytest.mark.django_db
def test_no_database_has_tables_of_the_other() -> None:
    tables = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            tables[alias] = set(connections[alias].introspection.table_names(cursor))
    assert tables["keyring"] == {
        "django_migrations",
        "viceversa_answerkey",
        "viceversa_mark",
        "viceversa_pairkey",
        "viceversa_signingkey",
    }
    assert tables["default"] & tables["keyring"] == {"django_migrations"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "heads"),
    [([], 2), (["--database=keyring"], 1), (["--database=default"], 1), (["auth"], 1)],
)
def test_migrate_is_for_both_and_spares_the_keyring_what_is_none_of_its_business(
    arguments: list[str], heads: int
) -> None:
    output = StringIO()
    call_command("migrate", *arguments, "--plan", stdout=output)
    assert output.getvalue().count("Planned operations:\n  No planned") == heads


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no users")
@pytest.mark.parametrize(("user_of", "database_of", "table"), ALIASES)
def test_the_user_of_one_reads_nothing_of_the_other(
    user_of: str, database_of: str, table: str
) -> None:
    seal("one")
    user, database = (connections[alias].settings_dict for alias in (user_of, database_of))
    assert user["USER"] != database["USER"]
    there = {"dbname": database["NAME"], "host": database["HOST"] or database["OPTIONS"]["host"]}
    with (
        psycopg.connect(user=user["USER"], password=user["PASSWORD"], **there) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"SELECT * FROM {table}")  # type: ignore[arg-type]  # noqa: S608
    with psycopg.connect(user=database["USER"], **there) as connection:
        connection.execute(f"SELECT * FROM {table}")  # type: ignore[arg-type]  # noqa: S608
