"""The page of half-time by who looks at it, and the sponsor's thanks from draft to letters."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories import enrol, make_person
from tests.half_time.world import house, pair_up
from tests.impact.world import ask
from viceversa.half_time.actions import open_half_time
from viceversa.half_time.models import HalfTime, Thanks
from viceversa.notices.models import Letter
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Programme, Role

pytestmark = pytest.mark.django_db

SAID = {"text": "Thank you.\n\n{{ to }} <b>You</b> listen.", "to": "both"}


@pytest.fixture
def half(cast: Cast) -> HalfTime:
    pair_up(cast.programme, 10, met=10, dated=5)
    return open_half_time(cast.programme)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(cast: Cast, who: str, name: str = "half_time") -> str:
    answer = client_of(getattr(cast, who)).get(reverse(name, args=[cast.programme.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def post(cast: Cast, who: str = "fia", **said: str) -> tuple[int, str]:
    address = reverse("half_time_thanks", args=[cast.programme.pk])
    answer = client_of(getattr(cast, who)).post(address, said)
    return answer.status_code, answer.content.decode()


def letters() -> list[Letter]:
    return list(Letter.objects.filter(name="half_time/thanks"))


def facts(html: str) -> dict[str, str]:
    rows = html.split("<dt>")[1:]
    return {row.split("</dt>")[0]: row.split("<dd>")[1].split("</dd>")[0] for row in rows}


class TestPage:
    def test_before_half_time_there_is_none(self, cast: Cast) -> None:
        for who in ("alice", "erik", "fia"):
            for name in ("half_time", "half_time_thanks"):
                address = reverse(name, args=[cast.programme.pk])
                assert client_of(getattr(cast, who)).get(address).status_code == 404

    @pytest.mark.usefixtures("half")
    def test_it_tells_figures_to_those_who_lead_sponsor_and_answer_for_a_partner(
        self, cast: Cast
    ) -> None:
        known = [facts(page(cast, who)) for who in ("alice", "erik", "fia")]
        assert known[0] == known[1] == known[2]
        assert known[0] == {
            "Pairs formed": "10",
            "Meet now": "10",
            "Are pausing": "fewer than 5",
            "Have ended": "fewer than 5",
            "Have met at least once": "10 of 10",
            "Have a next date": "5 of 10",
            "Meetings held": "10 of 30 that are meant to be held by the end",
            "Ideas shared by pairs": "fewer than 5",
        }

    @pytest.mark.usefixtures("half")
    def test_without_a_sponsor_whoever_leads_is_told_to_name_one(self, cast: Cast) -> None:
        assert "The sponsor has a letter" in page(cast, "alice")
        cast.programme.roles.filter(kind="sponsor").delete()
        html = page(cast, "alice")
        assert "No sponsor is named." in html
        assert reverse("programme_roles", args=[cast.programme.pk]) in html

    @pytest.mark.usefixtures("half")
    def test_whoever_leads_finds_it_from_her_programme_and_back(self, cast: Cast) -> None:
        people = reverse("programme_people", args=[cast.programme.pk])
        assert people in page(cast, "alice")
        assert people not in page(cast, "fia")
        assert reverse("half_time", args=[cast.programme.pk]) in page(cast, "alice", "programme")

    @pytest.mark.usefixtures("half")
    def test_it_stays_as_it_was(self, cast: Cast) -> None:
        before = facts(page(cast, "fia"))
        pair_up(cast.programme, 6, met=3)
        assert facts(page(cast, "fia")) == before

    def test_a_contact_reads_the_own_figures_where_there_are_any(self, cast: Cast) -> None:
        pair_up(cast.programme, 7, met=7, dated=7, of=cast.house)
        pair_up(cast.programme, 9, met=9, of=house(cast.programme))
        open_half_time(cast.programme)
        html = page(cast, "erik")
        assert facts(html)["Pairs with somebody of yours"] == "7"
        assert "would tell too much" not in html
        assert "Pairs with somebody of yours" not in page(cast, "fia")

    @pytest.mark.usefixtures("half")
    def test_a_contact_of_few_is_told_why_she_sees_the_programme(self, cast: Cast) -> None:
        assert "would tell too much" in page(cast, "erik")
        assert "would tell too much" not in page(cast, "fia")

    def test_answers_to_the_survey_are_for_those_whom_it_promises_them_to(self, cast: Cast) -> None:
        asked = ask(cast.programme, wave="half_time", count=12)
        asked.answer(12, useful=4, openly=5)
        open_half_time(cast.programme)
        assert "What mentees have answered" not in page(cast, "fia")
        asked.close()
        for who in ("fia", "alice"):
            known = facts(page(cast, who))
            assert known["Our talks are useful to me."] == "at least 80% answered 4"
        assert "What mentees have answered" not in page(cast, "erik")

    def test_a_share_says_how_far_it_may_be_from_that_of_a_larger_group(self, cast: Cast) -> None:
        asked = ask(cast.programme, wave="half_time", count=12)
        asked.answer(12, useful=4)
        asked.close()
        survey = asked.survey
        rows = list(survey.answers.all())
        for row in rows[:6]:
            row.values = {"useful": 2}
            row.save(update_fields=["values"])
        open_half_time(cast.programme)
        said = facts(page(cast, "fia"))["Our talks are useful to me."]
        assert said == "6 of 12 agree; in a larger group between 25 and 75%"

    def test_few_answers_have_a_middle_value_and_no_share(self, cast: Cast) -> None:
        asked = ask(cast.programme, wave="half_time", count=7)
        asked.answer(6, useful=4)
        asked.close()
        open_half_time(cast.programme)
        assert facts(page(cast, "fia"))["Our talks are useful to me."] == "middle value 4"

    @pytest.mark.usefixtures("half")
    def test_roles_lead_to_it_from_their_own_pages(self, cast: Cast) -> None:
        there = reverse("half_time", args=[cast.programme.pk])
        for who, name in (
            ("fia", "programme_figures"),
            ("erik", "programme_own_people"),
            ("alice", "programme_pairs"),
        ):
            assert f'href="{there}"' in page(cast, who, name)


class TestThanks:
    @pytest.mark.usefixtures("half")
    def test_only_a_sponsor_writes_them(self, cast: Cast) -> None:
        for who in ("alice", "erik", "bob", "yrsa", "zed"):
            assert post(cast, who, step="send", **SAID)[0] == 404
        assert (letters(), Thanks.objects.count()) == ([], 0)
        assert "Write your thanks" not in page(cast, "alice")

    @pytest.mark.usefixtures("half")
    def test_the_draft_is_in_the_language_of_the_programme(self, cast: Cast) -> None:
        assert "Thank you for the time you give" in page(cast, "fia", "half_time_thanks")
        type(cast.programme).objects.update(language="sv")
        assert "Tack för tiden" in page(cast, "fia", "half_time_thanks")

    @pytest.mark.usefixtures("half")
    def test_looking_at_the_letter_sends_nothing(self, cast: Cast) -> None:
        status, html = post(cast, **SAID)
        assert status == 200
        assert "Is this your letter?" in html
        assert "&lt;b&gt;You&lt;/b&gt; listen." in html
        assert letters() == []
        status, html = post(cast, step="change", **SAID)
        assert status == 200
        assert "&lt;b&gt;You&lt;/b&gt; listen.</textarea>" in html
        assert letters() == []

    @pytest.mark.usefixtures("half")
    def test_what_was_typed_stays_when_something_is_wrong(self, cast: Cast) -> None:
        status, html = post(cast, text="Kept words", to="nobody", step="send")
        assert status == 200
        assert "Kept words" in html
        assert post(cast, text="x" * 1501, to="both", step="send")[0] == 200
        assert letters() == []

    @pytest.mark.usefixtures("half")
    def test_everybody_in_a_pair_has_one_letter_however_often_it_is_sent(self, cast: Cast) -> None:
        enrol(make_person(), cast.programme, "mentor")
        statuses = [post(cast, step="send", **SAID)[0] for _ in range(2)]
        assert statuses == [302, 302]
        assert len(letters()) == len({each.recipient_id for each in letters()}) == 20
        assert Thanks.objects.count() == 1
        entries = TrailEntry.objects.filter(verb="thanks_sent").values_list("actor", "facts")
        assert list(entries) == [(cast.fia.pk, {"to": "both"})]

    @pytest.mark.usefixtures("half")
    def test_two_sponsors_thank_once(self, cast: Cast) -> None:
        Role.objects.create(programme=cast.programme, person=cast.zed, kind="sponsor")
        post(cast, step="send", **SAID)
        post(cast, "zed", step="send", text="Me too.", to="both")
        assert len(letters()) == 20
        assert Thanks.objects.get().by == cast.fia

    @pytest.mark.usefixtures("half")
    def test_mentors_alone_may_be_thanked_and_whoever_has_left_is_not(self, cast: Cast) -> None:
        gone = cast.programme.participations.filter(role="mentor", person__given_name="Mentor")[0]
        type(gone).objects.filter(pk=gone.pk).update(state="withdrawn")
        post(cast, step="send", text="Thank you.", to="mentors")
        assert {each.recipient.given_name for each in letters()} == {"Mentor"}
        assert len(letters()) == 9

    @pytest.mark.usefixtures("half")
    def test_a_letter_is_framed_in_the_readers_language_and_names_the_sponsor(
        self, cast: Cast
    ) -> None:
        Person.objects.filter(given_name="Mentor").update(language="sv")
        post(cast, step="send", **SAID)
        texts = {letter.recipient.given_name: letter for letter in letters()}
        assert texts["Mentor"].text.startswith("Du är mentor i ")
        assert texts["Mentee"].text.startswith("You are a mentee in ")
        for letter in texts.values():
            assert f"{cast.fia.full_name}, " in letter.text
            assert "{{ to }} <b>You</b> listen." in letter.text
            assert "&lt;b&gt;You&lt;/b&gt; listen." in letter.html
            assert letter.sender_name == cast.alice.full_name

    @pytest.mark.usefixtures("half")
    def test_those_who_lead_see_that_they_were_sent(self, cast: Cast) -> None:
        assert "Nothing is sent yet." in page(cast, "alice")
        post(cast, step="send", **SAID)
        html = page(cast, "alice")
        assert f"by {cast.fia.full_name}, to mentors and mentees." in html
        assert cast.fia.full_name not in page(cast, "erik")

    def test_a_sponsors_own_page_leads_to_them_from_half_time_on(self, cast: Cast) -> None:
        there = f'href="{reverse("half_time_thanks", args=[cast.programme.pk])}"'
        pair_up(cast.programme, 10)
        assert there not in page(cast, "fia", "programme_figures")
        open_half_time(cast.programme)
        assert there in page(cast, "fia", "programme_figures")
        assert there not in page(cast, "alice", "programme_figures")
        Programme.objects.update(ends_on=timezone.localdate() - timedelta(days=2))
        assert there not in page(cast, "fia", "programme_figures")

    @pytest.mark.usefixtures("half")
    def test_it_says_that_they_are_sent(self, cast: Cast) -> None:
        post(cast, step="send", **SAID)
        html = page(cast, "fia", "programme_figures")
        assert f"by {cast.fia.full_name}, to mentors and mentees." in html
        assert "Write your thanks" not in html

    @pytest.mark.usefixtures("half")
    def test_once_sent_there_is_nothing_to_write(self, cast: Cast) -> None:
        post(cast, step="send", **SAID)
        there = reverse("half_time_thanks", args=[cast.programme.pk])
        assert client_of(cast.fia).get(there).status_code == 302


def test_days_of_the_programme_and_of_the_thanks_are_told(cast: Cast, half: HalfTime) -> None:
    assert half.opened_on - timezone.localdate() < timedelta(days=2)
    assert f"{half.opened_on.day} " in page(cast, "fia")
