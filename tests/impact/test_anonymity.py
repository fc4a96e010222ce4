"""Whoever has the database as it was after every answer learns nothing of who said what.

The attacker sees each ticket as it is used, and each sealed row as it comes; after closing, the
plain rows in every order that the database keeps. A table that writes answers as they come is the
control: there she is right.
"""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

import pytest
from django.db import connection

from tests.cast import Cast
from tests.factories import enrol, make_programme
from tests.impact.world import Asked, ask, crowd
from viceversa.impact.actions import send_answer
from viceversa.impact.boxes import Said
from viceversa.impact.models import Answer, Remark, ShutAnswer, Ticket
from viceversa.people.models import Person

ASKED = 12
CERTAIN = 0.95
Rows = Sequence[str]
"""What was said, in the order in which the attacker finds it."""


def by_writing(asked: Asked) -> Rows:
    """As the rows lie: on SQLite by rowid, elsewhere as a scan of the table gives them."""
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    return _said(asked, order)


def by_key(asked: Asked) -> Rows:
    return _said(asked, "id")


def by_sealed_key(asked: Asked) -> Rows:
    """As if a plain row kept the rank that its sealed row had."""
    return list(reversed(_said(asked, "id")))


def _said(asked: Asked, order: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM viceversa_answer WHERE survey_id = %s ORDER BY {order}",  # noqa: S608
            [asked.survey.pk],
        )
        keys = [row[0] for row in cursor.fetchall()]
    values = dict(Answer.objects.values_list("pk", "values"))
    return [values[key]["useful"] for key in keys]


ORDERS: tuple[Callable[[Asked], Rows], ...] = (by_writing, by_key, by_sealed_key)


def answer_one_by_one(asked: Asked) -> list[Person]:
    """Everybody says her own code. Gives whom the snapshots name, in turn."""
    seen: list[Person] = []
    boxes: set[str] = set()
    for person in asked.people:
        unused = set(Ticket.objects.filter(survey=asked.survey, is_used=False))
        ticket = Ticket.objects.get(survey=asked.survey, person=person)
        send_answer(ticket, Said({"useful": person.pk}))
        (used,) = unused - set(Ticket.objects.filter(survey=asked.survey, is_used=False))
        boxes |= set(ShutAnswer.objects.filter(survey=asked.survey).values_list("pk", flat=True))
        seen.append(used.person)
    assert len(boxes) == len(asked.people)
    return seen


def hits(seen: Iterable[Person], rows: Rows) -> int:
    return sum(person.pk == said for person, said in zip(seen, rows, strict=True))


def attack(surveys: int, people: Sequence[Person]) -> tuple[dict[str, int], int]:
    """How often each order points at the right person in so many surveys; and the control."""
    found, control = dict.fromkeys((order.__name__ for order in ORDERS), 0), 0
    for _ in range(surveys):
        asked = _asked(people)
        seen = answer_one_by_one(asked)
        naive = [person.pk for person in asked.people]  # a table that is written as they answer
        control += hits(seen, naive)
        asked.close()
        for order in ORDERS:
            found[order.__name__] += hits(seen, order(asked))
    return found, control


def _asked(people: Sequence[Person]) -> Asked:
    """A survey of a new programme to the same people."""
    programme = make_programme()
    for person in people:
        enrol(person, programme, "mentee")
    return ask(programme, wave="half_time", people=people)


def check(surveys: int, people: Sequence[Person]) -> None:
    """One hit a survey is what chance gives, with a variance of one."""
    found, control = attack(surveys, people)
    assert control >= CERTAIN * surveys * len(people)
    most = surveys + 3.5 * sqrt(surveys)
    assert {name: count for name, count in found.items() if count > most} == {}


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    return crowd(cast.other_programme, ASKED)


def test_snapshots_point_at_nobody_better_than_chance(people: list[Person]) -> None:
    check(15, people)


@pytest.mark.slow
def test_snapshots_of_a_thousand_surveys_point_at_nobody(people: list[Person]) -> None:
    check(1000, people)


def test_plain_rows_say_no_more_than_what_was_answered() -> None:
    assert {field.name for field in Answer._meta.fields} == {"id", "survey", "values"}
    assert {field.name for field in Remark._meta.fields} == {"id", "survey", "text"}
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
