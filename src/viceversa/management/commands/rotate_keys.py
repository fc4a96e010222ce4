from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb
from viceversa.vault import rotation
from viceversa.vault.sealing import CannotOpenError


class Command(Verb):
    help = "Make a new master key and wrap every pair's key anew. Run again when broken off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--drop-old",
            action="store_true",
            help="make no new key, but forget the old ones when nothing needs them any more",
        )

    def handle(self, *args: Any, drop_old: bool, **options: Any) -> None:
        try:
            done, dropped = rotation.drop_old() if drop_old else (rotation.rotate(), 0)
        except (CannotOpenError, OSError) as error:
            raise CommandError(f"The master keys cannot be used: {error}") from error
        self.stdout.write(
            f"Master key {done.master} is in use; {done.wrapped} pair key(s) were wrapped anew."
        )
        if dropped:
            self.stdout.write(f"Forgotten: {dropped} old master key(s).")
        if done.shut:
            raise CommandError(
                f"{done.shut} pair key(s) do not open and stay as they are, and so do the old "
                "master keys. viceversa doctor says more."
            )
