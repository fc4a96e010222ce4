from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb, at_least_one
from viceversa.operations.demo.load import NotADemoError, empty_demo, load_demo
from viceversa.operations.preparing import prepare_tables


class Command(Verb):
    help = "Load made-up programmes to look at; loading again changes nothing. Demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=at_least_one, metavar="N",
                            help="also a round with so many seniors, as 500")  # fmt: skip
        parser.add_argument(
            "--reset", action="store_true", help="first throw away everything in the database"
        )

    def handle(self, *args: Any, size: int | None, reset: bool, **options: Any) -> None:
        prepare_tables()
        try:
            if reset:
                empty_demo()
            made = load_demo(size)
        except NotADemoError as error:
            raise CommandError(str(error)) from None
        for programme in made:
            self.stdout.write(f"Loaded: {programme.name}")
        if not made:
            self.stdout.write("The demo is there already. viceversa demo --reset loads it anew.")
