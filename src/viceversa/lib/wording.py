"""Sentences for people that can be said in any language later: a template and its values.

For code that must work without Django (tables, addresses): it speaks English by itself, and the
web passes its own `gettext` to have it said in the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def gettext_noop(template: str) -> str:
    """Marks a template for the translators' catalogue, under the name that xgettext looks for."""
    return template


@dataclass(frozen=True)
class Wording:
    """An English template in %(name)s form, and what goes into it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the language of the given gettext."""
        return gettext(self.template) % self.values


class WordedError(ValueError):
    """A mistake in what somebody gave us, told so that they can mend it."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording)
        self.wording = wording

    def __str__(self) -> str:
        return str(self.wording)

    @property
    def template(self) -> str:
        return self.wording.template

    @property
    def values(self) -> Mapping[str, object]:
        return self.wording.values

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The message in the language of the given gettext."""
        return self.wording.translated(gettext)
