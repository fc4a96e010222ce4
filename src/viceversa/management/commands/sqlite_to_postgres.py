from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb
from viceversa.operations.moving import CannotMoveError, move


class Command(Verb):
    help = "Copy everything from a data directory on SQLite into an empty PostgreSQL."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("data", type=Path, help="the data directory on SQLite")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            moved = move(data)
        except CannotMoveError as error:
            raise CommandError(f"Nothing was moved. {error}") from error
        self.stdout.write(
            f"{moved.rows} rows of {moved.tables} tables are in PostgreSQL, counted on both sides. "
            "The files on SQLite are as they were.\nMaster keys, ledger and secret key stay where "
            "the settings say. Run viceversa doctor, then start."
        )
