"""Whoever would gladly be asked again says so, and those who lead the next round invite her."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import client_of
from tests.factories import give_role, make_call, make_programme
from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Invitation
from viceversa.farewell.actions import erase_old_wishes, say_next_round
from viceversa.farewell.models import NextRound
from viceversa.pairing.models import Pair
from viceversa.programmes.models import Programme


@pytest.fixture
def copy(cast: Cast) -> Programme:
    """The next round, which Alice leads, with a call for mentors."""
    made = make_programme(organisation=cast.house, copied_from=cast.programme, name="Next")
    give_role(cast.alice, made, "coordinator")
    make_call(made)
    return made


def say(cast: Cast, pair: Pair, **ticked: str) -> None:
    client_of(cast.bob).post(reverse("farewell_next_round", args=[pair.pk]), ticked)


def led(programme: Programme, cast: Cast) -> str:
    page = client_of(cast.alice).get(reverse("next_round", args=[programme.pk]))
    return page.content.decode()


def test_it_is_kept_changed_and_taken_back(cast: Cast, pair: Pair) -> None:
    say(cast, pair, again="on")
    say(cast, pair, again="on", knows_somebody="on")
    said = NextRound.objects.get()
    assert (said.person, said.again, said.knows_somebody) == (cast.bob, True, True)
    page = client_of(cast.bob).get(reverse("farewell", args=[pair.pk])).content.decode()
    assert page.count(" checked") == 2
    assert "checked" not in (
        client_of(cast.carol).get(reverse("farewell", args=[pair.pk])).content.decode()
    )
    say(cast, pair)
    assert not NextRound.objects.exists()


def test_one_meeting_is_counted_as_one(cast: Cast, pair: Pair) -> None:
    Meeting.objects.filter(pair=pair).delete()
    counted = []
    for number in (1, 2):
        days = timedelta(days=number)
        Meeting.objects.create(
            pair=pair, number=number, state="held", starts_at=timezone.now() - days, uid=str(number)
        )
        page = client_of(cast.bob).get(reverse("farewell", args=[pair.pk])).content.decode()
        counted.append(page.partition('<dl class="tally">')[2].partition("</div>")[0].strip())
    assert counted == [
        "<div><dt>meeting held</dt><dd>1</dd>",
        "<div><dt>meetings held</dt><dd>2</dd>",
    ]


def test_those_who_lead_see_it_and_nobody_who_was_silent(cast: Cast, pair: Pair) -> None:
    assert "Nobody has said so yet" in led(cast.programme, cast)
    say(cast, pair, knows_somebody="on")
    page = led(cast.programme, cast)
    assert (cast.bob.full_name in page, cast.carol.full_name in page) == (True, False)
    assert "I know somebody" in page
    assert "ask me again" not in page


def test_she_is_invited_to_the_copy_once_in_her_role(
    cast: Cast, pair: Pair, copy: Programme
) -> None:
    say(cast, pair, again="on")
    said = NextRound.objects.get()
    place = reverse("next_round_invitation", args=[copy.pk, said.pk])
    assert place in led(copy, cast)
    for _ in range(2):
        client_of(cast.alice).post(place)
    invited = Invitation.objects.get()
    assert (invited.email, invited.call.role) == (cast.bob.email, "mentor")
    assert invited.source == cast.programme.name
    assert place not in led(copy, cast)


def test_no_one_is_invited_who_did_not_ask_for_it_or_to_her_own_round(
    cast: Cast, pair: Pair, copy: Programme
) -> None:
    say_next_round(cast.programme, by=cast.bob, again=False, knows_somebody=True)
    say_next_round(cast.programme, by=cast.carol, again=True, knows_somebody=False)
    make_call(cast.programme, role="mentee")
    for programme in (copy, cast.programme):
        for said in NextRound.objects.all():
            place = reverse("next_round_invitation", args=[programme.pk, said.pk])
            assert client_of(cast.alice).post(place).status_code == 404
    assert not Invitation.objects.exists()


def test_another_round_does_not_see_it(cast: Cast, pair: Pair) -> None:
    say(cast, pair, again="on")
    other = make_programme(organisation=cast.house)
    give_role(cast.alice, other, "coordinator")
    assert cast.bob.full_name not in led(other, cast)


def test_it_is_for_the_two_alone_and_only_near_the_end(
    cast: Cast, pair: Pair, clock: time_machine.Traveller
) -> None:
    place = reverse("farewell", args=[pair.pk])
    deed = reverse("farewell_next_round", args=[pair.pk])
    for person in (cast.alice, cast.dora, cast.zed):
        assert client_of(person).get(place).status_code == 404
        assert client_of(person).post(deed, {"again": "on"}).status_code == 404
    clock.shift(-timedelta(days=60))
    assert client_of(cast.bob).get(place).status_code == 404
    assert not NextRound.objects.exists()


def test_it_goes_after_two_years(cast: Cast, pair: Pair, clock: time_machine.Traveller) -> None:
    say(cast, pair, again="on")
    clock.shift(timedelta(days=729))
    assert erase_old_wishes() == 0
    clock.shift(timedelta(days=3))
    assert erase_old_wishes() == 1
