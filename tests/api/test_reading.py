"""What is answered, by content."""

from typing import Any

import pytest

from tests.api.client import Program, secret_for
from tests.cast import Cast
from tests.conversations.world import agree, booked, make_pair, turn_back
from tests.factories import enrol, make_application, make_call, make_person
from tests.ideas.world import shared
from viceversa.conversations.models import Meeting
from viceversa.ideas.models import Idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(cast: Cast) -> str:
    return f"/programmes/{cast.programme.pk}"


def test_a_programme_in_its_own_words(cast: Cast, program: Program, root: str) -> None:
    mine = cast.programme
    assert program.get(root).json() == {
        "id": mine.pk,
        "name": mine.name,
        "organisation": "Tallmo Test AB",
        "scope": "internal",
        "language": "en",
        "time_zone": "Europe/Stockholm",
        "starts_on": "2026-09-01",
        "ends_on": "2027-03-01",
    }
    assert program.items("/programmes") == [program.get(root).json()]


def test_people_with_where_they_work(cast: Cast, program: Program, root: str) -> None:
    found = {each["given_name"]: each for each in program.items(f"{root}/people")}
    assert sorted(found) == ["Bob", "Carol"]
    assert found["Carol"] == {
        "id": cast.mentee.pk,
        "role": "mentee",
        "state": "enrolled",
        "given_name": "Carol",
        "family_name": cast.carol.family_name,
        "email": cast.carol.email,
        "organisation": "Tallmo Test AB",
        "unit": "",
    }


class TestPages:
    def test_all_come_once_however_they_are_cut(
        self, cast: Cast, program: Program, root: str
    ) -> None:
        for number in range(5):
            enrol(make_person(f"P{number}"), cast.programme, "mentor")
        seen, after = [], ""
        for _ in range(4):
            page = program.get(f"{root}/people?limit=2&after={after}").json()
            seen += [each["id"] for each in page["items"]]
            after = page["next"]
        assert after is None
        assert sorted(seen) == sorted(each["id"] for each in program.items(f"{root}/people"))
        assert len(seen) == len(set(seen)) == 7

    @pytest.mark.parametrize("asked", ["limit=0", "limit=201", "limit=x", "after=../x", "after=É"])
    def test_nonsense_is_refused(self, program: Program, root: str, asked: str) -> None:
        answer = program.get(f"{root}/people?{asked}")
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == [f"query.{asked.partition('=')[0]}"]


def test_what_has_not_changed_is_not_sent_again(cast: Cast, program: Program, root: str) -> None:
    etag = program.get(f"{root}/people").headers["ETag"]
    again = program.get(f"{root}/people", **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    enrol(make_person(), cast.programme, "mentor")
    assert program.get(f"{root}/people", **{"If-None-Match": etag}).status_code == 200


class TestApplications:
    def test_those_that_were_sent(self, cast: Cast, program: Program, root: str) -> None:
        call = make_call(cast.programme)
        sent = make_application(call, "Sam", why="SECRET-WHY")
        make_application(call, "Begun", state="begun", sent_at=None)
        (found,) = program.items(f"{root}/applications")
        assert found["id"] == sent.pk
        assert (found["role"], found["state"], found["answer"]) == ("mentor", "sent", "")
        assert (found["given_name"], found["email"]) == ("Sam", sent.email)
        assert program.get(f"{root}/applications/{sent.pk}").json() == found

    def test_a_decision_is_seen_once_it_is_told(
        self, cast: Cast, program: Program, root: str
    ) -> None:
        sent = make_application(make_call(cast.programme), verdict="place")
        assert program.items(f"{root}/applications")[0]["answer"] == ""
        type(sent).objects.update(answer="place", answered_at="2026-11-20T12:00Z")
        assert program.items(f"{root}/applications")[0]["answer"] == "place"

    def test_what_was_only_begun_or_is_elsewhere_is_not_there(
        self, cast: Cast, program: Program, root: str
    ) -> None:
        begun = make_application(make_call(cast.programme), state="begun", sent_at=None)
        elsewhere = make_application(make_call(cast.other_programme))
        for found in (begun, elsewhere):
            assert program.get(f"{root}/applications/{found.pk}").status_code == 404

    def test_a_partner_sees_names_until_they_are_told(self, cast: Cast, root: str) -> None:
        cast.alice.is_organiser = True
        cast.alice.save()
        program = Program(secret_for(cast.alice, organisation=cast.house))
        sent = make_application(make_call(cast.programme), "Sam", organisation="tallmo test ab")
        (found,) = program.items(f"{root}/applications")
        told = {key: value for key, value in found.items() if value is not None}
        assert told == {
            "id": sent.pk,
            "role": "mentor",
            "state": "sent",
            "given_name": "Sam",
            "family_name": sent.family_name,
        }
        assert program.get(f"{root}/applications/{sent.pk}").json() == found
        type(sent).objects.update(answer="no", answered_at="2026-11-20T12:00Z")
        assert program.items(f"{root}/applications") == []
        assert program.get(f"{root}/applications/{sent.pk}").status_code == 404


def test_pairs_by_where_they_stand(cast: Cast, program: Program, root: str) -> None:
    pair = make_pair(cast)
    (found,) = program.items(f"{root}/pairs")
    assert (found["id"], found["number"], found["state"]) == (pair.pk, pair.number, "active")
    assert (found["mentor"], found["mentee"]) == (cast.mentor.pk, cast.mentee.pk)
    assert set(found) == {
        "id", "number", "state", "mentor", "mentee", "proposed_at", "active_since", "ended_at",
    }  # fmt: skip


def test_meetings_by_week_and_nothing_else(cast: Cast, program: Program, root: str) -> None:
    pair = make_pair(cast)
    agree(cast, pair)
    held = turn_back(booked(cast, pair), hours=300)
    Meeting.objects.filter(pk=held.pk).update(state="held", place="SECRET-PLACE")
    year, week, _ = Meeting.objects.get(pk=held.pk).starts_at.date().isocalendar()
    (found,) = program.items(f"{root}/meetings")
    assert found == {
        "pair": pair.pk,
        "held": 1,
        "weeks": [f"{year}-W{week:02}"],
        "has_next": False,
        "next_week": None,
    }


class TestIdeas:
    def arrived(self, cast: Cast, **changed: str) -> Idea:
        idea = shared(cast, make_pair(cast), **changed)
        Idea.objects.filter(pk=idea.pk).update(state="shared", arrived_on="2026-11-20")
        return idea

    def test_those_that_have_left_their_pairs(
        self, cast: Cast, program: Program, root: str
    ) -> None:
        idea = self.arrived(cast)
        (found,) = program.items(f"{root}/ideas")
        assert (found["id"], found["title"], found["state"]) == (idea.pk, idea.title, "shared")
        assert cast.bob.full_name in found["origin"]

    def test_no_more_of_whose_they_are_than_they_chose(
        self, cast: Cast, program: Program, root: str
    ) -> None:
        self.arrived(cast, shown="anonymous")
        answer = program.get(f"{root}/ideas", **{"Accept-Language": "en"})
        assert answer.json()["items"][0]["origin"] == "anonymous"
        for name in (cast.bob.family_name, cast.carol.family_name, cast.mentor.pk, cast.bob.pk):
            assert name not in answer.content.decode()

    def test_one_on_its_way_is_not_there(self, cast: Cast, program: Program, root: str) -> None:
        idea = self.arrived(cast)
        Idea.objects.filter(pk=idea.pk).update(state="leaving")
        assert program.items(f"{root}/ideas") == []


def test_a_list_asks_as_often_for_many_as_for_one(
    cast: Cast, program: Program, root: str, django_assert_num_queries: Any
) -> None:
    """Token with its maker, its count, the programme, the people."""
    program.get(f"{root}/people")
    for _ in range(2):
        with django_assert_num_queries(4):
            program.get(f"{root}/people")
        for number in range(3):
            enrol(make_person(f"P{number}"), cast.programme, "mentor")
