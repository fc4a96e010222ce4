"""Many rows at once, all or nothing, with a write lock as short as the database can make it.

Turning objects into rows is slow Python and is done before the transaction; inside it runs one
`executemany` per model. Unlike `bulk_create` and `bulk_update`, which do both inside. The models
must know their keys beforehand, as every model of ours does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError

_Field = models.Field[Any, Any]


@dataclass(frozen=True)
class PreparedWrite:
    """One statement and the rows that it is to be run with."""

    sql: str
    rows: Sequence[Sequence[Any]]
    using: str
    may_be_known: bool = False


def prepare_inserts(
    model: type[models.Model],
    instances: Iterable[models.Model],
    *,
    using: str = "default",
    may_be_known: bool = False,
) -> PreparedWrite:
    """The rows of new objects. Writes nothing. One that `may_be_known` is left out where a row
    that is there already stands against it by a constraint."""
    connection = connections[using]
    fields = stored(model)
    rows = [[_value(o, f, connection, add=True) for f in fields] for o in instances]
    sql = insert_into(model, connection) + (" ON CONFLICT DO NOTHING" if may_be_known else "")
    return PreparedWrite(sql, rows, using, may_be_known)


def insert_into(model: type[models.Model], connection: BaseDatabaseWrapper) -> str:
    """The statement that puts a row of `stored` values into the model's table."""
    names = ", ".join(_quoted(connection, field) for field in stored(model))
    marks = ", ".join("%s" for _ in stored(model))
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608


def prepare_updates(
    model: type[models.Model],
    instances: Iterable[models.Model],
    *,
    fields: Sequence[str],
    using: str = "default",
) -> PreparedWrite:
    """The rows of changed objects: the named fields, found by their keys. Writes nothing."""
    connection = connections[using]
    known = {field.name: field for field in stored(model)}
    changed, key = [known[name] for name in fields], model._meta.pk
    sets = ", ".join(f"{_quoted(connection, field)} = %s" for field in changed)
    table = connection.ops.quote_name(model._meta.db_table)
    rows = [[_value(o, f, connection, add=False) for f in (*changed, key)] for o in instances]
    where = _quoted(connection, key)
    return PreparedWrite(f"UPDATE {table} SET {sets} WHERE {where} = %s", rows, using)  # noqa: S608


def write_many(*prepared: PreparedWrite) -> int:
    """Runs the prepared writes in the order given (parents first); returns how many rows.

    Must stand inside `transaction.atomic()`. A changed row that is gone stops everything.
    """
    return sum(_write(each) for each in prepared if each.rows)


def _write(prepared: PreparedWrite) -> int:
    connection = connections[prepared.using]
    if not connection.in_atomic_block:
        raise TransactionManagementError("write_many outside a transaction could stop half-way")
    with connection.cursor() as cursor:
        cursor.executemany(prepared.sql, prepared.rows)
        if not prepared.may_be_known and cursor.rowcount != len(prepared.rows):
            raise DatabaseError(f"{cursor.rowcount} of {len(prepared.rows)} rows were written")
        return int(cursor.rowcount)


def stored(model: type[models.Model]) -> list[_Field]:
    """The fields that a row holds, without those that the database computes."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _quoted(connection: BaseDatabaseWrapper, field: _Field) -> str:
    return connection.ops.quote_name(str(field.column))


def _value(
    instance: models.Model, field: _Field, connection: BaseDatabaseWrapper, *, add: bool
) -> Any:
    """What the driver is given: with the field's own touch (auto_now) and the database's form."""
    return field.get_db_prep_save(field.pre_save(instance, add), connection)
