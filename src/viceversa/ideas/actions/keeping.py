"""What is due for ideas by the day: owners are reminded, and old ideas go."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from viceversa.conversations.queries import home_zone
from viceversa.ideas import letters
from viceversa.ideas.actions.answering import TIME_TO_ANSWER
from viceversa.ideas.models import Idea
from viceversa.ideas.queries import to_remind
from viceversa.lib.dates import add_months
from viceversa.people.trail import record

KEPT_MONTHS = 24
WEEK = timedelta(days=7)


def remind_owners() -> int:
    """Each owner once a week of all that wait for her in a programme: of answers from a week after
    the question, of reviews from their day. Says how many have a letter."""
    now = timezone.now()
    waiting = to_remind(now.date() + timedelta(days=1)).order_by("owner", "programme", "pk")
    return sum(_remind(list(ideas), now) for _who, ideas in groupby(waiting, _owner_and_programme))


def erase_old() -> int:
    """Ideas of which nothing has been heard for two years. Says how many."""
    today = timezone.now().date()
    last = Idea.objects.annotate(last=Max("steps__happened_on"))
    old = list(last.filter(last__lt=add_months(today, -KEPT_MONTHS)))
    for idea in old:
        _erase(idea)
    return len(old)


def _owner_and_programme(idea: Idea) -> tuple[str | None, str]:
    return idea.owner_id, idea.programme_id


@transaction.atomic
def _remind(ideas: list[Idea], now: datetime) -> bool:
    today = now.astimezone(home_zone(ideas[0].programme)).date()
    waiting = [idea for idea in ideas if idea.due_on or _is_reviewed(idea, today)]
    if not any(_is_due(idea, today) for idea in waiting):
        return False
    waiting.sort(key=lambda idea: (idea.due_on or idea.review_on or today, idea.pk))
    return letters.owner_reminded(waiting, today=today)


def _is_due(idea: Idea, today: date) -> bool:
    """Whether it is time to remind of this one."""
    return not idea.due_on or today >= idea.due_on - TIME_TO_ANSWER + WEEK


def _is_reviewed(idea: Idea, today: date) -> bool:
    return idea.review_on is not None and idea.review_on <= today


@transaction.atomic
def _erase(idea: Idea) -> None:
    record("idea_erased", idea, by=None)
    idea.delete()
