"""To ask, to take back, to be answered: by her page, and by the organisers'."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import client_of
from tests.factories import make_person
from viceversa.jobs import run_waiting
from viceversa.people.models import Person
from viceversa.privacy.actions import ask_for_erasure, erase, refuse, take_back
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
REASON = "A claim is being tried, see the letter of 2 May."


@pytest.fixture
def organiser(cast: Cast) -> Client:
    cast.alice.is_organiser = True
    cast.alice.save()
    Programme.objects.update(ends_on=None)
    return client_of(cast.alice)


@pytest.fixture
def asked(cast: Cast, organiser: Client) -> ErasureRequest:
    return ask_for_erasure(cast.bob)


@pytest.mark.parametrize(
    ("day", "due"), [("2026-03-15", date(2026, 4, 15)), ("2027-01-31", date(2027, 2, 28))]
)
def test_it_is_due_in_a_month(cast: Cast, day: str, due: date) -> None:
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        assert ask_for_erasure(cast.bob).due_on == due


def test_asking_twice_is_asking_once_and_both_sides_are_written_to_once(
    cast: Cast, asked: ErasureRequest
) -> None:
    assert ask_for_erasure(cast.bob).pk == asked.pk
    run_waiting()
    subjects = sorted(message.subject for message in mail.outbox)
    assert subjects == ["Somebody asks to be erased", "We have received your request"]
    assert all(cast.bob.full_name not in str(m.body) for m in mail.outbox)


def test_she_asks_and_takes_it_back_on_her_page(cast: Cast, organiser: Client) -> None:
    bob = client_of(cast.bob)
    shown = bob.get("/me/erasure/").content.decode()
    assert "Notes and journal" in shown
    assert "counts on in the figures" in shown
    assert not ErasureRequest.objects.exists(), "looking changes nothing"
    assert bob.post("/me/erasure/").status_code == 302
    page = bob.get("/me/data/").content.decode()
    assert "You will have an answer by" in page
    assert "Ask to be erased" not in page
    bob.post("/me/erasure/taken-back/")
    assert ErasureRequest.objects.get().state == "taken_back"
    assert "Ask to be erased" in bob.get("/me/data/").content.decode()
    assert organiser.get("/erasure-requests/").content.decode().count(cast.bob.full_name) == 1


def test_the_list_says_what_is_due_and_what_is_late(
    cast: Cast, organiser: Client, asked: ErasureRequest
) -> None:
    late = ask_for_erasure(cast.carol)
    yesterday = timezone.localdate() - timedelta(days=1)
    ErasureRequest.objects.filter(pk=late.pk).update(due_on=yesterday)
    page = organiser.get("/erasure-requests/").content.decode()
    assert page.index(cast.carol.full_name) < page.index(cast.bob.full_name)
    assert page.count("Should have been answered by") == 1
    assert "Requests to be erased: 2 wait" in organiser.get("/desk/").content.decode()


def test_an_organiser_erases(cast: Cast, organiser: Client, asked: ErasureRequest) -> None:
    page = organiser.get(f"/erasure-requests/{asked.pk}/").content.decode()
    assert cast.bob.full_name in page
    answer = organiser.post(f"/erasure-requests/{asked.pk}/erasure/")
    assert "Tick the box if you mean it." in answer.content.decode()
    assert "<title>Almost there: " in answer.content.decode()
    assert Person.objects.get(pk=cast.bob.pk).erased_at is None
    answer = organiser.post(f"/erasure-requests/{asked.pk}/erasure/", {"sure": "on"}, follow=True)
    assert "It is done." in answer.content.decode()
    assert cast.bob.full_name not in answer.content.decode()
    assert Person.objects.get(pk=cast.bob.pk).erased_at
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("erased", cast.alice)


def test_whoever_leads_alone_is_not_erased_and_it_is_said_why(
    cast: Cast, organiser: Client
) -> None:
    asked = ask_for_erasure(cast.alice)
    told = f"Nobody else leads {cast.programme.name}."
    shown = organiser.get("/me/erasure/").content.decode()
    assert f"Nobody but you leads {cast.programme.name}." in shown
    answer = organiser.post(f"/erasure-requests/{asked.pk}/erasure/", {"sure": "on"})
    assert told in answer.content.decode()
    assert ErasureRequest.objects.get().state == "open"


def test_an_organiser_refuses_with_its_ground_and_she_reads_it(
    cast: Cast, organiser: Client, asked: ErasureRequest
) -> None:
    url = f"/erasure-requests/{asked.pk}/refusal/"
    answer = organiser.post(url, {"reason": REASON})
    assert REASON in answer.content.decode(), "what was typed is kept"
    assert "<title>Almost there: " in answer.content.decode()
    assert ErasureRequest.objects.get().state == "open"
    organiser.post(url, {"ground": "claims", "reason": REASON})
    page = client_of(cast.bob).get("/me/data/").content.decode()
    assert REASON in page
    assert "article 17(3)(e)" in page
    assert "imy.se" in page
    run_waiting()
    letter = next(m for m in mail.outbox if m.subject == "There is an answer to your request")
    assert REASON not in str(letter.body)
    assert cast.bob.email in letter.to[0]


def test_of_two_answers_the_first_counts(cast: Cast, asked: ErasureRequest) -> None:
    refuse(asked, ground="duty", reason=REASON, by=cast.alice)
    erase(asked, by=cast.alice)
    take_back(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", REASON)
    assert Person.objects.get(pk=cast.bob.pk).erased_at is None


@pytest.mark.parametrize("part", ["", "erasure/", "refusal/"])
def test_nobody_but_organisers_knows_of_a_request(
    cast: Cast, asked: ErasureRequest, part: str
) -> None:
    url = f"/erasure-requests/{asked.pk}/{part}"
    body: dict[str, Any] = {"sure": "on", "ground": "claims", "reason": REASON}
    for person in (cast.bob, cast.erik, cast.yrsa, cast.zed):
        answer = client_of(person).post(url, body) if part else client_of(person).get(url)
        assert answer.status_code == 404
    asked.refresh_from_db()
    assert asked.state == "open"


def test_an_erased_person_is_out_at_once(cast: Cast, asked: ErasureRequest) -> None:
    bob = client_of(cast.bob)
    assert bob.get("/desk/").status_code == 200
    erase(asked, by=cast.alice)
    assert bob.get("/desk/").status_code == 302


def test_a_stranger_has_data_too() -> None:
    page = client_of(make_person("Nobody")).get("/me/data/").content.decode()
    assert "Download my data" in page
