"""Whoever has the database as it was after every answer learns nothing of who said what.

The attacker sees each ticket as it is used, and each sealed row as it comes; after closing, the
plain rows in every order that the database keeps, and beside the order of the sealed ones. A table
that writes answers as they come is the control: there she is right.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

import pytest
from django.db import connection

from tests.cast import Cast
from tests.factories import enrol, make_programme
from tests.impact.world import Asked, ask, crowd
from viceversa.impact.actions import send_answer
from viceversa.impact.boxes import Said
from viceversa.impact.models import Answer, Remark, ShutAnswer, Survey, Ticket
from viceversa.people.models import Person

ASKED = 12
MANY = 1000
CERTAIN = 0.95
Rows = Sequence[str]
"""What was said, in the order in which the attacker finds it."""


def by_writing(survey: Survey) -> Rows:
    """As the rows lie: on SQLite by rowid, elsewhere as a scan of the table gives them."""
    return _said(survey, "rowid" if connection.vendor == "sqlite" else "ctid")


def by_key(survey: Survey) -> Rows:
    return _said(survey, "id")


def _said(survey: Survey, order: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM viceversa_answer WHERE survey_id = %s ORDER BY {order}",  # noqa: S608
            [survey.pk],
        )
        keys = [row[0] for row in cursor.fetchall()]
    values = dict(Answer.objects.values_list("pk", "values"))
    return [values[key]["useful"] for key in keys]


def answer_one_by_one(asked: Asked) -> dict[str, Person]:
    """Everybody says her own code. Whom the snapshots name, in turn, by the key of the sealed row
    that came with it."""
    seen: dict[str, Person] = {}
    for person in asked.people:
        unused = set(Ticket.objects.filter(survey=asked.survey, is_used=False))
        send_answer(
            Ticket.objects.get(survey=asked.survey, person=person), Said({"useful": person.pk})
        )
        (used,) = unused - set(Ticket.objects.filter(survey=asked.survey, is_used=False))
        boxes = ShutAnswer.objects.filter(survey=asked.survey).values_list("pk", flat=True)
        (box,) = set(boxes) - seen.keys()
        seen[box] = used.person
    return seen


def hits(seen: Iterable[Person], rows: Rows) -> int:
    return sum(person.pk == said for person, said in zip(seen, rows, strict=True))


def attack(surveys: int, people: Sequence[Person]) -> tuple[Counter[str], int]:
    """How often each order points at the right person in so many surveys; and the control."""
    found, control = Counter[str](), 0
    for _ in range(surveys):
        asked = _asked(people)
        seen = answer_one_by_one(asked)
        asked.close()
        by_box = [seen[box] for box in sorted(seen)]
        found["by writing"] += hits(seen.values(), by_writing(asked.survey))
        found["by key"] += hits(seen.values(), by_key(asked.survey))
        found["by the keys of both"] += hits(by_box, by_key(asked.survey))
        control += hits(people, by_writing(naive(people)))
    return found, control


def naive(people: Sequence[Person]) -> Survey:
    """A survey whose answers are written as they come."""
    survey = _asked(people).survey
    for person in people:
        Answer.objects.create(survey=survey, values={"useful": person.pk})
    return survey


def _asked(people: Sequence[Person]) -> Asked:
    """A survey of a new programme to the same people."""
    programme = make_programme()
    for person in people:
        enrol(person, programme, "mentee")
    return ask(programme, wave="half_time", people=people)


def check(surveys: int, people: Sequence[Person]) -> None:
    """One hit a survey is what chance gives, with a variance of one: five times its square root is
    more than chance does in a million runs."""
    found, control = attack(surveys, people)
    assert control >= CERTAIN * surveys * len(people)
    most = surveys + 5 * sqrt(surveys)
    assert {name: count for name, count in found.items() if count > most} == {}


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    return crowd(cast.other_programme, ASKED)


def test_snapshots_point_at_nobody_better_than_chance(people: list[Person]) -> None:
    check(15, people)


@pytest.mark.slow
def test_snapshots_of_many_surveys_point_at_nobody(people: list[Person]) -> None:
    check(MANY, people)


def test_plain_rows_say_no_more_than_what_was_answered() -> None:
    assert {field.name for field in Answer._meta.fields} == {"id", "survey", "values"}
    assert {field.name for field in Remark._meta.fields} == {
        "id",
        "survey",
        "text",
        "may_be_quoted",
    }
    assert {field.name for field in Ticket._meta.fields} == {"id", "survey", "person", "is_used"}
    assert {field.name for field in ShutAnswer._meta.fields} == {"id", "survey", "box"}


def test_own_words_do_not_lie_as_the_answers_do(asked: Asked) -> None:
    for which, person in enumerate(asked.people):
        send_answer(asked.ticket(which), Said({"useful": person.pk}, words=person.pk))
    asked.close()
    together = zip(
        (values["useful"] for values in Answer.objects.values_list("values", flat=True)),
        Remark.objects.values_list("text", flat=True),
        strict=True,
    )
    assert sum(one == other for one, other in together) < len(asked.people)
