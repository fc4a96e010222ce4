from typing import Any

from django.core.management.base import BaseCommand

from viceversa.operations.working import work


class Command(BaseCommand):
    help = "Deliver letters and do all other work that waits, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        work()
