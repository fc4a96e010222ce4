"""When a programme is silent: as planned for its dates, as moved with them, as organisers wish."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories import make_person
from viceversa.people.models import TrailEntry
from viceversa.programmes.actions import (
    add_break,
    change_dates,
    copy_programme,
    create_programme,
    remove_break,
)
from viceversa.programmes.actions.breaks import add_usual_breaks
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.breaks import Silence, is_silent, plan_breaks, silence_of
from viceversa.programmes.models import Break, Programme

DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))
DAY = timedelta(days=1)


def spans(programme: Programme) -> list[tuple[str, date, date]]:
    return [(each.kind, each.starts_on, each.ends_on) for each in programme.breaks.all()]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "planned"),
    [
        (
            date(2026, 9, 1),
            date(2027, 2, 28),
            [("christmas", date(2026, 12, 23), date(2027, 1, 6))],
        ),
        (date(2027, 1, 7), date(2027, 6, 30), []),
        (
            date(2027, 1, 6),
            date(2027, 7, 12),
            [
                ("christmas", date(2026, 12, 23), date(2027, 1, 6)),
                ("summer", date(2027, 7, 12), date(2027, 8, 8)),
            ],
        ),
    ],
)
def test_summer_and_christmas_that_lie_in_the_round(
    starts_on: date, ends_on: date, planned: list[tuple[str, date, date]]
) -> None:
    assert list(plan_breaks(starts_on, ends_on)) == planned


def test_summer_is_weeks_28_to_31_also_in_a_year_of_53_weeks() -> None:
    summers = [
        each for each in plan_breaks(date(2026, 1, 1), date(2026, 12, 1)) if each[0] != "christmas"
    ]
    ((_, first, last),) = summers
    assert (first.isocalendar()[:2], last.isocalendar()[:2]) == ((2026, 28), (2026, 31))
    assert (first.weekday(), last.weekday()) == (0, 6)


def test_without_a_last_day_five_years_are_planned() -> None:
    kinds = [each.kind for each in plan_breaks(date(2026, 9, 1), None)]
    assert (kinds.count(Break.Kind.SUMMER), kinds.count(Break.Kind.CHRISTMAS)) == (5, 5)


stretches = st.lists(
    st.tuples(DAYS, st.integers(0, 40)).map(lambda s: (s[0], s[0] + s[1] * DAY)), max_size=5
)


@given(stretches.map(tuple), DAYS, st.integers(0, 200))
def test_silent_days_are_counted_day_by_day(
    spans: tuple[tuple[date, date], ...], day: date, later: int
) -> None:
    silence = Silence(spans)
    days = [day + n * DAY for n in range(1, later + 1)]
    assert silence.days_between(day, day + later * DAY) == sum(silence.covers(d) for d in days)
    goes_on = silence.next_day(day)
    assert not silence.covers(goes_on)
    assert all(silence.covers(day + n * DAY) for n in range((goes_on - day).days))


def test_the_programme_is_asked_by_day(cast: Cast) -> None:
    first, last = date(2027, 3, 1), date(2027, 3, 7)
    add_break(cast.programme, name="Sportlov", starts_on=first, ends_on=last, by=cast.alice)
    days = [first - DAY, first, last, last + DAY]
    assert [is_silent(cast.programme, day) for day in days] == [False, True, True, False]
    silence = silence_of(cast.programme)
    assert silence.days_between(first - DAY, last + DAY) == 7
    assert silence.days_between(first, last) == 6


@pytest.mark.django_db
def test_a_new_programme_has_its_breaks_and_its_language_does_not_matter() -> None:
    programme = create_programme(
        blueprints()["chamber"].programme(
            name="R", purpose="P", starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31)
        ),
        organisation="Kammaren Prov",
        by=make_person(is_organiser=True),
    )
    assert [each[0] for each in spans(programme)] == ["christmas", "summer"]
    titles = []
    for language in ("sv", "en"):
        with translation.override(language):
            titles.append([each.title for each in programme.breaks.all()])
    assert titles == [["Julpaus", "Sommarpaus"], ["Christmas break", "Summer break"]]


def test_breaks_follow_the_dates_and_what_was_removed_stays_removed(cast: Cast) -> None:
    programme = cast.programme
    add_usual_breaks(programme)
    change_dates(programme, starts_on=date(2026, 9, 1), ends_on=date(2027, 9, 30), by=cast.alice)
    add_break(
        programme, name="Lov", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 7), by=cast.alice
    )
    christmas = programme.breaks.get(kind="christmas")
    remove_break(programme, christmas, by=cast.alice)
    change_dates(programme, starts_on=date(2026, 10, 1), ends_on=date(2028, 3, 31), by=cast.alice)
    assert spans(programme) == [
        ("own", date(2027, 3, 1), date(2027, 3, 7)),
        ("summer", date(2027, 7, 12), date(2027, 8, 8)),
        ("christmas", date(2027, 12, 23), date(2028, 1, 6)),
    ]


def test_the_next_round_has_its_own_holidays_and_the_same_weeks_off(cast: Cast) -> None:
    programme = cast.programme  # 1 September 2026 to 28 February 2027
    for name, first in (("Höstlov", date(2026, 10, 26)), ("Kickoff", date(2027, 2, 20))):
        add_break(programme, name=name, starts_on=first, ends_on=first + 6 * DAY, by=cast.alice)
    copy = copy_programme(programme, by=cast.alice, name="Next", starts_on=date(2027, 8, 30))
    assert spans(copy) == [
        ("own", date(2027, 10, 25), date(2027, 10, 31)),
        ("christmas", date(2027, 12, 23), date(2028, 1, 6)),
        ("own", date(2028, 2, 19), date(2028, 2, 25)),
    ]
    assert copy.breaks.first().name == "Höstlov"


def test_an_own_break_that_the_next_round_does_not_meet_stays_behind(cast: Cast) -> None:
    first = date(2026, 10, 26)
    add_break(cast.programme, name="Höstlov", starts_on=first, ends_on=first, by=cast.alice)
    copy = copy_programme(cast.programme, by=cast.alice, name="Spring", starts_on=date(2027, 1, 11))
    assert spans(copy) == []


class TestThePage:
    def client(self, cast: Cast) -> Client:
        client = Client()
        client.force_login(cast.alice)
        return client

    def test_a_break_is_added_once_and_removed(self, cast: Cast) -> None:
        client, url = self.client(cast), reverse("programme_breaks", args=[cast.programme.pk])
        sent = {"name": "Sportlov", "starts_on": "2027-03-01", "ends_on": "2027-03-07"}
        for _ in range(2):
            assert client.post(url, sent).status_code == 302
        (added,) = cast.programme.breaks.all()
        page = client.get(url).content.decode()
        assert "Sportlov" in page
        assert "1 March 2027 – 7 March 2027" in page
        client.post(reverse("break_removal", args=[cast.programme.pk, added.pk]))
        assert spans(cast.programme) == []
        verbs = TrailEntry.objects.filter(about=f"programme:{cast.programme.pk}")
        assert sorted(verbs.values_list("verb", flat=True)) == ["added a break", "removed a break"]

    @pytest.mark.parametrize(
        ("ends_on", "said"),
        [("2027-02-28", "before the first"), ("2028-03-07", "year right"), ("soon", "valid date")],
    )
    def test_a_slip_is_explained_and_nothing_typed_is_lost(
        self, cast: Cast, ends_on: str, said: str
    ) -> None:
        url = reverse("programme_breaks", args=[cast.programme.pk])
        sent = {"name": "Sportlov", "starts_on": "2027-03-01", "ends_on": ends_on}
        page = BeautifulSoup(self.client(cast).post(url, sent).content, "html.parser")
        assert said in page.select_one(".errors").text
        assert page.select_one("[name=name]")["value"] == "Sportlov"
        assert spans(cast.programme) == []

    def test_breaks_of_another_programme_are_not_there(self, cast: Cast) -> None:
        day = date(2027, 3, 1)
        theirs = add_break(cast.other_programme, name="x", starts_on=day, ends_on=day, by=cast.yrsa)
        url = reverse("break_removal", args=[cast.programme.pk, theirs.pk])
        assert self.client(cast).post(url).status_code == 404
        assert len(spans(cast.other_programme)) == 1


def test_silence_is_read_once_for_many_days(
    cast: Cast, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        silence = silence_of(cast.programme)
        assert not any(silence.covers(date(2027, 1, 1) + n * DAY) for n in range(100))
