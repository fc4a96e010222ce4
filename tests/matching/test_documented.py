"""Every public name of the core says what it means; in `docs/build-it/matching.md` is the rest."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType, ModuleType

import pytest

from viceversa import matching

MODULES = [
    import_module(found.name)
    for found in pkgutil.walk_packages(matching.__path__, "viceversa.matching.")
]


def public_names(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, thing in vars(module).items():
        is_own = getattr(thing, "__module__", "") == module.__name__
        if is_own and not name.startswith("_") and isinstance(thing, type | FunctionType):
            yield name, thing
            if isinstance(thing, type):
                yield from verbs(name, thing)


def verbs(name: str, noun: type) -> Iterator[tuple[str, object]]:
    """Methods and properties; one that takes another's place may have that one's words."""
    for verb, thing in vars(noun).items():
        if not verb.startswith("_") and isinstance(thing, FunctionType | property | classmethod):
            yield f"{name}.{verb}", getattr(noun, verb)


def is_told(name: str, thing: object) -> bool:
    words = inspect.getdoc(thing) or ""
    return bool(words) and not words.startswith(f"{name}(")  # as a dataclass says by itself


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_name_of_the_core_is_told(module: ModuleType) -> None:
    assert [name for name, thing in public_names(module) if not is_told(name, thing)] == []
    assert module.__doc__
