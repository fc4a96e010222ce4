"""The room's letters. None says what the idea is: assistants read mail."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from viceversa.conversations.letters import pair_facts
from viceversa.enrolment.models import Participation
from viceversa.ideas.models import Idea, IdeaDraft, IdeaStep
from viceversa.ideas.origin import happening
from viceversa.ideas.queries import is_late, pair_of
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


def owner_reminded(ideas: Sequence[Idea], *, today: date) -> bool:
    """To the owner of all of these, the most urgent first: something is wanted of her still. Says
    whether a letter goes, or has gone."""
    first, event = ideas[0], f"reminded:{today.isoformat()}"
    if len(ideas) > 1:
        return _of_several(ideas, event=event, today=today)
    name = "answer_waits" if first.due_on else "review_due"
    return _to_owner(first, name, event=event, is_late=is_late(first, today))


def _of_several(ideas: Sequence[Idea], *, event: str, today: date) -> bool:
    answers = sum(idea.due_on is not None for idea in ideas)
    late = sum(is_late(idea, today) for idea in ideas)
    counts = {"answers": answers, "late": late, "reviews": len(ideas) - answers}
    return _to_owner(ideas[0], "several_wait", event=event, **counts)


def _to_owner(idea: Idea, name: str, *, event: str, **more: object) -> bool:
    return bool(idea.owner and _about(idea, name, to=idea.owner, event=event, **more))


def _about(idea: Idea, name: str, *, to: Person, event: str, **more: object) -> bool:
    with translation.override(to.language):
        day = say_day(idea.due_on) if idea.due_on else ""
    letter = post(
        f"ideas/{name}",
        to=to,
        event=f"idea:{idea.pk}:{event}",
        context={"idea": idea, "programme": idea.programme, "day": day, **more},
        head=letterhead(idea.programme),
    )
    return letter is not None
