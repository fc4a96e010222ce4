"""Who gets a certificate, when, and what it never tells."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import client_of, make_pair
from tests.factories import enrol, make_person
from tests.printed import faults, words
from viceversa.certificates import views
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry
from viceversa.vault.sealing import CannotOpenError

PDF = {"language": "en"}


def page(person: Person, pair: Pair) -> Any:
    return client_of(person).get(reverse("certificate", args=[pair.pk]))


def asked(person: Person, pair: Pair, **said: str) -> Any:
    return client_of(person).post(reverse("certificate", args=[pair.pk]), {**PDF, **said})


def test_both_get_one_each_of_their_own_role(cast: Cast, over: Pair) -> None:
    programme = cast.programme.name
    bobs = words(asked(cast.bob, over).content)
    carols = words(asked(cast.carol, over).content)
    role = "has been a {} in the reverse mentoring programme " + programme
    assert f"{cast.bob.full_name} {role.format('mentor')}" in bobs
    assert f"{cast.carol.full_name} {role.format('mentee')}" in carols


def test_it_names_the_organiser_and_the_time(cast: Cast, over: Pair) -> None:
    said = words(asked(cast.bob, over).content)
    assert "Organiser: Tallmo Test AB" in said
    assert "Period: 3 September 2026 – 20 November 2026" in said


def test_it_tells_neither_the_partner_nor_where_they_met(cast: Cast, over: Pair) -> None:
    Meeting.objects.update(place="Room Kraken")
    for person, other in ((cast.bob, cast.carol), (cast.carol, cast.bob)):
        pdf = words(asked(person, over, counts="on").content)
        for text in (pdf, page(person, over).content.decode()):
            assert not {other.given_name, other.email, "Kraken"} & set(re.split(r"[\s<>,]", text))


@pytest.mark.parametrize(("ticked", "told"), [({}, False), ({"counts": "on"}, True)])
def test_meetings_and_hours_stand_there_only_if_she_wants(
    cast: Cast, over: Pair, ticked: dict[str, str], told: bool
) -> None:
    said = words(asked(cast.bob, over, **ticked).content)
    assert ("Meetings: 2 (2.5 h as booked)" in said) is told
    assert ("Meetings" in said) is told


def test_it_comes_in_the_language_that_is_asked_for(cast: Cast, over: Pair) -> None:
    answer = asked(cast.bob, over, language="sv")
    assert "har varit mentor i det omvända mentorprogrammet" in words(answer.content)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="certificate-mentor-sv.pdf"'
    )
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_is_a_pdf_for_everybody(cast: Cast, over: Pair) -> None:
    assert faults(asked(cast.carol, over, counts="on").content) == []


def test_asking_leaves_no_trace(cast: Cast, over: Pair) -> None:
    before = set(TrailEntry.objects.values_list("pk", flat=True))
    asked(cast.bob, over)
    asked(cast.bob, over, signed="1")
    assert set(TrailEntry.objects.values_list("pk", flat=True)) == before


@pytest.mark.requirement("004-09")
@pytest.mark.parametrize("name", ["alice", "dora", "erik", "fia", "gun", "yrsa", "zed"])
def test_nobody_else_gets_it(cast: Cast, over: Pair, name: str) -> None:
    person = getattr(cast, name)
    assert (page(person, over).status_code, asked(person, over).status_code) == (404, 404)


def test_visitors_sign_in_first(over: Pair) -> None:
    url = reverse("certificate", args=[over.pk])
    assert Client().get(url).headers["Location"].startswith(reverse("account_login"))
    assert Client().post(url, PDF).headers["Location"].startswith(reverse("account_login"))


def test_there_is_none_before_the_end(cast: Cast, active: Pair) -> None:
    assert page(cast.bob, active).status_code == 404
    assert asked(cast.bob, active).status_code == 404


def test_there_is_one_when_the_end_is_near(cast: Cast, active: Pair) -> None:
    """From the day on which both are asked how they want to go on."""
    soon = timezone.localdate() + timedelta(days=21)
    Pair.objects.filter(pk=active.pk).update(ends_on=soon)
    assert page(cast.bob, active).status_code == 200
    Pair.objects.filter(pk=active.pk).update(ends_on=soon + timedelta(days=2))
    assert page(cast.bob, active).status_code == 404


@pytest.mark.parametrize("state", ["proposed", "declined"])
def test_there_is_none_for_who_never_were_a_pair(cast: Cast, over: Pair, state: str) -> None:
    Pair.objects.filter(pk=over.pk).update(state=state)
    assert page(cast.bob, over).status_code == 404


def test_without_a_meeting_there_is_the_reason_and_no_file(cast: Cast, over: Pair) -> None:
    Meeting.objects.update(state="missed")
    shown = page(cast.bob, over).content.decode()
    assert "needs at least one meeting that was held" in shown
    assert "Certificate as PDF" not in shown
    assert asked(cast.bob, over).headers["Content-Type"] == "text/html; charset=utf-8"


def test_an_unknown_language_is_said_beside_the_form(cast: Cast, over: Pair) -> None:
    answer = asked(cast.bob, over, language="xx")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Select a valid choice" in answer.content.decode()


def test_two_pairs_in_one_role_are_one_certificate(cast: Cast, over: Pair) -> None:
    other = enrol(make_person("Disa"), cast.programme, "mentee")
    more = make_pair(cast, mentee=other, active_since="2026-05-04T12:00Z", state="ended")
    Pair.objects.filter(pk=more.pk).update(ended_at="2026-07-01T12:00Z")
    Meeting.objects.create(pair=more, number=1, state="held", starts_at=timezone.now(), uid="x")
    said = words(asked(cast.bob, over, counts="on").content)
    assert "Period: 4 May 2026 – 20 November 2026" in said
    assert "Meetings: 3 (4 h as booked)" in said


def test_a_pair_in_its_midst_is_not_counted_yet(cast: Cast, over: Pair) -> None:
    other = enrol(make_person("Disa"), cast.programme, "mentee")
    more = make_pair(cast, mentee=other)
    Meeting.objects.create(pair=more, number=1, state="held", starts_at=timezone.now(), uid="x")
    assert "Meetings: 2 (" in words(asked(cast.bob, over, counts="on").content)


def test_a_shut_key_is_said_and_the_page_stays(
    cast: Cast, over: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(*_: Any, **__: Any) -> str:
        raise CannotOpenError("the master key is lost")

    monkeypatch.setattr(views.credential, "signed", shut)
    shown = asked(cast.bob, over, signed="1").content.decode()
    assert "It cannot be signed at the moment." in shown


def test_the_pair_that_is_over_leads_to_it(cast: Cast, over: Pair) -> None:
    shown = client_of(cast.bob).get(reverse("pair", args=[over.pk])).content.decode()
    assert f'href="{reverse("certificate", args=[over.pk])}"' in shown
