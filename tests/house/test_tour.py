"""`make screenshots` looks at every page there is, and axe with it."""

from collections import defaultdict
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import resolve
from tools.stage import stops
from tools.tour import Stop

from tests.house.access_table import TABLE
from tests.house.heard import puzzles, title_of
from viceversa.operations.demo.load import load_demo
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db

NO_PAGES = {
    "healthz",
    "readyz",
    "metrics",
    # files
    "calendar_file",
    "certificate_issuer",
    "certificate_key",
    "call_qr",
    "demo_list",
    "import_template",
    "import_left_out",
    "ideas_download",
    "pair_ideas_download",
    "mailbox_calendar",
    "meeting_calendar",
    "mfa_download_recovery_codes",
    "my_data_file",
    "pair_download",
    "personal_gathering",
    "partner_agreement_text",
    "privacy_paper_text",
    "programme_report_pdf",
    "solution_record",
    # for programs
    "api_openapi",
    "api_nothing",
    "api_programmes",
    "api_programme",
    "api_people",
    "api_applications",
    "api_application",
    "api_pairs",
    "api_meetings",
    "api_ideas",
    "api_webhooks",
    "api_webhook",
    "scim_root",
    "scim",
    # parts of pages, fetched while they are shown
    "import_progress",
    "solution_progress",
    "mfa_login_webauthn",
    # the way back from a page that the tour has seen
    "account_request_login_code",
    # the way back from an organisation's provider, which leads on
    "sign_in_back",
    "sign_in_saml_back",
    # read by a provider
    "sign_in_saml_metadata",
}
REACHED = {"account_login": "account_confirm_login_code", "mailbox": "mailbox_mail"}
"""Pages that have no address of their own to go to: the tour presses a button that leads there."""

IN_THE_MIDST = {"mfa_authenticate", "sign_in_link"}
"""Shown between the code and the desk only, to whoever has a second lock or comes from a provider.
tests/journeys looks at them."""


SPECIMENS = {"styleguide"}
"""Pages of samples: whole pages, and one button after the other."""

BEFORE_AND_AFTER = {"idea_page", "idea_page_preview"}
"""The same page, before everybody may see it and afterwards; of others no two have one title."""


def test_the_tour_comes_to_every_page_and_each_answers_and_makes_sense_by_ear() -> None:
    load_demo()
    seen, puzzling = set(), []
    titles: dict[str, set[str]] = defaultdict(set)
    for stop in stops():
        answer = answer_of(stop)
        assert answer.status_code == stop.status, stop
        if stop.status != 200:
            continue
        name = resolve(stop.lands or stop.path.partition("?")[0]).url_name
        seen |= {name, REACHED.get(name, name) if stop.press else name}
        if stop.name in SPECIMENS:
            continue
        page = BeautifulSoup(answer.content, "html.parser")
        puzzling += [f"{stop.name} {each}" for each in puzzles(page)]
        if stop.path.startswith(("/programmes/", "/accounts/")) and not stop.press:
            titles[title_of(page)].add(answer.resolver_match.url_name)
    pages = {name for name, address in TABLE.items() if address.posted is None}
    assert pages - seen == NO_PAGES | IN_THE_MIDST
    assert "\n".join(puzzling) == ""
    assert [names for names in titles.values() if len(names) > 1] == [BEFORE_AND_AFTER]


def answer_of(stop: Stop) -> Any:
    client = Client()
    if stop.person:
        client.force_login(Person.objects.get(pk=stop.person))
    return client.get(stop.path, follow=True)
