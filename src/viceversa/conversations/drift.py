"""Whose question was it? The mentee's, as a rule. When it has been the mentor's twice in a row, the
two get a tip, and nobody else learns of it."""

from collections.abc import Iterable, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

IN_A_ROW = 2


class Whose(models.TextChoices):
    """What each of the two may tap after a meeting."""

    MENTEE = "mentee", pgettext_lazy("whose question it was", "The mentee's")
    MENTOR = "mentor", pgettext_lazy("whose question it was", "The mentor's")
    BOTH = "both", pgettext_lazy("whose question it was", "Both")


ASK = _("Whose question did you work on?")
TIP = _(
    "Two meetings in a row you have worked on the mentor's question. If that suits you both, go "
    "on. Otherwise begin the next one with the mentee's: what happened last, and what is hard "
    "about it now?"
)


def has_drifted(meetings: Iterable[Sequence[str]], *, reciprocal: bool) -> bool:
    """Whether the last two meetings of which anything was said were the mentor's.

    `meetings` holds, oldest first, what was tapped after each: by both, by one or by nobody.
    Silence says nothing, and where the two differ it is no drift; so the tip never tells one what
    the other has tapped against her own word. A pair with reciprocal roles cannot drift.
    """
    told = [set(taps) for taps in meetings if taps]
    latest = told[-IN_A_ROW:]
    return not reciprocal and len(latest) == IN_A_ROW and all(t == {Whose.MENTOR} for t in latest)
