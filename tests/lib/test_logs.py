"""A reader of the log finds no link that works, and nobody's name."""

import json
import logging
import sys
from datetime import datetime

import pytest
from django.test import Client

from viceversa.lib import logs
from viceversa.lib.links import sign_link
from viceversa.lib.logs import without_names, without_tokens

JOB = "54fe7f27-3d10-4d89-ade1-cd301a651e89"


@pytest.mark.django_db
@pytest.mark.parametrize("around", ["/meeting/{})/", "/taps/{}/", "/answer/>{}/", "/nowhere/{}"])
def test_a_link_that_fails_is_logged_without_its_signature(
    around: str, caplog: pytest.LogCaptureFixture
) -> None:
    token = sign_link("meeting", person_id="carol2345678", object_id="abc", version=1)
    with caplog.at_level(logging.DEBUG):
        assert Client().get(around.format(token)).status_code == 404
    assert around.partition("{")[0] in caplog.text
    assert token[-43:] not in caplog.text


def test_a_link_posted_without_its_cookie_is_logged_so_as_well(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    token = sign_link("meeting", person_id="carol2345678", object_id="abc", version=1)
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/meeting/{token}/").status_code == 403
    assert "/meeting/carol2345678.abc." in caplog.text
    assert token[-43:] not in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        f"Job {JOB} enqueued",
        "viceversa.conversations.actions.retention.erase_what_is_over_and_much_more_of_it",
        "Not Found: /pairs/abcdefgh2345/meetings/12/",
    ],
)
def test_what_an_operator_looks_for_stays(text: str) -> None:
    assert without_tokens(text) == text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("refused carol@example.com", "refused […]"),
        ("Not Found: /people/carol%40example.com", "Not Found: /people/[…]"),
        ("Error handling request /people/?q=Carol&page=2", "Error handling request /people/?[…]"),
        ("is it so? yes", "is it so? yes"),
    ],
)
def test_addresses_and_what_was_asked_for_are_cut_out(said: str, kept: str) -> None:
    assert without_names(said) == kept


def failed() -> logging.LogRecord:
    """A record of an error that was raised while another one was dealt with."""
    words = "Carol wrote this"
    try:
        try:
            raise KeyError(words)
        except KeyError:
            raise ValueError(words)  # noqa: B904  # implied, as it happens to people
    except ValueError:
        info = sys.exc_info()
    return logging.makeLogRecord({"name": "house", "msg": "it broke", "exc_info": info})


def test_of_an_error_only_kinds_and_places_are_told() -> None:
    record = failed()
    record.exc_text = "what another handler made of it: Carol wrote this"
    for line in (logs.Json().format(record), logs.Text(with_words=False).format(record)):
        assert line.index("builtins.KeyError") < line.index("builtins.ValueError")
        assert "in failed" in line
        assert "Carol" not in line


def test_the_demo_tells_the_words_as_well() -> None:
    line = logs.Text(with_words=True).format(failed())
    assert "ValueError: Carol wrote this" in line


def test_a_line_for_machines_is_one_object() -> None:
    with logs.about(request="number12"), logs.about(job="job1"):
        record = logging.getLogRecordFactory()(
            "house", logging.WARNING, "", 0, "%s\nå", ("one",), None
        )
    facts = json.loads(logs.Json().format(record))
    datetime.fromisoformat(facts.pop("time"))
    assert facts == {
        "level": "WARNING", "logger": "house", "message": "one\nå",
        "request": "number12", "job": "job1",
    }  # fmt: skip
    assert "\n" not in logs.Json().format(record)
    assert logs.Text(with_words=True).format(record).endswith("å (request number12) (job job1)")
