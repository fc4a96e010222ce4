"""Reminders to whoever has not used her ticket; nobody is told who that is."""

from datetime import timedelta

from django.db import transaction

from viceversa.impact import letters
from viceversa.impact.models import Survey
from viceversa.impact.queries import takes_answers, today_of

A_WEEK = timedelta(days=7)
BEFORE_THE_END = timedelta(days=2)
MADE_UP_FOR = timedelta(days=1)


def remind_of_survey(survey: Survey) -> None:
    """A week after it has opened, and two days before its last one. A day later is made up for."""
    today, opened_on = today_of(survey.programme), survey.opens_on
    if opened_on is None or not takes_answers(survey):
        return
    due = (opened_on + A_WEEK, survey.closes_on - BEFORE_THE_END)
    for number, day in enumerate(due, start=1):
        if day <= today <= day + MADE_UP_FOR and day > opened_on:
            _remind(survey, number)


@transaction.atomic
def _remind(survey: Survey, number: int) -> None:
    for ticket in survey.tickets.filter(is_used=False).select_related("person"):
        letters.remind(survey, to=ticket.person, number=number)
