"""People are asked by name to apply: put on the list one by one or by a file, and written to."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.applicants import ANSWERS, Applicant
from tests.enrolment.guests import Guest, links_in, token_of, written_to
from tests.factories import make_application, make_call, make_invitation
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.forgetting import forget_what_is_due
from viceversa.enrolment.jobs import invitations_leave
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.enrolment.sent_lists import NominationList
from viceversa.lib.tables import write_xlsx
from viceversa.people.models import TrailEntry

NOA = {
    "given_name": "Noa",
    "family_name": "Ström",
    "email": "Noa.Strom@Example.com",
    "language": "en",
    "organisation": "Siffervik AB",
    "source": "the award list",
    "year": "2025",
}
LIST = (
    "Namn;E-post;Utmärkelse;År;Företag\n"
    "Ström, Noa;noa.strom@example.com;Årets unga;2024;Siffervik AB\n"
    "Lo Berg;lo@example.com;;;\n"
    "Lo Berg;LO@example.com;;;\n"
    "Kim Al;no address;;;\n"
    "Mio Ek;mio@example.com;;last year;\n"
    ";ida@example.com;;;\n"
)


@pytest.fixture
def call(cast: Cast) -> Call:
    """In a programme without partners, whose contacts would be written to as well."""
    cast.programme.roles.filter(kind="partner_contact").delete()
    return make_call(cast.programme)


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(cast.alice)
    return client


def place(call: Call, *more: str) -> list[str]:
    return [call.programme_id, call.role, *more]


def add(client: Client, call: Call, **changed: str) -> str:
    page = reverse("invitation_new", args=place(call))
    return client.post(page, NOA | changed, follow=True).content.decode()


def send(client: Client, call: Call, content: bytes, name: str = "names.csv") -> str:
    """The page that shows what the list would do."""
    page = reverse("nominations_new", args=place(call))
    data = {"file": SimpleUploadedFile(name, content), "source": "Nominations", "year": "2026"}
    answer = client.post(page, data)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


class TestOneByOne:
    def test_she_is_written_to_once_and_the_list_says_whence_she_comes(
        self, alice: Client, call: Call
    ) -> None:
        assert "On the list." in add(alice, call)
        assert written_to() == ["Noa Ström <noa.strom@example.com>"]
        body = str(mail.outbox[0].body)
        assert body.startswith("You are invited to be a mentor")
        assert "Your name and address come from: the award list, 2025." in body
        assert links_in()[0].startswith("/invitations/")
        page = alice.get(reverse("call_invitations", args=place(call))).content.decode()
        assert "Noa Ström" in page
        assert "the award list, 2025" in page
        invitations_leave.call()
        assert written_to() == []

    def test_the_same_address_is_one_invitation(self, alice: Client, call: Call) -> None:
        add(alice, call, year="")
        assert "This address is on the list already." in add(
            alice, call, given_name="N.", email="noa.strom@EXAMPLE.com", year="2025"
        )
        found = Invitation.objects.get()
        assert (found.given_name, found.year) == ("Noa", 2025)
        assert len(written_to()) == 1

    def test_in_another_call_she_is_asked_anew(self, alice: Client, call: Call, cast: Cast) -> None:
        add(alice, call)
        add(alice, make_call(cast.programme, "mentee"))
        assert len(written_to()) == 2

    @pytest.mark.parametrize(
        "wrong", [{"email": "no address"}, {"source": " "}, {"year": "25"}, {"family_name": ""}]
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
        self, alice: Client, call: Call, wrong: dict[str, str]
    ) -> None:
        page = alice.post(reverse("invitation_new", args=place(call)), NOA | wrong)
        assert list(page.context["form"].errors) == list(wrong)
        assert "Siffervik AB" in page.content.decode()
        assert not Invitation.objects.exists()

    def test_letters_wait_for_the_first_day(self, alice: Client, call: Call) -> None:
        Call.objects.update(opened_at=None)
        add(alice, call)
        assert written_to() == []
        alice.post(reverse("call_opening", args=place(call)))
        assert written_to() == ["Noa Ström <noa.strom@example.com>"]

    def test_whoever_has_applied_or_takes_part_is_not_asked_again(
        self, alice: Client, call: Call, cast: Cast
    ) -> None:
        sent = make_application(call, email="noa.strom@example.com")
        add(alice, call)
        add(alice, call, email=cast.bob.email)
        assert written_to() == []
        Application.objects.filter(pk=sent.pk).update(state="withdrawn", email="")
        invitations_leave.call()
        assert written_to() == []

    def test_taken_off_the_list_her_link_leads_nowhere(self, alice: Client, call: Call) -> None:
        noa = make_invitation(call)
        page = reverse("invitation_removal", args=place(call, noa.pk))
        assert alice.get(page).status_code == 200
        assert Guest(noa).look().status_code == 200
        alice.post(page)
        assert Guest(noa).look().status_code == 404
        assert (
            "Nobody is invited"
            in alice.get(reverse("call_invitations", args=place(call))).content.decode()
        )

    def test_a_name_is_never_markup_nor_a_header(self, alice: Client, call: Call) -> None:
        evil = "<script>x</script>\r\nBcc: eve@example.com"
        add(alice, call, given_name=evil, source=evil, organisation="=cmd()")
        assert len(written_to()) == 1
        message = mail.outbox[0]
        assert [str(message.message()["Bcc"]), message.bcc] == ["None", []]
        html = str(message.alternatives[0][0])  # type: ignore[attr-defined]  # it has HTML
        page = alice.get(reverse("call_invitations", args=place(call))).content.decode()
        for text in (html, page, Guest(Invitation.objects.get()).look().content.decode()):
            assert "<script>x" not in text
            assert "&lt;script&gt;x" in text

    def test_a_long_list_asks_the_database_no_more_than_a_short_one(
        self, alice: Client, call: Call, cast: Cast, django_assert_num_queries: Any
    ) -> None:
        page = reverse("call_invitations", args=place(call))
        for many in (1, 3):
            for _ in range(many):
                make_invitation(call, partner=cast.partner, invited_by=cast.erik)
            with django_assert_num_queries(9):
                alice.get(page)

    def test_the_list_of_one_role_is_no_way_to_the_other(
        self, alice: Client, call: Call, cast: Cast
    ) -> None:
        other = make_invitation(make_call(cast.programme, "mentee"))
        page = reverse("invitation_removal", args=place(call, other.pk))
        assert [alice.get(page).status_code, alice.post(page).status_code] == [404, 404]
        assert Invitation.objects.count() == 1


class TestAList:
    def test_the_dry_run_changes_nothing_and_says_what_it_would(
        self, alice: Client, call: Call
    ) -> None:
        make_invitation(call, email="noa.strom@example.com", year=None, source="")
        page = alice.get(send(alice, call, LIST.encode()))
        assert page.context["found"].counts == {"new": 1, "there": 2, "wrong": 3}
        text = page.content.decode()
        assert "Row 5, <strong>Kim Al</strong>: E-mail: “no address” is not an e-mail" in text
        assert "Row 6, <strong>Mio Ek</strong>: Year: “last year” is no year." in text
        assert "Row 7, <strong>ida@example.com</strong>: Given name: The name is missing." in text
        assert Invitation.objects.count() == 1
        assert written_to() == []

    @pytest.mark.requirement("001-03")
    def test_the_good_half_goes_in_once_and_year_and_source_are_kept(
        self, alice: Client, call: Call
    ) -> None:
        noa = make_invitation(call, email="noa.strom@example.com", year=None, source="")
        shown = send(alice, call, LIST.encode())
        for many in ("1 person is", "0 people are"):
            page = alice.post(f"{shown}entry/", follow=True).content.decode()
            assert f"{many} new on the list." in page
        noa.refresh_from_db()
        assert (noa.year, noa.source, noa.organisation) == (2024, "Årets unga", "Siffervik AB")
        lo = Invitation.objects.get(email="lo@example.com")
        assert (lo.full_name, lo.year, lo.source) == ("Lo Berg", 2026, "Nominations")
        assert written_to() == ["Lo Berg <lo@example.com>", f"{noa.full_name} <{noa.email}>"]
        after = alice.get(shown)
        assert after.context["found"].counts == {"new": 0, "there": 3, "wrong": 3}
        assert "Row 5" in after.content.decode()

    def test_a_workbook_is_read_alike(self, alice: Client, call: Call) -> None:
        rows = [["Lo", "Berg", "lo@example.com", 2025]]
        content = write_xlsx(["First name", "Surname", "Email", "Award year"], rows, sheet="x")
        alice.post(f"{send(alice, call, content, 'names.xlsx')}entry/")
        found = Invitation.objects.get()
        assert (found.full_name, found.email, found.year) == ("Lo Berg", "lo@example.com", 2025)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"Name;Role\nLo Berg;mentor\n", "The list needs a column for the e-mail address"),
            (b"Email;Role\nlo@example.com;mentor\n", "The list needs a column"),
            (b"", "is empty"),
            (b"\xd0\xcf\x11\xe0", "cannot be"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_kept_and_says_why(
        self, alice: Client, call: Call, content: bytes, said: str
    ) -> None:
        page = alice.get(send(alice, call, content)).content.decode()
        assert "Nobody has been invited." in page
        assert said in page
        assert NominationList.objects.count() == 1

    def test_of_a_long_list_the_page_shows_the_first_and_all_go_in(
        self, alice: Client, call: Call
    ) -> None:
        lines = "".join(f"Lo Berg{n};lo{n}@example.com\n" for n in range(450))
        shown = send(alice, call, f"Name;Email\n{lines}".encode())
        page = alice.get(shown).content.decode()
        assert "The first 200 of 450." in page
        assert "lo199@" in page
        assert "lo200@" not in page
        alice.post(f"{shown}entry/")
        assert Invitation.objects.count() == 450

    def test_a_list_of_the_other_role_is_not_there(
        self, alice: Client, call: Call, cast: Cast
    ) -> None:
        other = make_call(cast.programme, "mentee")
        code = send(alice, other, LIST.encode()).rstrip("/").rpartition("/")[2]
        assert alice.get(reverse("nominations", args=place(call, code))).status_code == 404
        alice.post(reverse("nominations_entry", args=place(call, code)))
        assert not Invitation.objects.exists()

    def test_it_can_be_thrown_away(self, alice: Client, call: Call) -> None:
        shown = send(alice, call, LIST.encode())
        alice.post(f"{shown}entry/")
        alice.post(f"{shown}removal/")
        assert alice.get(shown).status_code == 404
        assert Invitation.objects.count() == 2


class TestTheLink:
    def test_it_leads_to_one_application_that_is_filled_in(self, call: Call) -> None:
        guest = Guest(make_invitation(call, organisation="Siffervik AB"))
        text = guest.look().content.decode()
        assert "Would you mentor an experienced leader?" in text
        assert "hours" in text
        assert not Application.objects.exists()
        first, second = guest.take_up(), guest.take_up()
        assert first["Location"].split(".")[0] == second["Location"].split(".")[0]
        found, invited = guest.application, guest.invitation
        assert (found.full_name, found.email) == (invited.full_name, invited.email)
        assert (found.language, found.organisation) == ("en", "Siffervik AB")
        assert found.steps == []

    def test_she_goes_on_where_she_was_and_is_seen_to_have_applied(
        self, call: Call, alice: Client
    ) -> None:
        guest = Guest(make_invitation(call))
        applicant = Applicant(call)
        applicant.token = guest.take_up()["Location"].split("/")[2]
        applicant.answer("time")
        assert "Go on with the application" in guest.look().content.decode()
        assert guest.client.get(guest.take_up()["Location"])["Location"].endswith("/name/")
        for step in list(ANSWERS)[1:]:
            said = {"email": guest.invitation.email, "phone": ""} if step == "address" else None
            applicant.answer(step, said)
        assert written_to() == []  # she has the letter of her invitation to come back by
        applicant.send()
        assert "You have applied" in guest.look().content.decode()
        page = alice.get(reverse("call_invitations", args=place(call)))
        assert page.context["tally"].applied == 1
        assert "has applied" in page.content.decode()

    def test_a_hundred_presses_make_one_application(self, call: Call) -> None:
        guest, other = Guest(make_invitation(call)), Guest(make_invitation(call))
        assert {guest.take_up().status_code for _ in range(100)} == {302}
        assert Application.objects.count() == 1
        assert other.take_up().status_code == 302

    def test_whoever_took_it_back_may_begin_anew(self, call: Call) -> None:
        noa = make_invitation(call)
        sent = make_application(call, invitation=noa, email=noa.email)
        place = reverse("personal_application_withdrawal", args=[link_of(sent)])
        Client().post(place)
        guest = Guest(noa)
        guest.take_up()
        assert guest.application.pk != sent.pk
        assert guest.application.email == noa.email

    @pytest.mark.parametrize(
        "changed", [{"version": 2}, {"object_id": "nosuchcode12"}, {"person_id": "nosuchcode12"}]
    )
    def test_a_broken_one_leads_nowhere(self, call: Call, changed: dict[str, object]) -> None:
        token = token_of(make_invitation(call), **changed)
        for name in ("personal_invitation", "personal_application"):
            assert Client().get(reverse(name, args=[token])).status_code == 404
        assert (
            Client().post(reverse("personal_invitation_application", args=[token])).status_code
            == 404
        )

    def test_when_the_call_is_closed_it_says_so(self, call: Call) -> None:
        guest = Guest(make_invitation(call))
        Call.objects.update(closed_at=timezone.now())
        assert "no longer taken" in guest.look().content.decode()
        guest.take_up()
        assert not Application.objects.exists()


class TestForgetting:
    def test_whoever_did_not_apply_goes_thirty_days_after_the_last_day(self, call: Call) -> None:
        now = timezone.now()
        silent, no = make_invitation(call), make_invitation(call, has_declined=True)
        sent = make_invitation(call)
        make_application(call, invitation=sent, email=sent.email)
        Invitation.objects.update(invited_at=now - timedelta(days=40))
        forget_what_is_due(now + timedelta(days=36))
        assert set(Invitation.objects.all()) == {silent, no, sent}
        forget_what_is_due(now + timedelta(days=39))
        assert set(Invitation.objects.all()) == {sent}

    def test_whoever_has_applied_goes_with_her_application(self, call: Call) -> None:
        noa, now = make_invitation(call), timezone.now()
        make_application(
            call, invitation=noa, email=noa.email, verdict="no", answer="no", answered_at=now
        )
        forget_what_is_due(now + timedelta(days=29))
        assert Invitation.objects.count() == 1
        forget_what_is_due(now + timedelta(days=31))
        assert Invitation.objects.count() == 0

    def test_files_go_after_thirty_days(self, alice: Client, call: Call) -> None:
        send(alice, call, LIST.encode())
        forget_what_is_due(timezone.now() + timedelta(days=31))
        assert not NominationList.objects.exists()


def test_the_trail_tells_that_not_whom(alice: Client, call: Call) -> None:
    add(alice, call)
    alice.post(f"{send(alice, call, LIST.encode())}entry/")
    facts = str(list(TrailEntry.objects.values_list("verb", "about", "facts")))
    assert "invited a list of people" in facts
    for word in ("Noa", "noa.strom", "Lo", "award"):
        assert word not in facts.replace("List", "")
