from typing import Any

from django.core.management.base import CommandParser

from viceversa.management.verb import Verb
from viceversa.operations.settings_page import environment_example, settings_page


class Command(Verb):
    help = "Print every setting as a page in Markdown."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--env", action="store_true", help="as a .env file to be filled in")

    def handle(self, *args: Any, env: bool, **options: Any) -> None:
        self.stdout.write(environment_example() if env else settings_page(), ending="")
