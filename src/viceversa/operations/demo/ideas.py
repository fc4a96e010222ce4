"""What the chamber's pairs have let go, in every state, and what they still keep to themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from viceversa.ideas.actions.answering import TIME_TO_ANSWER
from viceversa.ideas.models import Idea, IdeaDraft, IdeaStep, IdeaYes
from viceversa.ideas.origin import origin_of
from viceversa.ideas.words import Words, seal_words, seal_yes
from viceversa.lib.codes import new_code
from viceversa.operations.demo.meetings import Pairs
from viceversa.operations.demo.people import addresses, rows
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

LOOKED_AT_IN = timedelta(weeks=8)
GOES_ON = (Idea.State.ACCEPTED, Idea.State.INPUT)


def share(pairs: Pairs, *, today: date) -> None:
    """Rows with their own dates, without letters: what is old news needs none."""
    for row in rows("ideas.csv"):
        pair = pairs[row["mentee"]]
        words = Words(**{name: row[name] for name in ("title", "what", "why", "kind", "shown")})
        if row["steps"]:
            _shared(pair, words, list(_steps(row, today)), owner=_person(row["owner"]))
        else:
            _draft(pair, words)


def _draft(pair: Pair, words: Words) -> None:
    """The mentor has said yes."""
    draft = IdeaDraft(pair=pair, author_id=pair.mentor.person_id)
    seal_words(draft, words)
    draft.save()
    yes = IdeaYes(draft=draft, person_id=pair.mentor.person_id)
    seal_yes(yes, words)
    yes.save()


def _shared(pair: Pair, words: Words, steps: list[IdeaStep], *, owner: Person | None) -> None:
    code, last = new_code(), steps[-1]
    idea = Idea.objects.create(
        pk=code,
        programme=pair.programme,
        pair=pair if words.shown == Idea.Shown.NAMES else None,
        origin=origin_of(code, pair),
        **vars(words),
        state=last.state,
        arrived_on=steps[0].happened_on,
        owner=owner,
        due_on=last.happened_on + TIME_TO_ANSWER if last.state == Idea.State.OWNED else None,
        review_on=last.happened_on + LOOKED_AT_IN if last.state in GOES_ON else None,
    )
    for step in steps:
        step.idea = idea
        step.by = owner if step.note else None
    IdeaStep.objects.bulk_create(steps)


def _steps(row: dict[str, str], today: date) -> Iterator[IdeaStep]:
    """ "-6 accepted We try it.|-1 realised It works." as the table keeps it."""
    for number, step in enumerate(row["steps"].split("|"), start=1):
        weeks, state, *note = step.split(" ", 2)
        day = today + timedelta(weeks=int(weeks))
        yield IdeaStep(number=number, state=state, happened_on=day, note=" ".join(note))


def _person(name: str) -> Person | None:
    return Person.objects.get(email=addresses()[name]) if name else None
