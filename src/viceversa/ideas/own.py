"""What the two see of their drafts. The vault is opened here, for the two."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from viceversa.ideas.actions.drafting import has_said_yes
from viceversa.ideas.models import Idea, IdeaDraft
from viceversa.ideas.queries import drafts_of
from viceversa.ideas.words import Words, words_in
from viceversa.lib.figures import SMALLEST
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import pair_states, partner_of
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


@dataclass(frozen=True)
class DraftLine:
    """A draft in words, and whose yes it has. `words` is None when they cannot be opened."""

    draft: IdeaDraft
    words: Words | None
    kind: str
    shown: str
    said_yes: bool
    partner_said_yes: bool

    @property
    def title(self) -> str:
        return self.words.title if self.words else _("This text cannot be opened.")


def draft_lines(pair: Pair, person: Person) -> list[DraftLine]:
    drafts = drafts_of(pair)
    for draft in drafts:
        draft.pair = pair
    return [draft_line(draft, person) for draft in drafts]


def draft_line(draft: IdeaDraft, person: Person) -> DraftLine:
    words = words_in(draft)
    partner = partner_of(draft.pair, person)
    return DraftLine(
        draft=draft,
        words=words,
        kind=str(capfirst(Idea.Kind(words.kind).label)) if words else "",
        shown=str(Idea.Shown(words.shown).label) if words else "",
        said_yes=words is not None and has_said_yes(draft, person, words),
        partner_said_yes=words is not None and has_said_yes(draft, partner, words),
    )


def is_small(programme: Programme) -> bool:
    """Whether there are so few pairs that a text without names may still point at one."""
    states, formed = pair_states(programme), (Pair.State.ACTIVE, "ended", "completed")
    return sum(states[state] for state in formed) < SMALLEST
