"""How a pair is doing, told without reading a word: from dates and counts alone.

Green, amber, grey and white, never red, and never in comparison with others. How many meetings a
pair has held is no sign: two or four of three are as good. But whoever has held all that the round
means to have is free to meet once more, and nobody misses a next date.
"""

from dataclasses import dataclass
from enum import StrEnum

LATE_DAYS = 14  # without a next date so long, a pair needs one
QUIET_DAYS = 45  # silence that calls for a call, as two cancellations do
CANCELLATIONS = 2


class Health(StrEnum):
    """The values are the chips of the house."""

    FINE = "fine"
    ATTENTION = "attention"
    CALL = "call"
    PAUSED = "paused"


@dataclass(frozen=True)
class Signs:
    """What is known of a pair. Days are those that count: the programme's breaks are left out."""

    is_paused: bool = False
    has_next: bool = False
    may_choose: bool = False  # times stand offered that are still ahead
    days_dateless: int = 0  # since the last meeting, the match or the end of a pause
    days_silent: int = 0  # since the two last planned anything, or were rung
    cancelled: int = 0  # by either of the two, since they were rung
    has_held_all: bool = False  # as many meetings as the round means to have
    is_to_be_called: bool = False  # for a reason that is nobody's to know, or a change of job

    @property
    def lacks_date(self) -> bool:
        """Whether a next date is missing, however short a time."""
        return not self.has_next and not self.has_held_all


def health_of(signs: Signs) -> Health:
    """Green with a next date or on the way to one, amber without, grey for a call, white paused."""
    if signs.is_paused:
        return Health.PAUSED
    silent = signs.lacks_date and signs.days_silent >= QUIET_DAYS
    if signs.is_to_be_called or silent or signs.cancelled >= CANCELLATIONS:
        return Health.CALL
    late = signs.lacks_date and not signs.may_choose and signs.days_dateless >= LATE_DAYS
    return Health.ATTENTION if late else Health.FINE
