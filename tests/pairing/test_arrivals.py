"""Rolling entry: whoever is new is proposed to those who wait, and no pair that is is touched."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import employ, enrol, make_organisation, make_person
from tests.pairing.boards import Drafted, drafted
from tests.pairing.rounds import Round, make_round
from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Participation
from viceversa.jobs import run_waiting
from viceversa.pairing import actions, queries
from viceversa.pairing.arrivals import arrivals
from viceversa.pairing.models import Exclusion, Pair, Proposal, Recheck, Suggestion
from viceversa.people.models import Employment

pytestmark = pytest.mark.django_db


@pytest.fixture
def rolling() -> Drafted:
    """A programme that takes people at all times: its four first pairs, and a mentee who waits."""
    return drafted(make_round(4, 5, entry="rolling"))


def published(draft: Drafted) -> list[Pair]:
    """Two pairs that meet, one that waits for answers, one that has ended."""
    active, other, proposed, ended = draft.publish()
    for pair in (active, other, ended):
        actions.answer_pair(pair, by=pair.mentor.person, answer="yes")
        actions.answer_pair(pair, by=pair.mentee.person, answer="yes")
    actions.close_pair(ended, state=Pair.State.ENDED)
    Recheck.objects.create(pair=other, rules=["level"])
    Meeting.objects.create(pair=active, number=1, state="booked", starts_at=timezone.now(), uid="u")
    return [active, other, proposed, ended]


def newcomer(of: Round, role: str = "mentor", **fields: object) -> Participation:
    person = make_person("Nova")
    employ(person, make_organisation(), level=1 if role == "mentor" else 6)
    return enrol(person, of.programme, role, **fields)


def rows_of(of: Round) -> list[list[tuple[object, ...]]]:
    """Everything that is stored of the pairs that are, and of what they came from."""
    programme = of.programme
    sets = (
        Pair.objects.filter(programme=programme),
        Proposal.objects.filter(programme=programme, state="published"),
        Suggestion.objects.filter(proposal__programme=programme, proposal__state="published"),
        Recheck.objects.filter(pair__programme=programme),
        Meeting.objects.filter(pair__programme=programme),
        Exclusion.objects.filter(programme=programme),
    )
    return [list(rows.order_by("pk").values_list()) for rows in sets]


def monday_of(of: Round) -> dict[str, list[tuple[str, str, str]]]:
    client = Client()
    client.force_login(of.coordinator)
    answer = client.get(reverse("programme", args=[of.programme.pk]))
    parts = answer.context["overview"].monday
    return {part.title: [(row.title, row.line, row.href) for row in part.rows] for part in parts}


def test_an_arrival_is_proposed_to_whoever_waits_and_nothing_else_changes(rolling: Drafted) -> None:
    of, waiting = rolling.round, rolling.free_mentee
    published(rolling)
    before = rows_of(of)
    nova = newcomer(of)
    board = reverse("board", args=[rolling.code])
    told = "No partner yet, as mentor: could be matched with somebody who waits."
    assert monday_of(of)["Could be matched now"][-1] == (nova.person.full_name, told, board)
    client = Client()
    client.force_login(of.coordinator)
    html = client.get(board).content.decode()
    assert "the pairs that are stay as they are" in html
    assert "Without a partner: 1 mentors, 1 mentees" in html
    client.post(reverse("solution", args=[rolling.code]))
    assert run_waiting() >= 1
    draft = queries.open_proposal(of.programme)
    assert draft is not None
    found = {(row.mentor_id, row.mentee_id) for row in draft.suggestions.all()}
    assert found == {(nova.pk, waiting.pk)}
    assert rows_of(of) == before
    actions.publish_proposal(draft, by=of.coordinator, seen=queries.fingerprint(draft))
    after = rows_of(of)
    for old, new in zip(before, after, strict=True):
        assert [row for row in new if row in old] == old
    assert [len(new) - len(old) for old, new in zip(before, after, strict=True)] == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]
    assert "Could be matched now" not in monday_of(of)


def test_the_run_proposes_only_those_without_a_partner(rolling: Drafted) -> None:
    pairs = published(rolling)
    for _ in range(3):
        newcomer(rolling.round)
        newcomer(rolling.round, "mentee")
    live = {seat.pk for pair in pairs[:3] for seat in (pair.mentor, pair.mentee)}
    draft = drafted(rolling.round)
    seats = {seat.pk for row in draft.suggestions for seat in (row.mentor, row.mentee)}
    assert len(seats) == 2 * len(draft.suggestions) > 0
    assert seats.isdisjoint(live)


def who_waits(of: Round) -> str:
    taken = {pair.mentee_id for pair in of.programme.pairs.all()}
    return next(seat.pk for seat in of.seats("mentee") if seat.pk not in taken)


def nobody_waits(of: Round) -> None:
    Participation.objects.filter(pk=who_waits(of)).update(state="resting")


def no_rule_allows_it(of: Round) -> None:
    Participation.objects.filter(pk=who_waits(of)).update(
        not_with=[seat.person.email for seat in of.seats("mentor")]
    )


def one_window(of: Round) -> None:
    type(of.programme).objects.filter(pk=of.programme.pk).update(entry="window")


def a_draft_is_open(of: Round) -> None:
    drafted(of)


def she_rests(of: Round) -> None:
    Participation.objects.filter(person__given_name="Nova").update(state="resting")


@pytest.mark.parametrize(
    "hindrance", [nobody_waits, no_rule_allows_it, one_window, a_draft_is_open, she_rests]
)
def test_no_row_where_a_run_would_bring_nothing(
    rolling: Drafted, hindrance: Callable[[Round], None]
) -> None:
    rolling.publish()
    newcomer(rolling.round)
    assert "Could be matched now" in monday_of(rolling.round)
    hindrance(rolling.round)
    assert "Could be matched now" not in monday_of(rolling.round)


def test_before_the_first_pairs_the_desk_says_it_in_one_line(rolling: Drafted) -> None:
    of = make_round(3, 3, entry="rolling")
    assert "Could be matched now" not in monday_of(of)


def test_whoever_had_a_partner_before_is_free_and_not_new(rolling: Drafted) -> None:
    pair = rolling.publish()[0]
    Employment.objects.filter(person=rolling.free_mentee.person).update(
        organisation=make_organisation()
    )
    actions.answer_pair(pair, by=pair.mentor.person, answer="no")
    names = {seat.pk for seat in arrivals(rolling.round.programme)}
    assert pair.mentor_id not in names
    assert rolling.free_mentee.pk in names


def test_who_came_first_stands_first(rolling: Drafted) -> None:
    rolling.publish()
    now = timezone.now()
    late = newcomer(rolling.round, enrolled_at=now)
    early = newcomer(rolling.round, "mentee", enrolled_at=now - timedelta(days=3))
    newcomer(rolling.round, enrolled_at=now - timedelta(days=9))
    found = [seat.enrolled_at for seat in arrivals(rolling.round.programme)]
    assert found == sorted(found)
    assert {late.pk, early.pk} <= {seat.pk for seat in arrivals(rolling.round.programme)}


def test_looking_at_the_list_writes_nothing(rolling: Drafted) -> None:
    rolling.publish()
    newcomer(rolling.round)
    before = rows_of(rolling.round), Proposal.objects.count(), Suggestion.objects.count()
    monday_of(rolling.round)
    assert (rows_of(rolling.round), Proposal.objects.count(), Suggestion.objects.count()) == before


def test_the_desk_asks_as_often_for_many_newcomers_as_for_one(rolling: Drafted) -> None:
    rolling.publish()
    costs = []
    for many in (1, 8):
        for _ in range(many):
            newcomer(rolling.round)
            newcomer(rolling.round, "mentee")
        with CaptureQueriesContext(connection) as asked:
            assert len(monday_of(rolling.round)["Could be matched now"]) > many
        costs.append(len(asked))
    assert costs[0] == costs[1]
