"""From a click to a draft, and what happens when somebody stops it or the rules do not allow it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.pairing.boards import Drafted, again, names_of
from tests.pairing.rounds import Round
from viceversa.jobs import run_waiting
from viceversa.matching import desk
from viceversa.pairing import actions, jobs, queries
from viceversa.pairing.models import Proposal, Suggestion

State = Proposal.State


def states(of: Round) -> list[tuple[int, str]]:
    return list(of.programme.proposals.order_by("number").values_list("number", "state"))


def test_a_click_gives_a_draft_with_everybody_who_can_be_paired(
    small: Round, client: Client
) -> None:
    client.force_login(small.coordinator)
    answer = client.post(reverse("solution", args=(small.programme.pk,)), follow=True)
    assert "4 mentors and 5 mentees are compared" in answer.content.decode()
    assert run_waiting() == 1
    proposal = queries.open_proposal(small.programme)
    assert proposal is not None
    assert (proposal.state, proposal.suggestions.count()) == (State.DRAFT, 4)
    assert [one["role"] for one in proposal.unmatched] == ["mentee"]
    assert proposal.figures["best"]["matched"] == 4


def test_a_second_click_finds_the_first(small: Round) -> None:
    first = jobs.order_solution(small.programme, by=small.coordinator)
    second = jobs.order_solution(small.programme, by=small.coordinator)
    assert first == second
    assert run_waiting() == 1


def test_the_job_may_run_again_after_a_crash(draft: Drafted) -> None:
    before = draft.suggestions
    actions.solve_proposal(draft.proposal.pk)
    assert draft.suggestions == before


def test_solving_again_keeps_the_draft_before_and_its_locks(draft: Drafted) -> None:
    kept = draft.suggestions[0]
    Suggestion.objects.filter(pk=kept.pk).update(is_locked=True, note="They asked for it.")
    later = again(draft)
    assert states(draft.round) == [(1, State.REPLACED), (2, State.DRAFT)]
    assert later.proposal.previous == draft.proposal
    assert {names_of(s): (s.is_locked, s.note) for s in later.suggestions if s.is_locked} == {
        names_of(kept): (True, "They asked for it.")
    }


def test_stopping_brings_the_draft_before_back(draft: Drafted, client: Client) -> None:
    before = draft.pairs
    jobs.order_solution(draft.round.programme, by=draft.alice)
    client.force_login(draft.alice)
    client.post(reverse("solution_end", args=(draft.code,)))
    assert states(draft.round) == [(1, State.DRAFT), (2, State.FAILED)]
    run_waiting()
    assert states(draft.round) == [(1, State.DRAFT), (2, State.FAILED)]
    assert draft.pairs == before
    assert "stopped" not in client.get(reverse("board", args=(draft.code,))).context["failure"]


def test_stopping_what_is_ready_changes_nothing(draft: Drafted) -> None:
    assert actions.stop_solution(draft.proposal, by=draft.alice) is False
    assert states(draft.round) == [(1, State.DRAFT)]


def test_an_impossible_lock_is_said_by_name_and_the_draft_stays(
    draft: Drafted, client: Client
) -> None:
    held = draft.suggestions[0]
    Suggestion.objects.filter(pk=held.pk).update(is_locked=True)
    held.mentor.not_with = [held.mentee.person.email]
    held.mentor.save()
    proposal, _ = actions.open_solution(draft.round.programme, by=draft.alice)
    actions.solve_proposal(proposal.pk)
    assert states(draft.round) == [(1, State.DRAFT), (2, State.FAILED)]
    client.force_login(draft.alice)
    failure = client.get(reverse("board", args=(draft.code,))).context["failure"]
    assert failure == (
        "A locked pair is not possible any more: "
        f"{held.mentor.person.full_name} – {held.mentee.person.full_name}. "
        "Unlock it and try again."
    )


def test_an_empty_side_is_said(small: Round, client: Client) -> None:
    small.programme.participations.filter(role="mentor").delete()
    proposal, _ = actions.open_solution(small.programme, by=small.coordinator)
    actions.solve_proposal(proposal.pk)
    client.force_login(small.coordinator)
    shown = client.get(reverse("board", args=(small.programme.pk,)))
    assert shown.context["failure"].startswith("There must be mentors and mentees")


def test_more_people_than_a_board_can_compare_are_told_what_to_do(
    small: Round, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "LARGEST", 19)
    proposal, _ = actions.open_solution(small.programme, by=small.coordinator)
    actions.solve_proposal(proposal.pk)
    client.force_login(small.coordinator)
    shown = client.get(reverse("board", args=(small.programme.pk,)))
    assert shown.context["failure"].startswith("So many people cannot be paired here at once")
    assert "Divide the programme" in shown.content.decode()


@pytest.mark.parametrize("htmx", [True, False])
def test_progress_is_told_until_the_draft_is_there(
    small: Round, client: Client, htmx: bool
) -> None:
    client.force_login(small.coordinator)
    address = reverse("solution_progress", args=(small.programme.pk,))
    board = reverse("board", args=(small.programme.pk,))
    headers = {"HX-Request": "true"} if htmx else {}
    jobs.order_solution(small.programme, by=small.coordinator)
    during = client.get(address, headers=headers)
    run_waiting()
    after = client.get(address, headers=headers)
    if htmx:
        assert "Waiting for its turn" in during.content.decode()
        assert '<button id="stop"' in during.content.decode()  # the focus outlives the swap
        assert after["HX-Redirect"] == board
    else:
        assert (during.status_code, after["Location"]) == (302, board)
