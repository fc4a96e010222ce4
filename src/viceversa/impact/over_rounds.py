"""How scales changed in several rounds, each of them seen, and together from the third on."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from viceversa.evidence import CONFIDENCE, Interval, Pooled, Round, pooled
from viceversa.impact.changes import RoleEffect, ScaleChange
from viceversa.impact.instruments import Screen, scales_of
from viceversa.programmes.models import Programme

WIDTH = 2 * NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True)
class ScaleOverRounds:
    """The rounds whose effect is told, in turn, and all of them together; None before the third."""

    scale: Screen
    rounds: tuple[tuple[Programme, ScaleChange], ...]
    together: Pooled | None


def effects_over_rounds(
    role: str, found: Sequence[tuple[Programme, RoleEffect]]
) -> list[ScaleOverRounds]:
    """Each scale of a role, over the effects of these rounds. Everybody counts in each round that
    she was in."""
    return [
        _over_rounds(
            scale,
            [(programme, change) for programme, effect in found for change in effect.scales
             if change.scale.code == scale.code and change.effect],
        )
        for scale in scales_of(role)
    ]  # fmt: skip


def _over_rounds(scale: Screen, told: Sequence[tuple[Programme, ScaleChange]]) -> ScaleOverRounds:
    rounds = [_round(change.effect) for _, change in told if change.effect]
    return ScaleOverRounds(scale, tuple(told), pooled([each for each in rounds if each.variance]))


def _round(effect: Interval) -> Round:
    """Its variance from how wide its interval is."""
    return Round(effect.value, ((effect.high - effect.low) / WIDTH) ** 2)
