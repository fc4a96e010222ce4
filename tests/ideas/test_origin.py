"""Whose an idea without names is, stands in no table, and both hear of it all the same."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import override_settings

from tests.cast import Cast
from tests.conversations.world import client_of
from tests.ideas.world import owned, said, shared
from viceversa.conversations.queries import OVER
from viceversa.ideas.actions import answer, arrive_due
from viceversa.ideas.erasure import erase
from viceversa.ideas.models import Idea, IdeaStep
from viceversa.ideas.queries import ideas_of, ideas_of_pair, pair_of
from viceversa.ideas.telling import origin_words
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry

pytestmark = pytest.mark.django_db


def arrived(cast: Cast, pair: Pair, shown: str) -> Idea:
    """As on the next morning."""
    idea = shared(cast, pair, shown=shown)
    Idea.objects.filter(pk=idea.pk, state="leaving").update(
        arrived_on=idea.arrived_on - timedelta(days=1)  # type: ignore[operator]
    )
    arrive_due()
    return ideas_of(cast.programme).get(pk=idea.pk)


@pytest.mark.requirement("002-14")
def test_names_show_only_where_both_wanted_them(cast: Cast, pair: Pair) -> None:
    told = {shown: origin_words(arrived(cast, pair, shown)) for shown in Idea.Shown.values}
    assert told == {
        "names": f"{cast.bob.full_name} (mentor) and {cast.carol.full_name} (mentee)",
        "round": f"a pair in {cast.programme.name}",
        "anonymous": "anonymous",
    }


@pytest.mark.parametrize("shown", ["round", "anonymous"])
def test_no_row_about_the_idea_names_pair_or_people(cast: Cast, pair: Pair, shown: str) -> None:
    idea = arrived(cast, pair, shown)
    known = {pair.pk, cast.bob.pk, cast.carol.pk, cast.mentor.pk, cast.mentee.pk}
    for model in apps.get_app_config("viceversa").get_models():
        for row in model._base_manager.all():
            values = {str(getattr(row, field.attname)) for field in row._meta.fields}
            if any(idea.pk in value for value in values):
                assert known & values == set(), model
                assert not any(code in value for code in known for value in values), model


def test_without_names_it_arrives_with_the_next_morning(cast: Cast, pair: Pair) -> None:
    idea = shared(cast, pair, shown="anonymous")
    assert idea.state == "leaving"
    assert arrive_due() == 0
    assert list(ideas_of(cast.programme)) == []
    assert (
        client_of(cast.alice).get(f"/programmes/{cast.programme.pk}/ideas/{idea.pk}/").status_code
        == 404
    )
    assert not Letter.objects.filter(recipient=cast.alice, name__startswith="ideas/").exists()


def test_it_arrives_once(cast: Cast, pair: Pair) -> None:
    arrived(cast, pair, "round")
    assert arrive_due() == 0
    assert IdeaStep.objects.count() == 1
    assert TrailEntry.objects.filter(verb="idea_shared", actor=None).count() == 1
    assert Letter.objects.filter(name="ideas/arrived", recipient=cast.alice).count() == 1


@pytest.mark.requirement("000-20")
@pytest.mark.parametrize("shown", Idea.Shown.values)
def test_both_hear_each_step_also_after_the_end(cast: Cast, pair: Pair, shown: str) -> None:
    idea = owned(cast, arrived(cast, pair, shown))
    Pair.objects.filter(pk=pair.pk).update(state=OVER[1])
    owner = idea.owner
    assert owner
    for state in ("accepted", "realised"):
        answer(idea, said(state), by=owner)
    for person in (cast.bob, cast.carol):
        news = Letter.objects.filter(name="ideas/news", recipient=person).order_by("created_at")
        assert news.count() == 4
        assert "is realised" in news[3].text
        assert idea.title not in "".join(letter.text + letter.subject for letter in news)


def test_each_reads_her_own_language(cast: Cast, pair: Pair) -> None:
    cast.carol.language = "sv"
    cast.carol.save()
    shared(cast, pair)
    letters = Letter.objects.filter(name="ideas/news")
    assert {letter.recipient_id: letter.subject for letter in letters} == {
        cast.bob.pk: "News of your idea",
        cast.carol.pk: "Nytt om er idé",
    }


def test_one_who_has_left_gets_no_letter_and_the_step_is_kept(cast: Cast, pair: Pair) -> None:
    idea = owned(cast, shared(cast, pair))
    cast.mentor.state = "withdrawn"
    cast.mentor.save()
    Letter.objects.all().delete()
    assert idea.owner
    answer(idea, said("declined"), by=idea.owner)
    assert [letter.recipient for letter in Letter.objects.all()] == [cast.carol]
    assert IdeaStep.objects.filter(state="declined").exists()


def test_nobody_beside_the_two_and_the_organiser_is_written_to(cast: Cast, pair: Pair) -> None:
    arrived(cast, pair, "anonymous")
    to = set(Letter.objects.filter(name__startswith="ideas/").values_list("recipient", flat=True))
    assert to == {cast.alice.pk, cast.bob.pk, cast.carol.pk}


def test_another_key_finds_nobody(cast: Cast, pair: Pair) -> None:
    idea = arrived(cast, pair, "anonymous")
    assert pair_of(idea) == pair
    with override_settings(SECRET_KEY="another"):
        assert pair_of(idea) is None


def test_when_one_is_erased_both_names_go(cast: Cast, pair: Pair) -> None:
    idea = arrived(cast, pair, "names")
    erase(cast.bob)
    assert origin_words(ideas_of(cast.programme).get(pk=idea.pk)).startswith("a pair in")
    assert [found.pk for found in ideas_of_pair(pair)] == [idea.pk]
