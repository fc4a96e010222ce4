"""What all our commands have in common: help about the verb alone, and plain refusals."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from viceversa import __version__
from viceversa.cli import verb_of

WHERE_TO_LOOK = (
    "Tables are made by viceversa serve or migrate; viceversa doctor says what is wrong."
)


def at_least_one(text: str) -> int:
    """How many of something. ArgumentTypeError for none at all."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a number from 1 on is needed")
    return int(text)


class Verb(BaseCommand):
    """A command of ours. Django's general options work and are not listed: they are for whoever
    writes programs."""

    requires_system_checks = ()  # they are for `make check`, and take a second
    suppressed_base_arguments = {  # as Django declares it
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
    }

    def get_version(self) -> str:
        return __version__

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, verb_of(subcommand), **kwargs)

    def execute(self, *args: Any, **options: Any) -> Any:
        """A refusal at the terminal is its own words, without the name of an error."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._called_from_command_line:  # type: ignore[attr-defined]  # Django's own
                raise
            self.stderr.write(str(error))
            raise SystemExit(error.returncode) from None
        except (OperationalError, ProgrammingError) as error:
            if options.get("traceback") or not self._called_from_command_line:  # type: ignore[attr-defined]
                raise
            said = str(error).partition("\n")[0]
            self.stderr.write(f"The database cannot be used: {said}.\n{WHERE_TO_LOOK}")
            raise SystemExit(1) from None
