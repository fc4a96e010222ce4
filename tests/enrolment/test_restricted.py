"""Only those on the list may apply: what the page says, who gets in, and that nobody can find out
by it who is on the list."""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from tests.enrolment.applicants import Applicant
from tests.enrolment.guests import Guest, links_in, written_to
from tests.factories import make_application, make_call, make_invitation
from viceversa.enrolment.models import Application, Call, Invitation

REASON = "The list of the equality fund, by chapter 2 section 2 of the act."
SETTINGS = {
    "who": "All on the list",
    "opens_on": "2026-11-01",
    "closes_on": "2026-11-30",
    "answer_on": "2026-12-10",
    "is_restricted": "on",
}


@pytest.fixture
def call(cast: Cast) -> Call:
    cast.programme.roles.filter(kind="partner_contact").delete()
    return make_call(cast.programme, is_restricted=True, restriction=REASON)


@pytest.fixture
def noa(call: Call) -> Invitation:
    return make_invitation(call, email="noa@example.com", written_at=timezone.now())


def look(call: Call) -> str:
    return Client().get(reverse("call_in", args=[call.pk, "en"])).content.decode()


def ask(call: Call, address: str, *, follow: bool = True) -> HttpResponse:
    place = reverse("call_link", args=[call.pk, "en"])
    return Client().post(place, {"email": address}, follow=follow)


class TestTheSetting:
    def save(self, cast: Cast, **more: str) -> HttpResponse:
        client = Client()
        client.force_login(cast.alice)
        place = reverse("call_settings", args=[cast.programme.pk, "mentor"])
        return client.post(place, SETTINGS | more)

    @pytest.mark.requirement("001-03")
    @pytest.mark.parametrize("reason", ["", "  "])
    def test_it_needs_its_reason(self, cast: Cast, reason: str) -> None:
        page = self.save(cast, restriction=reason)
        assert list(page.context["form"].errors) == ["restriction"]
        assert not Call.objects.exists()

    def test_with_its_reason_it_is_kept(self, cast: Cast) -> None:
        assert self.save(cast, restriction=REASON).status_code == 302
        assert (Call.objects.get().is_restricted, Call.objects.get().restriction) == (True, REASON)


class TestThePage:
    @pytest.mark.requirement("001-03")
    def test_it_says_who_may_why_and_whom_to_ask(self, cast: Cast, call: Call) -> None:
        text = look(call)
        assert REASON in text
        assert "Only those on the organiser's list may apply this time." in text
        assert cast.alice.full_name in text
        assert reverse("call_application", args=[call.pk, "en"]) not in text
        assert reverse("call_link", args=[call.pk, "en"]) in text

    @pytest.mark.requirement("001-03")
    def test_without_an_invitation_nothing_begins(self, call: Call) -> None:
        page = reverse("call_application", args=[call.pk, "en"])
        assert Client().get(page)["Location"] == reverse("call_in", args=[call.pk, "en"])
        Applicant(call).begin()
        assert not Application.objects.exists()

    def test_by_her_invitation_she_gets_in(self, call: Call, noa: Invitation) -> None:
        guest, applicant = Guest(noa), Applicant(call)
        applicant.token = guest.take_up()["Location"].split("/")[2]
        for step in ("time", "name", "address", "work", "wants", "offers", "people", "doubts"):
            applicant.answer(step)
        applicant.answer("why")
        assert "Thank you" in applicant.send().content.decode()
        assert applicant.application.state == "sent"


class TestWhoIsNotOnTheList:
    """She began while everybody might apply."""

    @pytest.fixture
    def whole(self, call: Call) -> Applicant:
        Call.objects.update(is_restricted=False)
        call.refresh_from_db()
        applicant = Applicant(call)
        applicant.answer_all()
        Call.objects.update(is_restricted=True)
        return applicant

    @pytest.mark.requirement("001-03")
    def test_is_refused_politely_with_the_name_of_whom_to_ask(
        self, cast: Cast, whole: Applicant
    ) -> None:
        for text in (whole.check().content.decode(), whole.send().content.decode()):
            assert "may apply, and your application does not come from it" in text
            assert cast.alice.full_name in text
        assert whole.application.state == "begun"

    def test_also_if_the_address_of_somebody_on_it_is_typed(
        self, whole: Applicant, noa: Invitation
    ) -> None:
        whole.answer("address", {"email": noa.email, "phone": ""})
        whole.send()
        assert whole.application.state == "begun"

    def test_what_came_by_mail_is_entered_only_of_those_on_it(
        self, cast: Cast, call: Call, noa: Invitation
    ) -> None:
        client = Client()
        client.force_login(cast.alice)
        page = client.post(
            reverse("application_new", args=[cast.programme.pk, "mentor"]),
            {"email": "uma@example.com"},
        )
        assert "Only those on the list may apply." in str(page.context["form"].errors["email"])
        page = client.post(
            reverse("application_new", args=[cast.programme.pk, "mentor"]), {"email": noa.email}
        )
        assert "email" not in page.context["form"].errors


class TestTheLinkOnceMore:
    def test_it_is_mailed_to_who_is_on_the_list(self, call: Call, noa: Invitation) -> None:
        ask(call, " NOA@example.com ")
        assert written_to() == [f"{noa.full_name} <{noa.email}>"]
        assert Client().get(links_in()[0]).status_code == 200

    def test_every_address_is_answered_alike(self, call: Call, noa: Invitation) -> None:
        """On the list, on it and declined, on it and applied, and never heard of."""
        no = make_invitation(call, email="no@example.com")
        Guest(no).say_no()
        make_invitation(call, email="sam@example.com")
        make_application(call, email="sam@example.com")
        addresses = (noa.email, no.email, "sam@example.com", "uma@example.com", noa.email)
        answers = [ask(call, address, follow=False) for address in addresses]
        assert {(each.status_code, each["Location"]) for each in answers} == {
            (302, reverse("call_link_sent", args=[call.pk, "en"]))
        }
        assert DBTaskResult.objects.filter(task_path__endswith="write_to_invited").count() == 5
        written = written_to()
        assert len(written) == 3
        assert not any("uma" in each for each in written)

    def test_as_many_questions_are_asked_of_the_database_for_each(
        self, call: Call, noa: Invitation, django_assert_num_queries: object
    ) -> None:
        for address in (noa.email, noa.email, "uma@example.com"):
            with django_assert_num_queries(6):  # type: ignore[operator]  # a fixture of pytest-django
                ask(call, address, follow=False)

    def test_once_a_day_to_one_address(self, call: Call, noa: Invitation) -> None:
        for _ in range(20):
            ask(call, noa.email)
        assert len(written_to()) == 1
        Invitation.objects.update(asked_at=timezone.now() - timedelta(days=1))
        ask(call, noa.email)
        assert len(written_to()) == 1

    def test_the_page_after_it_names_whom_to_ask(self, cast: Cast, call: Call) -> None:
        text = ask(call, "uma@example.com").content.decode()
        assert "If that address is on the list" in text
        assert cast.alice.full_name in text

    def test_nonsense_is_told_where_it_was_typed(self, call: Call) -> None:
        page = ask(call, "uma at home")
        assert list(page.context["form"].errors) == ["email"]

    @pytest.mark.parametrize(
        "other",
        [{"is_restricted": False}, {"closed_at": timezone.now()}],
    )
    def test_where_there_is_nothing_to_ask_for_it_leads_to_the_page(
        self, call: Call, noa: Invitation, other: dict[str, object]
    ) -> None:
        Call.objects.update(**other)
        answer = ask(call, noa.email, follow=False)
        assert answer["Location"] == reverse("call_in", args=[call.pk, "en"])
        assert written_to() == []
        assert mail.outbox == []
