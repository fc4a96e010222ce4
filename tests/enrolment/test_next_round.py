"""The next round is a copy with nobody in it; whoever waits comes along only if she said so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.applicants import Applicant, letters
from tests.factories import (
    employ,
    enrol,
    make_application,
    make_call,
    make_organisation,
    make_partner,
    make_person,
)
from tests.house.leaks import database, holds
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.forgetting import forget_what_is_due
from viceversa.enrolment.actions.next_round import CARRIED, keep_for_next_round
from viceversa.enrolment.models import Application, Call
from viceversa.jobs import run_waiting
from viceversa.programmes.actions import PartnerDraft, add_partner, copy_programme
from viceversa.programmes.models import Enquiry, Programme

DAY = timedelta(days=1)


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


def waits(
    call: Call, given_name: str = "Sam", *, keep: bool = True, **fields: object
) -> Application:
    told = {"verdict": "wait", "answer": "wait", "answered_at": timezone.now(), "rank": 1}
    kept = timezone.now() if keep else None
    return make_application(call, given_name, kept_at=kept, **{**told, **fields})


def next_round(cast: Cast) -> Programme:
    ahead = timezone.localdate() + 200 * DAY
    return copy_programme(cast.programme, by=cast.alice, name="Next", starts_on=ahead)


def open_next(cast: Cast, copy: Programme, role: str = "mentor") -> Call:
    """Whoever leads presses the button."""
    make_call(copy, role, opened_at=None)
    client = Client()
    client.force_login(cast.alice)
    client.post(reverse("call_opening", args=[copy.pk, role]))
    run_waiting()
    return copy.calls.get(role=role)


def press(application: Application, **data: str) -> Application:
    Client().post(reverse("personal_application_keeping", args=[link_of(application)]), data)
    application.refresh_from_db()
    return application


def page(application: Application) -> str:
    place = reverse("personal_application", args=[link_of(application)])
    return Client().get(place).content.decode()


class TestConsent:
    def test_whoever_waits_says_yes_and_takes_it_back(self, call: Call) -> None:
        sam = waits(call, keep=False)
        assert "May we keep your application" in page(sam)
        assert press(sam, keep="yes").kept_at is not None
        assert "We keep your application" in page(sam)
        assert press(sam).kept_at is None

    def test_looking_is_no_yes(self, call: Call) -> None:
        sam = waits(call, keep=False)
        url = reverse("personal_application_keeping", args=[link_of(sam)])
        assert Client().get(url).status_code == 405
        sam.refresh_from_db()
        assert sam.kept_at is None

    @pytest.mark.parametrize(
        "fields",
        [
            {"answer": "", "answered_at": None, "verdict": "wait"},
            {"answer": "no", "verdict": "no"},
            {"answer": "place", "verdict": "place"},
            {"state": "withdrawn"},
            {"forgotten_at": timezone.now()},
        ],
    )
    def test_nobody_else_is_asked_or_kept(self, call: Call, fields: dict[str, object]) -> None:
        sam = waits(call, keep=False, **fields)
        assert "May we keep" not in page(sam)
        assert press(sam, keep="yes").kept_at is None

    def test_taking_the_application_back_takes_back_the_yes(self, call: Call) -> None:
        sam = waits(call)
        Client().post(reverse("personal_application_withdrawal", args=[link_of(sam)]))
        sam.refresh_from_db()
        assert (sam.kept_at, sam.email) == (None, "")


class TestRetention:
    @pytest.mark.parametrize(
        ("keep", "days", "forgotten"),
        [(False, 29, False), (False, 32, True), (True, 32, False), (True, 364, False)],
    )
    def test_who_said_yes_is_kept_longer(
        self, cast: Cast, call: Call, keep: bool, days: int, forgotten: bool
    ) -> None:
        assert self.is_forgotten(cast, call, keep=keep, days=days) == forgotten

    def test_and_a_year_at_most(self, cast: Cast, call: Call) -> None:
        assert self.is_forgotten(cast, call, keep=True, days=367)

    @staticmethod
    def is_forgotten(cast: Cast, call: Call, *, keep: bool, days: int) -> bool:
        sam = waits(call, keep=keep)
        cast.programme.refresh_from_db()
        assert cast.programme.ends_on
        ended = timezone.now().replace(hour=12) - timedelta(days=days)
        Programme.objects.filter(pk=cast.programme.pk).update(ends_on=ended.date())
        forget_what_is_due()
        sam.refresh_from_db()
        return sam.forgotten_at is not None


class TestCarryingOver:
    def test_only_who_said_yes_and_waits_comes_along(self, cast: Cast, call: Call) -> None:
        sam = waits(call, "Sam", why="Kanariefras", knows=["Bo Ek"])
        waits(call, "Ada", keep=False)
        waits(call, "Bea", verdict="place")
        mentees = make_call(cast.programme, "mentee")
        waits(mentees, "Cia")
        new = open_next(cast, next_round(cast))
        (carried,) = new.applications.all()
        assert {name: getattr(carried, name) for name in CARRIED} == {
            name: getattr(sam, name) for name in CARRIED
        }
        assert (carried.state, carried.verdict, carried.has_time) == ("begun", "", False)

    def test_it_leaves_where_it_was(self, cast: Cast, call: Call) -> None:
        sam = waits(call)
        open_next(cast, next_round(cast))
        sam.refresh_from_db()
        assert (sam.email, sam.given_name, sam.why, sam.kept_at) == ("", "", "", None)

    def test_opened_once_more_it_carries_nobody_twice(self, cast: Cast, call: Call) -> None:
        waits(call)
        copy = next_round(cast)
        new = open_next(cast, copy)
        client = Client()
        client.force_login(cast.alice)
        for name in ("call_closure", "call_opening"):
            client.post(reverse(name, args=[copy.pk, "mentor"]))
        run_waiting()
        assert (new.applications.count(), len(letters())) == (1, 1)

    def test_she_is_written_to_and_sends_it_herself(self, cast: Cast, call: Call) -> None:
        sam = waits(call)
        new = open_next(cast, next_round(cast))
        (letter,) = letters()
        assert sam.email in letter.to[0]
        assert letter.subject == "A new round: your application is kept"
        carried = new.applications.get()
        applicant = Applicant(new)
        applicant.token = link_of(carried)
        assert applicant.see().headers["Location"].endswith("/time/")
        assert applicant.answer("time").headers["Location"].endswith("/check/")
        applicant.send()
        carried.refresh_from_db()
        assert (carried.state, carried.why) == ("sent", sam.why)

    def test_what_she_does_not_send_is_erased(self, cast: Cast, call: Call) -> None:
        waits(call)
        new = open_next(cast, next_round(cast))
        forget_what_is_due(timezone.now() + 31 * DAY)
        assert not new.applications.exists()

    def test_a_programme_that_is_no_copy_carries_nobody(self, cast: Cast, call: Call) -> None:
        waits(call)
        other = Programme.objects.get(pk=cast.other_programme.pk)
        other.first_contact = cast.yrsa
        other.save()
        make_call(other, opened_at=None)
        client = Client()
        client.force_login(cast.yrsa)
        client.post(reverse("call_opening", args=[other.pk, "mentor"]))
        assert not other.calls.get().applications.exists()


class TestNothingPersonalInTheCopy:
    """Searched for by content in every row of every table."""

    WORDS = (
        "Kanariefornamn",
        "kanarie@example.com",
        "Kanariemotiv",
        "Kanarieenhet",
        "Kanariedeltagare",
        "Kanariefraga",
    )

    @pytest.fixture
    def planted(self, cast: Cast, call: Call) -> Application:
        person = make_person("Kanariedeltagare")
        employ(person, cast.house, title="Kanarieenhet")
        enrol(person, cast.programme, "mentor", knows=["kanarie@example.com"])
        Enquiry.objects.create(programme=cast.programme, text="Kanariefraga", language="sv")
        planted = {"email": "kanarie@example.com", "unit": "Kanarieenhet", "why": "Kanariemotiv"}
        return waits(call, "Kanariefornamn", **planted)

    def rows(self) -> list[tuple[str, bytes]]:
        """Every row that holds one of the words."""
        return sorted(
            (hay.name, hay.content)
            for hay in database()
            if hay.name.startswith("table ") and any(holds(hay.content, w) for w in self.WORDS)
        )

    @pytest.mark.django_db(transaction=True)
    def test_copying_writes_no_word_of_it(self, cast: Cast, planted: Application) -> None:
        make_partner(cast.programme, make_organisation("Annat Prov AB"), mentees_most=3)
        before = self.rows()
        assert len({name for name, _content in before}) >= 4
        copy = next_round(cast)
        add_partner(copy, PartnerDraft("Tredje Prov AB", mentees_most=9), by=cast.alice)
        assert self.rows() == before
        assert copy.partners.count() == 3
        assert copy.participations.count() == copy.enquiries.count() == copy.calls.count() == 0

    @pytest.mark.django_db(transaction=True)
    def test_without_a_yes_nothing_comes_when_the_call_opens(
        self, cast: Cast, planted: Application
    ) -> None:
        keep_for_next_round(planted, yes=False)
        before = self.rows()
        open_next(cast, next_round(cast))
        assert self.rows() == before

    @pytest.mark.django_db(transaction=True)
    def test_with_a_yes_her_application_and_nothing_else(
        self, cast: Cast, planted: Application
    ) -> None:
        before = {(name, content) for name, content in self.rows()}
        new = open_next(cast, next_round(cast))
        (carried,) = new.applications.all()
        after = {(name, content) for name, content in self.rows()}
        changed = {name for name, content in before ^ after}
        assert changed <= {"table viceversa_application"}
        added = [content for _name, content in after - before]
        assert len(added) == 1
        assert carried.pk.encode() in added[0]
