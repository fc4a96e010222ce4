from typing import Any

from django.core.management.base import CommandParser

from viceversa.config import config
from viceversa.management.verb import Verb
from viceversa.operations.serving import serve


class Command(Verb):
    help = "Serve the pages and do the work behind them, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-migrate",
            action="store_false",
            dest="migrate",
            help="leave the tables as they are, and do not start when they are behind",
        )

        parser.add_argument(
            "--no-worker",
            action="store_false",
            dest="worker",
            help="serve pages alone; viceversa work does the work elsewhere",
        )

    def handle(self, *args: Any, migrate: bool, worker: bool, **options: Any) -> None:
        raise SystemExit(serve(config(), migrate=migrate, worker=worker))
