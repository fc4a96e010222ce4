"""What is due for ideas by the day: owners are reminded, and old ideas go."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from viceversa.conversations.queries import home_zone
from viceversa.ideas import letters
from viceversa.ideas.actions.answering import TIME_TO_ANSWER
from viceversa.ideas.models import Idea
from viceversa.ideas.queries import is_late, to_remind
from viceversa.lib.dates import add_months
from viceversa.people.trail import record

KEPT_MONTHS = 24
WEEK = timedelta(days=7)


def remind_owners() -> int:
    """A week after the question, and each week that the answer or the review is late. Says how
    many have a letter."""
    now = timezone.now()
    waiting = to_remind(now.date() + timedelta(days=1))
    return sum(_remind(i, now.astimezone(home_zone(i.programme)).date()) for i in waiting)


def erase_old() -> int:
    """Ideas of which nothing has been heard for two years. Says how many."""
    today = timezone.now().date()
    last = Idea.objects.annotate(last=Max("steps__happened_on"))
    old = list(last.filter(last__lt=add_months(today, -KEPT_MONTHS)))
    for idea in old:
        _erase(idea)
    return len(old)


@transaction.atomic
def _remind(idea: Idea, today: date) -> bool:
    if idea.due_on:
        turn = (today - (idea.due_on - TIME_TO_ANSWER)) // WEEK
        return turn > 0 and letters.answer_waits(idea, turn=turn, is_late=is_late(idea, today))
    if idea.review_on and idea.review_on <= today:
        return letters.review_due(idea, turn=(today - idea.review_on) // WEEK)
    return False


@transaction.atomic
def _erase(idea: Idea) -> None:
    record("idea_erased", idea, by=None)
    idea.delete()
