"""What the pages of the desk show, to whom, and at what price."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, make_cast
from tests.factories import (
    employ,
    enrol,
    give_role,
    make_application,
    make_call,
    make_person,
    make_programme,
)
from tests.undone import undone
from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Participation
from viceversa.lib.dates import say_week, week_of
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Enquiry, Partner, Programme
from viceversa.programmes.queries import today_in


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person: Person, name: str, *args: str) -> str:
    answer = signed_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def make_pair(
    programme: Programme, mentor: Participation, mentee: Participation, **fields: Any
) -> Pair:
    proposal, _ = Proposal.objects.get_or_create(programme=programme, number=1, state="published")
    number = programme.pairs.count() + 1
    defaults: dict[str, Any] = {"score": 70, "state": "active", "active_since": timezone.now()}
    return Pair.objects.create(
        programme=programme,
        proposal=proposal,
        number=number,
        mentor=mentor,
        mentee=mentee,
        **{**defaults, **fields},
    )


def book(pair: Pair, *, days: float, state: str = "booked", number: int = 1) -> Meeting:
    return Meeting.objects.create(
        pair=pair,
        number=number,
        state=state,
        starts_at=timezone.now() + timedelta(days=days),
        place="Hemliga rummet",
        uid=f"{pair.pk}-{number}",
    )


def now_of(person: Person, programme: Programme) -> str:
    answer = signed_in(person).get(reverse("programme", args=[programme.pk]))
    return str(answer.context["overview"].now.text)


def end(programme: Programme) -> None:
    programme.ends_on = today_in(programme) - timedelta(days=1)
    programme.save(update_fields=["ends_on"])


def monday_of(person: Person, programme: Programme) -> dict[str, list[tuple[str, str]]]:
    answer = signed_in(person).get(reverse("programme", args=[programme.pk]))
    return {
        part.title: [(row.line, row.href) for row in part.rows]
        for part in answer.context["overview"].monday
    }


def test_first_line_says_the_one_thing_to_do_now(cast: Cast) -> None:
    programme = cast.programme
    empty = make_programme()
    give_role(cast.alice, empty, "coordinator")
    assert now_of(cast.alice, empty) == "Nobody is in the programme yet."
    enrol(cast.zed, empty, "mentor")
    assert now_of(cast.alice, empty) == "There are no mentees yet."
    assert now_of(cast.alice, programme) == "The people are here. Now find the best pairs."
    draft = Proposal.objects.create(programme=programme, number=1, state="solving")
    assert now_of(cast.alice, programme) == "The best pairs are being found."
    Proposal.objects.update(state="draft")
    assert now_of(cast.alice, programme) == "A draft of the pairs waits for you."
    draft.state = "published"
    draft.save()
    pair = make_pair(programme, cast.mentor, cast.mentee, state="proposed")
    assert now_of(cast.alice, programme) == "1 pair waits for an answer."
    pair.state = "active"
    pair.save()
    assert now_of(cast.alice, programme) == "1 pair has no next date."
    book(pair, days=3)
    assert now_of(cast.alice, programme) == "Nothing needs you today."
    Enquiry.objects.create(programme=programme, text="Who leads this?")
    assert now_of(cast.alice, programme) == "No pair needs you today. Something else does."
    end(programme)
    assert now_of(cast.alice, programme) == "The round is over."


def test_while_a_call_is_open_nobody_has_to_be_brought_in(cast: Cast) -> None:
    empty = make_programme()
    give_role(cast.alice, empty, "coordinator")
    call = make_call(empty)
    assert now_of(cast.alice, empty) == "A call is open: people may apply."
    call.closed_at = timezone.now()
    call.save()
    assert now_of(cast.alice, empty) == "Nobody is in the programme yet."


def test_whoever_has_applied_comes_before_the_first_pairs(cast: Cast) -> None:
    programme = cast.programme
    make_application(make_call(programme))
    assert now_of(cast.alice, programme) == "1 application waits for your decision."
    make_pair(programme, cast.mentor, cast.mentee, state="proposed")
    assert now_of(cast.alice, programme) == "1 pair waits for an answer."


def test_what_is_decided_on_waits_to_be_told_and_not_to_be_decided(cast: Cast) -> None:
    programme = cast.programme
    call = make_call(programme)
    decided, _open = make_application(call), make_application(call)
    decided.verdict = "place"
    decided.save()
    assert now_of(cast.alice, programme) == "1 application waits for your decision."
    [(line, href)] = monday_of(cast.alice, programme)["Applications without an answer"]
    assert line.endswith("Decided so far: 1.")
    assert href == reverse("programme_applications", args=[programme.pk])
    programme.calls.get().applications.update(verdict="no")
    assert now_of(cast.alice, programme) == "2 applications are decided on, and not told yet."
    [(_line, href)] = monday_of(cast.alice, programme)["Applications without an answer"]
    assert href == reverse("programme_decisions", args=[programme.pk])


def test_monday_list_has_a_row_and_one_action_for_each_thing_to_do(cast: Cast) -> None:
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=3, mentees_most=1)
    make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed", mentor_answer="yes")
    monday = monday_of(cast.alice, cast.programme)
    assert list(monday) == ["Asked, with time to answer", "Seats open"]
    ((line, href),) = monday["Asked, with time to answer"]
    assert line.startswith(f"{cast.carol.full_name}: asked on ")
    assert href.startswith(f"mailto:{cast.carol.email}?")
    ((line, href),) = monday["Seats open"]
    assert line == "2 for mentors"
    assert href.startswith(f"mailto:{cast.erik.email}?")


@pytest.mark.parametrize(("entry", "shown"), [("window", False), ("rolling", True)])
def test_seats_are_no_longer_asked_for_once_pairs_meet_in_a_round_that_nobody_joins(
    cast: Cast, entry: str, shown: bool
) -> None:
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=3)
    Programme.objects.filter(pk=cast.programme.pk).update(entry=entry)
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed")
    assert "Seats open" in monday_of(cast.alice, cast.programme)
    Pair.objects.filter(pk=pair.pk).update(state="active", active_since=timezone.now())
    assert ("Seats open" in monday_of(cast.alice, cast.programme)) == shown


@pytest.fixture
def autumn() -> Iterator[None]:
    """Far from any break, in which silence would not count."""
    with time_machine.travel(datetime(2026, 10, 5, 9, tzinfo=UTC)):
        yield


def chip_of_only_row(cast: Cast) -> str:
    answer = signed_in(cast.alice).get(reverse("programme", args=[cast.programme.pk]))
    (part,) = answer.context["overview"].monday
    return str(part.rows[0].chip)


@pytest.mark.usefixtures("autumn")
def test_two_cancellations_call_for_a_call(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    chips = [chip_of_only_row(cast)]
    for number in (1, 2):
        meeting = book(pair, days=-number, state="cancelled", number=number)
        Meeting.objects.filter(pk=meeting.pk).update(cancelled_by_role="mentee")
        chips.append(chip_of_only_row(cast))
    assert chips == ["", "", "call"]


@pytest.mark.usefixtures("autumn")
def test_pairs_that_need_a_call_stand_apart_from_those_that_need_a_date(cast: Cast) -> None:
    long_ago, lately = (timezone.now() - timedelta(days=days) for days in (60, 20))
    silent = make_pair(cast.programme, cast.mentor, cast.mentee, active_since=long_ago)
    others = [enrol(make_person(), cast.programme, role) for role in ("mentor", "mentee")]
    make_pair(cast.programme, *others, active_since=lately)
    monday = monday_of(cast.alice, cast.programme)
    call = f"/programmes/{cast.programme.pk}/pairs/{silent.pk}/call/"
    assert [(title, len(rows)) for title, rows in monday.items()] == [
        ("Pairs that need a call", 1),
        ("Pairs without a next date", 1),
    ]
    assert monday["Pairs that need a call"][0][1] == call
    assert now_of(cast.alice, cast.programme) == "1 pair needs you."


def test_a_pair_that_pauses_stands_on_no_list(cast: Cast) -> None:
    now = timezone.now()
    make_pair(
        cast.programme, cast.mentor, cast.mentee, paused_at=now, resumes_on=now + timedelta(9)
    )
    assert monday_of(cast.alice, cast.programme) == {}


def test_whoever_would_like_a_partner_again_has_the_next_best_one_click_away(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    Participation.objects.filter(pk=cast.mentee.pk).update(state="resting")
    best = f"/programmes/{cast.programme.pk}/pairs/next-best/{cast.mentor.pk}/"
    free = [("Would like a partner, as mentor.", best)]
    assert monday_of(cast.alice, cast.programme) == {"Free for a new partner": free}
    html = page(cast.alice, "programme_pairs", cast.programme.pk)
    assert best in html
    assert cast.mentee.pk not in html


def test_nobody_is_sought_for_a_round_that_is_over(cast: Cast) -> None:
    Partner.objects.filter(pk=cast.partner.pk).update(mentors_most=3)
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    assert list(monday_of(cast.alice, cast.programme)) == ["Free for a new partner", "Seats open"]
    end(cast.programme)
    assert list(monday_of(cast.alice, cast.programme)) == ["The next round"]


def test_after_the_end_the_desk_tells_what_was_and_leads_to_the_next_round(cast: Cast) -> None:
    programme, place = cast.programme, [cast.programme.pk]
    done = make_pair(programme, cast.mentor, cast.mentee, state="completed")
    book(done, days=-20, state="held")
    other = enrol(make_person(), programme, "mentor")
    make_pair(programme, other, cast.mentee, state="proposed")
    assert "Asked, with time to answer" in monday_of(cast.alice, programme)
    end(programme)
    assert list(monday_of(cast.alice, programme)) == ["The next round"]
    shown = page(cast.alice, "programme", *place)
    assert "<dt>Pairs formed</dt><dd>1</dd>" in shown
    assert "<dt>Meetings held</dt><dd>1</dd>" in shown
    for who, name in ((cast.erik, "programme_own_people"), (cast.fia, "programme_figures")):
        assert "Pairs with a next date" not in page(who, name, *place)
    Programme.objects.filter(pk=cast.other_programme.pk).update(copied_from=programme)
    assert list(monday_of(cast.alice, programme)) == []


def test_pairs_that_have_come_to_their_end_keep_the_weeks_in_which_they_met(cast: Cast) -> None:
    done = make_pair(cast.programme, cast.mentor, cast.mentee, state="completed")
    meeting = book(done, days=-20, state="held")
    assert meeting.starts_at
    answer = signed_in(cast.alice).get(reverse("programme_pairs", args=[cast.programme.pk]))
    week = week_of(timezone.localdate(meeting.starts_at))
    assert answer.context["rows"][0].held == [say_week(week, today=today_in(cast.programme))]


def test_whoever_has_a_new_pair_is_not_free(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    make_pair(
        cast.programme,
        cast.mentor,
        enrol(make_person(), cast.programme, "mentee"),
        state="proposed",
    )
    names = [row[0] for row in monday_of(cast.alice, cast.programme)["Free for a new partner"]]
    assert names == ["Would like a partner, as mentee."]


@pytest.mark.usefixtures("autumn")
def test_the_list_of_pairs_says_how_each_is_doing(cast: Cast) -> None:
    since = timezone.now() - timedelta(days=60)
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, active_since=since)
    html = page(cast.alice, "programme_pairs", cast.programme.pk)
    assert 'class="chip chip-call"' in html
    assert f"/pairs/{pair.pk}/call/" in html
    book(pair, days=3)
    assert 'class="chip chip-fine"' in page(cast.alice, "programme_pairs", cast.programme.pk)


@pytest.mark.parametrize(
    ("ahead", "pairs", "said"),
    [
        (4, 4, "fewer than 5"),
        (0, 6, "fewer than 5 of 6"),
        (5, 6, "at least 5 of 6"),
        (6, 6, "at least 5 of 6"),
        (7, 7, "7 of 7"),
        (5, 10, "5 of 10"),
    ],
)
def test_partners_and_sponsor_see_how_many_have_a_date_and_never_few(
    cast: Cast, ahead: int, pairs: int, said: str
) -> None:
    for number in range(pairs):
        sides = [enrol(make_person(), cast.programme, role) for role in ("mentor", "mentee")]
        pair = make_pair(cast.programme, *sides)
        if number < ahead:
            book(pair, days=3)
    term = f"<dt>Pairs with a next date</dt><dd>{said}</dd>"
    assert term in page(cast.erik, "programme_own_people", cast.programme.pk)
    assert term in page(cast.fia, "programme_figures", cast.programme.pk)


def test_partner_contact_does_not_see_that_a_pair_has_ended(cast: Cast) -> None:
    before = page(cast.erik, "programme_own_people", cast.programme.pk)
    Participation.objects.update(state="resting")
    make_pair(cast.programme, cast.mentor, cast.mentee, state="ended")
    after = page(cast.erik, "programme_own_people", cast.programme.pk)
    assert [line for line in after.splitlines() if "csrf" not in line] == [
        line for line in before.splitlines() if "csrf" not in line
    ]


@pytest.mark.parametrize(
    ("days", "chip"), [(0, ""), (13, ""), (14, "attention"), (44, "attention"), (45, "call")]
)
@pytest.mark.usefixtures("autumn")
def test_silence_is_noticed_after_two_weeks(cast: Cast, days: int, chip: str) -> None:
    since = timezone.now() - timedelta(days=days)
    make_pair(cast.programme, cast.mentor, cast.mentee, active_since=since)
    assert chip_of_only_row(cast) == chip


@pytest.mark.requirement("000-03")
def test_partner_contact_sees_own_people_and_never_with_whom(cast: Cast) -> None:
    other = make_person("Oscar")
    employ(other, cast.other_programme.organisation)
    strange = enrol(other, cast.programme, "mentor")
    make_pair(cast.programme, strange, cast.mentee)
    html = page(cast.erik, "programme_own_people", cast.programme.pk)
    assert cast.carol.full_name in html
    assert cast.bob.full_name in html
    for secret in (other.full_name, other.email, cast.carol.email, "/pairs/", "Hemliga"):
        assert secret not in html


@pytest.mark.requirement("001-06")
def test_sponsor_sees_totals_and_nobody(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    book(pair, days=-3, state="held")
    answer = signed_in(cast.fia).get(reverse("programme_figures", args=[cast.programme.pk]))
    assert {value for _, value in answer.context["rows"]} == {"fewer than 5"}
    html = answer.content.decode()
    for person in (cast.bob, cast.carol):
        assert person.full_name not in html


@pytest.mark.requirement("001-06")
def test_sponsor_who_takes_part_sees_no_more_than_another_sponsor(cast: Cast) -> None:
    make_pair(cast.programme, cast.mentor, cast.mentee)
    give_role(cast.carol, cast.programme, "sponsor")
    place = reverse("programme_figures", args=[cast.programme.pk])
    own, others = (signed_in(person).get(place) for person in (cast.carol, cast.fia))
    assert own.context["rows"] == others.context["rows"]
    assert cast.bob.full_name not in own.content.decode()
    list_of_pairs = reverse("programme_pairs", args=[cast.programme.pk])
    assert signed_in(cast.carol).get(list_of_pairs).status_code == 404


@pytest.mark.requirement("001-02")
def test_purpose_stands_on_the_programmes_page_with_the_figures_and_in_the_report(
    cast: Cast,
) -> None:
    cast.programme.purpose = "To learn from those who came last."
    cast.programme.save()
    pages = (("programme", cast.alice), ("programme_figures", cast.fia))
    for name, person in (*pages, ("programme_report", cast.fia)):
        assert cast.programme.purpose in page(person, name, cast.programme.pk)


def test_assistant_sees_times_and_places_and_never_with_whom(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    book(pair, days=3)
    html = page(cast.gun, "programme_times", cast.programme.pk)
    assert "Hemliga rummet" in html
    assert cast.carol.full_name in html
    assert cast.bob.full_name not in html


def test_desk_shows_own_pairs_and_roles_only(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee)
    shown = {}
    for who in ("alice", "bob", "carol", "dora", "erik", "fia", "gun", "zed"):
        answer = signed_in(getattr(cast, who)).get("/desk/")
        roles = [role.href for each in answer.context["programmes"] for role in each.roles]
        shown[who] = [line.href for line in answer.context["pairs"]] + roles
    code = cast.programme.pk
    assert shown == {
        "alice": [f"/programmes/{code}/"],
        "bob": [f"/pairs/{pair.pk}/"],
        "carol": [f"/pairs/{pair.pk}/"],
        "dora": [f"/programmes/{code}/board/"],
        "erik": [f"/programmes/{code}/own-people/"],
        "fia": [f"/programmes/{code}/figures/"],
        "gun": [f"/programmes/{code}/times/"],
        "zed": [],
    }


def test_the_name_of_a_programme_leads_into_it_and_the_lead_says_what_is_there(cast: Cast) -> None:
    html = page(cast.alice, "desk")
    assert "Your programmes, and what you do in each." in html
    assert f'<h3><a href="/programmes/{cast.programme.pk}/">{cast.programme.name}</a></h3>' in html


def test_proposal_asks_for_an_answer_on_the_desk(cast: Cast) -> None:
    pair = make_pair(cast.programme, cast.mentor, cast.mentee, state="proposed")
    answer = signed_in(cast.carol).get("/desk/")
    (line,) = answer.context["pairs"]
    assert (line.href, line.waits_for_answer) == (f"/pairs/{pair.pk}/answer/", True)
    Pair.objects.update(mentee_answer="yes")
    (line,) = signed_in(cast.carol).get("/desk/").context["pairs"]
    assert not line.waits_for_answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_organiser", "title"), [(False, "Nothing waits for you"), (True, "No programme yet")]
)
def test_empty_desk_teaches(is_organiser: bool, title: str) -> None:
    assert f"<h2>{title}</h2>" in page(make_person("Alice", is_organiser=is_organiser), "desk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Den yngre är mentorn"), ("en", "The younger one is the mentor")]
)
def test_front_page_speaks_both_languages(client: Client, language: str, title: str) -> None:
    html = client.get("/", headers={"accept-language": language}).content.decode()
    assert f"<h1>{title}</h1>" in html


@pytest.mark.requirement("001-12")
def test_both_contacts_stand_at_the_foot_of_every_programme_page(cast: Cast) -> None:
    cast.programme.second_contact = make_person("Sven")
    cast.programme.save()
    pages = {"programme": cast.alice, "programme_settings": cast.alice}
    pages |= {"programme_own_people": cast.erik, "programme_figures": cast.fia}
    for name, person in {**pages, "programme_times": cast.gun}.items():
        foot = page(person, name, cast.programme.pk).partition("<footer")[2]
        assert cast.alice.email in foot
        assert cast.programme.second_contact.email in foot


PAGES = {
    "desk": ("carol", 11),
    "programme": ("alice", 13),
    "programme_settings": ("alice", 3),
    "programme_partners": ("alice", 9),
    "programme_roles": ("alice", 6),
    "programme_topics": ("alice", 7),
    "programme_phases": ("alice", 5),
    "programme_breaks": ("alice", 4),
    "programme_goals": ("alice", 4),
    "programme_own_people": ("erik", 10),
    "programme_figures": ("fia", 12),
    "programme_rounds": ("alice", 9),
    "programme_times": ("gun", 10),
}


def crowd(cast: Cast, size: int) -> None:
    """So many people and half as many pairs, every second with a meeting."""
    make_pair(cast.programme, cast.mentor, cast.mentee)
    people = Person.objects.bulk_create(
        Person(given_name="P", family_name=str(n), email=f"p{n}@example.com") for n in range(size)
    )
    for person in people:
        employ(person, cast.house)
    seats = Participation.objects.bulk_create(
        Participation(programme=cast.programme, person=person, role="mentor" if n % 2 else "mentee")
        for n, person in enumerate(people)
    )
    for mentee, mentor in zip(seats[::2], seats[1::2], strict=True):
        state = "proposed" if mentee.pk < mentor.pk else "active"
        pair = make_pair(cast.programme, mentor, mentee, state=state)
        if state == "active":
            book(pair, days=-3, state="held")


@pytest.fixture(scope="module")
def costs(django_db_setup: None, django_db_blocker: Any) -> dict[int, dict[str, int]]:
    """Queries of each page with 10 people and with 1,000, in a database that is thrown away."""
    measured: dict[int, dict[str, int]] = {}
    for size in (10, 1000):
        with undone(django_db_blocker):
            cast = make_cast()
            crowd(cast, size)
            measured[size] = {name: cost(cast, name, who) for name, (who, _) in PAGES.items()}
    return measured


def cost(cast: Cast, name: str, who: str) -> int:
    client = signed_in(getattr(cast, who))
    address = reverse(name, args=[] if name == "desk" else [cast.programme.pk])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.requirement("004-01")
@pytest.mark.parametrize("name", PAGES)
def test_page_asks_as_often_for_ten_people_as_for_a_thousand(
    costs: dict[int, dict[str, int]], name: str
) -> None:
    assert (costs[10][name], costs[1000][name]) == (PAGES[name][1], PAGES[name][1])
    assert PAGES[name][1] <= 15
