"""A partner's contact invites her own people: she sees her own invitations and nobody else's, and
no answer of a page tells what others have done or who is known here."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.enrolment.guests import Guest, written_to
from tests.factories import (
    give_role,
    make_application,
    make_call,
    make_invitation,
    make_organisation,
    make_partner,
    make_person,
    make_programme,
)
from viceversa.enrolment.actions import invitations as actions
from viceversa.enrolment.jobs import invitations_leave
from viceversa.enrolment.models import Call, Invitation
from viceversa.notices.models import Letter
from viceversa.people.models import Person

NOA = {
    "given_name": "Noa",
    "family_name": "Ström",
    "email": "noa@example.com",
    "language": "en",
    "role": "mentee",
}


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme, "mentee")


@pytest.fixture
def pia(cast: Cast) -> Person:
    """The contact of another partner of the same programme."""
    rival = make_partner(cast.programme, make_organisation("Rivalens Test AB"))
    pia = make_person("Pia")
    give_role(pia, cast.programme, "partner_contact", partner=rival)
    return pia


@pytest.fixture(autouse=True)
def quiet(cast: Cast, call: Call, pia: Person) -> None:
    """The letters that contacts have at the opening are written."""
    invitations_leave.call()
    written_to()


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(cast: Cast) -> str:
    return reverse("own_invitations", args=[cast.programme.pk])


def invite(cast: Cast, by: Person, **changed: Any) -> HttpResponse:
    return of(by).post(page_of(cast), NOA | changed, follow=True)


def same(answer: HttpResponse) -> list[str]:
    lines = answer.content.decode().splitlines()
    return [line for line in lines if "csrf" not in line]


class TestInviting:
    def test_she_is_written_to_in_the_name_of_the_partner(self, cast: Cast, call: Call) -> None:
        page = invite(cast, cast.erik).content.decode()
        assert "Invited: noa@example.com." in page
        assert written_to() == ["Noa Ström <noa@example.com>"]
        body = str(mail.outbox[0].body)
        assert body.startswith("You are invited to be a mentee")
        assert "come from Tallmo Test AB" in body
        found = Invitation.objects.get()
        assert (found.partner, found.invited_by, found.call) == (cast.partner, cast.erik, call)

    def test_her_employer_is_filled_in_as_the_partner_is_called(
        self, cast: Cast, call: Call
    ) -> None:
        """Typed otherwise she would work for nobody here: no seat of the partner, no rule."""
        invite(cast, cast.erik)
        guest = Guest(Invitation.objects.get())
        guest.take_up()
        assert guest.application.organisation == cast.partner.organisation.name

    def test_whoever_leads_sees_by_whom(self, cast: Cast, call: Call) -> None:
        invite(cast, cast.erik)
        page = of(cast.alice).get(reverse("call_invitations", args=[cast.programme.pk, "mentee"]))
        text = page.content.decode()
        assert "Noa Ström" in text
        assert "Tallmo Test AB" in text
        assert cast.erik.full_name in text

    def test_what_is_wrong_is_said_and_kept(self, cast: Cast) -> None:
        page = invite(cast, cast.erik, email="noa at home")
        assert list(page.context["form"].errors) == ["email"]
        assert "noa at home" in page.content.decode()

    @pytest.mark.parametrize(
        "closed",
        [
            {"closed_at": timezone.now()},
            {"opened_at": None},
            {"is_restricted": True, "restriction": "Award list only"},
        ],
    )
    def test_without_an_open_call_there_is_nothing_to_invite_to(
        self, cast: Cast, closed: dict[str, Any]
    ) -> None:
        Call.objects.update(**closed)
        assert (
            "no call to which you can invite" in of(cast.erik).get(page_of(cast)).content.decode()
        )
        invite(cast, cast.erik)
        assert not Invitation.objects.exists()

    def test_a_call_of_another_role_cannot_be_chosen(self, cast: Cast) -> None:
        assert list(invite(cast, cast.erik, role="mentor").context["form"].errors) == ["role"]

    def test_hidden_fields_change_nothing(self, cast: Cast, pia: Person) -> None:
        rival = pia.roles.get().partner
        assert rival
        invite(cast, cast.erik, partner=rival.pk, source="x", applied_at="2026-01-01", is_first="")
        found = Invitation.objects.get()
        assert (found.partner, found.source, found.applied_at) == (cast.partner, "", None)
        assert found.is_first

    def test_for_which_partner_is_asked_of_the_contact_of_two(
        self, cast: Cast, pia: Person
    ) -> None:
        rival = pia.roles.get().partner
        assert rival
        give_role(cast.erik, cast.programme, "partner_contact", partner=rival)
        invite(cast, cast.erik, partner=rival.pk)
        assert Invitation.objects.get().partner == rival


class TestNothingTells:
    @pytest.mark.parametrize("known", ["by the organiser", "by a partner", "applied", "takes part"])
    def test_known_and_new_are_answered_alike(
        self, cast: Cast, call: Call, pia: Person, known: str
    ) -> None:
        new = same(invite(cast, cast.erik))
        Invitation.objects.all().delete()
        written_to()
        if known == "by the organiser":
            make_invitation(call, email="noa@example.com", written_at=timezone.now())
        elif known == "by a partner":
            invite(cast, pia, given_name="N", family_name="S", language="sv")
        elif known == "applied":
            make_application(call, email="noa@example.com")
        else:
            Person.objects.filter(pk=cast.carol.pk).update(email="noa@example.com")
        written_to()
        assert same(invite(cast, cast.erik)) == new
        assert same(invite(cast, cast.erik)) == new
        assert written_to() == []

    def test_what_comes_of_another_s_invitation_is_not_seen(
        self, cast: Cast, call: Call, pia: Person
    ) -> None:
        """Pia was first, and by her letter Noa applies. Erik's row stays what it was."""
        invite(cast, pia)
        invite(cast, cast.erik)
        before = same(of(cast.erik).get(page_of(cast)))
        first = Invitation.objects.get(is_first=True)
        make_application(call, email="noa@example.com", invitation=first)
        Invitation.objects.filter(pk=first.pk).update(applied_at=timezone.now())
        assert same(of(cast.erik).get(page_of(cast))) == before
        assert "has applied" in of(pia).get(page_of(cast)).content.decode()

    def test_whoever_applies_by_herself_is_not_shown_to_have(self, cast: Cast, call: Call) -> None:
        invite(cast, cast.erik)
        before = same(of(cast.erik).get(page_of(cast)))
        make_application(call, email="noa@example.com")
        assert same(of(cast.erik).get(page_of(cast))) == before

    def test_two_partners_with_people_who_look_alike(self, cast: Cast, pia: Person) -> None:
        invite(cast, cast.erik, given_name="Ebba", email="ebba@tallmo.example")
        invite(cast, pia, given_name="Ebba", email="ebba@rival.example")
        pages = {
            who.given_name: of(who).get(page_of(cast)).content.decode() for who in (cast.erik, pia)
        }
        assert ["ebba@tallmo.example" in pages[who] for who in ("Erik", "Pia")] == [True, False]
        assert ["ebba@rival.example" in pages[who] for who in ("Erik", "Pia")] == [False, True]

    def test_in_another_programme_the_contact_is_nobody(self, cast: Cast) -> None:
        other = make_programme()
        address = reverse("own_invitations", args=[other.pk])
        assert of(cast.erik).get(address).status_code == 404
        assert of(cast.erik).post(address, NOA).status_code == 404
        assert of(cast.bob).get(page_of(cast)).status_code == 404

    def test_a_second_sight_costs_no_more_questions(
        self, cast: Cast, django_assert_num_queries: Any
    ) -> None:
        client = of(cast.erik)
        for number in (1, 3):
            for n in range(number):
                invite(cast, cast.erik, email=f"n{number}{n}@example.com")
            with django_assert_num_queries(7):
                client.get(page_of(cast))


class TestAFlood:
    def test_it_ends_at_a_number_and_touches_no_other(
        self, cast: Cast, pia: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "MOST_A_DAY", 3)
        for number in range(3):
            invite(cast, cast.erik, email=f"n{number}@example.com")
        refused = invite(cast, cast.erik, email="fourth@example.com")
        assert "invitations today" in refused.content.decode()
        assert "fourth@example.com" in refused.content.decode()
        assert Invitation.objects.count() == 3
        invite(cast, pia, email="fourth@example.com")
        assert Invitation.objects.count() == 4
        Invitation.objects.update(invited_at=timezone.now() - timedelta(days=1))
        invite(cast, cast.erik, email="fifth@example.com")
        assert Invitation.objects.count() == 5


class TestSeveral:
    """Lines that are pasted: the good half goes, the rest stays with the reason."""

    LINES = (
        "Ida Ek, ida@example.com\n"
        "\n"
        "Bo Al\n"
        "Ny, Åsa <asa@EXAMPLE.com>;\n"
        "Sam, sam@example.com\n"
        "Uma\tQvist\tuma@example.com\n"
        "Ivar Ros ivar@\n"
        "Ida Ek ida@example.com\n"
        "Eva Lo eva@example.com, Per Lo per@example.com"
    )

    def paste(self, cast: Cast, by: Person, names: str, **changed: str) -> HttpResponse:
        page = reverse("own_invitations_new", args=[cast.programme.pk])
        said = {"names": names, "language": "en", "role": "mentee"}
        return of(by).post(page, said | changed, follow=True)

    def test_the_sound_lines_are_invited_and_the_others_stay_with_why(self, cast: Cast) -> None:
        page = self.paste(cast, cast.erik, self.LINES)
        found = Invitation.objects.values_list("given_name", "family_name", "email")
        assert sorted(found) == [
            ("Ida", "Ek", "ida@example.com"),
            ("Uma", "Qvist", "uma@example.com"),
            ("Åsa", "Ny", "asa@example.com"),
        ]
        assert written_to() == [
            "Ida Ek <ida@example.com>", "Uma Qvist <uma@example.com>", "Åsa Ny <asa@example.com>",
        ]  # fmt: skip
        assert "3 people are invited." in page.content.decode()
        form = page.context["form"]
        assert form["names"].value().splitlines() == [
            "Bo Al",
            "Sam, sam@example.com",
            "Ivar Ros ivar@",
            "Eva Lo eva@example.com, Per Lo per@example.com",
        ]
        assert [error.partition(": ")[::2] for error in form.errors["names"]] == [
            ("Bo Al", "The e-mail address is missing."),
            ("Sam, sam@example.com", "The name is missing."),
            ("Ivar Ros ivar@", "“ivar@” is not an e-mail address."),
            (
                "Eva Lo eva@example.com, Per Lo per@example.com",
                "There is more than one e-mail address on this line.",
            ),
        ]

    def test_each_is_what_an_invitation_one_by_one_is(self, cast: Cast, call: Call) -> None:
        invite(cast, cast.erik)
        self.paste(cast, cast.erik, "Ida Ström ida@example.com", language="en")
        one, several = Invitation.objects.order_by("invited_at").values()
        for row in (one, several):
            for name in ("id", "given_name", "email", "invited_at"):
                del row[name]
        assert one == several

    def test_when_all_are_sound_she_is_back_at_her_list(self, cast: Cast) -> None:
        page = self.paste(cast, cast.erik, "Ida Ek ida@example.com")
        assert page.redirect_chain == [(page_of(cast), 302)]
        assert "One person is invited." in page.content.decode()

    def test_known_and_new_are_answered_alike(self, cast: Cast, call: Call, pia: Person) -> None:
        lines = "Noa Ström noa@example.com\nIda Ek ida@example.com"
        new = same(self.paste(cast, cast.erik, lines))
        Invitation.objects.all().delete()
        make_application(call, email="noa@example.com")
        self.paste(cast, pia, "Ida Ek ida@example.com")
        assert same(self.paste(cast, cast.erik, lines)) == new

    def test_the_limit_of_the_day_holds_and_who_is_left_stays(
        self, cast: Cast, pia: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "MOST_A_DAY", 2)
        lines = "\n".join(f"Ida Ek ida{number}@example.com" for number in range(4))
        page = self.paste(cast, cast.erik, lines)
        assert Invitation.objects.count() == 2
        assert "invitations today" in page.content.decode()
        assert page.context["form"]["names"].value().splitlines() == lines.splitlines()[2:]
        self.paste(cast, pia, lines)
        assert Invitation.objects.count() == 4

    @pytest.mark.parametrize("lines", ["", " \n ", "x" * 50_001])
    def test_nothing_and_too_much_invite_nobody(self, cast: Cast, lines: str) -> None:
        assert list(self.paste(cast, cast.erik, lines).context["form"].errors) == ["names"]
        assert not Invitation.objects.exists()

    def test_without_an_open_call_nobody_is_invited(self, cast: Cast) -> None:
        Call.objects.update(closed_at=timezone.now())
        page = self.paste(cast, cast.erik, "Ida Ek ida@example.com")
        assert "no call to which you can invite" in page.content.decode()
        assert not Invitation.objects.exists()

    def test_a_call_that_is_closed_at_that_moment_says_so_and_keeps_the_lines(
        self, cast: Cast, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "takes_applications", lambda _call, _now: False)
        page = self.paste(cast, cast.erik, "Ida Ek ida@example.com")
        assert "has just been closed" in page.content.decode()
        assert page.context["form"]["names"].value() == "Ida Ek ida@example.com"

    def test_hidden_fields_change_nothing(self, cast: Cast, pia: Person) -> None:
        rival = pia.roles.get().partner
        assert rival
        self.paste(cast, cast.erik, "Ida Ek ida@example.com", partner=rival.pk, source="x")
        found = Invitation.objects.get()
        assert (found.partner, found.source) == (cast.partner, "")


class TestSeatsAreOpen:
    def seats(self) -> list[tuple[str, str]]:
        found = Letter.objects.filter(name="enrolment/seats_open").order_by("recipient__given_name")
        return [(each.recipient.given_name, each.text) for each in found]

    def test_each_contact_is_told_once_with_her_seats(self, cast: Cast, pia: Person) -> None:
        assert [name for name, _ in self.seats()] == ["Erik", "Pia"]
        erik, pia_reads = (text for _, text in self.seats())
        assert "Tallmo Test AB may send as many mentees" in erik
        assert "Rivalens" not in erik
        assert "Tallmo" not in pia_reads
        assert page_of(cast) in erik
        Call.objects.update(closed_at=timezone.now())
        of(cast.alice).post(reverse("call_opening", args=[cast.programme.pk, "mentee"]))
        assert written_to() == []

    def test_seats_are_counted_and_where_there_are_none_nobody_is_written_to(
        self, cast: Cast, pia: Person
    ) -> None:
        cast.programme.partners.filter(contacts__person=cast.erik).update(mentors_most=4)
        cast.programme.partners.filter(contacts__person=pia).update(mentors_most=0)
        Letter.objects.all().delete()
        make_call(cast.programme, "mentor")
        invitations_leave.call()
        found = [text for _, text in self.seats() if "mentors" in text]
        assert len(found) == 1
        assert "Tallmo Test AB has 4 seats for mentors, early in the career." in found[0]

    @pytest.mark.parametrize(
        "closed",
        [
            {"opens_on": timezone.localdate() + timedelta(days=1)},
            {"is_restricted": True, "restriction": "Award list only"},
            {"closes_on": timezone.localdate() - timedelta(days=1)},
        ],
    )
    def test_not_before_the_first_day_nor_after_the_last_nor_to_a_list(
        self, cast: Cast, closed: dict[str, Any]
    ) -> None:
        Letter.objects.all().delete()
        Call.objects.update(**closed)
        invitations_leave.call()
        assert self.seats() == []


def test_the_link_of_one_partner_s_guest_opens_hers_alone(cast: Cast, call: Call) -> None:
    one, two = make_invitation(call, "Uno", partner=cast.partner), make_invitation(call, "Due")
    text = Guest(one).look().content.decode()
    assert "Uno" in text
    assert "Due" not in text
    assert two.email not in text
