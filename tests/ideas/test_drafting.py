"""An idea leaves a pair by two yeses to the same words, and by nothing else."""

import pytest

from tests.cast import Cast
from tests.ideas.world import WORDS, shared, words
from viceversa.conversations.models import Note
from viceversa.ideas.actions import (
    StateError,
    change_draft,
    remove_draft,
    say_yes,
    take_yes_back,
    write_draft,
)
from viceversa.ideas.models import Idea, IdeaDraft, IdeaYes
from viceversa.ideas.words import words_in
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry
from viceversa.vault.shredding import shred

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("002-14")
def test_one_yes_lets_nothing_out(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    assert say_yes(draft, by=cast.bob, seen=WORDS.digest) is None
    assert not Idea.objects.exists()


@pytest.mark.requirement("002-14")
def test_with_the_second_yes_exactly_these_words_leave(cast: Cast, pair: Pair) -> None:
    idea = shared(cast, pair)
    idea.refresh_from_db()
    assert vars(WORDS) == {name: getattr(idea, name) for name in vars(WORDS)}
    assert not IdeaDraft.objects.exists()
    assert not IdeaYes.objects.exists()


def test_a_yes_to_words_that_have_changed_is_refused(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    change_draft(draft, words(what="Something else."), by=cast.bob)
    with pytest.raises(StateError, match="changed since you saw"):
        say_yes(draft, by=cast.carol, seen=WORDS.digest)
    assert not Idea.objects.exists()


def test_after_a_change_the_first_yes_is_asked_for_again(cast: Cast, pair: Pair) -> None:
    draft, other = write_draft(pair, WORDS, by=cast.bob), words(what="Something else.")
    change_draft(draft, other, by=cast.carol)
    assert say_yes(draft, by=cast.carol, seen=other.digest) is None
    assert say_yes(draft, by=cast.bob, seen=other.digest) is not None


def test_other_ways_to_be_shown_are_other_words(cast: Cast, pair: Pair) -> None:
    draft, named = write_draft(pair, words(shown="anonymous"), by=cast.bob), words(shown="names")
    change_draft(draft, named, by=cast.carol)
    assert say_yes(draft, by=cast.carol, seen=named.digest) is None


def test_a_yes_can_be_taken_back_until_both_have_said_it(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    take_yes_back(draft, by=cast.bob)
    assert say_yes(draft, by=cast.carol, seen=WORDS.digest) is None
    assert say_yes(draft, by=cast.bob, seen=WORDS.digest) is not None


def test_either_may_take_the_idea_back(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    remove_draft(draft)
    assert not IdeaDraft.objects.exists()
    with pytest.raises(StateError, match="taken back"):
        say_yes(draft, by=cast.carol, seen=WORDS.digest)


def test_a_yes_that_somebody_else_puts_into_the_table_is_none(cast: Cast, pair: Pair) -> None:
    """Carol's yes copied from Bob's row, as whoever writes to the database might do."""
    draft = write_draft(pair, WORDS, by=cast.bob)
    forged = IdeaYes.objects.get().sealed_seen
    IdeaYes.objects.create(draft=draft, person=cast.carol, sealed_seen=forged)
    assert say_yes(draft, by=cast.bob, seen=WORDS.digest) is None


def test_the_words_of_another_row_do_not_open(cast: Cast, pair: Pair) -> None:
    one, other = (
        write_draft(pair, WORDS, by=cast.bob),
        write_draft(pair, words(title="x"), by=cast.bob),
    )
    IdeaDraft.objects.filter(pk=one.pk).update(sealed_idea=other.sealed_idea)
    moved = IdeaDraft.objects.get(pk=one.pk)
    assert words_in(moved) is None


def test_sent_twice_it_is_there_once(cast: Cast, pair: Pair) -> None:
    write_draft(pair, WORDS, by=cast.bob)
    write_draft(pair, WORDS, by=cast.bob)
    assert IdeaDraft.objects.count() == 1
    assert Letter.objects.filter(name="ideas/yes_wanted").count() == 1


def test_the_other_is_asked_once_a_day(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    for n in range(3):
        change_draft(draft, words(title=f"Title {n}"), by=cast.bob)
    letter = Letter.objects.get(name="ideas/yes_wanted")
    assert letter.recipient == cast.carol
    assert WORDS.title not in letter.text


def test_it_works_when_the_pair_has_ended(cast: Cast, pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(state=Pair.State.COMPLETED)
    assert shared(cast, Pair.objects.get(pk=pair.pk))


def test_when_the_words_of_the_pair_are_erased_drafts_are_too(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    shred(pair.pk)
    later = IdeaDraft.objects.get(pk=draft.pk)
    assert words_in(later) is None
    with pytest.raises(StateError):
        say_yes(later, by=cast.carol, seen=WORDS.digest)


def test_the_trail_knows_nothing_of_drafts(cast: Cast, pair: Pair) -> None:
    before = TrailEntry.objects.count()
    shared(cast, pair, shown="anonymous")
    assert TrailEntry.objects.count() == before
    assert not Note.objects.exists()
