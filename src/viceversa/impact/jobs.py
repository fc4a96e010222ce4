"""What the room does by the clock."""

import logging

from viceversa.impact.actions import close_survey, open_survey, remind_of_survey
from viceversa.impact.actions.pairing import forget_threads
from viceversa.impact.errors import SurveyError
from viceversa.impact.models import Survey
from viceversa.impact.queries import surveys_to, takes_answers, today_of
from viceversa.jobs import schedule
from viceversa.vault import answer_keys
from viceversa.vault.sealing import CannotOpenError

logger = logging.getLogger(__name__)
State = Survey.State


@schedule("surveys open and close", cron="20 * * * *")
def open_and_close() -> None:
    """Closes what is over, and what a crash has left half closed; opens what is due."""
    for survey in surveys_to(State.CLOSED):
        if not answer_keys.is_destroyed(survey.pk):
            close_survey(survey)
    for survey in surveys_to(State.OPEN):
        if not takes_answers(survey):
            _close(survey)
    for survey in surveys_to(State.PLANNED):
        if survey.opens_on and survey.opens_on <= today_of(survey.programme):
            _open(survey)
    forget_threads()


@schedule("reminders of surveys", cron="30 8 * * *")
def remind() -> None:
    """Asks those who have not answered once more, twice at most."""
    for survey in surveys_to(State.OPEN):
        remind_of_survey(survey)


def _close(survey: Survey) -> None:
    """What cannot be opened today stays sealed, and is tried again."""
    try:
        close_survey(survey)
    except CannotOpenError as error:
        logger.error("Survey %s cannot be closed: %s", survey.pk, error)


def _open(survey: Survey) -> None:
    """Too few to ask today may be enough tomorrow."""
    try:
        open_survey(survey, by=None)
    except SurveyError:
        logger.info("Survey %s is not opened: fewer than five, or too late", survey.pk)
