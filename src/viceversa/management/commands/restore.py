from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb
from viceversa.operations.copies import CopyError, Source, restore


class Command(Verb):
    help = "Put a backup into an empty installation. What was erased since is erased again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("data", type=Path, help="the copy of the database: a folder")
        parser.add_argument("keys", type=Path, nargs="?",
                            help="that of the keyring, if it was lost too")  # fmt: skip
        parser.add_argument("--identity", type=Path, metavar="FILE",
                            help="the file with the secret key of age that opens them")  # fmt: skip
        parser.add_argument("--ledger", type=Path, metavar="FILE",
                            help="a copy of the erasure ledger that is newer")  # fmt: skip
        parser.add_argument("--journal", type=Path, metavar="FILE", action="append", default=[],
                            help="an intake journal elsewhere; may be repeated")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            journals = tuple(filter(_there, options["journal"]))
            source = Source(options["data"], options["keys"], _there(options["ledger"]),
                            journals, _identity(options["identity"]))  # fmt: skip
            done = restore(source)
        except CopyError as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        keyring = (
            "The keyring is back too." if done.with_keyring else "The keyring stayed as it was."
        )
        came = done.applications
        self.stdout.write(
            f"The database is back. {keyring} Erased again: {done.erased} key(s), "
            f"{done.people} person(s). "
            f"{done.older} text(s) are older than the keyring knew; their trail says so.\n"
            f"Applications that came after the copy: {came.back} are back, {came.homeless} belong "
            f"to calls that it does not know, {came.shut} line(s) of the journal do not open.\n"
            "Run viceversa doctor, which may miss no more than a worker now, and start."
        )


def _there(file: Path | None) -> Path | None:
    if file and not file.is_file():
        raise CopyError(f"There is no file {file}.")
    return file


def _identity(file: Path | None) -> str:
    """The secret key in a file as age-keygen writes it, with remarks."""
    if not _there(file) or file is None:
        return ""
    lines = file.read_text(encoding="utf-8").split("\n")
    return next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
