"""What can be said of a survey before it opens; nothing of it can be changed afterwards."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from viceversa.impact.errors import SurveyError
from viceversa.impact.models import OwnItem, Survey
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

MOST_OWN = 5


@transaction.atomic
def plan_survey(
    programme: Programme,
    *,
    role: str,
    wave: str,
    closes_on: date,
    opens_on: date | None = None,
    by: Person | None,
) -> Survey:
    """Plans what one role is asked at one time. Without a first day it is opened by hand."""
    if programme.surveys.filter(role=role, wave=wave).exists():
        raise SurveyError(_("They are asked at that time already."))
    survey = Survey.objects.create(
        programme=programme, role=role, wave=wave, opens_on=opens_on, closes_on=closes_on
    )
    record("survey_planned", survey, by=by, role=role, wave=wave)
    return survey


@transaction.atomic
def set_days(survey: Survey, *, opens_on: date | None, closes_on: date, by: Person) -> None:
    """When it opens and closes. SurveyError once it has opened."""
    found = planned(survey)
    found.opens_on, found.closes_on = opens_on, closes_on
    found.save(update_fields=["opens_on", "closes_on"])
    record("survey_days_set", survey, by=by)


@transaction.atomic
def add_item(survey: Survey, *, sv: str, en: str, by: Person) -> OwnItem:
    """Asks one thing more. SurveyError once it has opened, or when there are enough."""
    own = planned(survey).own_items
    if own.count() >= MOST_OWN:
        raise SurveyError(_("Five of your own are the most: two minutes are soon over."))
    last = own.aggregate(last=Max("number"))["last"] or 0
    item = own.create(number=last + 1, sv=sv, en=en)
    record("survey_item_added", survey, by=by)
    return item


@transaction.atomic
def remove_item(item: OwnItem, *, by: Person) -> None:
    """Asks one thing less. SurveyError once it has opened."""
    planned(item.survey)
    item.delete()
    record("survey_item_removed", item.survey, by=by)


def planned(survey: Survey) -> Survey:
    """The survey as it stands now, to be changed. SurveyError once it has opened."""
    found = Survey.objects.select_for_update().select_related("programme").get(pk=survey.pk)
    if found.state != Survey.State.PLANNED:
        raise SurveyError(_("The survey has opened; nothing of it can be changed any more."))
    return found
