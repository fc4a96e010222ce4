"""What all letters of a programme have in common, whichever room writes them."""

from dataclasses import dataclass

from viceversa.people.models import Person


@dataclass(frozen=True)
class Letterhead:
    """Who writes, and on behalf of what. `is_silent`: a break, in which no reminder goes."""

    code: str
    name: str
    contacts: tuple[Person, ...]
    is_silent: bool = False

    def signer(self, to: Person) -> Person | None:
        """The first contact. Nobody writes to herself: such a letter is the programme's own."""
        first = self.contacts[0] if self.contacts else None
        return None if first == to else first
