"""An owner is named, and answers; later she says what became of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from viceversa.conversations.errors import StateError
from viceversa.ideas import letters
from viceversa.ideas.actions.steps import add_step
from viceversa.ideas.models import Idea
from viceversa.ideas.queries import FINAL
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.actions import ContactDraft
from viceversa.programmes.actions.roles import contact_known
from viceversa.programmes.queries import today_in

State = Idea.State
TIME_TO_ANSWER = timedelta(days=14)
# What may follow what; nothing follows what is declined, realised or stopped.
ANSWERS: dict[str, tuple[State, ...]] = {
    State.OWNED: (State.ACCEPTED, State.DECLINED, State.INPUT),
    State.ACCEPTED: (State.REALISED, State.ACCEPTED, State.STOPPED),
    State.INPUT: (State.ACCEPTED, State.DECLINED, State.REALISED, State.INPUT),
}
WITH_REVIEW = (State.ACCEPTED, State.INPUT)


@dataclass(frozen=True)
class Answer:
    """What the owner says: the state, her words, and when it is asked what became of it."""

    state: str
    note: str
    review_on: date | None = None


@transaction.atomic
def name_owner(idea: Idea, contact: ContactDraft, *, by: Person) -> bool:
    """Gives the idea an owner, who has fourteen days to answer; also another one, later. False
    when she owns it already, and nothing is sent twice."""
    owner = contact_known(contact, idea.programme)
    today = today_in(idea.programme)
    open_ones = Idea.objects.filter(pk=idea.pk).exclude(state__in=(State.LEAVING, *FINAL))
    if idea.owner_id == owner.pk:
        return False
    is_first = idea.state in (State.SHARED, State.OWNED)
    state = State.OWNED if is_first else State(idea.state)
    due_on = today + TIME_TO_ANSWER if is_first else None
    claimed = open_ones.filter(state=idea.state).update(owner=owner, state=state, due_on=due_on)
    if not claimed:
        raise StateError(_("This idea was changed a moment ago. Look at it again."))
    was_owned = bool(idea.owner_id)
    idea.owner, idea.state, idea.due_on = owner, state, due_on
    record("idea_owned", idea, by=by, owner=owner.pk)
    letters.answer_wanted(idea)
    if is_first and not was_owned:
        letters.told_to_both(idea, add_step(idea, on=today, by=by))
    return True


@transaction.atomic
def answer(idea: Idea, said: Answer, *, by: Person) -> None:
    """One step on, by the owner alone. Both in the pair hear of it."""
    if said.state not in ANSWERS.get(idea.state, ()):
        raise StateError(_("This idea was changed a moment ago. Look at it again."))
    review_on = said.review_on if said.state in WITH_REVIEW else None
    mine = Idea.objects.filter(pk=idea.pk, state=idea.state, owner=by, review_on=idea.review_on)
    if not mine.update(state=said.state, review_on=review_on, due_on=None):
        raise StateError(_("This idea was changed a moment ago. Look at it again."))
    idea.state, idea.review_on, idea.due_on = said.state, review_on, None
    today = today_in(idea.programme)
    step = add_step(idea, on=today, by=by, note=said.note)
    record("idea_answered", idea, by=by, state=str(said.state))
    letters.told_to_both(idea, step)
