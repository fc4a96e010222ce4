"""A story is told as both approve it, word by word, and no longer than both want it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import client_of
from tests.factories import make_call
from viceversa.conversations.actions import StateError, complete_pair
from viceversa.enrolment.models import Call
from viceversa.farewell.actions import (
    approve,
    change_story,
    publish_story,
    remove_story,
    take_approval_back,
    withdraw_story,
    write_story,
)
from viceversa.farewell.erasure import erase
from viceversa.farewell.models import PairStory, StoryDraft, StoryYes
from viceversa.farewell.words import StoryWords
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry
from viceversa.programmes.actions import copy_programme

WORDS = StoryWords("The evening shift", "We met three times.", "Bob and Carol")
OTHER = StoryWords("The evening shift", "We met four times.", "A mentor and a mentee")
POSTED = vars(WORDS)


@pytest.fixture
def draft(cast: Cast, pair: Pair) -> StoryDraft:
    """Proposed by the coordinator."""
    return write_story(pair, WORDS, by=cast.alice)


@pytest.fixture
def story(cast: Cast, draft: StoryDraft) -> PairStory:
    """Approved by both, not public."""
    approve(draft, by=cast.bob, seen=WORDS.digest)
    told = approve(draft, by=cast.carol, seen=WORDS.digest)
    assert told
    return told


def told(cast: Cast) -> tuple[int, str]:
    answer = Client().get(reverse("told_stories", args=[cast.programme.pk]))
    return answer.status_code, answer.content.decode()


def asked() -> list[str]:
    found = Letter.objects.filter(name="farewell/story_to_read")
    return sorted(letter.recipient.given_name for letter in found)


class TestTwoYeses:
    @pytest.mark.requirement("000-25")
    def test_nothing_is_there_to_publish_before_both(self, cast: Cast, draft: StoryDraft) -> None:
        assert approve(draft, by=cast.bob, seen=WORDS.digest) is None
        assert approve(draft, by=cast.bob, seen=WORDS.digest) is None
        page = client_of(cast.alice).get(reverse("programme_stories", args=[cast.programme.pk]))
        assert "No stories yet" in page.content.decode()
        assert (PairStory.objects.count(), told(cast)[0]) == (0, 404)
        place = reverse("story_publication", args=[cast.programme.pk, draft.pk])
        assert client_of(cast.alice).post(place).status_code == 404
        approve(draft, by=cast.carol, seen=WORDS.digest)
        story = PairStory.objects.get()
        assert (story.text, story.byline, story.published_on) == (WORDS.text, WORDS.byline, None)
        assert (told(cast)[0], StoryDraft.objects.count(), StoryYes.objects.count()) == (404, 0, 0)

    def test_any_change_of_the_words_voids_both(self, cast: Cast, draft: StoryDraft) -> None:
        approve(draft, by=cast.bob, seen=WORDS.digest)
        change_story(draft, OTHER, by=cast.bob)
        assert approve(draft, by=cast.carol, seen=OTHER.digest) is None
        assert approve(draft, by=cast.bob, seen=OTHER.digest)

    def test_a_change_back_does_not_bring_a_yes_back(self, cast: Cast, draft: StoryDraft) -> None:
        approve(draft, by=cast.bob, seen=WORDS.digest)
        for words in (OTHER, WORDS):
            change_story(draft, words, by=cast.carol)
        assert approve(draft, by=cast.carol, seen=WORDS.digest) is None

    def test_a_yes_to_words_that_have_changed_is_none(self, cast: Cast, draft: StoryDraft) -> None:
        change_story(draft, OTHER, by=cast.carol)
        with pytest.raises(StateError):
            approve(draft, by=cast.bob, seen=WORDS.digest)

    def test_a_yes_may_be_taken_back(self, cast: Cast, draft: StoryDraft) -> None:
        approve(draft, by=cast.bob, seen=WORDS.digest)
        take_approval_back(draft, by=cast.bob)
        assert approve(draft, by=cast.carol, seen=WORDS.digest) is None

    def test_either_removes_it_and_nobody_is_told(self, cast: Cast, draft: StoryDraft) -> None:
        before = TrailEntry.objects.count(), Letter.objects.count()
        remove_story(draft)
        assert not StoryDraft.objects.exists()
        assert (TrailEntry.objects.count(), Letter.objects.count()) == before
        with pytest.raises(StateError):
            approve(draft, by=cast.bob, seen=WORDS.digest)

    def test_who_has_approved_stands_nowhere(self, cast: Cast, draft: StoryDraft) -> None:
        before = TrailEntry.objects.count(), Letter.objects.count()
        approve(draft, by=cast.bob, seen=WORDS.digest)
        assert (TrailEntry.objects.count(), Letter.objects.count()) == before
        approve(draft, by=cast.carol, seen=WORDS.digest)
        assert TrailEntry.objects.get(verb="story_approved").actor is None

    def test_the_sixth_text_is_refused(self, cast: Cast, pair: Pair) -> None:
        for _ in range(5):
            write_story(pair, WORDS, by=cast.bob)
        with pytest.raises(StateError):
            write_story(pair, WORDS, by=cast.bob)


class TestLetters:
    def test_both_are_asked_when_the_organiser_has_written(
        self, cast: Cast, draft: StoryDraft
    ) -> None:
        assert asked() == ["Bob", "Carol"]

    def test_the_other_when_one_of_the_two_has(self, cast: Cast, pair: Pair) -> None:
        draft = write_story(pair, WORDS, by=cast.bob)
        assert asked() == ["Carol"]
        change_story(draft, OTHER, by=cast.carol)
        assert asked() == ["Bob", "Carol"]
        assert WORDS.text not in "".join(Letter.objects.values_list("text", flat=True))


class TestWithdrawal:
    @pytest.mark.requirement("000-25")
    @pytest.mark.parametrize("who", ["bob", "carol"])
    def test_either_withdraws_at_once_and_without_an_author(
        self, cast: Cast, story: PairStory, who: str
    ) -> None:
        publish_story(story, by=cast.alice)
        assert WORDS.text in told(cast)[1]
        letters = Letter.objects.count()
        place = reverse("story_withdrawal", args=[story.pair_id, story.pk])
        client_of(getattr(cast, who)).post(place)
        assert (told(cast)[0], PairStory.objects.count()) == (404, 0)
        entry = TrailEntry.objects.get(verb="story_withdrawn")
        assert (entry.actor, entry.facts, Letter.objects.count()) == (None, {}, letters)

    def test_also_when_the_pair_is_over(self, cast: Cast, story: PairStory) -> None:
        complete_pair(story.pair, now=timezone.now() + timedelta(days=30))
        place = reverse("story_withdrawal", args=[story.pair_id, story.pk])
        assert client_of(cast.bob).post(place).status_code == 302
        assert not PairStory.objects.exists()

    def test_a_text_is_removed_by_two_taps(self, cast: Cast, draft: StoryDraft) -> None:
        """As a story is withdrawn: the button is in a fold that somebody opens first."""
        args = [draft.pair_id, draft.pk]
        page = client_of(cast.bob).get(reverse("story_draft", args=args)).content.decode()
        before, _, fold = page.partition('<details class="fold part">')
        removal = f'action="{reverse("story_removal", args=args)}"'
        assert (removal in before, removal in fold.partition("</details>")[0]) == (False, True)

    @pytest.mark.requirement("000-25")
    def test_what_is_withdrawn_is_not_published(self, cast: Cast, story: PairStory) -> None:
        withdraw_story(story)
        assert publish_story(story, by=cast.alice) is False
        assert told(cast)[0] == 404

    def test_it_goes_with_either_of_the_two(self, cast: Cast, story: PairStory) -> None:
        erase(cast.carol)
        assert not PairStory.objects.exists()


class TestPages:
    def test_the_two_write_change_and_approve(self, cast: Cast, pair: Pair) -> None:
        bob, carol = client_of(cast.bob), client_of(cast.carol)
        assert "Bob and Carol" in bob.get(reverse("story_new", args=[pair.pk])).content.decode()
        said = bob.post(reverse("story_new", args=[pair.pk]), POSTED, follow=True)
        assert "Your own yes is wanted, too." in said.content.decode()
        place = [pair.pk, StoryDraft.objects.get().pk]
        assert WORDS.text in carol.get(reverse("story_draft", args=place)).content.decode()
        carol.post(reverse("story_change", args=place), vars(OTHER))
        for client in (bob, carol):
            client.post(reverse("story_approval", args=place), {"seen": OTHER.digest})
        assert PairStory.objects.get().text == OTHER.text

    def test_what_was_typed_stays_when_something_is_missing(self, cast: Cast, pair: Pair) -> None:
        answer = client_of(cast.bob).post(
            reverse("story_new", args=[pair.pk]), {**POSTED, "title": ""}
        )
        assert WORDS.text in answer.content.decode()
        assert not StoryDraft.objects.exists()

    def test_whoever_proposed_it_reads_it_no_more(self, cast: Cast, pair: Pair) -> None:
        alice, place = client_of(cast.alice), reverse("story_proposal", args=[cast.programme.pk])
        alice.post(place, {**POSTED, "pair": pair.pk})
        draft = StoryDraft.objects.get()
        assert alice.get(reverse("story_draft", args=[pair.pk, draft.pk])).status_code == 404
        seen = alice.get(reverse("programme_stories", args=[cast.programme.pk])).content.decode()
        assert WORDS.title not in seen
        assert (
            WORDS.text
            in client_of(cast.carol)
            .get(reverse("story_draft", args=[pair.pk, draft.pk]))
            .content.decode()
        )

    def test_a_proposal_is_only_for_pairs_of_the_programme(self, cast: Cast, pair: Pair) -> None:
        Pair.objects.update(state=Pair.State.ENDED)
        place = reverse("story_proposal", args=[cast.programme.pk])
        answer = client_of(cast.alice).post(place, {**POSTED, "pair": pair.pk})
        assert (answer.status_code, StoryDraft.objects.count()) == (200, 0)

    def test_published_and_hidden_by_those_who_lead(self, cast: Cast, story: PairStory) -> None:
        place = reverse("story_publication", args=[cast.programme.pk, story.pk])
        for person in (cast.bob, cast.zed):
            assert client_of(person).post(place).status_code == 404
        alice = client_of(cast.alice)
        alice.post(place)
        status, page = told(cast)
        assert (status, WORDS.byline in page) == (200, True)
        assert "no-store" in Client().get(f"/programmes/{cast.programme.pk}/told/")["Cache-Control"]
        alice.post(place, {"hide": "1"})
        assert told(cast)[0] == 404
        assert PairStory.objects.exists()

    @pytest.mark.requirement("004-04")
    def test_the_call_of_this_round_and_of_the_next_leads_to_what_is_public(
        self, cast: Cast, story: PairStory
    ) -> None:
        following = copy_programme(
            cast.programme, by=cast.alice, name="Next", starts_on=date(2027, 9, 1)
        )
        there = f'href="{reverse("told_stories", args=[cast.programme.pk])}"'
        calls = [make_call(cast.programme), make_call(following)]
        strange = make_call(cast.other_programme)

        def leads(call: Call) -> bool:
            return there in Client().get(reverse("call", args=[call.pk])).content.decode()

        assert [leads(call) for call in calls] == [False, False]
        publish_story(story, by=cast.alice)
        assert [leads(call) for call in (*calls, strange)] == [True, True, False]

    def test_others_find_nothing(self, cast: Cast, draft: StoryDraft) -> None:
        for person in (cast.alice, cast.dora, cast.zed):
            for name in ("story_draft", "story_change", "story_approval", "story_removal"):
                place = reverse(name, args=[draft.pair_id, draft.pk])
                answer = client_of(person).post(place, {"seen": WORDS.digest})
                assert answer.status_code in (404, 405)
        assert StoryDraft.objects.count() == 1
        assert not StoryYes.objects.exists()
