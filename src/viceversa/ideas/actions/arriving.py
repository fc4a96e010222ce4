"""An idea leaves the pair, and arrives: at once with names on it, else with the next morning."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from viceversa.ideas import letters
from viceversa.ideas.actions.steps import add_step
from viceversa.ideas.models import Idea
from viceversa.ideas.origin import origin_of
from viceversa.ideas.words import Words
from viceversa.lib.codes import new_code
from viceversa.pairing.models import Pair
from viceversa.people.trail import record
from viceversa.programmes.queries import today_in

A_DAY = timedelta(days=1)


def leave(pair: Pair, words: Words) -> Idea:
    """What both have seen becomes the organisation's, without the pair unless its names are meant
    to be read. To be called in the transaction of the second yes."""
    code, today = new_code(), today_in(pair.programme)
    has_names = words.shown == Idea.Shown.NAMES
    idea = Idea.objects.create(
        pk=code,
        programme=pair.programme,
        pair=pair if has_names else None,
        origin=origin_of(code, pair),
        title=words.title,
        what=words.what,
        why=words.why,
        kind=words.kind,
        shown=words.shown,
        arrived_on=today if has_names else today + A_DAY,
    )
    if has_names:
        arrive(idea)
    return idea


@transaction.atomic
def arrive(idea: Idea) -> bool:
    """From now on the organiser reads it, and names an owner. False when it had arrived."""
    leaving = Idea.objects.filter(pk=idea.pk, state=Idea.State.LEAVING)
    if not leaving.update(state=Idea.State.SHARED):
        return False
    idea.state = Idea.State.SHARED
    step = add_step(idea, on=idea.arrived_on or today_in(idea.programme), by=None)
    record("idea_shared", idea, by=None)
    letters.arrived(idea)
    letters.told_to_both(idea, step)
    return True


def arrive_due() -> int:
    """Lets in, all at once, what has left the pairs until yesterday: nobody can tell by the hour
    which of them it was. Says how many."""
    leaving = Idea.objects.filter(state=Idea.State.LEAVING).select_related(
        "programme__first_contact", "programme__second_contact"
    )
    return sum(arrive(idea) for idea in _due(leaving.order_by("pk")))


def _due(ideas: Iterable[Idea]) -> list[Idea]:
    return [i for i in ideas if i.arrived_on and i.arrived_on <= today_in(i.programme)]
