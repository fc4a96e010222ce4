"""An answer on its way: half of it kept for later, all of it sent once. Neither leaves a time."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from viceversa.impact.boxes import Said, shut, shut_draft, thread_of
from viceversa.impact.errors import SurveyError
from viceversa.impact.models import Draft, ShutAnswer, Survey, Ticket
from viceversa.impact.queries import takes_answers
from viceversa.vault import answer_keys


@transaction.atomic
def keep_half(ticket: Ticket, said: Said) -> None:
    """Keeps what she has answered so far. SurveyError when it is too late."""
    survey = _open(ticket)
    if Ticket.objects.filter(pk=ticket.pk, is_used=False).exists():
        draft = Draft.objects.filter(ticket=ticket).first() or Draft()
        draft.ticket = ticket
        ticket.survey = survey
        shut_draft(draft, said)
        draft.save()


@transaction.atomic
def send_answer(ticket: Ticket, said: Said) -> None:
    """Sends it, once: a page sent twice changes nothing. SurveyError when it is too late."""
    survey = _open(ticket)
    if not Ticket.objects.filter(pk=ticket.pk, is_used=False).update(is_used=True):
        return
    thread = thread_of(survey, ticket.person_id)
    row = ShutAnswer(survey=survey)
    shut(row, replace(said, thread=thread), answer_keys.key_of(survey.pk))
    row.save(force_insert=True)
    Draft.objects.filter(ticket=ticket).delete()


def _open(ticket: Ticket) -> Survey:
    """Its survey, which cannot close meanwhile."""
    survey = Survey.objects.select_for_update().get(pk=ticket.survey_id)
    if not takes_answers(survey) or answer_keys.is_destroyed(survey.pk):
        raise SurveyError(_("The survey has closed, so your answers could not be taken any more."))
    return survey
