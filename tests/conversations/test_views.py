"""The pair's page: one card, one filled button, whatever state the two are in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import (
    DAY,
    agree,
    booked,
    client_of,
    in_days,
    make_pair,
    moment,
    set_policy,
    turn_back,
)
from tests.factories import enrol, make_person
from viceversa.conversations.access import pair_for_member_or_404
from viceversa.conversations.actions import (
    Plan,
    accept_ground_rules,
    add_agenda,
    answer_invitation,
    ask_question,
    cancel,
    offer_times,
    say_held,
    set_objective,
    suggest_times,
    tap,
)
from viceversa.conversations.models import Meeting, Objective, Question, Taps
from viceversa.conversations.sealed import Answers, data_of, words_of
from viceversa.conversations.steps import Step
from viceversa.conversations.story import story_of
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

ANSWERS = Answers(useful=4, openly="spoke_openly", next_date="next_asked")
HEAVIEST_PAGE = 100_000
YEAR = timezone.now().year + 1
Arrange = Callable[[Cast, Pair], object]


def fresh(cast: Cast, pair: Pair) -> None:
    """Nothing has happened yet."""


def offered(cast: Cast, pair: Pair) -> None:
    offer_times(pair, Plan(), [in_days(2), in_days(3)], by=cast.bob)


def offered_long_ago(cast: Cast, pair: Pair) -> None:
    offered(cast, pair)
    for option in Meeting.objects.get().options.all():
        option.starts_at = timezone.now() - DAY * (1 + option.starts_at.day)
        option.save()


def just_booked(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)


def asked(cast: Cast, pair: Pair) -> None:
    ask_question(booked(cast, pair), "why do they leave?", by=cast.carol)


def prepared(cast: Cast, pair: Pair) -> None:
    asked(cast, pair)
    add_agenda(Meeting.objects.get(), by=cast.bob)


def over(cast: Cast, pair: Pair) -> None:
    prepared(cast, pair)
    turn_back(Meeting.objects.get())


def met(cast: Cast, pair: Pair) -> None:
    over(cast, pair)
    say_held(Meeting.objects.get(), by=cast.bob)


def told(cast: Cast, pair: Pair) -> None:
    met(cast, pair)
    for person in (cast.bob, cast.carol):
        tap(Meeting.objects.get(), ANSWERS, by=person)


def called_off(cast: Cast, pair: Pair) -> None:
    booked(cast, pair)
    meeting = Meeting.objects.get()
    cancel(meeting, by=cast.carol, seen=meeting.sequence)


def mentor_suggests(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    suggest_times(meeting, [in_days(9)], by=cast.bob, seen=meeting.sequence)


def mentor_declines(cast: Cast, pair: Pair) -> None:
    meeting = booked(cast, pair)
    answer_invitation(meeting, "declined", by=cast.bob, seen=meeting.sequence)


def goal_required(cast: Cast, pair: Pair) -> None:
    set_policy(cast.programme, goal_policy="require")


def mentor_has_goal(cast: Cast, pair: Pair) -> None:
    goal_required(cast, pair)
    set_objective(pair, by=cast.bob, kind="theme")


STATES: list[tuple[Arrange, Step, Step]] = [  # for the mentor, for the mentee
    (fresh, Step.PLAN, Step.PLAN),
    (goal_required, Step.GOAL, Step.GOAL),
    (mentor_has_goal, Step.GOAL_WAITS, Step.GOAL),
    (offered, Step.CHOICE_WAITS, Step.CHOOSE),
    (offered_long_ago, Step.PLAN, Step.PLAN),
    (just_booked, Step.AGENDA, Step.QUESTION),
    (asked, Step.AGENDA, Step.AGENDA),
    (prepared, Step.READY, Step.READY),
    (over, Step.MET, Step.MET),
    (met, Step.TAPS, Step.TAPS),
    (told, Step.PLAN, Step.PLAN),
    (called_off, Step.PLAN, Step.PLAN),
    (mentor_suggests, Step.AGENDA, Step.SUGGESTED),
    (mentor_declines, Step.AGENDA, Step.DECLINED),
]


def test_after_the_last_meeting_of_the_round_the_end_is_the_next_thing(
    cast: Cast, pair: Pair
) -> None:
    told(cast, pair)
    programmes = type(cast.programme).objects
    assert next_thing(cast, pair) == ("When do you meet next?", "Find a time")
    programmes.update(meetings_target=1)
    assert next_thing(cast, pair) == ("You have held all your meetings", "Find a time")
    assert "All meetings held" in read(cast.bob, "en", reverse("desk")).text
    programmes.update(ends_on=timezone.localdate() + 5 * DAY)
    assert next_thing(cast, pair)[1] == "Say how you want it afterwards"


def next_thing(cast: Cast, pair: Pair) -> tuple[str, str]:
    """What stands on the mentor's card, and on its filled button."""
    card = read(cast.bob, "en", reverse("pair", args=[pair.pk])).select_one(".next-thing")
    assert card
    title, button = card.select_one("h2"), card.select_one(".button-primary")
    assert title
    assert button
    return title.text.strip(), button.text.strip()


@pytest.mark.requirement("002-07", "002-10")
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("arrange", "for_mentor", "for_mentee"), STATES)
def test_each_state_has_its_card_and_one_filled_button(
    cast: Cast, pair: Pair, arrange: Arrange, for_mentor: Step, for_mentee: Step, language: str
) -> None:
    arrange(cast, pair)
    for person, step in ((cast.bob, for_mentor), (cast.carol, for_mentee)):
        assert story_of(loaded(pair), person, timezone.now()).step == step
        page = read(person, language, reverse("pair", args=[pair.pk]))
        assert len(page.select(".button-primary")) == 1
        assert len(page.select(".next-thing")) == 1
        assert len(page.select("h1")) == 1


@pytest.mark.requirement("002-07")
def test_both_read_whose_word_is_missing_and_of_themselves_as_you(cast: Cast, pair: Pair) -> None:
    goal_required(cast, pair)
    place = reverse("pair", args=[pair.pk])
    assert "Still missing: you, Carol." in read(cast.bob, "en", place).text
    mentor_has_goal(cast, pair)
    assert "Still missing: you." in read(cast.carol, "en", place).text
    assert "Waiting for Carol" in read(cast.bob, "en", place).text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_before_the_rules_there_are_only_the_rules(
    cast: Cast, new_pair: Pair, language: str
) -> None:
    page = read(cast.carol, language, reverse("pair", args=[new_pair.pk]))
    assert len(page.select("dl.rules dt")) == 6
    assert len(page.select(".button-primary")) == 1
    assert cast.bob.email not in page.text


def loaded(pair: Pair) -> Pair:
    return pair_for_member_or_404(pair.mentor.person, pair.pk)


def read(person: Person, language: str, url: str) -> BeautifulSoup:
    Person.objects.filter(pk=person.pk).update(language=language)
    response = client_of(Person.objects.get(pk=person.pk)).get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.requirement("003-03")
def test_contact_details_wait_for_both(cast: Cast, new_pair: Pair) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(phone="070-174 06 05")
    url = reverse("pair", args=[new_pair.pk])
    accept_ground_rules(new_pair, by=cast.carol)
    before = read(cast.carol, "en", url).text
    accept_ground_rules(new_pair, by=cast.bob)
    after = read(cast.carol, "en", url).text
    assert (cast.bob.email in before, "070-174 06 05" in before) == (False, False)
    assert (cast.bob.email in after, "070-174 06 05" in after) == (True, True)


@pytest.mark.parametrize("arrange", [just_booked, prepared, told])
def test_the_page_is_light(cast: Cast, pair: Pair, arrange: Arrange) -> None:
    arrange(cast, pair)
    response = client_of(cast.carol).get(reverse("pair", args=[pair.pk]))
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', response.content.decode())
    sizes = [Path(finders.find(file) or "").stat().st_size for file in set(files)]
    assert len(response.content) + sum(sizes) < HEAVIEST_PAGE


def test_the_page_is_kept_in_no_cache(cast: Cast, pair: Pair) -> None:
    response = client_of(cast.carol).get(reverse("pair", args=[pair.pk]))
    assert "no-store" in response["Cache-Control"]


def test_the_page_asks_as_much_of_the_database_with_many_meetings(
    cast: Cast, pair: Pair, django_assert_num_queries: Callable[[int], object]
) -> None:
    told(cast, pair)
    client = client_of(cast.carol)
    url = reverse("pair", args=[pair.pk])
    with django_assert_num_queries(13):  # type: ignore[attr-defined]
        client.get(url)
    for _ in range(3):
        meeting = turn_back(booked(cast, pair))
        tap(meeting, ANSWERS, by=cast.carol)
    with django_assert_num_queries(13):  # type: ignore[attr-defined]
        client.get(url)


class TestARoundWithoutAWord:
    """From the rules to the taps by taps alone: nothing is ever typed."""

    @pytest.mark.requirement("002-21")
    def test_it_can_be_completed(self, cast: Cast, new_pair: Pair) -> None:
        set_policy(cast.programme, goal_policy="require", agenda_policy="require")
        bob, carol = client_of(cast.bob), client_of(cast.carol)
        for client in (bob, carol):
            self.tap(client, new_pair, "ground_rules", edition="2026-1")
            self.tap(client, new_pair, "objective", about="theme")
        page = BeautifulSoup(
            bob.get(reverse("meetings", args=[new_pair.pk])).content, "html.parser"
        )
        times = [str(box["value"]) for box in page.select("input[name=suggested]")]
        assert len(times) == 3
        plan = {"mode": "offer", "minutes": "90", "way": "walk"}
        self.tap(bob, new_pair, "meetings", suggested=times[:2], **plan)
        option = Meeting.objects.get().options.all()[0]
        self.tap(carol, new_pair, "meeting_choice", 1, option=option.pk)
        self.tap(carol, new_pair, "meeting_question", 1, starter="2")
        turn_back(Meeting.objects.get())
        self.tap(carol, new_pair, "meeting_outcome", 1, outcome="held")
        for client in (bob, carol):
            self.tap(client, new_pair, "meeting_taps", 1, **{k: str(v) for k, v in ANSWERS.items()})
        meeting = Meeting.objects.get()
        assert (meeting.state, len(meeting.agenda), Taps.objects.count()) == ("held", 8, 2)
        assert {words_of(o) for o in Objective.objects.all()} == {""}

    def tap(self, client: Client, pair: Pair, name: str, *number: int, **data: object) -> None:
        response = client.post(reverse(name, args=[pair.pk, *number]), data)
        assert response.status_code == 302


class TestTheFormOfTimes:
    PLAN = {"mode": "offer", "minutes": "60", "way": "place", "place": ""}

    def errors(self, cast: Cast, pair: Pair, **data: object) -> str:
        response = client_of(cast.bob).post(
            reverse("meetings", args=[pair.pk]), {**self.PLAN, **data}
        )
        assert response.status_code == 200
        assert not Meeting.objects.exists()
        page = BeautifulSoup(response.content, "html.parser")
        assert page.select(".errors")
        return page.text

    def test_a_time_that_clocks_skip_is_explained(self, cast: Cast, pair: Pair) -> None:
        assert "does not exist" in self.errors(cast, pair, own_1="2027-03-28T02:30")

    def test_a_time_that_comes_twice_is_explained(self, cast: Cast, pair: Pair) -> None:
        assert "comes twice" in self.errors(cast, pair, own_1="2027-10-31T02:30")

    @pytest.mark.parametrize("typed", ["soon", "2027-02-30T10:00", "10:00"])
    def test_what_is_no_time(self, cast: Cast, pair: Pair, typed: str) -> None:
        assert "valid date" in self.errors(cast, pair, own_1=typed)

    def test_no_time_at_all(self, cast: Cast, pair: Pair) -> None:
        assert "Tick a time" in self.errors(cast, pair)

    def test_a_booking_needs_the_time_agreed_on(self, cast: Cast, pair: Pair) -> None:
        own = {"own_1": f"{YEAR}-03-01T10:00", "place": "Lilla kontoret"}
        assert "have agreed on" in self.errors(cast, pair, mode="book", **own)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("2020-01-15T10:00", "already passed"), (f"{YEAR + 2}-03-01T10:00", "year right")],
    )
    def test_a_slip_in_the_year_keeps_what_was_typed(
        self, cast: Cast, pair: Pair, typed: str, said: str
    ) -> None:
        data = {**self.PLAN, "own_1": typed, "place": "Lilla kontoret"}
        response = client_of(cast.bob).post(reverse("meetings", args=[pair.pk]), data)
        page = BeautifulSoup(response.content, "html.parser")
        assert said in page.select_one(".errors").text
        kept = {name: page.select_one(f"[name={name}]")["value"] for name in ("own_1", "place")}
        assert kept == {"own_1": typed, "place": "Lilla kontoret"}

    def test_a_suggestion_that_has_passed_meanwhile(self, cast: Cast, pair: Pair) -> None:
        assert "already passed" in self.errors(cast, pair, suggested=["2020-01-15T10:00+00:00"])

    @pytest.mark.parametrize("typed", ["9999-12-31T23:59", "0001-01-01T00:00"])
    def test_the_ends_of_time(self, cast: Cast, pair: Pair, typed: str) -> None:
        self.errors(cast, pair, own_1=typed)
        self.errors(cast, pair, suggested=[typed])

    def test_nonsense_for_a_suggestion(self, cast: Cast, pair: Pair) -> None:
        assert "one of the times shown" in self.errors(cast, pair, suggested=["soon"])

    def test_more_than_five(self, cast: Cast, pair: Pair) -> None:
        own = {f"own_{n}": f"{YEAR}-03-0{n}T10:00" for n in range(1, 6)}
        more = [f"{YEAR}-04-01T10:00:00+00:00"]
        assert "Five times at most" in self.errors(cast, pair, suggested=more, **own)

    def test_times_are_typed_by_the_clocks_of_the_programme(self, cast: Cast, pair: Pair) -> None:
        Person.objects.filter(pk=cast.bob.pk).update(time_zone="Europe/Helsinki")
        client = client_of(cast.bob)
        data = {**self.PLAN, "mode": "book", "agreed": f"{YEAR}-01-15T10:00"}
        client.post(reverse("meetings", args=[pair.pk]), data)
        meeting = Meeting.objects.get()
        assert meeting.starts_at == moment(f"{YEAR}-01-15T09:00")
        page = client.get(reverse("pair", args=[pair.pk])).content.decode()
        assert "11:00 (Helsinki time)" in page

    def test_a_meeting_shorter_than_meant_is_possible_and_said(
        self, cast: Cast, pair: Pair
    ) -> None:
        url = reverse("meetings", args=[pair.pk])
        assert "45 min (this round means 60 to 120)" in read(cast.bob, "en", url).text
        data = {**self.PLAN, "minutes": "45", "own_1": f"{YEAR}-01-15T10:00"}
        assert client_of(cast.bob).post(url, data).status_code == 302


def test_the_first_of_two_forms_sent_at_once_wins_and_the_other_is_told(
    cast: Cast, pair: Pair
) -> None:
    just_booked(cast, pair)
    meeting = Meeting.objects.get()
    url = reverse("meeting_time", args=[pair.pk, meeting.number])
    plan = {"minutes": "60", "way": "place", "seen": meeting.sequence}
    client_of(cast.bob).post(url, {**plan, "starts_at": f"{YEAR}-01-15T10:00"})
    response = client_of(cast.carol).post(
        url, {**plan, "starts_at": f"{YEAR}-01-16T10:00"}, follow=True
    )
    assert "changed a moment ago" in response.content.decode()
    assert Meeting.objects.get().sequence == meeting.sequence + 1


def test_a_starter_and_a_line_belong_together(cast: Cast, pair: Pair) -> None:
    just_booked(cast, pair)
    url = reverse("meeting_question", args=[pair.pk, 1])
    client = client_of(cast.carol)
    assert client.post(url, {}).status_code == 200
    client.post(url, {"starter": "1", "text": "On Tuesday."})
    assert words_of(Question.objects.get()) == (
        "The last time my message did not get through to the young: what did I miss? On Tuesday."
    )


def test_only_ones_own_taps_are_shown(cast: Cast, pair: Pair) -> None:
    over(cast, pair)
    tap(Meeting.objects.get(), ANSWERS, by=cast.bob)
    url = reverse("meeting_taps", args=[pair.pk, 1])
    assert len(read(cast.bob, "en", url).select("input[checked]")) == 3
    assert len(read(cast.carol, "en", url).select("input[checked]")) == 0


@pytest.mark.requirement("004-03")
def test_a_goal_says_of_which_kind_it_is(cast: Cast, pair: Pair) -> None:
    url, carol = reverse("objective", args=[pair.pk]), client_of(cast.carol)
    for nonsense in ("goal", "goal-fame", ""):
        assert carol.post(url, {"about": nonsense, "text": "video"}).status_code == 200
    assert not Objective.objects.exists()
    for aim in ("skill", "perspective", "leadership"):
        assert carol.post(url, {"about": f"goal-{aim}"}).status_code == 302
    aims = [(each.kind, each.aim) for each in Objective.objects.all()]
    assert sorted(aims) == [("goal", "leadership"), ("goal", "perspective"), ("goal", "skill")]


@pytest.mark.requirement("002-08")
@pytest.mark.parametrize(
    ("language", "words"), [("sv", "1 av 3 träffar genomförda."), ("en", "1 of 3 meetings held.")]
)
def test_the_page_says_how_many_of_the_meetings_have_been_held(
    cast: Cast, pair: Pair, language: str, words: str
) -> None:
    type(cast.programme).objects.update(meetings_target=3)
    told(cast, pair)
    assert words in read(cast.carol, language, reverse("pair", args=[pair.pk])).text


def test_goals_are_those_of_the_programme(cast: Cast, pair: Pair) -> None:
    type(cast.programme).objects.update(goal_kinds=["skill"])
    page = read(cast.bob, "en", reverse("objective", args=[pair.pk]))
    values = [str(each["value"]) for each in page.select("input[name=about]")]
    assert values == ["goal-skill", "theme", "not_yet"]


def test_cancelling_offers_three_new_times_at_once_and_obliges_to_none(
    cast: Cast, pair: Pair
) -> None:
    just_booked(cast, pair)
    url = reverse("meeting_cancellation", args=[pair.pk, 1])
    page = read(cast.carol, "en", url)
    assert len(page.select("input[name=suggested][checked]")) == 3
    seen = page.select_one("input[name=seen]")
    assert seen
    client_of(cast.carol).post(url, {"seen": seen["value"]})
    assert [m.state for m in Meeting.objects.all()] == ["cancelled"]


@pytest.mark.parametrize(
    ("place", "links"),
    [
        ("https://video.example/7?pwd=a&r=b", ["https://video.example/7?pwd=a&r=b"]),
        ("Stora <b>salen</b>", []),
    ],
)
def test_a_video_link_can_be_tapped(cast: Cast, pair: Pair, place: str, links: list[str]) -> None:
    booked(cast, pair, plan=Plan(place=place))
    where = read(cast.carol, "en", reverse("pair", args=[pair.pk])).select_one(".where")
    assert where
    assert place in where.text
    assert [str(link["href"]) for link in where.select("*")] == links


def test_two_pairs_of_one_mentee_are_kept_apart(cast: Cast, pair: Pair) -> None:
    hedda = make_person("Hedda")
    other = make_pair(cast, mentor=enrol(hedda, cast.programme, "mentor"))
    agree(cast, pair)
    accept_ground_rules(other, by=hedda)
    ask_question(booked(cast, pair), "for Bob only", by=cast.carol)
    assert "for Bob only" not in read(hedda, "en", reverse("pair", args=[other.pk])).text
    assert client_of(hedda).get(reverse("pair", args=[pair.pk])).status_code == 404


def test_answers_come_back_as_given(cast: Cast, pair: Pair) -> None:
    told(cast, pair)
    assert [data_of(taps, "sealed_answers") for taps in Taps.objects.all()] == [ANSWERS, ANSWERS]
