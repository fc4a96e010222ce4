"""Migrations that are noted in the very transaction that makes them."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class WholeMigrations(MigrationExecutor):
    """Django notes a migration in its transaction only where no index and no foreign key is left
    for the end. Else it notes it afterwards: a program that was killed in between would make the
    same tables at its next start, and fail. So nothing is left."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, *how: Any, **more: Any
    ) -> ProjectState:
        apply = migration.apply

        def apply_all(before: ProjectState, editor: Any, *rest: Any) -> ProjectState:
            after = apply(before, editor, *rest)
            _do_what_is_left(editor)
            return after

        migration.apply = apply_all  # type: ignore[assignment, method-assign]
        return super().apply_migration(state, migration, *how, **more)


def _do_what_is_left(editor: BaseDatabaseSchemaEditor) -> None:
    while editor.deferred_sql:
        editor.execute(editor.deferred_sql.pop(0), None)
