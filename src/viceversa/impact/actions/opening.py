"""Opening: keys, tickets and letters, once."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from viceversa.impact import letters
from viceversa.impact.actions.planning import planned
from viceversa.impact.errors import SurveyError
from viceversa.impact.models import Survey, Ticket
from viceversa.impact.queries import people_to_ask, today_of
from viceversa.impact.sight import LEAST
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.vault import answer_keys


@transaction.atomic
def open_survey(survey: Survey, *, by: Person | None) -> None:
    """Asks everybody whom it concerns. SurveyError when these are so few that nothing could ever
    be shown, or its last day is over."""
    found = planned(survey)
    people, today = people_to_ask(found), today_of(found.programme)
    if len(people) < LEAST:
        raise SurveyError(
            _("Fewer than five would be asked. Nothing of it could ever be shown, so nobody is.")
        )
    if found.closes_on < today:
        raise SurveyError(_("Its last day is over. Set another one first."))
    answer_keys.make(found.pk)
    if found.wave != Survey.Wave.HALF_TIME:
        answer_keys.make(found.programme_id)
    found.state, found.opens_on, found.asked = Survey.State.OPEN, today, len(people)
    found.save(update_fields=["state", "opens_on", "asked"])
    secrets.SystemRandom().shuffle(people)
    Ticket.objects.bulk_create(Ticket(survey=found, person=person) for person in people)
    letters.ask(found, people)
    record("survey_opened", found, by=by, asked=len(people))
