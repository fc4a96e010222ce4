from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.core.management.commands import migrate
from django.db import connections

from viceversa.lib.migrating import WholeMigrations
from viceversa.vault.router import KEYRING

migrate.MigrationExecutor = WholeMigrations  # type: ignore[attr-defined]  # Django has no other way in


class Command(migrate.Command):
    help = "Bring the tables of the database and the keyring up to date, or of one by --database."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        asked: Any = BaseCommand.get_check_kwargs(self, options)
        databases = [options["database"]] if options["database"] else list(connections)
        return {**asked, "databases": databases}

    def handle(
        self, *args: Any, database: str | None, app_label: str | None, **options: Any
    ) -> None:
        for alias in [database] if database else connections:
            if alias != KEYRING:
                super().handle(*args, database=alias, app_label=app_label, **options)
            elif app_label in (None, "viceversa"):  # no other app has tables there
                own = {**options, "app_label": "viceversa", "run_syncdb": False}
                super().handle(*args, database=alias, **own)
        if not (database or app_label or options["plan"] or options["check_unapplied"]):
            call_command("createcachetable", verbosity=0)  # no migration makes that table
