"""In a break nobody is reminded and no time suggested; beforehand everybody hears of it once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.conversations.world import DAY, HOUR, booked, client_of, in_days, make_pair, moment
from tests.factories import enrol, make_person
from viceversa.conversations.actions import cancel
from viceversa.conversations.actions.announcing import announce_breaks
from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.times import first_times, new_times
from viceversa.notices.models import Letter
from viceversa.pairing.actions import remind_unanswered
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.actions import add_break
from viceversa.programmes.breaks import Silence
from viceversa.programmes.models import Break

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOON = moment("2026-12-20T12:00")


@pytest.fixture
def christmas(cast: Cast) -> Break:
    return Break.objects.create(
        programme=cast.programme,
        kind="christmas",
        starts_on=date(2026, 12, 23),
        ends_on=date(2027, 1, 6),
    )


def silent_around(cast: Cast, day: datetime, *, days: int = 1) -> None:
    first = day.astimezone(STOCKHOLM).date()
    last = first + (days - 1) * DAY
    add_break(cast.programme, name="Lov", starts_on=first, ends_on=last, by=cast.alice)


@pytest.mark.parametrize("before", [-2.5 * DAY, -DAY, 3 * HOUR])
def test_no_reminder_of_a_meeting_goes_out_in_a_break(
    cast: Cast, pair: Pair, before: timedelta
) -> None:
    meeting = booked(cast, pair, 10)
    Letter.objects.update(created_at=in_days(0) - 2 * DAY)
    now = in_days(10) + before
    silent_around(cast, now)
    with time_machine.travel(now, tick=False):
        assert send_due_reminders() == 0
        Break.objects.all().delete()
        assert send_due_reminders() > 0
    assert meeting.state == "booked"


def test_no_reminder_of_an_answer_goes_out_in_a_break(cast: Cast) -> None:
    make_pair(cast, state="proposed", proposed_at=timezone.now() - 4 * DAY)
    silent_around(cast, timezone.now())
    remind_unanswered()
    assert Letter.objects.count() == 0
    Break.objects.all().delete()
    remind_unanswered()
    assert Letter.objects.count() == 2


class TestTheLetterBefore:
    def subjects(self) -> list[tuple[str, str]]:
        letters = Letter.objects.filter(name="conversations/break_ahead")
        return sorted((each.recipient.given_name, each.subject) for each in letters)

    @pytest.mark.parametrize(
        ("now", "count"),
        [
            (NOON - DAY, 0),
            (NOON, 2),
            (NOON + 2 * DAY, 2),
            (NOON + 3 * DAY, 0),
            (NOON + 10 * DAY, 0),
        ],
    )
    def test_it_goes_out_in_the_last_three_days(
        self, pair: Pair, christmas: Break, now: datetime, count: int
    ) -> None:
        assert announce_breaks(now=now) == count

    def test_it_says_when_reminders_go_on_and_goes_once(
        self, cast: Cast, pair: Pair, christmas: Break
    ) -> None:
        Person.objects.filter(pk=cast.bob.pk).update(language="sv")
        with time_machine.travel(NOON):
            assert announce_breaks() == 2
            assert announce_breaks(now=NOON + DAY) == 0
        assert self.subjects() == [
            ("Bob", "Julpaus: vi påminner torsdag 7 januari 2027"),
            ("Carol", "Christmas break: we remind you on Thursday 7 January 2027"),
        ]

    def test_a_break_that_follows_at_once_is_counted_in(
        self, cast: Cast, pair: Pair, christmas: Break
    ) -> None:
        days = {"starts_on": date(2027, 1, 7), "ends_on": date(2027, 1, 10)}
        add_break(cast.programme, name="Ledigt", **days, by=cast.alice)
        announce_breaks(now=NOON)
        assert announce_breaks(now=moment("2027-01-05T12:00")) == 0
        assert {subject.partition("on ")[2][:17] for _, subject in self.subjects()} == {
            "Monday 11 January"
        }

    def test_whoever_is_in_two_pairs_or_programmes_hears_once(
        self, cast: Cast, pair: Pair, christmas: Break
    ) -> None:
        other = cast.other_programme
        Break.objects.create(
            programme=other,
            kind="christmas",
            starts_on=christmas.starts_on,
            ends_on=christmas.ends_on,
        )
        make_pair(
            cast,
            programme=other,
            mentor=enrol(make_person("Kim"), other, "mentor"),
            mentee=enrol(cast.carol, other, "mentee"),
        )
        announce_breaks(now=NOON)
        assert [name for name, _ in self.subjects()] == ["Bob", "Carol", "Kim"]

    def test_who_is_in_no_pair_hears_nothing(self, cast: Cast, christmas: Break) -> None:
        make_pair(cast, state="ended")
        assert announce_breaks(now=NOON) == 0


days = st.dates(date(2026, 11, 1), date(2027, 2, 1))
breaks = st.lists(st.tuples(days, st.integers(0, 30)), max_size=4).map(
    lambda found: Silence(tuple((first, first + n * DAY) for first, n in found))
)


@given(st.integers(-400, 400), st.sampled_from([1, 4]), breaks)
def test_no_suggested_time_lies_in_a_break(hours: int, weeks: int, silence: Silence) -> None:
    now = moment("2026-11-21T10:00")
    old = now + hours * HOUR
    mentor = Person(hours=["lunch", "evening"])
    for times in (
        new_times(old, zone=STOCKHOLM, now=now, weeks=weeks, silence=silence),
        first_times(mentor, zone=STOCKHOLM, now=now, silence=silence),
    ):
        assert len(set(times)) == 3
        assert min(times) > now
        assert not any(silence.covers(t.astimezone(STOCKHOLM).date()) for t in times)
    again = new_times(old, zone=STOCKHOLM, now=now, weeks=weeks, silence=silence)
    assert {t.astimezone(STOCKHOLM).time() for t in again} == {old.astimezone(STOCKHOLM).time()}


def test_the_pages_suggest_times_after_the_break(cast: Cast, pair: Pair) -> None:
    silent_around(cast, timezone.now(), days=60)
    meeting = booked(cast, pair, 2)
    first_day_after = (timezone.now() + 60 * DAY).astimezone(STOCKHOLM).date()
    pages = [
        reverse("meeting_cancellation", args=[pair.pk, meeting.number]),
        reverse("meeting_suggestion", args=[pair.pk, meeting.number]),
    ]
    seen = [suggested(cast, url) for url in pages]
    cancel(meeting, by=cast.carol, seen=meeting.sequence)
    seen.append(suggested(cast, reverse("meetings", args=[pair.pk])))
    assert [len(times) for times in seen] == [3, 3, 3]
    assert all(day >= first_day_after for times in seen for day in times)


def suggested(cast: Cast, url: str) -> list[date]:
    page = BeautifulSoup(client_of(cast.carol).get(url).content, "html.parser")
    values = [str(box["value"]) for box in page.select("[name=suggested]")]
    return [datetime.fromisoformat(value).astimezone(STOCKHOLM).date() for value in values]
