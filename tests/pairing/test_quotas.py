"""Seats of units and topics hold on the board; where they cannot, it says which and why."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.factories import give_role, make_person
from tests.pairing.boards import Drafted, drafted
from tests.pairing.rounds import Round
from viceversa.enrolment.models import Participation
from viceversa.matching import check
from viceversa.pairing import actions, solving
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.people.actions import unit_at
from viceversa.people.models import Employment, Unit


def told(of: Round, client: Client, language: str = "en") -> str:
    """What the board says after a search that finds nothing."""
    proposal, _ = actions.open_solution(of.programme, by=of.coordinator)
    actions.solve_proposal(proposal.pk)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.FAILED
    of.coordinator.language = language
    of.coordinator.save()
    client.force_login(of.coordinator)
    with override(language):
        failure = client.get(reverse("board", args=(of.programme.pk,))).context["failure"]
    return str(failure)


def offering(of: Round, topic: str, people: int) -> list[Participation]:
    """So many mentors, and no others, offer the topic."""
    seats = of.seats("mentor")
    for place, seat in enumerate(seats):
        others = {code: n for code, n in seat.offers.items() if code != topic}
        seat.offers = {topic: 2, **others} if place < people else others
        seat.save()
    return seats[:people]


def unit_of(seat: Participation) -> Unit:
    """She works in a part of this unit."""
    house = seat.person.employment.organisation
    within = unit_at(house, "Production / Paint")
    Employment.objects.filter(person=seat.person).update(unit=within)
    unit = unit_at(house, "Production")
    assert unit
    return unit


def test_no_more_pairs_than_the_seats_of_a_topic(small: Round) -> None:
    some = offering(small, "L1", 3)
    small.programme.quotas.create(role="mentor", topic="L1", most=1)
    board = drafted(small)
    pairs = [s.mentor_id for s in board.suggestions]
    assert len(pairs) == 2
    assert len({seat.pk for seat in some} & set(pairs)) == 1
    assert check(board.table().pool.problem, board.table().matches) == []


def test_a_unit_has_the_pairs_it_must_have(small: Round) -> None:
    """The fifth mentee stays alone, unless her unit must have a pair."""
    left = drafted(small).free_mentee
    small.programme.quotas.create(role="mentee", unit=unit_of(left), least=1)
    assert drafted(small).free_mentee != left


def test_live_pairs_sit_in_the_seats(draft: Drafted) -> None:
    seat = draft.suggestions[0].mentor
    draft.round.programme.quotas.create(role="mentor", unit=unit_of(seat), least=1, most=3)
    draft.publish()
    (seats,) = solving.pool_of(draft.round.programme, everybody=True).problem.rules.seats
    assert (seats.least, seats.most) == (0, 2)
    Pair.objects.filter(mentor=seat).update(state=Pair.State.DECLINED)
    (seats,) = solving.pool_of(draft.round.programme, everybody=True).problem.rules.seats
    assert (seats.least, seats.most) == (1, 3)


def test_who_is_left_over_for_want_of_a_seat_is_told_so(small: Round, client: Client) -> None:
    offering(small, "L1", 3)
    small.programme.quotas.create(role="mentor", topic="L1", most=1)
    board = drafted(small)
    client.force_login(small.coordinator)
    page = client.get(reverse("board", args=(board.code,))).content.decode()
    assert "One more seat for" in page
    assert "The programme (L1)" not in page


def test_too_few_people_are_counted(small: Round, client: Client) -> None:
    offering(small, "L1", 2)
    small.programme.quotas.create(role="mentor", topic="L1", least=3)
    said = told(small, client)
    assert said.endswith(
        " (mentors): at least 3 pairs are lacking, and those who take part, have room and may be "
        "paired make 2 at most. Lower the number under Partners and seats, or bring more people in."
    )
    assert "L1" not in said
    assert "minst 3 par saknas" in told(small, client, "sv")


def test_who_leads_is_shown_the_way_to_the_seats_and_a_matcher_is_not(
    small: Round, client: Client
) -> None:
    offering(small, "L1", 2)
    small.programme.quotas.create(role="mentor", topic="L1", least=3)
    told(small, client)
    matcher = make_person()
    give_role(matcher, small.programme, "matcher")
    way = f'href="{reverse("programme_partners", args=(small.programme.pk,))}"'
    shown = []
    for reader in (small.coordinator, matcher):
        client.force_login(reader)
        page = client.get(reverse("board", args=(small.programme.pk,))).content.decode()
        shown.append(way in page)
    assert shown == [True, False]


def test_seats_that_cannot_be_had_together_are_named(small: Round, client: Client) -> None:
    offering(small, "L1", 3)
    small.programme.quotas.create(role="mentor", topic="L1", least=3)
    for seat in small.seats("mentee")[:3]:
        small.programme.quotas.create(role="mentee", unit=unit_of(seat), most=0)
    houses = small.programme.quotas.filter(role="mentee").count()
    assert houses
    Employment.objects.filter(person__participations__role="mentee").update(
        unit=Unit.objects.filter(path="Production").first()
    )
    said = told(small, client)
    assert "at least 3 pairs are lacking, and they cannot be had beside the other seats" in said


def test_more_locked_than_there_are_seats(draft: Drafted, client: Client) -> None:
    offering(draft.round, "L1", 4)
    Suggestion.objects.filter(proposal=draft.proposal).update(is_locked=True)
    draft.round.programme.quotas.create(role="mentor", topic="L1", most=2)
    said = told(draft.round, client)
    assert said.endswith(
        "(mentors): more pairs are locked than the seats, 2. Unlock one and try again."
    )


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_change_that_leaves_a_unit_short_says_so_and_changes_nothing(
    small: Round, client: Client, headers: dict[str, str]
) -> None:
    """Its seats were set after the draft was made."""
    board = drafted(small)
    pair = board.suggestions[0]
    small.programme.quotas.create(role="mentee", unit=unit_of(pair.mentee), least=4)
    client.force_login(small.coordinator)
    before, apart = board.pairs, reverse("suggestion_separation", args=(board.code, pair.pk))
    for answer in (
        client.get(apart, headers=headers),
        client.post(apart, {"seen": "x"}, headers=headers),
    ):
        assert "at least 4 pairs are lacking" in answer.content.decode()
    other = f"{reverse('board_move', args=(board.code,))}?mentee={pair.mentee.pk}"
    assert client.get(other, headers=headers).status_code == 200
    assert board.pairs == before
