"""How organisations and units are told apart when people write their names as they like."""

import re
import unicodedata

from viceversa.lib.text import plain_name

BETWEEN_UNITS = re.compile(r"\s*[/>›»\\]\s*")


def organisation_key(name: str) -> str:
    """The name folded: "ABC ab" and "Abc  AB" are one organisation."""
    return unicodedata.normalize("NFKC", plain_name(name)).casefold()


def unit_names(path: str) -> tuple[str, ...]:
    """The branch that "Production / Assembly" or "Production > Assembly" names, root first."""
    return tuple(name for name in BETWEEN_UNITS.split(plain_name(path)) if name)


def unit_path(names: tuple[str, ...]) -> str:
    """The branch as it is shown."""
    return " / ".join(names)


def unit_key(names: tuple[str, ...]) -> str:
    """The branch folded, for telling two apart."""
    return organisation_key(unit_path(names))
