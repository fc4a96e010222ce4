"""Days on which a programme is silent: no reminders, and silence counts for nothing."""

from datetime import date

from viceversa.lib.dates import week_of
from viceversa.programmes.models import Programme

SUMMER_WEEKS = range(28, 32)
CHRISTMAS_BEGINS, CHRISTMAS_ENDS = (12, 24), (1, 6)


def is_silent(programme: Programme, day: date) -> bool:
    """Whether the programme is silent on that day: the weeks of summer, and Christmas."""
    month_and_day = (day.month, day.day)
    is_christmas = month_and_day >= CHRISTMAS_BEGINS or month_and_day <= CHRISTMAS_ENDS
    return is_christmas or week_of(day).number in SUMMER_WEEKS
