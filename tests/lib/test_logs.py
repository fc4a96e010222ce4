"""A reader of the log finds no link that works."""

import logging

import pytest
from django.test import Client

from viceversa.lib.links import sign_link
from viceversa.lib.logs import without_tokens

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
