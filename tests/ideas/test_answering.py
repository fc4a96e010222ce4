"""Owner, answer, reason, date: who may say what, and when."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from tests.ideas.world import OWNER, owned, said, shared
from viceversa.ideas.actions import StateError, answer, erase_old, name_owner, remind_owners
from viceversa.ideas.actions.answering import ANSWERS
from viceversa.ideas.models import Idea, IdeaStep
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.programmes.actions import ContactDraft

pytestmark = pytest.mark.django_db


def letters(name: str) -> int:
    return Letter.objects.filter(name=f"ideas/{name}").count()


@pytest.mark.requirement("002-14")
def test_an_owner_has_fourteen_days_and_needs_no_account(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    assert mine.owner
    assert (mine.state, mine.owner.is_active) == ("owned", False)
    assert mine.due_on == timezone.localdate() + timedelta(days=14)
    assert letters("answer_wanted") == 1


def test_named_twice_she_has_one_letter(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    assert name_owner(mine, OWNER, by=cast.alice) is False
    assert letters("answer_wanted") == 1


def test_another_owner_takes_over_and_only_she_may_answer(cast: Cast, idea: Idea) -> None:
    first = owned(cast, idea).owner
    assert first
    mine = Idea.objects.get(pk=idea.pk)
    name_owner(mine, ContactDraft("nina@example.com", "Nina", "Ny"), by=cast.alice)
    with pytest.raises(StateError):
        answer(mine, said("accepted"), by=first)
    assert mine.owner
    answer(mine, said("accepted"), by=mine.owner)
    assert IdeaStep.objects.filter(state="owned").count() == 1


@pytest.mark.requirement("002-14", "002-18")
@pytest.mark.parametrize("state", Idea.State.values)
@pytest.mark.parametrize("following", Idea.State.values)
def test_only_the_known_steps_lead_on(cast: Cast, idea: Idea, state: str, following: str) -> None:
    mine = owned(cast, idea)
    Idea.objects.filter(pk=idea.pk).update(state=state)
    mine.refresh_from_db()
    assert mine.owner
    if following in ANSWERS.get(state, ()):
        answer(mine, said(following), by=mine.owner)
        assert Idea.objects.get(pk=idea.pk).state == following
    else:
        with pytest.raises(StateError):
            answer(mine, said(following), by=mine.owner)
        assert Idea.objects.get(pk=idea.pk).state == state


def test_the_same_answer_sent_twice_counts_once(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    same = Idea.objects.get(pk=idea.pk)
    assert mine.owner
    answer(mine, said("accepted"), by=mine.owner)
    with pytest.raises(StateError, match="a moment ago"):
        answer(same, said("accepted"), by=mine.owner)
    assert IdeaStep.objects.filter(state="accepted").count() == 1


def test_what_is_final_has_no_new_owner(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    assert mine.owner
    answer(mine, said("declined"), by=mine.owner)
    with pytest.raises(StateError):
        name_owner(mine, ContactDraft("nina@example.com", "Nina", "Ny"), by=cast.alice)


def test_owners_are_reminded_after_a_week_and_when_late(cast: Cast, idea: Idea) -> None:
    owned(cast, idea)
    start, sent = timezone.now(), {}
    for days in range(30):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            remind_owners()
            sent[days] = letters("answer_waits")
    assert [days for days in range(1, 30) if sent[days] > sent[days - 1]] == [7, 14, 21, 28]
    late = Letter.objects.filter(name="ideas/answer_waits").order_by("send_after")
    assert ["can see that it is late" in letter.text for letter in late] == [
        False,
        False,
        True,
        True,
    ]


def test_an_owner_of_several_has_one_letter_a_week_for_all_of_them(cast: Cast, pair: Pair) -> None:
    start = timezone.now()
    first = owned(cast, shared(cast, pair))
    with time_machine.travel(start + timedelta(days=3), tick=False):
        owned(cast, shared(cast, pair, title="Another"))
    sent = []
    for days in range(4, 20):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            remind_owners()
            remind_owners()
        if letters("several_wait") > len(sent):
            sent.append(days)
    assert sent == [7, 14]
    assert letters("answer_waits") == 0
    one, two = Letter.objects.filter(name="ideas/several_wait").order_by("send_after")
    assert "2 of them wait for your answer." in one.text
    assert "late" not in one.text
    assert f"idea:{first.pk}" in one.text  # the more urgent one
    assert "late" not in two.text  # due on this very day


def test_answers_and_reviews_are_asked_for_in_one_letter(cast: Cast, pair: Pair) -> None:
    start = timezone.now()
    mine = owned(cast, shared(cast, pair))
    assert mine.owner
    answer(
        mine, said("accepted", review_on=timezone.localdate() + timedelta(days=20)), by=mine.owner
    )
    owned(cast, shared(cast, pair, title="Another"))
    with time_machine.travel(start + timedelta(days=21), tick=False):
        remind_owners()
    (letter,) = Letter.objects.filter(name="ideas/several_wait")
    assert "1 of them waits for your answer." in letter.text
    assert "1 answer is late" in letter.text
    assert "Of 1 you wanted to see" in letter.text


def test_what_waits_in_another_programme_is_not_counted_in(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    Idea.objects.create(
        programme=cast.other_programme, owner=mine.owner, state="owned", due_on=mine.due_on
    )
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        remind_owners()
    assert letters("several_wait") == 0


def test_a_review_is_asked_for_on_its_day(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    assert mine.owner
    answer(mine, said("accepted"), by=mine.owner)
    start = timezone.now()
    for days, expected in ((59, 0), (60, 1), (61, 1)):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            remind_owners()
        assert letters("review_due") == expected


def test_after_two_years_without_a_step_it_goes(cast: Cast, pair: Pair) -> None:
    shared(cast, pair)
    start = timezone.now()
    with time_machine.travel(start + timedelta(days=720), tick=False):
        assert erase_old() == 0
    with time_machine.travel(start + timedelta(days=740), tick=False):
        assert erase_old() == 1
    assert not Idea.objects.exists()
