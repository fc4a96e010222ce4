"""What may stand in an answer. A field of a schema names the field of the register that it shows;
what is the pair's own, an answer to a survey or a secret cannot be named."""

from typing import Any

from pydantic import Field

from viceversa.lib.register import entries

NEVER = ("P0", "P2", "P5")


class NotForMachinesError(ValueError):
    """The register says that this leaves the house by no interface."""


def shown(source: str, **more: Any) -> Any:
    """A field of a schema that shows `Model.field`. Raises NotForMachinesError."""
    entry = entries().get(source)
    if entry is None or entry.data_class in NEVER:
        raise NotForMachinesError(source)
    return Field(json_schema_extra={"x-shows": source}, **more)


def made(words: str, **more: Any) -> Any:
    """A field that shows nothing that is stored, but is made for the answer: said in words."""
    return Field(description=words, json_schema_extra={"x-made": words}, **more)
