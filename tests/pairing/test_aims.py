"""What a programme counts as best, and what the board says of its price."""

import pytest
from django.test import Client
from django.utils.translation import override

from tests.pairing.boards import drafted
from tests.pairing.rounds import Round, make_round
from viceversa.matching import Desk
from viceversa.pairing import solving, words
from viceversa.pairing.models import Suggestion
from viceversa.programmes.models import Programme


@pytest.mark.parametrize("aim", Programme.Aim.values)
def test_the_aim_of_the_programme_is_the_solver_s(small: Round, aim: str) -> None:
    small.programme.aim = aim
    problem = solving.pool_of(small.programme).problem
    assert (problem.aim.kind, problem.aim.bands) == (aim, (35, 55))


def test_the_board_says_what_the_aim_costs(db: None, client: Client) -> None:
    of = make_round(12, 12, aim="worst")
    draft = drafted(of)
    best = Desk(solving.pool_of(of.programme).problem)
    worth = draft.proposal.figures["worth"]
    assert worth["code"] == "worst"
    assert worth["points"] == worth["of"] - draft.proposal.figures["best"]["total"]
    assert min(s.score for s in draft.suggestions) == worth["now"] > worth["otherwise"]
    assert best.problem.aim.kind == "worst"
    client.force_login(draft.alice)
    page = client.get(f"/programmes/{draft.code}/board/").content.decode()
    with override("en"):
        assert words.worth(worth) in page


def test_nothing_is_called_proven_that_a_hand_has_made_weaker(db: None, client: Client) -> None:
    draft = drafted(make_round(12, 12, aim="leximin"))
    client.force_login(draft.alice)
    address = f"/programmes/{draft.code}/board/"
    weak, strong = draft.suggestions[0], draft.suggestions[-1]
    assert "Proven: " in client.get(address).content.decode()
    Suggestion.objects.filter(pk=weak.pk).update(score=weak.score - 1)
    Suggestion.objects.filter(pk=strong.pk).update(score=strong.score + 1)
    page = client.get(address).content.decode()
    assert "but weaker pairs among them." in page
    assert "Proven: " not in page


def test_what_is_locked_is_priced_on_the_board(small: Round, client: Client) -> None:
    draft = drafted(small)
    assert draft.proposal.figures["locks"] is None
    desk = draft.table().desk
    worst = min(desk.allowed_pairs(), key=lambda pair: pair[2])
    people = solving.pool_of(small.programme).people
    mentor, mentee = people[worst[0]], people[worst[1]]
    Suggestion.objects.filter(proposal=draft.proposal).delete()
    Suggestion.objects.create(
        proposal=draft.proposal, mentor=mentor, mentee=mentee, score=0, is_locked=True
    )
    again = drafted(small)
    lost = again.proposal.figures["locks"]
    before = draft.proposal.figures["best"]["total"]
    assert lost["total"] == before - again.proposal.figures["best"]["total"] > 0
    client.force_login(draft.alice)
    page = client.get(f"/programmes/{draft.code}/board/").content.decode()
    assert "What is locked costs, all together: " in page


def test_prices_are_said_in_the_reader_s_language() -> None:
    told = {"code": "nobody_below", "points": 14.0, "of": 5680.0, "limit": 35.0}
    found = {**told, "pairs": 0, "now": 0, "otherwise": 3}
    with override("sv"):
        said = words.worth(found).replace("\xa0", " ")
        assert said == "Att inget par ligger under 35 kostar 14 poäng av 5 680."
    with override("en"):
        assert words.worth(found) == "That no pair is under 35 costs 14 points of 5,680."
