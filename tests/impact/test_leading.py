"""What those who lead plan, open and see; and what sponsors see."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.impact.test_effect import both_times
from tests.impact.world import Asked, crowd, plan
from viceversa.impact.actions import open_survey, send_answer
from viceversa.impact.boxes import Said
from viceversa.impact.errors import SurveyError
from viceversa.impact.jobs import open_and_close
from viceversa.impact.models import OwnItem, Survey, Ticket
from viceversa.notices.models import Letter
from viceversa.people.models import Person

ITEM = {"sv": "Kansliet svarar snabbt.", "en": "The office answers quickly."}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def alice(cast: Cast) -> Client:
    return client_of(cast.alice)


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/programmes/{cast.programme.pk}/surveys/"


def text(client: Client, path: str) -> str:
    return str(client.get(path).content.decode())


class TestPlanning:
    def test_a_survey_is_planned(self, cast: Cast, alice: Client, home: str) -> None:
        last = timezone.localdate() + timedelta(days=20)
        form = {"role": "mentor", "wave": "before", "closes_on": last.isoformat()}
        alice.post(f"{home}new/", form)
        assert Survey.objects.get().closes_on == last
        again = alice.post(f"{home}new/", form).content.decode()
        assert "They are asked at that time already." in again

    def test_the_other_role_is_filled_in_with_the_same_days(
        self, cast: Cast, alice: Client, home: str
    ) -> None:
        def filled_in() -> list[object]:
            form = alice.get(f"{home}new/").context["form"]
            return [form[name].value() for name in ("role", "wave", "closes_on")]

        assert filled_in() == [None, None, None]
        one = plan(cast.programme, wave="after", role="mentee")
        assert filled_in() == ["mentor", "after", one.closes_on]
        plan(cast.programme, wave="after", role="mentor")
        assert filled_in() == [None, None, None]
        Survey.objects.filter(role="mentor").delete()
        Survey.objects.update(state="closed")
        assert filled_in() == [None, None, None]

    def test_its_days_are_in_order_and_ahead(self, alice: Client, home: str) -> None:
        today = timezone.localdate()
        form = {"role": "mentor", "wave": "before", "closes_on": (today - timedelta(1)).isoformat()}
        assert "That day is over." in alice.post(f"{home}new/", form).content.decode()
        late = (today + timedelta(9)).isoformat()
        form |= {"closes_on": (today + timedelta(2)).isoformat(), "opens_on": late}
        page = alice.post(f"{home}new/", form).content.decode()
        assert "The last day comes before the first." in page

    def test_own_statements_are_asked_until_it_opens(
        self, cast: Cast, alice: Client, home: str
    ) -> None:
        crowd(cast.programme, 5)
        survey = plan(cast.programme)
        at = f"{home}{survey.pk}/"
        alice.post(f"{at}items/", ITEM)
        item = OwnItem.objects.get()
        assert ITEM["en"] in text(alice, at)
        alice.post(f"{at}opening/")
        for path, data in (
            (f"{at}items/", ITEM),
            (f"{at}items/{item.pk}/removal/", {}),
            (at, {"closes_on": (survey.closes_on + timedelta(1)).isoformat()}),
        ):
            page = alice.post(path, data, follow=True).content.decode()
            assert "nothing of it can be changed any more" in page
        assert list(OwnItem.objects.values_list("sv", flat=True)) == [ITEM["sv"]]
        assert Survey.objects.get().closes_on == survey.closes_on

    def test_a_statement_can_be_taken_away(self, cast: Cast, alice: Client, home: str) -> None:
        survey = plan(cast.programme)
        at = f"{home}{survey.pk}/items/"
        for _ in range(6):
            alice.post(at, ITEM)
        assert OwnItem.objects.count() == 5
        alice.post(f"{at}{OwnItem.objects.all()[0].pk}/removal/")
        assert OwnItem.objects.count() == 4
        assert "field-wrong" in alice.post(at, {"sv": "", "en": ""}).content.decode()


class TestOpening:
    def test_everybody_in_the_role_gets_a_ticket_and_a_letter(self, cast: Cast) -> None:
        crowd(cast.programme, 5)
        survey = plan(cast.programme)
        open_survey(survey, by=cast.alice)
        assert Ticket.objects.count() == 6
        assert Letter.objects.filter(name="impact/survey_opened").count() == 6
        with pytest.raises(SurveyError):
            open_survey(survey, by=cast.alice)

    def test_fewer_than_five_are_not_asked(self, cast: Cast, alice: Client, home: str) -> None:
        crowd(cast.programme, 3)
        survey = plan(cast.programme)
        assert "it does not open yet" in text(alice, f"{home}{survey.pk}/")
        page = alice.post(f"{home}{survey.pk}/opening/", follow=True).content.decode()
        assert "Fewer than five would be asked" in page
        assert not Ticket.objects.exists()

    def test_it_opens_and_closes_by_the_calendar(self, cast: Cast) -> None:
        crowd(cast.programme, 5)
        today = timezone.localdate()
        survey = plan(cast.programme)
        Survey.objects.update(opens_on=today + timedelta(2))
        for days, state in ((0, "planned"), (2, "open"), (14, "open"), (15, "closed")):
            with time_machine.travel(timezone.now() + timedelta(days=days)):
                open_and_close.call()
                survey.refresh_from_db()
                assert survey.state == state

    def test_one_that_cannot_open_does_not_hold_up_others(self, cast: Cast) -> None:
        crowd(cast.programme, 5)
        few, enough = plan(cast.programme, role="mentor"), plan(cast.programme)
        Survey.objects.update(opens_on=timezone.localdate())
        open_and_close.call()
        few.refresh_from_db()
        enough.refresh_from_db()
        assert (few.state, enough.state) == ("planned", "open")


class TestWhileItIsOpen:
    def test_only_two_numbers_are_told(self, asked: Asked, alice: Client, home: str) -> None:
        asked.answer(3, words="kanarieenkatqvx", useful=1)
        page = text(alice, f"{home}{asked.survey.pk}/")
        assert "3 of 13 have answered" in page
        for person in asked.people:
            assert person.family_name not in page

    def test_no_page_changes_with_who_has_answered(
        self, asked: Asked, alice: Client, home: str
    ) -> None:
        at = f"{home}{asked.survey.pk}/"
        send_answer(asked.ticket(0), Said({"useful": 1}))
        before = text(alice, at).partition("<main")[2].partition("</main")[0]
        Ticket.objects.update(is_used=False)
        assert text(alice, at).partition("<main")[2].partition("</main")[0] == before

    def test_results_are_not_there_yet(
        self, cast: Cast, asked: Asked, alice: Client, home: str
    ) -> None:
        asked.answer(12, useful=1)
        for client in (alice, client_of(cast.fia)):
            assert client.get(f"{home}{asked.survey.pk}/results/").status_code == 404


class TestResults:
    @pytest.fixture
    def at(self, asked: Asked, home: str) -> str:
        return f"{home}{asked.survey.pk}/results/"

    def test_under_five_nothing_is_shown(self, asked: Asked, alice: Client, at: str) -> None:
        asked.answer(4, words="kanarieenkatqvx", useful=2)
        asked.close()
        page = text(alice, at)
        assert "Fewer than 5 have answered" in page
        assert "Middle value" not in page
        assert "kanarieenkatqvx" not in page

    def test_under_ten_only_the_middle(self, asked: Asked, alice: Client, at: str) -> None:
        for which, useful in enumerate((1, 2, 4, 4, 5, 5, 5)):
            said = Said({"useful": useful, "go_on": "end"}, "kanarieenkatqvx")
            send_answer(asked.ticket(which), said)
        asked.close()
        page = text(alice, at)
        assert "Middle value: 4" in page
        assert "<rect" not in page
        assert "kanarieenkatqvx" not in page

    def test_from_ten_on_how_answers_spread(self, asked: Asked, alice: Client, at: str) -> None:
        for which in range(12):
            send_answer(asked.ticket(which), Said({"useful": 1 + which % 3, "time": 5}, "Tack!"))
        asked.close()
        page = text(alice, at)
        assert page.count("Tack!") == 12
        assert page.count("<rect") == 5
        assert "At least 80% answered 5." in page
        assert "12 of 13 have answered" in page

    def test_an_item_that_few_have_answered_is_left_out(
        self, asked: Asked, alice: Client, at: str
    ) -> None:
        for which in range(12):
            values = {"useful": 1 + which % 3} | ({"support": 1} if which < 4 else {})
            send_answer(asked.ticket(which), Said(values))
        asked.close()
        page = text(alice, at)
        support = page.partition("whom to turn to")[2].partition("<h3>")[0]
        assert "Too few answered this" in support
        assert "Middle" not in support

    def test_a_sponsor_sees_results_and_nothing_that_is_planned(
        self, cast: Cast, asked: Asked, home: str, at: str
    ) -> None:
        plan(cast.programme, wave="after")
        asked.answer(11, useful=2)
        asked.close()
        fia = client_of(cast.fia)
        assert "Half-time" in text(fia, home)
        assert "After" not in text(fia, home)
        assert "At least 80% answered 2." in text(fia, at)
        assert fia.get(f"{home}{asked.survey.pk}/").status_code == 404

    def test_what_is_written_is_never_markup(self, asked: Asked, alice: Client, at: str) -> None:
        asked.answer(10, words="<script>x</script>", useful=2)
        asked.close()
        assert "<script>x" not in text(alice, at)


class TestBeforeAndAfter:
    @pytest.fixture
    def after(self, cast: Cast) -> Survey:
        both_times(cast, [(3, 5)] * 8 + [(4, 4)] * 3 + [(5, 4)] * 2, silent=2)
        return Survey.objects.get(wave="after")

    def test_a_sentence_a_picture_and_a_row_for_each_scale(
        self, cast: Cast, alice: Client, home: str, after: Survey
    ) -> None:
        for client in (alice, client_of(cast.fia)):
            page = text(client, f"{home}{after.pk}/results/")
            assert "8 of 13 say more; it may be 4 to 8 of 10 in a similar group." in page
            assert page.count('<svg class="picture"') == 1
            assert "13 of 16</td>" in page
            assert page.count("Fewer than five have answered both times") == 3

    def test_before_the_round_nothing_of_it_is_shown(
        self, alice: Client, home: str, after: Survey
    ) -> None:
        before = after.programme.surveys.get(wave="before")
        page = text(alice, f"{home}{before.pk}/results/")
        assert "is shown together with what the same people say afterwards" in page
        assert "say more" not in page
        assert "important at work" not in page
