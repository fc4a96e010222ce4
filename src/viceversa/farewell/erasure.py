"""What becomes of a pair's stories when one of the two is erased."""

from viceversa.conversations.queries import is_member
from viceversa.farewell.models import PairStory
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


def erase(person: Person) -> None:
    """Stories need the yes of both, and go with either. Drafts go with the pair's key."""
    PairStory.objects.filter(pair__in=Pair.objects.filter(is_member(person))).delete()
