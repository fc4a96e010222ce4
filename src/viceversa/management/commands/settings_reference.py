from typing import Any

from django.core.management.base import BaseCommand

from viceversa.operations.settings_page import settings_page


class Command(BaseCommand):
    help = "Print every setting as a page in Markdown."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(settings_page(), ending="")
