from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from viceversa.management.verb import Verb
from viceversa.operations.persons import UnknownPersonError, person_named
from viceversa.people.models import Person
from viceversa.privacy.actions import LeadsAloneError, erase_person
from viceversa.privacy.forecast import forecast


class Command(Verb):
    help = "Erase a person: what tells who she is goes, for good, also from backups put back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="her key or e-mail address")
        parser.add_argument("--dry-run", action="store_true",
                            help="only say what goes, what stays, and why")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = person_named(options["person"])
        except UnknownPersonError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person.full_name}, {person.email}, key {person.pk}")
        with translation.override("en"):  # as all that stands around it
            for line in forecast(person):
                self.stdout.write(f"  {line.text}")
        if not options["dry_run"]:
            self._erase(person)

    def _erase(self, person: Person) -> None:
        if input(f"This cannot be undone. Type {person.pk} to erase: ").strip() != person.pk:
            raise CommandError("That is not the key. Nothing was erased.")
        try:
            erase_person(person, by=None)
        except LeadsAloneError as error:
            with translation.override("en"):
                raise CommandError(f"Nothing was erased. {error}") from error
        self.stdout.write(
            "Erased. The worker writes the database file anew, so that nothing lingers in it. "
            "Backups made before hold the person until they are too old; put back, they lose her."
        )
