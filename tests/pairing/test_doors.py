"""Nobody reaches a row of another programme by its id; the house's table tries who may enter."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.pairing.boards import Drafted, drafted
from tests.pairing.rounds import make_round
from viceversa.pairing.models import Exclusion, Suggestion
from viceversa.pairing.queries import fingerprint


@pytest.fixture
def foreign(draft: Drafted) -> Drafted:
    """The draft of another programme, with somebody else in charge."""
    return drafted(make_round(4, 5, seed=8))


@pytest.mark.parametrize("name", ["suggestion", "suggestion_lock", "suggestion_separation"])
def test_a_foreign_pair_on_the_board_is_not_there(
    draft: Drafted, foreign: Drafted, client: Client, name: str
) -> None:
    client.force_login(draft.alice)
    form = {"locked": "yes", "note": "x", "seen": "x"}
    theirs, ours = foreign.suggestions[0], draft.suggestions[0]
    assert client.post(reverse(name, args=(draft.code, theirs.pk)), form).status_code == 404
    assert client.post(reverse(name, args=(draft.code, ours.pk)), form).status_code in (200, 302)
    theirs.refresh_from_db()
    assert (theirs.is_locked, theirs.note) == (False, "")


def test_foreign_people_are_not_moved_onto_the_board(
    draft: Drafted, foreign: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    address = reverse("board_move", args=(draft.code,))
    theirs, ours = foreign.suggestions[0], draft.suggestions[0]
    for query in (
        f"?mentor={theirs.mentor_id}",
        f"?mentor={theirs.mentor_id}&mentee={ours.mentee_id}",
        f"?mentor={ours.mentor_id}&mentee={theirs.mentee_id}",
        f"?mentor={ours.mentee_id}&mentee={ours.mentor_id}",
        "?mentor=nonsense",
        "",
    ):
        assert client.get(address + query).status_code == 404
        assert client.post(address + query, {"way": "exchange", "seen": "x"}).status_code == 404
    assert client.get(f"{address}?mentor={ours.mentor_id}").status_code == 200


def test_foreign_people_are_not_locked_into_a_new_draft(
    draft: Drafted, foreign: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    address = reverse("solution", args=(draft.code,))
    theirs, ours = foreign.suggestions[0], draft.suggestions[0]
    for mentor, mentee in (
        (theirs.mentor_id, ours.mentee_id),
        (ours.mentor_id, theirs.mentee_id),
        (theirs.mentor_id, theirs.mentee_id),
    ):
        assert client.post(address, {"mentor": mentor, "mentee": mentee}).status_code == 404
    assert draft.round.programme.proposals.count() == 1
    lock = {"mentor": ours.mentor_id, "mentee": ours.mentee_id}
    assert client.post(address, lock).status_code == 302
    assert Suggestion.objects.filter(proposal__number=2, is_locked=True).count() == 1


def test_a_foreign_exclusion_stays(draft: Drafted, foreign: Drafted, client: Client) -> None:
    pair = foreign.suggestions[0]
    apart = Exclusion.objects.create(
        programme=foreign.round.programme, mentor=pair.mentor, mentee=pair.mentee
    )
    client.force_login(draft.alice)
    assert client.post(reverse("exclusion_end", args=(draft.code, apart.pk))).status_code == 404
    assert Exclusion.objects.filter(pk=apart.pk).exists()
    client.force_login(foreign.alice)
    assert client.post(reverse("exclusion_end", args=(foreign.code, apart.pk))).status_code == 302


def test_a_foreign_board_is_not_published(draft: Drafted, foreign: Drafted, client: Client) -> None:
    client.force_login(draft.alice)
    form = {"seen": fingerprint(foreign.proposal), "unmatched": "on", "poor": "on"}
    assert client.post(reverse("publication", args=(foreign.code,)), form).status_code == 404
    assert client.post(reverse("publication", args=(draft.code,)), form).status_code == 200
    for board in (draft, foreign):
        board.proposal.refresh_from_db()
        assert board.proposal.state == "draft"


def test_the_next_best_is_for_ones_own_people(
    draft: Drafted, foreign: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    theirs, ours = foreign.suggestions[0].mentor_id, draft.suggestions[0].mentor_id
    assert client.get(reverse("second_best", args=(draft.code, theirs))).status_code == 404
    assert client.get(reverse("second_best", args=(draft.code, ours))).status_code == 200
