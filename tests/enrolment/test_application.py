"""Somebody applies without an account: question by question, sent once, taken back."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from tests.enrolment.applicants import ANSWERS, Applicant, applied
from tests.enrolment.guests import Guest
from tests.factories import make_application, make_call, make_invitation
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.forgetting import forget_what_is_due
from viceversa.enrolment.expectations import DOUBTS
from viceversa.enrolment.models import Application, Call, Participation, WrittenTo
from viceversa.jobs import run_waiting
from viceversa.lib.links import sign_link
from viceversa.people.models import Person, TrailEntry


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


@pytest.fixture
def whole(call: Call) -> Applicant:
    """Everything is answered, nothing is sent."""
    applicant = Applicant(call)
    applicant.answer_all()
    return applicant


class TestTheHoursComeFirst:
    @pytest.mark.requirement("000-14")
    def test_they_are_shown_with_the_question_for_them(self, call: Call) -> None:
        place = reverse("call_application", args=[call.pk, "en"])
        page = Client().get(place).content.decode()
        assert page.index("hours") < page.index('name="has_time"')

    @pytest.mark.requirement("000-14")
    def test_without_the_time_nothing_begins(self, call: Call) -> None:
        assert Applicant(call).begin(has_time="").status_code == 200
        assert not Application.objects.exists()

    @pytest.mark.requirement("000-14")
    def test_without_a_line_on_why_nothing_is_sent(self, call: Call) -> None:
        applicant = Applicant(call)
        applicant.begin()
        for step in list(ANSWERS)[1:-1]:
            applicant.answer(step)
        assert applicant.answer("why", {"why": " "}).status_code == 200
        assert applicant.check()["Location"].endswith("/why/")
        applicant.send()
        assert applicant.application.state == "begun"


class TestQuestions:
    @pytest.mark.requirement("000-07", "001-11")
    def test_each_answer_is_kept_as_it_was_meant(self, whole: Applicant) -> None:
        found = whole.application
        assert found.full_name == "Sam Ny"
        assert (found.email, found.phone) == ("sam.ny@example.com", "070-555 12 34")
        assert (found.unit, found.title, found.level) == ("Lack", "planner", 2)
        assert (found.wants, found.offers) == ({"A1": 3, "E1": 1}, {"G2": 2})
        assert (found.knows, found.not_with) == (["Anna Berg", "anna@example.com"], ["Bo Ek"])
        assert found.prefers == ["Eva Al"]
        assert (found.doubts, found.why) == (["enough", "boss"], "I see things from the floor.")

    def test_one_can_stop_and_go_on_where_one_was(self, call: Call) -> None:
        applicant = Applicant(call)
        applicant.begin()
        applicant.answer("name")
        applicant.answer("address")
        elsewhere = Client().get(reverse("personal_application", args=[applicant.token]))
        assert elsewhere["Location"].endswith("/work/")

    def test_the_way_back_comes_by_mail(self, call: Call) -> None:
        applicant = Applicant(call)
        applicant.begin()
        applicant.answer("address")
        run_waiting()
        (letter,) = mail.outbox
        assert letter.to == ["sam.ny@example.com"]
        assert letter.subject == "Your application is half done"
        link = next(word for word in letter.body.split() if "/applications/" in word)
        assert Client().get(link, follow=True).status_code == 200

    def test_a_topic_or_a_level_that_is_made_up_is_refused(self, call: Call) -> None:
        applicant = Applicant(call)
        applicant.begin()
        assert (
            applicant.answer("wants", {"wants_topic": ["Z99"], "wants_strength": ["2"]}).status_code
            == 200
        )
        assert (
            applicant.answer("wants", {"wants_topic": ["A1"], "wants_strength": ["9"]}).status_code
            == 200
        )
        assert applicant.answer("work", ANSWERS["work"] | {"level": "7"}).status_code == 200
        assert applicant.answer("doubts", {"doubts": ["nonsense"]}).status_code == 200
        assert applicant.application.steps == ["time"]

    @pytest.mark.requirement("003-08")
    @pytest.mark.parametrize("role", ["mentor", "mentee"])
    def test_each_doubt_has_its_answer_on_the_page(self, cast: Cast, role: str) -> None:
        applicant = Applicant(make_call(cast.programme, role))
        applicant.begin()
        page = applicant.see("personal_application_step", "doubts").content.decode()
        for doubt in DOUBTS[role]:
            assert f'value="{doubt.code}"' in page
        assert page.count('class="doubt-answer"') == len(DOUBTS[role])

    def test_in_a_programme_of_several_houses_the_employer_is_asked(self, cast: Cast) -> None:
        cast.programme.scope = "cross_company"
        cast.programme.save(update_fields=["scope"])
        found = applied(make_call(cast.programme))
        assert (found.organisation, found.unit) == ("Siffervik AB", "")


class TestSending:
    def test_thank_you_says_when_the_answer_comes(self, whole: Applicant) -> None:
        page = whole.send().content.decode()
        assert "Thank you. Your application is here" in page
        assert "You have an answer on" in page
        run_waiting()
        receipt = mail.outbox[-1]
        assert receipt.subject == "Thank you: what happens now, and when you hear"
        assert "You have your answer on" in receipt.body
        assert "I see things from the floor" not in str(receipt.message())

    def test_it_is_sent_once_however_often_the_button_is_pressed(self, whole: Applicant) -> None:
        for _ in range(3):
            assert "Thank you" in whole.send().content.decode()
        run_waiting()
        assert [m.subject for m in mail.outbox].count(mail.outbox[-1].subject) == 1
        assert TrailEntry.objects.filter(verb="sent an application").count() == 1
        whole.call.refresh_from_db()
        assert whole.call.doubts == {"enough": 1, "boss": 1}

    def test_what_she_hesitated_over_is_counted_and_kept_of_nobody(self, whole: Applicant) -> None:
        whole.send()
        assert whole.application.doubts == []

    def test_afterwards_nothing_can_be_changed(self, whole: Applicant) -> None:
        whole.send()
        before = Application.objects.values().get()
        for step in ANSWERS:
            whole.answer(step, ANSWERS[step] | {"why": "Another", "given_name": "Another"})
        assert Application.objects.values().get() == before

    def test_a_closed_call_takes_nothing(self, cast: Cast, whole: Applicant) -> None:
        Call.objects.update(closed_at=timezone.now())
        assert "no longer taken" in whole.send().content.decode()
        assert whole.application.state == "begun"
        assert Applicant(whole.call).begin()["Location"].startswith("/calls/")

    def test_two_of_the_same_address_are_both_kept(self, call: Call) -> None:
        """Whoever types my address cannot overwrite what I sent."""
        applied(call)
        applied(call, why={"why": "Another line"})
        assert Application.objects.filter(email="sam.ny@example.com", state="sent").count() == 2

    def test_nobody_fills_anothers_mailbox(self, call: Call) -> None:
        for _ in range(8):
            applicant = Applicant(call)
            applicant.begin()
            applicant.answer("address")
        run_waiting()
        assert len(mail.outbox) == 5

    def test_nor_by_typing_it_again_and_again_into_one(self, call: Call) -> None:
        applicant = Applicant(call)
        applicant.begin()
        for number in range(8):
            for email in ("victim@example.com", f"p{number}@example.com"):
                applicant.answer("address", email=email)
                run_waiting()
        assert len(mail.outbox) == 5

    def test_nor_by_moving_on_with_another_application(self, call: Call) -> None:
        for number in range(8):
            applicant = Applicant(call)
            applicant.begin()
            for email in ("victim@example.com", f"p{number}@example.com"):
                applicant.answer("address", email=email)
                run_waiting()
        to = [message.to[0] for message in mail.outbox]
        assert sum("victim@" in each for each in to) == 5
        assert len(to) == 13  # nobody else goes without

    def test_a_letter_goes_to_the_address_that_it_was_counted_for(self, call: Call) -> None:
        for number in range(8):
            applicant = Applicant(call)
            applicant.begin()
            applicant.answer("address", email=f"p{number}@example.com")
            applicant.answer("address", email="victim@example.com")
        run_waiting()
        assert ["victim@" in message.to[0] for message in mail.outbox] == [True] * 5

    def test_nor_by_receipts_of_what_is_taken_back(self, call: Call) -> None:
        for _ in range(7):
            withdraw_application(applied(call))
        ordered = DBTaskResult.objects.filter(task_path__endswith="write_to_applicant")
        names = [row.args_kwargs["kwargs"]["name"] for row in ordered]
        assert (names.count("application_sent"), names.count("application_begun")) == (5, 5)

    def test_a_flood_by_one_invitation_touches_no_other(self, call: Call) -> None:
        flood, other = (Guest(make_invitation(call, name)) for name in ("Noa", "Sia"))
        for guest, many in ((flood, 20), (other, 1)):
            guest.take_up()
            name, token = guest.application.given_name, link_of(guest.application)
            step = reverse("personal_application_step", args=[token, "address"])
            for number in range(many):
                guest.client.post(step, {"email": f"{name}{number}@example.com"})
                run_waiting()
        to = [re.findall(r"[a-z]+\d@", message.to[0])[0] for message in mail.outbox]
        assert to == [*(f"noa{number}@" for number in range(5)), "sia0@"]

    def test_what_counts_the_letters_names_nobody_and_is_gone_after_a_day(self, call: Call) -> None:
        applicant = Applicant(call)
        applicant.begin()
        applicant.answer("address")
        assert "sam" not in str(list(WrittenTo.objects.values())).casefold()
        forget_what_is_due()
        assert WrittenTo.objects.count() == 2
        forget_what_is_due(timezone.now() + timedelta(days=1))
        assert WrittenTo.objects.count() == 0

    def test_a_whole_company_applies_from_one_network(self, call: Call) -> None:
        for number in range(60):
            Applicant(call).answer_all(address={"email": f"p{number}@example.com"})
        assert Application.objects.filter(email__startswith="p").count() == 60


class TestTakingItBack:
    def test_it_is_asked_first_and_then_erased(self, whole: Applicant) -> None:
        whole.send()
        place = reverse("personal_application_withdrawal", args=[whole.token])
        assert whole.client.get(place).status_code == 200
        assert whole.application.state == "sent"
        page = whole.client.post(place, follow=True).content.decode()
        assert "Your application is taken back" in page
        row = json.dumps(Application.objects.values().get(), default=str)
        assert [word for word in ("Sam", "sam.ny", "floor", "Lack", "Anna") if word in row] == []

    def test_whoever_has_a_place_leaves_the_programme_instead(self, call: Call) -> None:
        placed = make_application(call, verdict="place", answer="place", answered_at=timezone.now())
        Client().post(reverse("personal_application_withdrawal", args=[link_of(placed)]))
        placed.refresh_from_db()
        assert (placed.state, placed.given_name) == ("sent", "Sam")


class TestTheKey:
    """The address of her pages is her key: signed, and for this one thing."""

    @pytest.mark.parametrize(
        "changed",
        [{"version": 2}, {"object_id": "nosuchcode12"}, {"person_id": "nosuchcode12"}],
    )
    def test_another_is_none(self, whole: Applicant, changed: dict[str, Any]) -> None:
        right = {"person_id": whole.application.pk, "object_id": whole.application.pk, "version": 1}
        token = sign_link("application", **{**right, **changed})
        assert Client().get(reverse("personal_application", args=[token])).status_code == 404

    def test_a_link_of_another_purpose_is_none(self, whole: Applicant) -> None:
        pk = whole.application.pk
        token = sign_link("taps", person_id=pk, object_id=pk, version=1)
        assert Client().get(reverse("personal_application", args=[token])).status_code == 404

    def test_an_old_one_says_so(self, whole: Applicant, time_machine: Any) -> None:
        time_machine.move_to(timezone.now() + timedelta(days=401))
        assert whole.see().status_code == 410

    def test_looking_changes_nothing(self, whole: Applicant) -> None:
        before = Application.objects.values().get()
        for name in ("personal_application", "personal_application_check"):
            whole.see(name)
        for step in ANSWERS:
            whole.see("personal_application_step", step)
        assert Application.objects.values().get() == before

    def test_it_is_in_no_table(self, whole: Applicant) -> None:
        whole.send()
        assert whole.token.split(".")[-1] not in str(list(Application.objects.values()))


EXTRA = {
    "state": "sent",
    "verdict": "place",
    "answer": "place",
    "rank": "1",
    "is_late": "",
    "sent_at": "2020-01-01",
    "promised_on": "2020-01-01",
    "call": "nosuchcode12",
    "call_id": "nosuchcode12",
    "id": "nosuchcode12",
    "pk": "nosuchcode12",
    "entered_by": "x",
    "participation": "x",
    "access_version": "9",
    "language": "de",
    "steps": '["why"]',
    "why": "Slipped in",
    "email": "slipped@example.com",
    "has_time": "on",
    "is_organiser": "on",
}


@pytest.mark.parametrize("step", list(ANSWERS))
def test_hidden_fields_that_are_made_up_change_nothing(call: Call, step: str) -> None:
    plain, forged = Applicant(call), Applicant(call)
    rows = []
    for applicant, more in ((plain, {}), (forged, EXTRA)):
        applicant.begin()
        applicant.answer(step, {**more, **ANSWERS[step]})
        rows.append(Application.objects.filter(pk=applicant.application.pk).values().get())
    for row in rows:
        for name in ("id", "begun_at", "touched_at"):
            del row[name]
    assert rows[0] == rows[1]


def test_nothing_becomes_a_person_or_a_participation_by_applying(cast: Cast, call: Call) -> None:
    before = Person.objects.count(), Participation.objects.count()
    applied(call)
    run_waiting()
    assert (Person.objects.count(), Participation.objects.count()) == before


class TestForgetting:
    def test_what_was_never_sent_goes(self, call: Call) -> None:
        now = timezone.now()
        for days, email in ((2, ""), (0, ""), (29, "a@example.com"), (31, "b@example.com")):
            make_application(
                call,
                state="begun",
                sent_at=None,
                email=email,
                touched_at=now - timedelta(days=days),
            )
        forget_what_is_due()
        kept = sorted(Application.objects.values_list("email", flat=True))
        assert kept == ["", "a@example.com"]

    def test_a_no_is_erased_after_thirty_days_and_the_waiting_list_later(self, call: Call) -> None:
        then = timezone.now() - timedelta(days=31)
        make_application(call, "No", verdict="no", answer="no", answered_at=then)
        make_application(call, "Wait", verdict="wait", answer="wait", answered_at=then)
        forget_what_is_due()
        assert sorted(Application.objects.values_list("given_name", flat=True)) == ["", "Wait"]
        call.programme.ends_on = timezone.localdate() - timedelta(days=31)
        call.programme.save(update_fields=["ends_on"])
        forget_what_is_due()
        assert set(Application.objects.values_list("given_name", flat=True)) == {""}
