"""What all letters of a programme have in common, whichever room writes them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from viceversa.people.models import Person


class Sheet(NamedTuple):
    """What stands round the words of a letter, with a mark in their place. `html` is the whole
    document, with another mark for the subject; `body` is what is read of it."""

    text: str
    body: str
    html: str


@dataclass(frozen=True)
class Letterhead:
    """Who writes, and on behalf of what. `is_silent`: a break, in which no reminder goes.

    `sheets` are those of the letters written so far: of a thousand letters all have the same few.
    """

    code: str
    name: str
    contacts: tuple[Person, ...]
    is_silent: bool = False
    sheets: dict[object, Sheet] = field(default_factory=dict, compare=False, repr=False)

    def signer(self, to: Person) -> Person | None:
        """The first contact. Nobody writes to herself: such a letter is the programme's own."""
        first = self.contacts[0] if self.contacts else None
        return None if first == to else first
