"""Writes a switch into the sources wherever a check could be taken out."""

import ast
from pathlib import Path
from typing import NamedTuple

FETCHES = {"filter", "exclude", "get", "get_object_or_404"}


class Mutant(NamedTuple):
    """A check: its number, the file and the room it stands in, and what is lost without it."""

    number: int
    path: str
    room: str
    loss: str


def with_switches(path: Path, package: Path, *, first: int) -> list[Mutant]:
    """Rewrites the file, and gives its checks, numbered from the first."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    switches = _Door(first) if path.name == "access.py" else _View(first)
    path.write_text(ast.unparse(ast.fix_missing_locations(switches.visit(tree))), encoding="utf-8")
    parts = path.parts[path.parts.index(package.name) + 1 :]
    return [
        Mutant(first + place, "/".join(parts), parts[1], loss)
        for place, loss in enumerate(switches.losses)
    ]


class _Switches(ast.NodeTransformer):
    """`taken_out(number)` is true while that check is out: see `mutants_switch`."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.losses: list[str] = []

    def switch(self, loss: str) -> ast.expr:
        """A question of its own for one check more."""
        self.losses.append(loss)
        number = self.first + len(self.losses) - 1
        return ast.parse(f"taken_out({number})", mode="eval").body


class _View(_Switches):
    """The need to sign in."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.decorator_list = [self._guard(each, node.name) for each in node.decorator_list]
        return node

    def _guard(self, decorator: ast.expr, view: str) -> ast.expr:
        if _name(decorator) != "sign_in_required":
            return decorator
        asked = self.switch(f"sign_in_required on {view}")
        guard = ast.parse("unless(lambda: question, guard)", mode="eval").body
        return _Filled({"question": asked, "guard": decorator}).visit(guard)  # type: ignore[no-any-return]


class _Door(_Switches):
    """Conditions of a fetch, refusals, and the halves of an `and`."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        name = _name(node.func)
        if name in FETCHES:
            node.keywords = [self._keyword(each) for each in node.keywords]
        if name in FETCHES - {"get"}:
            kept = 1 if name == "get_object_or_404" else 0
            node.args = [*node.args[:kept], *map(self._argument, node.args[kept:])]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        self.generic_visit(node)
        if isinstance(node.body[0], ast.Raise) and not node.orelse:
            asked = self.switch(f"the refusal if {ast.unparse(node.test)}")
            node.test = ast.BoolOp(ast.And(), [ast.UnaryOp(ast.Not(), asked), node.test])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        self.generic_visit(node)
        if isinstance(node.op, ast.And):
            node.values = [
                ast.BoolOp(ast.Or(), [self.switch(f"{ast.unparse(each)} (half)"), each])
                for each in node.values
            ]
        return node

    def _keyword(self, keyword: ast.keyword) -> ast.keyword:
        asked = self.switch(ast.unparse(keyword))
        name, value = keyword.arg, keyword.value
        whole = ast.Dict([ast.Constant(name)], [value]) if name else value
        return ast.keyword(None, ast.IfExp(asked, ast.Dict([], []), whole))

    def _argument(self, argument: ast.expr) -> ast.expr:
        asked = self.switch(ast.unparse(argument))
        whole = ast.Tuple([argument], ast.Load())
        return ast.Starred(ast.IfExp(asked, ast.Tuple([], ast.Load()), whole), ast.Load())


class _Filled(ast.NodeTransformer):
    """Names that stand for expressions."""

    def __init__(self, meant: dict[str, ast.expr]) -> None:
        self.meant = meant

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.meant.get(node.id, node)


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))
