from typing import Any

from viceversa.management.verb import Verb
from viceversa.operations.doctor import examine


class Command(Verb):
    help = "Check this installation. Ends with 1 when something is to be done."

    def handle(self, *args: Any, **options: Any) -> None:
        ill = 0
        for finding in examine():
            ill += not finding.is_well
            mark = self.style.SUCCESS("well ") if finding.is_well else self.style.ERROR("ill  ")
            self.stdout.write(f"{mark} {finding.words}")
            if finding.remedy:
                self.stdout.write(f"      {finding.remedy}")
        raise SystemExit(1 if ill else 0)
