"""One more step in the history of an idea."""

from datetime import date

from viceversa.ideas.models import Idea, IdeaStep
from viceversa.people.models import Person


def add_step(idea: Idea, *, on: date, by: Person | None, note: str = "") -> IdeaStep:
    """The state that the idea has now, and the words that go with it. Whoever adds it has claimed
    the idea in this transaction."""
    number = 1 + IdeaStep.objects.filter(idea=idea).count()
    return IdeaStep.objects.create(
        idea=idea, number=number, state=idea.state, happened_on=on, by=by, note=note
    )
