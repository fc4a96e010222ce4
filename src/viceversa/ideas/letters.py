"""The room's letters. None says what the idea is: assistants read mail."""

from datetime import date

from django.utils import translation

from viceversa.conversations.letters import pair_facts
from viceversa.enrolment.models import Participation
from viceversa.ideas.models import Idea, IdeaDraft, IdeaStep
from viceversa.ideas.origin import happening
from viceversa.ideas.queries import pair_of
from viceversa.lib.dates import say_day
from viceversa.notices.actions import post
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members, seat_of
from viceversa.people.models import Person
from viceversa.programmes.queries import coordinators_of, letterhead


def yes_wanted(draft: IdeaDraft, *, to: Person, today: date) -> None:
    """To the other: there is an idea to read. Once a day, however often it is changed."""
    pair = draft.pair
    with translation.override(to.language):
        facts = pair_facts(pair, to)
    post(
        "ideas/yes_wanted",
        to=to,
        event=f"draft:{draft.pk}",
        version=today.toordinal(),
        context=facts,
        head=letterhead(pair.programme),
        thread=pair.pk,
    )


def told_to_both(idea: Idea, step: IdeaStep) -> None:
    """To the two whose idea it is, each in her language; not to one who has left."""
    pair = pair_of(idea)
    for member in members(pair) if pair else ():
        if pair and seat_of(pair, member).state != Participation.State.WITHDRAWN:
            _told(pair, step, to=member)


def _told(pair: Pair, step: IdeaStep, *, to: Person) -> None:
    with translation.override(to.language):
        facts = pair_facts(pair, to)
    post(
        "ideas/news",
        to=to,
        event=happening(step.pk, to.pk),
        context={**facts, "state": step.state},
        head=letterhead(pair.programme),
        thread=pair.pk,
    )


def arrived(idea: Idea) -> None:
    """To the coordinators: it needs an owner."""
    for person in coordinators_of(idea.programme):
        _about(idea, "arrived", to=person, event="arrived")


def answer_wanted(idea: Idea) -> None:
    """To the new owner, with a link by which she answers without an account."""
    _to_owner(idea, "answer_wanted", event=f"owner:{idea.due_on}")


def answer_waits(idea: Idea, *, turn: int, is_late: bool) -> bool:
    """To the owner: the answer is still wanted. Says whether a letter goes, or has gone."""
    return _to_owner(idea, "answer_waits", event=f"answer:{idea.due_on}:{turn}", is_late=is_late)


def review_due(idea: Idea, *, turn: int) -> bool:
    """To the owner: what has become of it?"""
    return _to_owner(idea, "review_due", event=f"review:{idea.review_on}:{turn}")


def _to_owner(idea: Idea, name: str, *, event: str, is_late: bool = False) -> bool:
    return bool(idea.owner and _about(idea, name, to=idea.owner, event=event, is_late=is_late))


def _about(idea: Idea, name: str, *, to: Person, event: str, is_late: bool = False) -> bool:
    with translation.override(to.language):
        day = say_day(idea.due_on) if idea.due_on else ""
    letter = post(
        f"ideas/{name}",
        to=to,
        event=f"idea:{idea.pk}:{event}",
        context={"idea": idea, "programme": idea.programme, "day": day, "is_late": is_late},
        head=letterhead(idea.programme),
    )
    return letter is not None
