"""`make test-doors`: takes one check at a time out of the doors, and the tests must notice each.

A mutant is the house with one condition less: an argument of a filter, a refusal, half of an `and`,
the need to sign in. All of them stand in one copy of the sources, each behind a switch, so that
the house is set up once. Ends with 1 when more than one in a hundred is not noticed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from tools.mutants_made import Mutant, with_switches

ROOT = Path(__file__).parent.parent
PACKAGE = Path("src/viceversa")
DOORS = "tests/house/test_access.py"
CONDITIONS = "tests/house/test_conditions.py"
WORKERS = 2
MOST_ALIVE = 0.01
QUIETLY = ("-q", "-p", "no:cacheprovider", "-m", "not slow")


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="viceversa-mutants-") as directory:
        home = Path(directory)
        shutil.copytree(ROOT / "src", home / "src")
        found = list(_written_into(home))
        chosen = Random(options.seed).sample(found, min(options.most, len(found)))  # noqa: S311
        unseen = _unseen_by_doors(chosen, home)
        alive = [mutant for mutant in unseen if not _is_noticed_by_room(mutant, home)]
    for mutant in alive:
        print(f"not noticed: {mutant.path} without {mutant.loss}")
    print(f"{len(found)} checks, {len(chosen)} taken out one by one, {len(alive)} not noticed")
    return int(len(alive) > MOST_ALIVE * len(chosen))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _written_into(home: Path) -> Iterator[Mutant]:
    """Puts every check of the copied doors, and of the views behind them, behind a switch."""
    number = 1
    for pattern in ("*/access.py", "*/views/*.py", "*/views.py"):
        for path in sorted((home / PACKAGE).glob(pattern)):
            found = with_switches(path, PACKAGE.parent, first=number)
            number += len(found)
            yield from found


def _unseen_by_doors(mutants: Sequence[Mutant], home: Path) -> list[Mutant]:
    """Those that the tests of all doors do not notice, by several processes that share the work."""
    with ThreadPoolExecutor(WORKERS) as workers:
        shares = [mutants[worker::WORKERS] for worker in range(WORKERS)]
        found = workers.map(lambda share: _unseen(share, home), shares)
    return [mutant for share in found for mutant in share]


def _unseen(share: Sequence[Mutant], home: Path) -> list[Mutant]:
    with tempfile.NamedTemporaryFile("w+", suffix=".json", dir=home) as work:
        json.dump([mutant._asdict() for mutant in share], work)
        work.flush()
        if _pytest(["-p", "tools.mutants_doors", DOORS], home, VICEVERSA_MUTANTS=work.name):
            raise RuntimeError("The doors could not be tried.")
        return [Mutant(**each) for each in json.loads(Path(work.name).read_text("utf-8"))]


def _is_noticed_by_room(mutant: Mutant, home: Path) -> bool:
    tests = ["-x", "-p", "tools.mutants_switch", CONDITIONS, f"tests/{mutant.room}"]
    return bool(_pytest(tests, home, VICEVERSA_MUTANT=str(mutant.number)))


def _pytest(arguments: Sequence[str], home: Path, **environment: str) -> int:
    """Runs tests on the copy. What cannot even run is a mistake of this tool."""
    environment = {**os.environ, **environment, "PYTHONPATH": f"{home / 'src'}:{ROOT}"}
    command = [sys.executable, "-m", "pytest", *QUIETLY, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603
    if done.returncode not in (0, 1):
        raise RuntimeError(f"The tests ended with {done.returncode}.")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
