"""Lists of ideas: filtered, judged alike by a human, and what was said and done."""

from datetime import date

from django.db.models import Q

from viceversa.ideas.forms import FilterForm
from viceversa.ideas.models import Idea, Likeness
from viceversa.ideas.queries import ideas_of
from viceversa.ideas.telling import IdeaLine, StepLine, line_of, step_lines
from viceversa.programmes.models import Programme

State = Idea.State


def listed(programme: Programme, form: FilterForm, today: date) -> list[Idea]:
    """Those that the form asks for; all of them when it makes no sense."""
    wanted = form.cleaned_data if form.is_valid() else {}
    ideas, state = ideas_of(programme), wanted.get("state")
    if state == FilterForm.LATE:
        ideas = ideas.filter(state=State.OWNED, due_on__lt=today)
    elif state:
        ideas = ideas.filter(state=state)
    if wanted.get("kind"):
        ideas = ideas.filter(kind=wanted["kind"])
    return list(ideas)


def judged_in(programme: Programme) -> list[tuple[str, str]]:
    """Every two of which a human has said whether they are the same."""
    return list(Likeness.objects.filter(one__programme=programme).values_list("one", "other"))


def same_pairs(programme: Programme) -> list[tuple[Idea, Idea]]:
    """Those that are linked."""
    return [(each.one, each.other) for each in _same(Q(one__programme=programme))]


def same_as(idea: Idea) -> list[Idea]:
    """The ideas that this one is linked with."""
    linked = _same(Q(one=idea) | Q(other=idea))
    return [each.other if each.one_id == idea.pk else each.one for each in linked]


def said_and_done(
    programme: Programme, today: date
) -> tuple[list[tuple[IdeaLine, StepLine]], list[tuple[IdeaLine, StepLine]]]:
    """What was realised, and what was declined and why; each with its last words."""
    ideas = list(ideas_of(programme).filter(state__in=(State.REALISED, State.DECLINED)))
    lines = [(line_of(idea, today), step_lines(idea, today)[0]) for idea in ideas]
    done = [each for each in lines if each[0].idea.state == State.REALISED]
    return done, [each for each in lines if each[0].idea.state == State.DECLINED]


def _same(which: Q) -> list[Likeness]:
    people = [
        f"{side}__{path}"
        for side in ("one", "other")
        for path in ("programme", "owner", "pair__mentor__person", "pair__mentee__person")
    ]
    return list(Likeness.objects.filter(which, is_same=True).select_related(*people))
