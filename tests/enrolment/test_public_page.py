"""The public page: what stands there, for whom it is the same, and how it is kept by caches."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from tests.cast import Cast
from tests.enrolment.applicants import Applicant
from tests.factories import make_application, make_call
from viceversa.enrolment.expectations import NOT_EXPECTED, expected_of
from viceversa.enrolment.models import Call
from viceversa.enrolment.qr import qr_svg
from viceversa.lib.dates import say_day
from viceversa.people.models import Person
from viceversa.programmes.hours import events_of, time_cost
from viceversa.programmes.models import Programme
from viceversa.programmes.phases import plan_phases

HEAVIEST_PAGE = 100_000


@pytest.fixture
def call(cast: Cast) -> Call:
    cast.programme.second_contact = cast.yrsa
    cast.programme.save(update_fields=["second_contact"])
    return make_call(cast.programme)


def look(call: Call, client: Client | None = None, language: str = "en") -> BeautifulSoup:
    answer = (client or Client()).get(reverse("call_in", args=[call.pk, language]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


class TestWhatStandsThere:
    @pytest.mark.requirement("001-02", "001-12")
    def test_purpose_hours_who_and_two_contacts(self, cast: Cast, call: Call) -> None:
        hours = time_cost(cast.programme, "mentor").hours
        text = look(call).get_text(" ", strip=True)
        assert cast.programme.purpose in text
        assert f"{hours} hours" in text
        assert call.who in text
        assert cast.alice.email in text
        assert cast.yrsa.email in text

    @pytest.mark.requirement("004-04", "004-05")
    @pytest.mark.parametrize("language", ["sv", "en"])
    @pytest.mark.parametrize("role", ["mentor", "mentee"])
    def test_what_is_expected_of_the_role_and_what_is_not(
        self, cast: Cast, role: str, language: str
    ) -> None:
        page = look(make_call(cast.programme, role), language=language)
        with override(language):
            expected = [str(each) for each in expected_of(role, events_of(cast.programme))]
            not_expected = [str(each) for each in NOT_EXPECTED[role]]
        assert min(len(expected), len(not_expected)) >= 3
        lists = [[line.text for line in each.select("li")] for each in page.select(".ticks")]
        assert lists == [expected, not_expected]

    @pytest.mark.parametrize(
        ("kind", "is_called"), [("small-internal", True), ("open-ended", False)]
    )
    def test_a_mentor_is_told_of_a_kick_off_where_there_is_one(
        self, cast: Cast, call: Call, kind: str, is_called: bool
    ) -> None:
        Programme.objects.update(blueprint=kind)
        text = look(call).get_text(" ", strip=True)
        assert ("the kick-off and the meetings" in text) is is_called
        assert ("the training and the meetings" in text) is not is_called

    def test_the_pairs_meet_after_the_answer_that_is_promised(self, cast: Cast, call: Call) -> None:
        programme = cast.programme
        for span in plan_phases(programme.starts_on, programme.ends_on):
            programme.phases.create(**span._asdict())
        first = say_day(programme.phases.get(kind="meet").starts_on)
        assert f"The pairs meet from {first} on." in look(call).get_text(" ", strip=True)

    def test_a_programme_without_end_begins_with_each_pair(self, cast: Cast, call: Call) -> None:
        Programme.objects.update(ends_on=None)
        text = look(call).get_text(" ", strip=True)
        assert "You two begin as soon as both have said yes." in text
        assert "The pairs meet from" not in text

    @pytest.mark.requirement("001-09", "002-20")
    @pytest.mark.parametrize(
        ("role", "language", "asked", "explained"),
        [
            (
                "mentor",
                "en",
                "Would you mentor an experienced leader?",
                "you, early in your career",
            ),
            ("mentee", "en", "Would you be coached by somebody", "you, who lead, are the mentee"),
            ("mentor", "sv", "mentor", "tidigt i"),
            ("mentee", "sv", "bli coachad", "adept"),
        ],
    )
    def test_it_asks_what_one_would_do_and_says_which_role_that_is(
        self, cast: Cast, role: str, language: str, asked: str, explained: str
    ) -> None:
        page = look(make_call(cast.programme, role), language=language)
        heading, lead = page.select_one("h1"), page.select_one("h1 ~ p")
        assert heading
        assert lead
        assert asked in heading.text
        assert explained in lead.text

    @pytest.mark.requirement("004-04")
    def test_it_speaks_the_language_of_its_address_to_everybody(self, call: Call) -> None:
        swedish = Client(headers={"accept-language": "sv"})
        assert look(call, swedish).html["lang"] == "en"  # type: ignore[index]  # there is one
        page = look(call, language="sv")
        assert page.html["lang"] == "sv"  # type: ignore[index]  # there is one
        assert "mentee" not in page.get_text().lower()
        others = [link["hreflang"] for link in page.select("head link[hreflang]")]
        assert others == ["en"]

    def test_a_call_that_is_not_open_is_not_there(self, cast: Cast, call: Call) -> None:
        Call.objects.update(opened_at=None)
        assert Client().get(reverse("call", args=[call.pk])).status_code == 404
        assert Client().get(reverse("call_qr", args=[call.pk])).status_code == 404

    def test_the_qr_code_is_an_image_of_our_own(self, call: Call) -> None:
        answer = Client().get(reverse("call_qr", args=[call.pk]))
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer.content.startswith(b"<?xml")
        assert answer.content == qr_svg(f"{settings.BASE_URL}/calls/{call.pk}/")

    @pytest.mark.parametrize(("listed", "robots"), [(True, None), (False, "noindex")])
    def test_search_engines_list_it_only_if_the_organiser_wants(
        self, call: Call, listed: bool, robots: str | None
    ) -> None:
        Call.objects.update(is_listed=listed)
        answer = Client().get(reverse("call", args=[call.pk]))
        assert answer.headers.get("X-Robots-Tag") == robots

    def test_it_is_light_with_its_font(self, call: Call) -> None:
        answer = Client().get(reverse("call", args=[call.pk]))
        page = BeautifulSoup(answer.content, "html.parser")
        wanted = [*page.select("link[rel=stylesheet], link[rel=preload], link[rel=icon]")]
        files = [str(each["href"]) for each in wanted]
        files += [str(each["src"]) for each in page.select("script, img")]
        sizes = [
            Path(finders.find(file.removeprefix("/static/")) or "").stat().st_size for file in files
        ]
        assert len(answer.content) + sum(sizes) < HEAVIEST_PAGE


class TestTheLastDay:
    """In the programme's time zone: 23:59 is in time, 00:01 is not, and both are shown before."""

    IN_TIME = datetime(2026, 12, 10, 22, 59, tzinfo=UTC)  # 23:59 in Stockholm
    TOO_LATE = datetime(2026, 12, 10, 23, 1, tzinfo=UTC)

    @pytest.fixture
    def call(self, cast: Cast) -> Call:
        return make_call(
            cast.programme, opens_on="2026-11-01", closes_on="2026-12-10", answer_on="2026-12-20"
        )

    @pytest.mark.requirement("001-10")
    @pytest.mark.parametrize(
        ("at", "shown", "late", "verdict"),
        [
            (IN_TIME, "You are in time", False, ""),
            (TOO_LATE, "goes to the waiting list", True, "wait"),
        ],
    )
    def test_what_was_shown_is_what_happens(
        self, call: Call, at: datetime, shown: str, late: bool, verdict: str
    ) -> None:
        with time_machine.travel(at, tick=False):
            call.refresh_from_db()
            applicant = Applicant(call)
            applicant.answer_all()
            assert shown in applicant.check().content.decode()
            applicant.send(late="yes" if late else "no")
        found = applicant.application
        assert (found.state, found.is_late, found.verdict) == ("sent", late, verdict)
        assert str(found.promised_on) == "2026-12-20"

    def test_whoever_was_told_in_time_is_asked_again_when_the_day_ends(self, call: Call) -> None:
        applicant = Applicant(call)
        with time_machine.travel(self.IN_TIME, tick=False):
            applicant.answer_all()
        with time_machine.travel(self.TOO_LATE, tick=False):
            again = applicant.send(late="no").content.decode()
            assert "The last day has just ended" in again
            assert "goes to the waiting list" in again
            assert applicant.application.state == "begun"
            assert "waiting list" in applicant.send(late="yes").content.decode()
        assert applicant.application.is_late

    def test_a_field_that_is_made_up_does_not_turn_back_the_clock(self, call: Call) -> None:
        applicant = Applicant(call)
        with time_machine.travel(self.TOO_LATE, tick=False):
            applicant.answer_all()
            applicant.send(late="yes", is_late="", sent_at="2026-12-10T12:00", verdict="place")
        assert (applicant.application.is_late, applicant.application.verdict) == (True, "wait")

    def test_no_cache_keeps_the_page_beyond_the_moment_when_it_changes(self, call: Call) -> None:
        moment = datetime(2026, 12, 10, 22, 59, 48, tzinfo=UTC)
        with time_machine.travel(moment, tick=False), override_settings(IS_DEMO=False):
            answer = Client().get(reverse("call", args=[call.pk]), secure=True)
        assert answer["Cache-Control"] == "public, max-age=12"


class TestCaches:
    @pytest.fixture(autouse=True)
    def production(self, settings: Any) -> None:
        settings.IS_DEMO = False

    def test_one_copy_is_right_for_everybody(self, cast: Cast, call: Call) -> None:
        signed_in = Client()
        signed_in.force_login(cast.carol)
        swedish = Client(headers={"accept-language": "sv"})
        place = reverse("call", args=[call.pk])
        answers = [each.get(place, secure=True) for each in (Client(), signed_in, swedish)]
        assert len({answer.content for answer in answers}) == 1
        for answer in answers:
            assert answer["Cache-Control"] == "public, max-age=60"
            assert "Cookie" not in answer.get("Vary", "")
            assert not answer.cookies
            assert answer["Content-Language"] == "en"

    def test_a_copy_that_is_still_right_is_not_sent_again(self, call: Call) -> None:
        place = reverse("call", args=[call.pk])
        etag = Client().get(place, secure=True)["ETag"]
        again = Client().get(place, secure=True, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        Call.objects.update(who="Somebody else.")
        fresh = Client().get(place, secure=True, headers={"if-none-match": etag})
        assert fresh.status_code == 200

    def test_a_burst_of_visitors_writes_nothing_and_asks_little(
        self, call: Call, django_assert_num_queries: object
    ) -> None:
        place = reverse("call", args=[call.pk])
        with django_assert_num_queries(5):  # type: ignore[operator]  # a fixture of pytest-django
            Client().get(place, secure=True)


def test_nothing_tells_whether_an_address_is_known(cast: Cast, call: Call) -> None:
    """Bob takes part, Zed has an account, Sam has applied; nobody has ever heard of Uma."""
    make_application(call, email="sam@example.com")
    before = Person.objects.count()
    seen = set()
    for address in (cast.bob.email, cast.zed.email, "sam@example.com", "uma@example.com"):
        applicant = Applicant(call)
        applicant.answer_all(address={"email": address, "phone": ""})
        pages = applicant.check().content.decode() + applicant.send().content.decode()
        for what in (applicant.token, address):
            pages = pages.replace(what, "x")
        seen.add("".join(line for line in pages.splitlines() if "csrf" not in line))
    assert len(seen) == 1
    assert Person.objects.count() == before
