from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb, at_least_one
from viceversa.operations.copies import CopyError, Kept, back_up


class Command(Verb):
    help = "Copy database and keyring while all is running, each to its own place, and check them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", type=Path, help="where copies of the database lie")
        parser.add_argument("keys_place", type=Path, help="where copies of the keyring lie, apart")
        parser.add_argument("--for", dest="recipient", default="", metavar="AGE1…",
                            help="seal them for the holder of this public key of age")  # fmt: skip
        parser.add_argument("--keep", type=at_least_one, metavar="N",
                            help="forget all but the newest N of the database")  # fmt: skip
        parser.add_argument("--keep-keys", type=at_least_one, default=7, metavar="N",
                            help="forget all but the newest N of the keyring (7)")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        kept = Kept(options["keep"], options["keep_keys"])
        places = options["place"], options["keys_place"]
        try:
            made = back_up(*places, recipient=options["recipient"], kept=kept)
        except CopyError as error:
            raise CommandError(f"No backup. {error}") from error
        self.stdout.write("\n".join(["Copied, and looked through:", *map(str, made)]))
