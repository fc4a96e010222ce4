from typing import Any

from django.core.management.base import CommandError

from viceversa.management.verb import Verb
from viceversa.operations.preparing import tables_are_behind
from viceversa.operations.working import work


class Command(Verb):
    help = "Deliver letters and do all other work that waits, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        if tables_are_behind():
            raise CommandError("The tables are behind this version. Run: viceversa migrate")
        work()
