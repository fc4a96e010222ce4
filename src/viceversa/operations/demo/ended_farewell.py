"""What people of the ended round took along: each other, the wish to come again."""

from collections.abc import Sequence

from viceversa.conversations.actions.wishes import wish_for_contact
from viceversa.farewell.actions import say_next_round
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.programmes.models import Programme

IN_TOUCH, ASKED_AGAIN = 3, 5


def take_leave(programme: Programme, pairs: Sequence[Pair]) -> None:
    """By the people's own deeds. It is long ago, so the letters are gone."""
    for pair in pairs[:IN_TOUCH]:
        for person in members(pair):
            wish_for_contact(pair, by=person, yes=True)
    for pair in pairs[:ASKED_AGAIN]:
        say_next_round(programme, by=pair.mentor.person, again=True, knows_somebody=False)
    Letter.objects.filter(recipient__in=[one for pair in pairs for one in members(pair)]).delete()
