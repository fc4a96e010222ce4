from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.urls import reverse

from viceversa.management.verb import Verb
from viceversa.operations.organiser import make_organiser
from viceversa.operations.preparing import prepare_tables


class Command(Verb):
    help = "Let somebody sign in and create programmes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="e-mail address, to which sign-in codes are sent")
        parser.add_argument("--name", default="", help="'Given Family'; needed for a new person")

    def handle(self, *args: Any, address: str, name: str, **options: Any) -> None:
        prepare_tables()
        try:
            person = make_organiser(address, name=name)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{person.full_name} can now create programmes.\n"
            f"Sign in on {settings.BASE_URL}{reverse('account_login')} with {person.email}; "
            "a code comes by mail."
        )
