"""People apply while the program's processes are killed, one after the other: who was thanked and
is missing, or is there twice.

    python -m bench.killing --people 10000 --every 5
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.enrolment.killing import apply_under_kills
from tests.program import program


def main() -> int:
    parser = argparse.ArgumentParser(description="Applications while processes are killed.")
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two kills")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory,
        program(Path(directory)) as served,
    ):
        served.house.run("migrate", "--verbosity=0")
        outcome = apply_under_kills(served, people=options.people, every=options.every)
    print(
        f"{outcome.thanked} were thanked, {outcome.kills} processes killed: {outcome.missing} "
        f"missing (at most 0), {outcome.twice} twice (at most 0), {outcome.without_receipt} "
        "without a receipt (at most 0)"
    )
    return int(bool(outcome.missing or outcome.twice or outcome.without_receipt))


if __name__ == "__main__":
    sys.exit(main())
