"""What becomes of a person's ideas when she is erased."""

from viceversa.conversations.queries import is_member
from viceversa.ideas.models import Idea, IdeaStep
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


def erase(person: Person) -> None:
    """Shared ideas stay, without the names of either of the two: one name would tell the other.
    What she answered as an owner stays, and is nobody's. Drafts go with the pair's key."""
    pairs = Pair.objects.filter(is_member(person))
    Idea.objects.filter(pair__in=pairs).update(pair=None, shown=Idea.Shown.ROUND)
    Idea.objects.filter(owner=person).update(owner=None)
    IdeaStep.objects.filter(by=person).update(by=None)
