"""What becomes of the end of her rounds when a person is erased.

A story needs the yes of both, so that it goes with either of the two, and so does every text that
waits for one: whoever has written it.
"""

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.sealed import delete
from viceversa.farewell.models import NextRound, PairStory, StoryDraft, StoryYes
from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person

PAIR = ("pair__mentor__person", "pair__mentee__person")
YESES = Holding(StoryYes, own("person", *(f"draft__{path}" for path in PAIR)), goes=True)
DRAFTS = Holding(StoryDraft, own("author", *PAIR), goes=True)
HOLDINGS = (
    YESES,
    DRAFTS,
    Holding(PairStory, own(*PAIR), goes=True, why=_("It is told as long as both want it.")),
    Holding(NextRound, own("person"), goes=True),
)


def erase(person: Person) -> None:
    """What is sealed goes so that no copy of it is ever opened again."""
    delete(YESES.rows(person).select_related("draft__pair__mentor", "draft__pair__mentee"))
    delete(DRAFTS.rows(person).select_related("pair__mentor", "pair__mentee"))
    let_go(HOLDINGS, person)
