"""Pairs that were asked, on the Monday list: who wants a talk first, whose answer is late, and who
still has time."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from viceversa.desk.rows import SHOWN, Part, Row, pair_title, write_to
from viceversa.desk.state import State
from viceversa.lib.dates import say_day
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import UNANSWERED, answer_by, asked_on, wants_to_ask
from viceversa.people.models import Person


def answer_parts(state: State) -> tuple[Part, ...]:
    """What needs the coordinator comes first; an answer is missing only when its day has passed."""
    asking = [pair for pair in state.waiting if wants_to_ask(pair)]
    others = [pair for pair in state.waiting if not wants_to_ask(pair)]
    late = [pair for pair in others if answer_by(pair) < state.today]
    in_time = [pair for pair in others if answer_by(pair) >= state.today]
    return (
        _part(state, asking, title=_("A talk is wanted first"), chip="call"),
        _part(state, late, title=_("Answers missing"), chip="call"),
        _part(state, in_time, title=_("Asked, with time to answer")),
    )


def _part(state: State, pairs: Sequence[Pair], *, title: str, chip: str = "") -> Part:
    return Part(
        title=title,
        rows=tuple(_row(state, pair, chip) for pair in pairs[:SHOWN]),
        total=len(pairs),
        all_href=reverse("programme_pairs", args=[state.programme.pk]) + "?state=proposed",
    )


def _row(state: State, pair: Pair, chip: str) -> Row:
    people = _who(pair, (Pair.Answer.ASK,)) or _who(pair, UNANSWERED)
    return Row(
        title=pair_title(pair),
        line=_line(state, pair, people),
        action=_("Write"),
        href=write_to(people, state.programme),
        chip=chip,
    )


def _line(state: State, pair: Pair, people: Sequence[Person]) -> str:
    names = ", ".join(person.full_name for person in people)
    if wants_to_ask(pair):
        return _("Wants to ask before answering: %(names)s.") % {"names": names}
    both = _("Both were asked on %(day)s, to answer by %(last)s.")
    one = _("%(names)s: asked on %(day)s, to answer by %(last)s.")
    day, last = (say_day(day, today=state.today) for day in (asked_on(pair), answer_by(pair)))
    return (both if len(people) > 1 else one) % {"names": names, "day": day, "last": last}


def _who(pair: Pair, answers: Sequence[str]) -> list[Person]:
    sides = ((pair.mentor_answer, pair.mentor), (pair.mentee_answer, pair.mentee))
    return [side.person for answer, side in sides if answer in answers]
