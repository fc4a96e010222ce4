"""An advice on whom to look for, said in a sentence, with no number below five but one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from viceversa.lib.figures import SMALLEST, Figure, figure
from viceversa.pairing.recruiting import Advice


@dataclass(frozen=True, slots=True)
class Hint:
    """An advice, with its number as far as it is told and what it names in words."""

    advice: Advice
    many: Figure
    topic: str
    place: str
    by_unit: bool

    @property
    def sentence(self) -> str:
        """One more mentor, on level 2 or lower, would give one more pair."""
        who, effect = ", ".join(self._who()), _(" and ").join(self._effects())
        told = {"who": self._counted(), "described": who, "effect": effect}
        if who:
            return _("%(who)s, %(described)s, would give %(effect)s.") % told
        return _("%(who)s, whoever it is, would give %(effect)s.") % told

    def _counted(self) -> str:
        is_mentor = self.advice.wanted.role == "mentor"
        if not self.many.is_told:
            return _("One more mentor") if is_mentor else _("One more mentee")
        many = _("%(n)s more mentors") if is_mentor else _("%(n)s more mentees")
        return many % {"n": str(self.many).capitalize()}

    def _who(self) -> Iterator[str]:
        wanted, is_mentor = self.advice.wanted, self.advice.wanted.role == "mentor"
        if self.topic:
            yield _("who can talk about %(topic)s") % {"topic": self.topic}
        if wanted.says_level:
            level = _("on level %(n)s or lower") if is_mentor else _("on level %(n)s or higher")
            yield level % {"n": wanted.level}
        if self.place:
            yield _("from elsewhere than %(place)s") % {"place": self.place}
        elif wanted.from_elsewhere and self.by_unit:
            yield _("from a unit that is not here yet")
        elif wanted.from_elsewhere:
            yield _("from an organisation that is not here yet")

    def _effects(self) -> Iterator[str]:
        advice = self.advice
        if self.many.is_told:
            yield _("as many more pairs")
        elif advice.pairs:
            yield _("one more pair")
        if advice.weak >= SMALLEST:
            yield _("%(n)s fewer poor and fair pairs") % {"n": figure(advice.weak)}
        elif advice.weak > 0:
            yield _("fewer poor and fair pairs")
        elif advice.lifts_worst:
            yield _("a weakest pair better than today's")
