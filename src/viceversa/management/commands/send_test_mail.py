from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.lib.text import AddressError
from viceversa.management.verb import Verb
from viceversa.operations.mail_trial import send_test_mail


class Command(Verb):
    help = "Send a letter through the mail server of the settings, and say what became of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="whoever is to get it; need not be known here")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        try:
            found = send_test_mail(address)
        except AddressError as error:
            raise CommandError(str(error)) from error
        if not found.is_well:
            raise CommandError(f"{found.words}\n{found.remedy}")
        self.stdout.write(found.words)
