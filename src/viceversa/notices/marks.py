"""Places for links in a letter: while it is rendered, and while it waits in the outbox.

Nothing that a person typed can become a link. While the template is rendered, places carry a
random seal; afterwards the two delimiters, which are private-use characters, are taken out of all
words before the marks of personal links are put in.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

OPEN, CLOSE = "\ue000", "\ue001"
PERSONAL = re.compile(f"{OPEN}([a-z_]+):([0-9A-Za-z_-]+){CLOSE}")


@dataclass(frozen=True)
class Link:
    """Where a link leads: an address, or the mark of a personal link that is still to be made."""

    href: str


@dataclass
class Places:
    """The links of one rendering, in the order in which the template names them; and whether it
    is the mentor or the mentee whom the letter calls by her role."""

    seal: str = field(default_factory=lambda: secrets.token_hex(8))
    links: list[Link] = field(default_factory=list)
    voice: str = ""

    def place(self, link: Link) -> str:
        """Remembers the link and gives what stands for it in the rendered text."""
        self.links.append(link)
        return f"{OPEN}{self.seal}{len(self.links) - 1}{CLOSE}"

    def split(self, text: str) -> list[str | Link]:
        """Words and links in turn; words have lost every delimiter that somebody typed."""
        words, *rest = text.split(f"{OPEN}{self.seal}")
        pieces: list[str | Link] = [without_delimiters(words)]
        for number, _, words in (part.partition(CLOSE) for part in rest):
            pieces += [self.links[int(number)], without_delimiters(words)]
        return pieces


def personal_mark(purpose: str, object_id: str) -> str:
    """What stands in the outbox for a personal link. Fails at once if there is no such page."""
    address_of(purpose, "token")
    return f"{OPEN}{purpose}:{object_id}{CLOSE}"


def fill_marks(text: str, link: Callable[[str, str], str]) -> str:
    """Puts `link(purpose, object_id)` in the place of every mark."""
    return PERSONAL.sub(lambda match: link(match[1], match[2]), text)


def address_of(purpose: str, token: str) -> str:
    """The path of the page that a personal link of this purpose opens."""
    return reverse(f"personal_{purpose}", args=(token,))


def without_delimiters(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
