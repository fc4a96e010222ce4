"""What somebody writes stands nowhere while a survey is open, or where few have answered."""

import logging
from collections.abc import Iterator
from itertools import chain

import pytest
from django.test import Client

from tests.cast import Cast
from tests.house.leaks import Haystack, cached, database, found_in, letters, pages, sessions
from tests.impact.test_answering import go_through, path
from tests.impact.world import Asked
from viceversa.impact.actions import close_survey
from viceversa.jobs import run_waiting

CANARY = "kanarieenkatqvxz"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def logged(log: pytest.LogCaptureFixture) -> Iterator[Haystack]:
    for record in log.get_records("call"):
        text = f"{logging.Formatter().format(record)} {record.args}"
        yield Haystack("log", text.encode())


def seen_by_all(cast: Cast, asked: Asked) -> Iterator[Haystack]:
    codes: dict[str, list[object]] = {
        "programmes/code": [cast.programme.pk],
        "int": [1, 3],
        "str": [asked.survey.pk, asked.link(1)],
    }
    everybody = (None, cast.alice, cast.dora, cast.erik, cast.fia, asked.people[1])
    return chain.from_iterable(pages(person, codes) for person in everybody)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("count", "closes"), [(9, True), pytest.param(12, False, marks=pytest.mark.slow)]
)
def test_own_words_stand_nowhere(
    cast: Cast, asked: Asked, log: pytest.LogCaptureFixture, count: int, *, closes: bool
) -> None:
    client = Client()
    client.post(path(asked, 3, 11), {"words": CANARY, "go_on": "x"})  # refused, so not kept
    for which in range(count):
        go_through(client, asked, which, words=CANARY)
    if closes:
        close_survey(asked.survey)
    run_waiting()
    everywhere = chain(
        seen_by_all(cast, asked), database(), sessions(), cached(), letters(), logged(log)
    )
    assert found_in(everywhere, [CANARY]) == []


@pytest.mark.slow
def test_the_crawl_finds_them_where_they_may_be_seen(cast: Cast, asked: Asked) -> None:
    for which in range(10):
        go_through(Client(), asked, which, words=CANARY)
    close_survey(asked.survey)
    found = {name for name, _ in found_in(seen_by_all(cast, asked), [CANARY])}
    results = f"/programmes/{cast.programme.pk}/surveys/{asked.survey.pk}/results/"
    assert found == {f"{results} for Alice", f"{results} for Fia"}
