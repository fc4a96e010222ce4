"""Which test proves which requirement: `python -m tools.requirements check` or `update`.

Tests say it themselves, by `@pytest.mark.requirement("001-15")`. Their sources are only read, so
that the page in the docs costs a second and no run.
"""

import ast
import csv
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LIST = ROOT / "tests/requirements.csv"
PAGE = DOCS / "build-it/requirements.md"
HEAD = """# What must be true, and what proves it

Viceversa set out from {count} requirements. Each stands here with the tests that would fail if it
were broken; all of them run before a change is taken in. Where no test can tell, a page says how
it is done. The number is the name by which tests and issues speak of a requirement.

`make requirements` writes this page from the marks on the tests.
"""
TABLE = "\n## {theme}\n\n| | the software must | proved by |\n|---|---|---|\n"


class Requirement(NamedTuple):
    """One line of the list; `page` is under `docs` and named where no test can tell."""

    id: str
    theme: str
    must: str
    page: str


class Proof(NamedTuple):
    """A marked test, or a class of them."""

    requirement: str
    path: str
    name: str


def all_requirements() -> list[Requirement]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return [Requirement(**row) for row in csv.DictReader(file)]


def all_proofs() -> list[Proof]:
    """Every mark on a test, in the order of files and lines."""
    return [
        Proof(requirement, path.relative_to(ROOT).as_posix(), name)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for requirement, name in marks_in(path.read_text(encoding="utf-8"))
    ]


def marks_in(source: str) -> Iterator[tuple[str, str]]:
    """Pairs of a requirement and the readable name of the test that is marked with it."""
    for node in ast.parse(source).body:
        yield from marks_on(node)
        for inner in node.body if isinstance(node, ast.ClassDef) else []:
            yield from ((number, f"{said(node)}: {name}") for number, name in marks_on(inner))


def marks_on(node: ast.stmt) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.requirement":
                yield from ((ast.literal_eval(number), said(node)) for number in mark.args)


def said(node: ast.FunctionDef | ast.ClassDef) -> str:
    """`test_both_say_yes` and `TestBothSayYes` are read as "both say yes"."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower().removeprefix("test_")
    return words.replace("_", " ")


def page_of(requirements: list[Requirement], proofs: list[Proof]) -> str:
    text = HEAD.format(count=len(requirements))
    for theme, group in groupby(requirements, key=lambda one: one.theme):
        text += TABLE.format(theme=theme) + "".join(row(one, proofs) for one in group)
    return text


def row(one: Requirement, proofs: list[Proof]) -> str:
    found = [f"{p.name} (`{p.path}`)" for p in proofs if p.requirement == one.id]
    if one.page:
        title = (DOCS / one.page).read_text(encoding="utf-8").partition("\n")[0]
        found.append(f"the page [{title.removeprefix('# ')}](../{one.page})")
    return f"| {one.id} | {one.must} | {'<br>'.join(found)} |\n"


def complaints(requirements: list[Requirement], proofs: list[Proof]) -> Iterator[str]:
    """What is open, and what speaks of something that is not there."""
    proven = {proof.requirement for proof in proofs}
    for one in requirements:
        if not one.page and one.id not in proven:
            yield f"{one.id} has neither a test nor a page: {one.must}"
        if one.page and not (DOCS / one.page).is_file():
            yield f"{one.id} names a page that is not there: {one.page}"
    known = {one.id for one in requirements}
    for proof in proofs:
        if proof.requirement not in known:
            yield f"no requirement is called {proof.requirement!r}: {proof.path}, {proof.name}"


def main(verb: str) -> int:
    requirements, proofs = all_requirements(), all_proofs()
    found = list(complaints(requirements, proofs))
    page = "" if found else page_of(requirements, proofs)
    if verb == "update" and not found:
        PAGE.write_text(page, encoding="utf-8")
    elif not found and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page):
        found.append("the page is older than the tests: run `make requirements`")
    print("\n".join(found) or f"{len(requirements)} requirements, each with its test or its page")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
