"""The letters of this room, each with an example."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from viceversa.impact.models import Survey
from viceversa.lib.dates import say_day
from viceversa.notices.samples import Context, Kind, letter_sample
from viceversa.programmes.letter_samples import example_programme

BOTH = ("mentor", "mentee")


@letter_sample("impact/survey_opened", to=BOTH, when=gettext_lazy("when a survey opens"))
def survey_opened(role: str) -> Context:
    return _example(role)


@letter_sample(
    "impact/survey_reminder",
    kind=Kind.REMINDER,
    to=BOTH,
    when=gettext_lazy(
        "a week after a survey has opened, and two days before its last day, to whoever has not "
        "answered"
    ),
)
def survey_reminder(role: str) -> Context:
    return _example(role)


def _example(role: str) -> Context:
    closes_on = timezone.localdate() + timedelta(days=14)
    survey = Survey(
        pk="example",
        programme=example_programme(),
        role=role,
        wave=Survey.Wave.HALF_TIME,
        closes_on=closes_on,
    )
    return {"survey": survey, "role": role, "items": 10, "last_day": say_day(closes_on)}
