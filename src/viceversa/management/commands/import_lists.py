from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb
from viceversa.operations.drop_folder import FolderError, look, watch
from viceversa.programmes.models import Programme


class Command(Verb):
    help = "Bring in the lists of people that lie in a folder; ends with 1 when one has to stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where HR's system puts its lists")
        parser.add_argument("--programme", required=True, metavar="CODE",
                            help="as in the address of the programme's pages")  # fmt: skip
        parser.add_argument("--watch", action="store_true", help="look every minute, until stopped")

    def handle(self, *args: Any, folder: Path, programme: str, **options: Any) -> None:
        found = Programme.objects.filter(pk=programme).first()
        if found is None:
            raise CommandError(f"There is no programme {programme}.")
        try:
            if options["watch"]:
                watch(folder, found, say=self.stdout.write)
            elif look(folder, found, say=self.stdout.write):
                raise SystemExit(1)
        except FolderError as error:
            raise CommandError(str(error)) from error
