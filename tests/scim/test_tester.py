"""A public tester of SCIM servers finds nothing."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from tests.scim.client import Directory
from viceversa.api import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(
    directory: Directory, one_connection: None, monkeypatch: pytest.MonkeyPatch
) -> WSGISCIMClient:
    monkeypatch.setattr(access, "A_MINUTE", 10_000)
    return WSGISCIMClient(
        WSGIHandler(),
        base_url="http://testserver/scim/v2",
        environ={"HTTP_AUTHORIZATION": f"Bearer {directory.secret}"},
    )


def finds_nothing(client: WSGISCIMClient, least: int, **asked: object) -> None:
    results = check_server(client, **asked)
    wrong = [(each.title, each.reason) for each in results if each.status == Status.ERROR]
    assert wrong == []
    assert sum(each.status == Status.SUCCESS for each in results) >= least


def test_it_finds_nothing_in_what_is_said_of_the_service(client: WSGISCIMClient) -> None:
    finds_nothing(client, 10, include_tags={"discovery", "misc"})


@pytest.mark.slow
def test_it_finds_nothing_at_all(client: WSGISCIMClient) -> None:
    finds_nothing(client, 70)
