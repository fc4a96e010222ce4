"""The rooms of the house, for what each of them declares in a module of one name."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import viceversa


def import_from_every_room(module: str) -> None:
    """Imports that module of every room that has it, so that what it declares is known."""
    for room in iter_modules(viceversa.__path__):
        if room.ispkg and find_spec(f"viceversa.{room.name}.{module}"):
            import_module(f"viceversa.{room.name}.{module}")
