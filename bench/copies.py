"""A backup of some ten thousand people, and its restore into an empty installation: how long each
takes, from typing it to its last line.

    python -m bench.copies [--seniors 5000]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST = 300  # seconds to restore ten thousand people


def main() -> None:
    parser = argparse.ArgumentParser(description="A copy is made and put back.")
    parser.add_argument("--seniors", type=int, default=5000, help="there are more juniors")
    seniors = parser.parse_args().seniors
    with tempfile.TemporaryDirectory(prefix="viceversa-bench-") as directory:
        house, empty, data, keys = (Path(directory) / name for name in ("a", "b", "data", "keys"))
        _took(house, "demo", "--size", str(seniors))
        size = (house / "viceversa.sqlite3").stat().st_size / 2**20
        backup = _took(house, "backup", str(data), str(keys))
        restore = _took(empty, "restore", *(str(_newest(place)) for place in (data, keys)))
    print(f"backup of {seniors} seniors and more juniors, {size:.0f} MiB: {backup:.0f} s")
    print(f"restore of the same: {restore:.0f} s (at most {MOST})")


def _took(house: Path, *command: str) -> float:
    began = time.monotonic()
    subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "viceversa", *command],
        env={**os.environ, "VICEVERSA_DATA": str(house)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.monotonic() - began


def _newest(place: Path) -> Path:
    return max(place.iterdir())


if __name__ == "__main__":
    main()
