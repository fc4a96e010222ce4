"""A survey in each of its states, without the crowd that they ask."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tests.cast import Cast
from viceversa.impact.models import Answer, OwnItem, Survey
from viceversa.vault import answer_keys


@dataclass(frozen=True)
class Surveys:
    """Of one programme, to its mentees."""

    planned: Survey
    item: OwnItem  # of it
    open: Survey  # that asks Carol
    closed: Survey


def make_surveys(cast: Cast) -> Surveys:
    last = timezone.localdate() + timedelta(days=9)
    planned, begun, closed = (
        Survey.objects.create(
            programme=cast.programme,
            role="mentee",
            wave=wave,
            state=state,
            closes_on=last,
            asked=12,
            answered=11 if state == "closed" else None,
        )
        for wave, state in (("after", "planned"), ("half_time", "open"), ("before", "closed"))
    )
    begun.tickets.create(person=cast.carol)
    answer_keys.make(begun.pk)
    Answer.objects.bulk_create(
        Answer(survey=closed, values={"expected": 1 + number % 7}) for number in range(11)
    )
    return Surveys(planned, planned.own_items.create(number=1, sv="x", en="y"), begun, closed)
