"""The interface is what its description says, whatever it is asked: judged by schemathesis."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import DjangoDbBlocker
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.client import secret_for
from tests.cast import make_cast
from tests.conversations.world import agree, booked, make_pair
from tests.factories import make_application, make_call
from tests.ideas.world import shared
from tests.undone import undone
from viceversa.api import access
from viceversa.api.actions.webhooks import set_up
from viceversa.ideas.models import Idea

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]
FEW, MANY = 4, 500
APP = get_wsgi_application()
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)
SCHEMA.config.generation.update(modes=list(GenerationMode))
OPERATIONS = [each.ok() for each in SCHEMA.get_all_operations()]
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]


@dataclass(frozen=True)
class Known:
    """Codes of things that are there, and a token for all of them."""

    secret: str
    codes: dict[str, str]
    webhook: str


@pytest.fixture(scope="module")
def known(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Known]:
    with undone(django_db_blocker):
        cast = make_cast()
        cast.alice.is_organiser = True
        cast.alice.save(update_fields=["is_organiser"])
        pair = make_pair(cast)
        agree(cast, pair)
        booked(cast, pair)
        shared(cast, pair)
        Idea.objects.update(state="shared")
        application = make_application(make_call(cast.programme))
        webhook = set_up(
            url="https://hooks.example.com/",
            events=["pair.ended"],
            programme=None,
            by=cast.alice,
        )
        codes = {"code": cast.programme.pk, "application_code": application.pk}
        yield Known(secret_for(cast.alice), codes, webhook.pk)


@pytest.fixture(autouse=True)
def without_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "A_MINUTE", 10**6)


def judge(operation: Any, known: Known, examples: int) -> None:
    """So many requests, a part of them for things that are there, each judged by every check but
    one: what a form says of topics, lists and names is more than a description can."""
    here = {"code": known.webhook} if "/webhooks/" in operation.path else known.codes
    answers: Counter[int] = Counter()
    rules = [positive_data_acceptance] if operation.body else []

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=QUIET, derandomize=True,
        database=None, phases=[Phase.generate],
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def sweep(case: Any) -> None:
        if answers.total() % 2 == 0 and case.path_parameters:
            case.path_parameters.update(
                {k: v for k, v in here.items() if k in case.path_parameters}
            )
        answer = case.call_and_validate(
            headers={"Authorization": f"Bearer {known.secret}"}, excluded_checks=rules
        )

        answers[answer.status_code] += 1

    sweep()
    assert answers.total() >= examples
    assert answers[200] or operation.method != "get"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_it_is_as_it_is_described(operation: Any, known: Known) -> None:
    judge(operation, known, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_it_is_so_five_hundred_times(operation: Any, known: Known) -> None:
    judge(operation, known, MANY)
