"""Puts a pair's words into the vault and takes them out: the only door between the two rooms.

Call it for the two members only; the doors in `access.py` see to that.
"""

import json
from typing import TypedDict

from viceversa.conversations.models import Objective, Question, Taps
from viceversa.vault.sealing import Place, open_sealed, seal


class Answers(TypedDict):
    """Three taps: useful from 1 to 5, whether one could speak openly, and the next date."""

    useful: int
    openly: str
    next_date: str


def seal_objective(objective: Objective, text: str) -> None:
    objective.sealed_text = seal(text, _objective_place(objective))


def words_of(objective: Objective) -> str:
    return open_sealed(objective.sealed_text, _objective_place(objective))


def seal_question(question: Question, text: str) -> None:
    question.sealed_text = seal(text, _question_place(question))


def text_of(question: Question) -> str:
    return open_sealed(question.sealed_text, _question_place(question))


def seal_answers(taps: Taps, answers: Answers) -> None:
    taps.sealed_answers = seal(json.dumps(answers), _taps_place(taps))


def answers_of(taps: Taps) -> Answers:
    answers: Answers = json.loads(open_sealed(taps.sealed_answers, _taps_place(taps)))
    return answers


def _objective_place(objective: Objective) -> Place:
    return Place(objective.pair_id, "objective.text", objective.pk, objective.author_id)


def _question_place(question: Question) -> Place:
    # The pair and not the meeting: a question follows to the meeting that takes another's place.
    return Place(question.meeting.pair_id, "question.text", question.pk, question.author_id)


def _taps_place(taps: Taps) -> Place:
    return Place(taps.meeting.pair_id, "taps.answers", taps.pk, taps.person_id)
