"""The letters of this room. None says whether anybody has answered."""

from collections.abc import Iterable

from django.utils import translation

from viceversa.impact.instruments import screens_of
from viceversa.impact.models import Survey
from viceversa.lib.dates import say_day
from viceversa.notices.actions import post, post_all, written
from viceversa.people.models import Person
from viceversa.programmes.queries import letterhead


def ask(survey: Survey, people: Iterable[Person]) -> None:
    """To everybody who is asked: two minutes, by a link of one's own."""
    head = letterhead(survey.programme)
    post_all(
        written(
            "impact/survey_opened",
            to=person,
            event=f"survey:{survey.pk}",
            context=context_of(survey, person),
            head=head,
        )
        for person in people
    )


def remind(survey: Survey, *, to: Person, number: int) -> None:
    """To somebody whose ticket is not used. The same number is the same letter."""
    post(
        "impact/survey_reminder",
        to=to,
        event=f"survey:{survey.pk}:reminder",
        version=number,
        context=context_of(survey, to),
        head=letterhead(survey.programme),
    )


def context_of(survey: Survey, reader: Person) -> dict[str, object]:
    """What the letters say of a survey, in the reader's language."""
    with translation.override(reader.language):
        return {
            "survey": survey,
            "role": survey.role,
            "items": sum(len(screen.items) for screen in screens_of(survey)),
            "last_day": say_day(survey.closes_on),
        }
