"""Each request has its number, on its answer, in the log, and on the page when something broke."""

import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from viceversa.lib.logs import number_of_request
from viceversa.lib.request_numbers import HEADER, request_numbers

SENT = "from-the-proxy.1"


def asked(**headers: str) -> tuple[str, str]:
    """The number inside of the request, and that on its answer."""
    inside: list[str] = []

    def handler(_: HttpRequest) -> HttpResponse:
        inside.append(number_of_request())
        return HttpResponse()

    answer = request_numbers(handler)(RequestFactory().get("/", headers=headers))
    return inside[0], answer[HEADER]


def test_each_request_has_a_number_of_its_own() -> None:
    first, second = asked(), asked()
    assert first[0] == first[1] != second[1]
    assert len(first[0]) == 12
    assert number_of_request() == ""


def test_a_number_from_outside_counts_where_the_settings_say_so(settings: Any) -> None:
    assert asked(**{HEADER: SENT})[0] != SENT
    settings.REQUEST_ID_HEADER = "X-Proxy-Number"
    assert asked(**{HEADER: SENT})[0] != SENT
    assert asked(**{"X-Proxy-Number": SENT}) == (SENT, SENT)


@pytest.mark.parametrize("nonsense", ["", "short", "x" * 65, "two words here", "a\nforged: line"])
def test_what_is_no_number_is_replaced(settings: Any, nonsense: str) -> None:
    settings.REQUEST_ID_HEADER = HEADER
    inside, _ = asked(**{HEADER: nonsense})
    assert len(inside) == 12


@pytest.mark.django_db
def test_the_page_after_an_error_tells_the_number_that_the_log_knows(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("viceversa.operations.views.readiness", breaks)
    with caplog.at_level(logging.ERROR):
        answer = Client(raise_request_exception=False).get(
            "/readyz", headers={"accept-language": "en"}
        )
    number = answer[HEADER]
    assert answer.status_code == 500
    assert f"this number: {number}" in answer.content.decode()
    assert [record.about for record in caplog.records] == [{"request": number}]  # type: ignore[attr-defined]
