"""The console script `viceversa`: our own verbs, and Django's commands."""

import os
import sys


def main() -> int:
    """Runs one command and gives its exit code. `match` needs no set-up, so it goes first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "viceversa.settings")
    if sys.argv[1:2] == ["match"]:
        from viceversa.operations.match_people import main as match_people

        return match_people(sys.argv[2:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0
