"""Minutes: a script fitted to a meeting, an agenda fitted to another length. It always adds up."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from viceversa.conversations.agendas.library import STEPS, can_have
from viceversa.conversations.agendas.script import Agenda, Script, Stored, least_deep
from viceversa.conversations.agendas.ways import code_in


def fit(script: Script, minutes: int) -> Agenda:
    """The codes of the steps with their minutes, which add up to `minutes` exactly."""
    if not can_have(minutes):
        raise ValueError(f"No agenda fits {minutes} minutes")
    return scaled(written(script, minutes), minutes)


def written(script: Script, minutes: int) -> Agenda:
    """The script at the nearest of the lengths that it is written for."""
    nearest = min(range(len(script.lengths)), key=lambda i: abs(script.lengths[i] - minutes))
    return [(step.code, step.minutes[nearest]) for step in script.steps]


def refit(agenda: Stored, minutes: int, *, way: str) -> Agenda:
    """What the two have made of their agenda, for another length or another way of meeting."""
    return scaled([(code_in(str(code), way), int(share)) for code, share in agenda], minutes)


def scaled(agenda: Agenda, minutes: int) -> Agenda:
    """The same steps in the same proportions; the deep dive never below its least."""
    codes, shares = [code for code, _share in agenda], [share for _code, share in agenda]
    before = sum(shares)
    if before == minutes:
        return agenda
    deep = deep_of(agenda)
    at_depth = max(round(shares[deep] * minutes / before), least_deep(minutes))
    rest = apportion(shares[:deep] + shares[deep + 1 :], minutes - at_depth)
    return list(zip(codes, [*rest[:deep], at_depth, *rest[deep:]], strict=True))


def deep_of(agenda: Agenda) -> int:
    """Where in the agenda the deep dive is."""
    return next(place for place, (code, _share) in enumerate(agenda) if STEPS[code].is_deep)


def apportion(shares: Sequence[int], minutes: int) -> list[int]:
    """Whole minutes in these proportions, by largest remainder; each gets at least one."""
    weights = [share - 1 for share in shares]
    if not any(weights):
        weights = [1 for _share in shares]
    spare, whole_weight = minutes - len(shares), sum(weights)
    exact = [weight * spare / whole_weight for weight in weights]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])
    for place in by_remainder[: spare - sum(whole)]:
        whole[place] += 1
    return [1 + share for share in whole]


def length_advice(minutes: int) -> str:
    """A word on meetings that are short or long for a talk in depth; empty when all is well."""
    if minutes < 60:
        return _(
            "That is short: the deep dive gets %(deep)s minutes. Sixty to ninety usually give a "
            "better talk. But a short meeting beats none."
        ) % {"deep": least_deep(minutes)}
    if minutes > 120:
        return _("That is long: take a break half-way, best with a walk.")
    return ""
