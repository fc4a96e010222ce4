from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb
from viceversa.operations.persons import UnknownPersonError, person_named
from viceversa.privacy.export import archive


class Command(Verb):
    help = "Write everything stored about a person into one archive, to be handed to her."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="her key or e-mail address")
        parser.add_argument("--to", type=Path, metavar="FILE",
                            help="where to write it (the key, as .zip, right here)")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = person_named(options["person"])
        except UnknownPersonError as error:
            raise CommandError(str(error)) from error
        file = options["to"] or Path(f"{person.pk}.zip")
        try:
            with file.open("xb") as opened:
                file.chmod(0o600)
                opened.write(archive(person))
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        self.stdout.write(
            f"Everything stored about {person.full_name} is in {file}, but for what she has "
            "written in her pairs: that she gets on her own page, My data."
        )
