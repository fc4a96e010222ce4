"""`make test-doors`: takes one check at a time out of the doors, and the tests must notice each.

A mutant is the house with one condition less: an argument of a filter, a refusal, half of an `and`,
the need to sign in. Each is tried in a copy of the sources by the tests of doors and of its room.
Ends with 1 when more than one in a hundred lives.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from random import Random

ROOT = Path(__file__).parent.parent
PACKAGE = Path("src/viceversa")
FETCHES = {"filter", "get_object_or_404", "exclude", "get"}
WORKERS = 2
MOST_ALIVE = 0.01


@dataclass(frozen=True)
class Mutant:
    """A file with one check less, what was taken out, and the room it belongs to."""

    path: Path
    source: str
    loss: str

    @property
    def room(self) -> str:
        return self.path.relative_to(PACKAGE).parts[0]


def main() -> int:
    options = _options()
    found = [mutant for path in doors() for mutant in mutants_of(path)]
    chosen = Random(options.seed).sample(found, min(options.most, len(found)))  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="viceversa-mutants-") as directory:
        alive = survivors(chosen, Path(directory))
    for mutant in alive:
        print(f"alive: {mutant.path}: without {mutant.loss}")
    print(f"{len(found)} checks, {len(chosen)} taken out one by one, {len(alive)} not noticed")
    return int(len(alive) > MOST_ALIVE * len(chosen))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def doors() -> list[Path]:
    """The files that decide who may: doors, and the views that they stand before."""
    rooms = ROOT / PACKAGE
    found = [*rooms.glob("*/access.py"), *rooms.glob("*/views/*.py"), *rooms.glob("*/views.py")]
    return sorted(path.relative_to(ROOT) for path in found)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of one file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    is_door = path.name == "access.py"
    for place, node in enumerate(ast.walk(tree)):
        for number in range(_checks(node, is_door)):
            mutated = deepcopy(tree)
            loss = _take(_at(mutated, place), number)
            yield Mutant(path, ast.unparse(ast.fix_missing_locations(mutated)), loss)


def survivors(mutants: list[Mutant], directory: Path) -> list[Mutant]:
    """Those that no test has noticed."""
    copies: SimpleQueue[Path] = SimpleQueue()
    for number in range(WORKERS):
        shutil.copytree(ROOT / "src", directory / str(number) / "src")
        copies.put(directory / str(number))
    with ThreadPoolExecutor(WORKERS) as workers:
        noticed = list(workers.map(lambda mutant: _is_noticed(mutant, copies), mutants))
    return [mutant for mutant, is_noticed in zip(mutants, noticed, strict=True) if not is_noticed]


def _is_noticed(mutant: Mutant, copies: "SimpleQueue[Path]") -> bool:
    home = copies.get()
    place = home / mutant.path
    original = place.read_text(encoding="utf-8")
    place.write_text(mutant.source, encoding="utf-8")
    try:
        return any(_fails(tests, home) for tests in (["tests/house"], [f"tests/{mutant.room}"]))
    finally:
        place.write_text(original, encoding="utf-8")
        copies.put(home)


def _fails(tests: list[str], home: Path) -> bool:
    """Whether a test fails on these sources. What cannot even run is a mistake of this tool."""
    chosen = tests if tests != ["tests/house"] else ["tests/house/test_access.py"]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *chosen]
    environment = os.environ | {"PYTHONPATH": f"{home / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)  # noqa: S603
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 1


def _at(tree: ast.AST, place: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(tree)) if number == place)


def _checks(node: ast.AST, is_door: bool) -> int:
    """How many checks can be taken out of a node."""
    match node:
        case ast.FunctionDef() if not is_door:
            return sum(_is_sign_in(decorator) for decorator in node.decorator_list)
        case ast.Call() if is_door and _name(node.func) in FETCHES:
            return len(node.keywords) + len(node.args) - (_name(node.func) == "get_object_or_404")
        case ast.If() if is_door:
            return int(isinstance(node.body[0], ast.Raise) and not node.orelse)
        case ast.BoolOp(op=ast.And()) if is_door:
            return len(node.values)
    return 0


def _take(node: ast.AST, number: int) -> str:
    """Takes the check out of the node, and says what it was."""
    match node:
        case ast.FunctionDef():
            node.decorator_list = [d for d in node.decorator_list if not _is_sign_in(d)]
            return f"sign_in_required on {node.name}"
        case ast.Call():
            return _take_argument(node, number)
        case ast.If():
            loss, node.test = ast.unparse(node.test), ast.Constant(value=False)
            return f"the refusal if {loss}"
        case ast.BoolOp():
            return ast.unparse(node.values.pop(number)) + (
                " (half)" if len(node.values) < 2 else ""
            )
    raise TypeError(node)


def _take_argument(call: ast.Call, number: int) -> str:
    if number < len(call.keywords):
        return ast.unparse(call.keywords.pop(number))
    return ast.unparse(call.args.pop(number - len(call.keywords)))


def _is_sign_in(decorator: ast.expr) -> bool:
    return _name(decorator) == "sign_in_required"


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


if __name__ == "__main__":
    sys.exit(main())
