"""Closing: all answers are unsealed and shuffled at once, and then the key is destroyed.

1. In one transaction plain rows take the place of the sealed ones. A crash before its end leaves
   all as it was.
2. Then the key goes. A crash before that leaves a key that opens nothing which is still there, and
   closing again destroys it.

Rows are written in the order of the shuffle, since a table of SQLite keeps the order of writing.
"""

import secrets
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import transaction

from viceversa.impact.actions.pairing import (
    destroy_pairing_key,
    keep_threads,
    pair_answers,
    without,
)
from viceversa.impact.boxes import Said, opened
from viceversa.impact.instruments import compared_codes
from viceversa.impact.models import Answer, Draft, Remark, Survey
from viceversa.impact.sight import LEAST, WHOLE
from viceversa.people.trail import record
from viceversa.vault import answer_keys

Thing = TypeVar("Thing")


def close_survey(survey: Survey) -> None:
    """Closes it for good. To be repeated until it returns; closing twice is closing once."""
    _unseal(survey.pk)
    answer_keys.destroy(survey.pk)
    destroy_pairing_key(survey.programme_id)


@transaction.atomic
def _unseal(code: str) -> None:
    survey = Survey.objects.select_for_update().get(pk=code)
    if survey.state != Survey.State.OPEN:
        return
    said = _all_said(survey)
    if len(said) >= LEAST:
        _write(survey, said)
    survey.shut_answers.all().delete()
    Draft.objects.filter(ticket__survey=survey).delete()
    survey.tickets.all().delete()
    survey.state, survey.answered = Survey.State.CLOSED, len(said)
    survey.save(update_fields=["state", "answered"])
    record("survey_closed", survey, by=None)


def _all_said(survey: Survey) -> list[Said]:
    """Nothing, when an old database was brought back after the key had been destroyed."""
    if answer_keys.is_destroyed(survey.pk):
        return []
    key = answer_keys.key_of(survey.pk)
    return [opened(row, key) for row in survey.shut_answers.all()]


def _write(survey: Survey, said: Sequence[Said]) -> None:
    """What may never be shown is not written. What is compared lies apart from all else that the
    same person has answered, and of others it is not told (decision 0026)."""
    apart = _compare(survey, said)
    Answer.objects.bulk_create(
        Answer(survey=survey, values=without(each.values, apart)) for each in shuffled(said)
    )
    if len(said) >= WHOLE:
        Remark.objects.bulk_create(
            Remark(survey=survey, text=each.words, may_be_quoted=each.may_be_quoted)
            for each in shuffled(said)
            if each.words
        )


def _compare(survey: Survey, said: Sequence[Said]) -> set[str]:
    """The items that are told of those alone who have answered both times; none where so few have
    that nothing can be compared."""
    if survey.wave == Survey.Wave.HALF_TIME:
        return set()
    act = keep_threads if survey.wave == Survey.Wave.BEFORE else pair_answers
    return compared_codes(survey.role) if act(survey, shuffled(said)) else set()


def shuffled(things: Iterable[Thing]) -> list[Thing]:
    """In an order that nobody can guess."""
    found = list(things)
    secrets.SystemRandom().shuffle(found)
    return found
