"""More places than a partner has promised seats are seen before they are told, and may be meant."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories import make_application, make_call, make_organisation, make_partner
from viceversa.enrolment.actions import release
from viceversa.enrolment.models import Application, Call
from viceversa.jobs import run_waiting
from viceversa.programmes.models import Partner, Programme

WARNING = "more places than they have promised seats"


@pytest.fixture
def call(cast: Cast) -> Call:
    """For mentors, in a programme between companies; ours has promised two, and sends one."""
    Programme.objects.filter(pk=cast.programme.pk).update(scope="cross_company")
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=2)
    return make_call(cast.programme)


def give(call: Call, employer: str, many: int = 1) -> list[Application]:
    return [make_application(call, organisation=employer, verdict="place") for _ in range(many)]


def tell(client: Client, call: Call, **data: str) -> str:
    page = client.post(reverse("programme_decisions", args=[call.programme_id]), data, follow=True)
    run_waiting()
    return page.content.decode()


def look(client: Client, call: Call, name: str = "programme_decisions") -> str:
    return client.get(reverse(name, args=[call.programme_id])).content.decode()


def told(applications: list[Application]) -> list[str]:
    return [Application.objects.get(pk=each.pk).answer for each in applications]


def test_employers_that_are_no_partners_are_seen_before_anybody_is_told(
    alice: Client, cast: Cast, call: Call
) -> None:
    """Spelt otherwise, a partner's seats and its rules do not count."""
    [ours] = give(call, cast.house.name.upper())
    warning = "no partners here"
    assert warning not in look(alice, call)
    [other] = give(call, f"{cast.house.name} (publ)")
    page = look(alice, call)
    assert warning in page
    listed = page.partition(warning)[2].partition("</ul>")[0]
    assert [each.full_name in listed for each in (ours, other)] == [False, True]
    Programme.objects.filter(pk=cast.programme.pk).update(scope="internal")
    assert warning not in look(alice, call)


def test_within_the_seats_nothing_is_asked(alice: Client, cast: Cast, call: Call) -> None:
    placed = give(call, cast.house.name)
    assert WARNING not in look(alice, call)
    tell(alice, call)
    assert told(placed) == ["place"]


def test_beyond_them_nobody_is_told_before_it_is_meant(
    alice: Client, cast: Cast, call: Call
) -> None:
    placed = give(call, cast.house.name.upper(), 2)
    assert WARNING in look(alice, call)
    assert "1 of 2 filled · 2 more drafted" in look(alice, call)
    html = tell(alice, call)
    assert "Raise the seats, take a place back, or tick this." in html
    assert (told(placed), mail.outbox) == (["", ""], [])
    tell(alice, call, beyond_seats="on")
    assert told(placed) == ["place", "place"]


def test_raising_the_seats_is_the_other_way(alice: Client, cast: Cast, call: Call) -> None:
    placed = give(call, cast.house.name, 2)
    seats = reverse("programme_partner", args=[cast.programme.pk, cast.partner.pk])
    assert seats in look(alice, call)
    alice.post(seats, {"mentors_least": "0", "mentors_most": "3", "mentees_least": "0"})
    assert WARNING not in look(alice, call)
    tell(alice, call)
    assert told(placed) == ["place", "place"]


@pytest.mark.parametrize("employer", ["Tallmo Test AB Syd", "Utanför Prov AB", ""])
def test_other_employers_take_no_seats_of_ours(
    alice: Client, cast: Cast, call: Call, employer: str
) -> None:
    give(call, employer, 3)
    assert WARNING not in look(alice, call)


def test_any_number_is_never_too_small(alice: Client, cast: Cast, call: Call) -> None:
    Partner.objects.update(mentors_most=None)
    give(call, cast.house.name, 9)
    assert WARNING not in look(alice, call)


def test_the_other_role_has_its_own_seats(alice: Client, cast: Cast, call: Call) -> None:
    Partner.objects.update(mentees_most=1)
    give(make_call(cast.programme, "mentee"), cast.house.name)
    assert "Mentees: 1 of 1 filled · 1 more drafted" in look(alice, call)


def test_what_is_full_by_the_time_of_the_button_stops_all(
    alice: Client, cast: Cast, call: Call
) -> None:
    """Two who lead: the one draws a partner's seats in while the other tells."""
    placed = give(call, cast.house.name)
    Partner.objects.update(mentors_most=1)
    with pytest.raises(release.SeatsError):
        release.release(cast.programme, by=cast.alice, keep_to_seats=True)
    assert told(placed) == [""]


def test_the_pools_show_each_partners_seats(alice: Client, cast: Cast, call: Call) -> None:
    make_partner(cast.programme, make_organisation("Annat Prov AB"), mentees_most=4)
    give(call, cast.house.name)
    html = look(alice, call, "programme_applications")
    assert "Mentors: 1 of 2 filled · 1 more drafted" in html
    assert "Mentees: 0 of 4 filled" in html


def test_without_partners_no_seats_are_shown(alice: Client, cast: Cast, call: Call) -> None:
    Partner.objects.all().delete()
    assert "Seats of the partners" not in look(alice, call, "programme_applications")
