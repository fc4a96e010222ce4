"""An agenda changed with taps. Every change returns a new agenda of the same minutes, in which the
deep dive keeps its least; what cannot be is refused with a sentence for the two.

Minutes that a step gains come from the deep dive as far as that may give, then from all others in
proportion. Minutes that a step gives up go into the deep dive.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from viceversa.conversations.agendas.fitting import apportion, deep_of, scaled, written
from viceversa.conversations.agendas.library import STEPS, home_of, without_ideas
from viceversa.conversations.agendas.occasions import DEEP_INSTEAD
from viceversa.conversations.agendas.script import (
    Agenda,
    Script,
    Stored,
    base_of,
    is_for_mentor,
    least_deep,
)
from viceversa.conversations.agendas.ways import code_in

Change = Callable[[Stored, str], Agenda]


class AgendaError(ValueError):
    """The agenda cannot be changed like this; the sentence is for the person who tried."""


def longer(stored: Stored, code: str) -> Agenda:
    """A few minutes more for a step."""
    agenda, place = _found(stored, code)
    return _with(agenda, place, agenda[place][1] + _stride(agenda))


def shorter(stored: Stored, code: str) -> Agenda:
    """A few minutes less for a step, but one minute at least."""
    agenda, place = _found(stored, code)
    minutes = agenda[place][1]
    least = least_deep(_total(agenda)) if place == deep_of(agenda) else 1
    if minutes == least and place == deep_of(agenda):
        raise AgendaError(_("The deep dive keeps two fifths of the time: it is why you meet."))
    if minutes == least:
        raise AgendaError(_("One minute is the least. You can leave the step out instead."))
    return _with(agenda, place, max(least, minutes - _stride(agenda)))


def move_up(stored: Stored, code: str) -> Agenda:
    """The step one place earlier."""
    agenda, place = _found(stored, code)
    if place == 0:
        raise AgendaError(_("This step already comes first."))
    return _exchanged(agenda, place - 1)


def move_down(stored: Stored, code: str) -> Agenda:
    """The step one place later."""
    agenda, place = _found(stored, code)
    if place == len(agenda) - 1:
        raise AgendaError(_("This step already comes last."))
    return _exchanged(agenda, place)


def leave_out(stored: Stored, code: str) -> Agenda:
    """The agenda without the step."""
    agenda, place = _found(stored, code)
    if place == deep_of(agenda):
        raise AgendaError(_("The deep dive stays: it is why you meet. You can swap it."))
    if is_for_mentor(code):
        raise AgendaError(_("What the mentor takes away stays: the meeting is for both."))
    _add(agenda, deep_of(agenda), agenda[place][1])
    return agenda[:place] + agenda[place + 1 :]


def put_back(stored: Stored, code: str) -> Agenda:
    """A step that was left out, in its old place, with what minutes it had as far as they can be
    spared."""
    agenda = _copy(stored)
    if base_of(code) not in left_out(agenda):
        raise AgendaError(_("This step is not one that was left out."))
    place = _old_place(agenda, code)
    total = _total(agenda)
    wanted = dict(scaled(written(home_of(agenda), total), total))[base_of(code)]
    return _with([*agenda[:place], (code, 0), *agenda[place:]], place, wanted)


def swap_deep(stored: Stored, code: str) -> Agenda:
    """Something else for the same minutes in the place of the deep dive, or the deep dive again."""
    agenda = _copy(stored)
    if base_of(code) not in deep_instead(agenda):
        raise AgendaError(_("This cannot take the place of the deep dive."))
    place = deep_of(agenda)
    agenda[place] = (code, agenda[place][1])
    return agenda


CHANGES: dict[str, Change] = {
    "longer": longer,
    "shorter": shorter,
    "up": move_up,
    "down": move_down,
    "out": leave_out,
    "back": put_back,
    "swap": swap_deep,
}


def left_out(stored: Stored, *, way: str = "place", takes_ideas: bool = True) -> list[str]:
    """The codes of the steps that the script has and the agenda has not; none about ideas where
    the programme takes none."""
    there = {base_of(str(code)) for code, _minutes in stored}
    home = home_of(stored) if takes_ideas else without_ideas(home_of(stored))
    missing = (step for step in home.steps if step.code not in there)
    return [code_in(step.code, way) for step in missing if not step.is_deep]


def deep_instead(stored: Stored, *, way: str = "place") -> list[str]:
    """The codes of what may take the place of the deep dive as it is now."""
    there = {base_of(str(code)) for code, _minutes in stored}
    choices = (home_of(stored).deep, *DEEP_INSTEAD)
    return [code_in(step.code, way) for step in choices if step.code not in there]


def _copy(stored: Stored) -> Agenda:
    return [(str(code), int(minutes)) for code, minutes in stored]


def _found(stored: Stored, code: str) -> tuple[Agenda, int]:
    agenda = _copy(stored)
    codes = [each for each, _minutes in agenda]
    if code not in codes:
        raise AgendaError(_("This step is no longer in the agenda. Look at it again."))
    return agenda, codes.index(code)


def _total(agenda: Agenda) -> int:
    return sum(minutes for _code, minutes in agenda)


def _stride(agenda: Agenda) -> int:
    """What one tap changes: a minute in a short meeting, three in one of ninety."""
    return max(1, _total(agenda) // 30)


def _exchanged(agenda: Agenda, place: int) -> Agenda:
    agenda[place : place + 2] = reversed(agenda[place : place + 2])
    return agenda


def _add(agenda: Agenda, place: int, minutes: int) -> None:
    code, before = agenda[place]
    agenda[place] = (code, before + minutes)


def _with(agenda: Agenda, place: int, wanted: int) -> Agenda:
    """The agenda with `wanted` minutes at one place, or as near to that as the others can give."""
    deep = deep_of(agenda)
    others = [i for i in range(len(agenda)) if i not in (place, deep)]
    shares = [agenda[i][1] for i in others]
    spare_depth = 0 if place == deep else agenda[deep][1] - least_deep(_total(agenda))
    gained = min(wanted - agenda[place][1], spare_depth + sum(shares) - len(shares))
    if gained == 0:
        raise AgendaError(_("There are no minutes left to take. Leave a step out first."))
    from_depth = 0 if place == deep else min(gained, spare_depth)
    _add(agenda, place, gained)
    _add(agenda, deep, -from_depth)
    for i, minutes in zip(
        others, apportion(shares, sum(shares) - gained + from_depth), strict=True
    ):
        agenda[i] = (agenda[i][0], minutes)
    return agenda


def _old_place(agenda: Agenda, code: str) -> int:
    """Right after the last of those steps that came before it in the script."""
    home = home_of(agenda)
    order = [step.code for step in home.steps]
    earlier = {*order[: order.index(base_of(code))]}
    places = [i for i, (each, _minutes) in enumerate(agenda) if _slot(each, home) in earlier]
    return places[-1] + 1 if places else 0


def _slot(code: str, home: Script) -> str:
    """Whose place in the script a step has: what stands for the deep dive has the deep dive's."""
    return home.deep.code if STEPS[code].is_deep else base_of(code)
