"""What becomes of the end of her rounds when a person is erased.

A story needs the yes of both, so that it goes with either of the two, and so does every text that
waits for one: whoever has written it.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.sealed import delete
from viceversa.farewell.models import NextRound, PairStory, StoryDraft, StoryYes
from viceversa.pairing.erasure import of_her_pairs
from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person


def _own_words(person: Person) -> Q:
    """Not a text that she proposed to others: from then on it is theirs."""
    return own("author")(person) & of_her_pairs()(person)


YESES = Holding(
    StoryYes,
    lambda person: own("person")(person) | of_her_pairs("draft__")(person),
    goes=True,
    is_export=False,
)
DRAFTS = Holding(
    StoryDraft,
    lambda person: own("author")(person) | of_her_pairs()(person),
    goes=True,
    is_export=False,
)
HOLDINGS = (
    Holding(StoryYes, own("person"), goes=True),
    Holding(StoryDraft, _own_words, goes=True),
    YESES,
    DRAFTS,
    Holding(PairStory, of_her_pairs(), goes=True, why=_("It is told as long as both want it.")),
    Holding(NextRound, own("person"), goes=True),
)


def erase(person: Person) -> None:
    """What is sealed goes so that no copy of it is ever opened again."""
    delete(YESES.rows(person).select_related("draft__pair__mentor", "draft__pair__mentee"))
    delete(DRAFTS.rows(person).select_related("pair__mentor", "pair__mentee"))
    let_go(HOLDINGS, person)
