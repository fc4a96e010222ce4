"""What becomes of a person's ideas when she is erased.

Shared ideas stay, without the names of either of the two: one name would tell the other. What she
answered as an owner stays, and is nobody's; an idea that waits for her answer waits for an owner
again. Drafts that she wrote go.
"""

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.erasure import delete_sealed
from viceversa.conversations.sealed import delete
from viceversa.ideas.models import Idea, IdeaDraft, IdeaStep, IdeaYes, Likeness
from viceversa.pairing.erasure import of_her_pairs
from viceversa.people.holdings import DONE_BY, Holding, deed, let_go, own
from viceversa.people.models import Person

HOLDINGS = (
    Holding(IdeaYes, own("person"), goes=True),
    Holding(IdeaYes, own("draft__author"), goes=True, is_export=False),
    Holding(IdeaDraft, own("author"), goes=True),
    Holding(
        Idea,
        of_her_pairs(),
        emptied={"pair": None, "shown": Idea.Shown.ROUND},
        why=_("What both let go is the organisation's, and stays without names."),
    ),
    Holding(Idea, own("owner"), emptied={"owner": None}, why=DONE_BY),
    Holding(
        IdeaStep,
        own("by"),
        emptied={"by": None},
        why=_("What was answered to an idea stays, and nobody's name on it."),
    ),
    deed(Likeness, "by"),
)


def erase(person: Person) -> None:
    delete(IdeaYes.objects.filter(draft__author=person).exclude(person=person))
    for model in (IdeaYes, IdeaDraft):
        delete_sealed(model, person)
    waiting = Idea.objects.filter(owner=person, state=Idea.State.OWNED)
    waiting.update(state=Idea.State.SHARED, due_on=None)
    let_go(HOLDINGS, person)
