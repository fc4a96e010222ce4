"""Surveys are answered and closed."""

from collections.abc import Callable
from contextlib import suppress

from tests.faults import Codes
from tests.impact.world import Asked, plan
from tests.pairing.boards import drafted
from tests.pairing.rounds import Round, make_round
from viceversa.impact.actions import close_survey, open_survey, send_answer
from viceversa.impact.boxes import Said
from viceversa.impact.errors import SurveyError
from viceversa.impact.models import (
    Survey,
    Ticket,
)
from viceversa.vault import answer_keys


def planned() -> Codes:
    return (plan(make_round(6, 6).programme).pk,)


def open_once(survey: str) -> None:
    with suppress(SurveyError):  # it is open already
        open_survey(Survey.objects.get(pk=survey), by=None)


def surveyed(wave: str, answers: int) -> Callable[[], Codes]:
    """So many have answered, and one has not yet; what is asked later is asked of pairs."""

    def prepare() -> Codes:
        size = max(answers + 1, 5)
        lead = make_round(size, size, consent="organiser_decides")
        asked = _asked(lead, Survey.Wave.BEFORE, answers)
        if wave != Survey.Wave.BEFORE:
            asked.close()
            drafted(lead).publish()
            asked = _asked(lead, wave, answers)
        return asked.survey.pk, asked.ticket(answers).pk

    return prepare


def _asked(lead: Round, wave: str, answers: int) -> Asked:
    survey = plan(lead.programme, wave=wave)
    open_survey(survey, by=None)
    asked = Asked(survey, [seat.person for seat in lead.seats("mentee")])
    asked.answer(answers, "Mer tid.", useful=4)
    return asked


def close(survey: str, _: str) -> None:
    close_survey(Survey.objects.get(pk=survey))


def send_once(_: str, ticket: str) -> None:
    send_answer(Ticket.objects.get(pk=ticket), Said({"useful": 2}, "Ja."))


def destroy(survey: str, _: str) -> None:
    answer_keys.destroy(survey)
