"""The pages behind the link: two minutes on a phone, and thanks only when it is in."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.impact.world import Asked, ask, link_to
from viceversa.impact.actions import close_survey
from viceversa.impact.jobs import remind
from viceversa.impact.models import Draft, ShutAnswer, Ticket
from viceversa.impact.results import results_of
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry

FIRST = {"useful": "4", "openly": "5", "listened": "", "enjoyed": "3"}


@pytest.fixture
def phone() -> Client:
    return Client()


def path(asked: Asked, number: int | None = None, which: int = 0) -> str:
    return f"/survey/{asked.link(which)}/" + (f"{number}/" if number else "")


def read(client: Client, at: str) -> str:
    return str(client.get(at, follow=True).content.decode())


def go_through(client: Client, asked: Asked, which: int = 0, words: str = "") -> str:
    """All three pages; gives what is said at the end."""
    client.post(path(asked, 1, which), FIRST)
    client.post(path(asked, 2, which), {"roles": "5", "time": "2"})
    last = {"go_on": "go_on", "habit_half_time": "yes", "words": words}
    return str(client.post(path(asked, 3, which), last, follow=True).content.decode())


def test_the_page_says_first_what_is_shown_to_whom(asked: Asked, phone: Client) -> None:
    page = read(phone, path(asked))
    assert "13 people are asked" in page
    assert "If fewer than 5 answer, nothing is shown at all" in page
    assert "what was written in own words, shuffled" in page
    assert "Thank you" not in page


def test_where_words_are_never_shown_none_are_asked_for(cast: Cast, phone: Client) -> None:
    few = ask(cast.programme, wave="half_time", count=6)
    assert "you are fewer than 10" in read(phone, path(few))
    assert 'name="words"' not in read(phone, path(few, 3))


def test_an_answer_goes_in_once(asked: Asked, phone: Client) -> None:
    assert "Thank you" in go_through(phone, asked)
    assert "Thank you" in go_through(phone, asked)
    assert ShutAnswer.objects.count() == 1
    assert Ticket.objects.filter(is_used=True).count() == 1
    assert not Draft.objects.exists()


def test_looking_changes_nothing(asked: Asked, phone: Client) -> None:
    for at in (path(asked), path(asked, 1), path(asked, 3)):
        phone.get(at)
        phone.head(at)
    assert not Draft.objects.exists()
    assert not Ticket.objects.filter(is_used=True).exists()


def test_half_an_answer_waits_on_any_device(asked: Asked, phone: Client) -> None:
    phone.post(path(asked, 1), FIRST)
    again = read(Client(), path(asked, 1))
    assert again.count("checked") == 3
    assert read(Client(), path(asked, 1, which=1)).count("checked") == 0


def test_an_answer_can_be_taken_back_before_it_is_sent(asked: Asked, phone: Client) -> None:
    phone.post(path(asked, 1), FIRST)
    phone.post(path(asked, 1), {"useful": "1"})
    assert read(phone, path(asked, 1)).count("checked") == 1


def test_nothing_is_no_answer(asked: Asked, phone: Client) -> None:
    page = phone.post(path(asked, 3), {}, follow=True).content.decode()
    assert "Answer at least one question" in page
    assert not ShutAnswer.objects.exists()


def test_wrong_values_are_refused_where_they_stand(asked: Asked, phone: Client) -> None:
    page = phone.post(path(asked, 1), {"useful": "9"}).content.decode()
    assert "field-wrong" in page
    page = phone.post(path(asked, 3), {"words": "x" * 1001}).content.decode()
    assert "x" * 1001 in page


def test_too_late_is_told_kindly(asked: Asked, phone: Client) -> None:
    asked.answer(6, useful=4)
    close_survey(asked.survey)
    for page in (read(phone, path(asked)), go_through(phone, asked, which=7)):
        assert "The survey has closed" in page


@pytest.mark.parametrize("number", [0, 4, 99])
def test_pages_that_are_not_there(asked: Asked, phone: Client, number: int) -> None:
    assert phone.get(f"{path(asked)}{number}/").status_code == 404


def test_whoever_is_not_asked_finds_no_question(asked: Asked, cast: Cast, phone: Client) -> None:
    stranger = f"/survey/{link_to(asked.survey, cast.zed)}/"
    assert "The survey has closed" in read(phone, stranger)
    assert phone.post(f"{stranger}1/", FIRST).headers["Location"] == stranger
    assert not Draft.objects.exists()


def test_an_erased_person_takes_ticket_and_draft_along(asked: Asked, phone: Client) -> None:
    phone.post(path(asked, 1), FIRST)
    phone.post(path(asked, 1, which=1), FIRST)
    gone = asked.people[0]
    Pair.objects.filter(mentee__person=gone).delete()
    gone.delete()
    assert not Ticket.objects.filter(person_id=gone.pk).exists()
    assert Draft.objects.count() == 1


def test_neither_trail_nor_letter_knows_of_an_answer(asked: Asked, phone: Client) -> None:
    before = (TrailEntry.objects.count(), Letter.objects.count())
    go_through(phone, asked)
    assert (TrailEntry.objects.count(), Letter.objects.count()) == before


def test_only_who_has_not_answered_is_reminded(asked: Asked, phone: Client) -> None:
    go_through(phone, asked)
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        remind.call()
        remind.call()
    reminded = Letter.objects.filter(name="impact/survey_reminder")
    people = list(reminded.values_list("recipient", flat=True))
    assert asked.people[0].pk not in people
    assert len(people) == len(set(people)) == asked.survey.asked - 1


def test_nobody_is_reminded_on_other_days(asked: Asked) -> None:
    for days in (1, 5, 10, 15):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            remind.call()
    assert not Letter.objects.filter(name="impact/survey_reminder").exists()


def test_that_nothing_has_to_be_answered_is_said_once(asked: Asked, phone: Client) -> None:
    page = read(phone, path(asked, 1))
    assert page.count("You may leave any question open.") == 1
    assert "(optional)" not in page


@pytest.mark.requirement("000-23")
def test_words_may_be_quoted_only_where_she_says_so(asked: Asked, phone: Client) -> None:
    for which, more in ((0, {"may_be_quoted": "on"}), (1, {})):
        phone.post(path(asked, 3, which), {"words": f"Ord {which}", **more})
    for which in range(2, 11):
        go_through(phone, asked, which)
    quotes = results_of(asked.close()).quotes
    assert quotes == ["Ord 0"]


def test_the_question_stands_on_her_desk_until_she_has_answered(
    asked: Asked, phone: Client
) -> None:
    mine, other = Client(), Client()
    mine.force_login(asked.people[0])
    other.force_login(asked.people[1])
    page = read(mine, "/desk/")
    assert "You are asked" in page
    link = page.partition("You are asked")[2].partition('<a href="')[2].partition('"')[0]
    assert "13 people are asked" in read(phone, link)
    go_through(phone, asked)
    assert "You are asked" not in read(mine, "/desk/")
    assert "You are asked" in read(other, "/desk/")


def test_on_nobodys_desk_stands_what_has_closed(asked: Asked) -> None:
    mine = Client()
    mine.force_login(asked.people[0])
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        mine.force_login(asked.people[0])
        assert "You are asked" not in read(mine, "/desk/")
