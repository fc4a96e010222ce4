from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from viceversa.conversations.actions.restores import accept_restore


class Command(BaseCommand):
    help = "After a database was restored: let the older texts in it be read again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["accept-restore"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        count = accept_restore()
        self.stdout.write(f"{count} older text(s) can be read again; the trail says so.")
