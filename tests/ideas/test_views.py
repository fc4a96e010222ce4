"""The pages of ideas, by what stands on them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import client_of
from tests.factories import make_call, make_person
from tests.house.leaks import content_of, holds
from tests.ideas.world import OWNER, WORDS, owned, said, shared, words
from viceversa.ideas.actions import answer, publish_page, take_yes_back, write_draft
from viceversa.ideas.models import Idea, IdeaDraft, Likeness
from viceversa.lib.links import sign_link
from viceversa.lib.tables import read_table
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db


def body(client: Client, name: str, *places: object) -> str:
    answer = client.get(reverse(name, args=places))
    assert answer.status_code == 200
    return answer.content.decode()


def link_of(idea: Idea) -> str:
    owner = Idea.objects.select_related("owner").get(pk=idea.pk).owner
    assert owner
    claim = {"person_id": owner.pk, "object_id": idea.pk, "version": owner.access_version}
    return reverse("personal_idea", args=[sign_link("idea", **claim)])  # type: ignore[arg-type]


def _token(idea: Idea) -> list[str]:
    return [link_of(idea).rstrip("/").rpartition("/")[2]]


@pytest.mark.requirement("004-08")
def test_from_the_pair_to_the_organiser(cast: Cast, pair: Pair) -> None:
    bob, carol = client_of(cast.bob), client_of(cast.carol)
    assert reverse("pair_ideas", args=[pair.pk]) in body(bob, "pair", pair.pk)
    bob.post(reverse("idea_new", args=[pair.pk]), vars(WORDS))
    draft = IdeaDraft.objects.get()
    assert "has said yes. Your yes is wanted." in body(carol, "pair_ideas", pair.pk)
    shown = body(carol, "idea_draft", pair.pk, draft.pk)
    assert WORDS.what in shown
    assert WORDS.digest in shown
    yes = reverse("idea_yes", args=[pair.pk, draft.pk])
    carol.post(yes, {"seen": WORDS.digest})
    idea = Idea.objects.get()
    assert WORDS.title in body(client_of(cast.alice), "programme_ideas", cast.programme.pk)
    for client in (bob, carol):
        assert "it left the pair" in body(client, "pair_idea", pair.pk, idea.pk)


def test_what_was_typed_stays_when_something_is_missing(cast: Cast, pair: Pair) -> None:
    data = {**vars(WORDS), "title": ""}
    page = client_of(cast.bob).post(reverse("idea_new", args=[pair.pk]), data)
    assert WORDS.why in page.content.decode()
    assert not IdeaDraft.objects.exists()


def test_a_yes_to_older_words_says_so(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, WORDS, by=cast.bob)
    yes = reverse("idea_yes", args=[pair.pk, draft.pk])
    answer = client_of(cast.carol).post(yes, {"seen": "x" * 64}, follow=True)
    assert "Read them once more." in answer.content.decode()
    assert not Idea.objects.exists()


def test_a_draft_of_another_pair_is_not_there(cast: Cast, pair: Pair) -> None:
    """Bob's other pair is no way to it, nor is the code of an idea that is not theirs."""
    draft, idea = write_draft(pair, words(title="x"), by=cast.bob), shared(cast, pair)
    other = Pair.objects.get(pk=pair.pk)
    other.pk, other.number, other.mentee = "otherpair234", 99, cast.mentor
    other.save(force_insert=True)
    client = client_of(cast.bob)
    for name, code in (("idea_draft", draft.pk), ("pair_idea", idea.pk)):
        assert client.get(reverse(name, args=[other.pk, code])).status_code == 404


def test_the_two_take_their_ideas_along(cast: Cast, pair: Pair) -> None:
    write_draft(pair, words(title="Only ours"), by=cast.bob)
    idea = owned(cast, shared(cast, pair))
    assert idea.owner
    answer(idea, said("declined", note="Too dear."), by=idea.owner)
    text = body(client_of(cast.carol), "pair_ideas_download", pair.pk)
    assert [w for w in ("Only ours", WORDS.title, WORDS.what, "Too dear.") if w not in text] == []


def test_who_owns_an_idea_elsewhere_sees_none_of_these(cast: Cast, idea: Idea) -> None:
    elsewhere = Idea.objects.get(pk=idea.pk)
    elsewhere.pk, elsewhere.programme, elsewhere.owner = (
        "elsewhere234",
        cast.other_programme,
        cast.zed,
    )
    elsewhere.state = "owned"
    elsewhere.save(force_insert=True)
    client = client_of(cast.zed)
    places = {"idea_board": [cast.programme.pk], "idea": [cast.programme.pk, idea.pk]}
    answers = {n: client.get(reverse(n, args=place)).status_code for n, place in places.items()}
    assert answers == {"idea_board": 404, "idea": 404}
    assert "elsewhere234" in body(client, "idea_board", cast.other_programme.pk)


def test_a_small_round_says_that_it_is_small(cast: Cast, pair: Pair) -> None:
    assert "There are few pairs in this round." in body(client_of(cast.bob), "idea_new", pair.pk)
    for number in range(2, 7):
        other = Pair.objects.get(pk=pair.pk)
        seat = cast.programme.participations.create(person=make_person(), role="mentor")
        other.pk, other.number, other.mentor = f"pair{number}", number, seat
        other.save(force_insert=True)
    assert "There are few pairs" not in body(client_of(cast.bob), "idea_new", pair.pk)


def test_the_owner_answers_by_link_and_looking_changes_nothing(cast: Cast, idea: Idea) -> None:
    owned(cast, idea)
    url, client = link_of(idea), Client()
    page = client.get(url).content.decode()
    assert (WORDS.what in page, "Accept: say the next step" in page) == (True, True)
    client.head(url)
    assert Idea.objects.get().state == "owned"
    refused = client.post(url, {"state": "accepted", "note": "In May."})
    assert "Say on what day you look at it again." in refused.content.decode()
    assert "In May." in refused.content.decode()
    day = timezone.localdate() + timedelta(days=30)
    client.post(url, {"state": "accepted", "note": "In May.", "review_on": day.isoformat()})
    assert Idea.objects.get().review_on == day
    assert "In May." in client.get(url).content.decode()


def test_a_reason_is_always_asked_for(cast: Cast, idea: Idea) -> None:
    owned(cast, idea)
    Client().post(link_of(idea), {"state": "declined", "note": " "})
    assert Idea.objects.get().state == "owned"


def test_the_link_of_one_who_owns_it_no_more_is_dead(cast: Cast, idea: Idea) -> None:
    url = link_of(owned(cast, idea))
    Idea.objects.update(owner=cast.dora)
    assert Client().get(url).status_code == 404
    assert Client().post(url, {"state": "declined", "note": "x"}).status_code == 404


def test_the_coordinator_names_an_owner_and_sees_what_is_wrong(cast: Cast, idea: Idea) -> None:
    client, url = client_of(cast.alice), reverse("idea_owner", args=[cast.programme.pk, idea.pk])
    wrong = client.post(url, {"given_name": "Olle", "family_name": "", "email": "olle"})
    assert 'value="Olle"' in wrong.content.decode()
    client.post(url, vars(OWNER))
    owner = Idea.objects.get().owner
    assert owner == Person.objects.get(email=OWNER.email)


def test_who_owns_one_idea_is_one_press_away_for_the_next(cast: Cast, pair: Pair) -> None:
    first, second = shared(cast, pair), shared(cast, pair, title="Ask before you buy")
    Idea.objects.update(state="shared", arrived_on=timezone.localdate())
    owned(cast, first)
    client, here = client_of(cast.alice), cast.programme.pk
    following = reverse("idea", args=[here, second.pk])
    assert f'href="{following}"' in body(client, "idea", here, first.pk)
    page = body(client, "idea", here, second.pk)
    known = [f'value="{OWNER.email}"', f'value="{OWNER.given_name}"', "Somebody else"]
    assert [word in page for word in known] == [True, True, True]
    assert OWNER.email not in body(client_of(cast.fia), "idea", here, second.pk)
    client.post(reverse("idea_owner", args=[here, second.pk]), vars(OWNER))
    assert set(Idea.objects.values_list("owner__email", flat=True)) == {OWNER.email}
    assert "The next one" not in body(client, "idea", here, first.pk)


def test_an_answer_that_was_given_is_not_asked_for_again(cast: Cast, idea: Idea) -> None:
    mine = owned(cast, idea)
    assert mine.owner
    assert "Your answer is kept." not in body(Client(), "personal_idea", *_token(idea))
    answer(mine, said("accepted"), by=mine.owner)
    assert "Your answer is kept." in body(Client(), "personal_idea", *_token(idea))


def test_only_who_owns_it_is_asked_for_an_answer(cast: Cast, idea: Idea) -> None:
    owned(cast, idea)
    Idea.objects.update(owner=cast.dora)
    place = (cast.programme.pk, idea.pk)
    asked = {
        who: "Accept: say the next step" in body(client_of(getattr(cast, who)), "idea", *place)
        for who in ("alice", "fia", "dora")
    }
    assert asked == {"alice": False, "fia": False, "dora": True}
    data = {"state": "declined", "note": "No."}
    client_of(cast.fia).post(reverse("idea", args=place), data)
    assert Idea.objects.get().state == "owned"


def test_sponsor_and_coordinator_see_that_an_answer_is_late(cast: Cast, idea: Idea) -> None:
    owned(cast, idea)
    yesterday = timezone.localdate() - timedelta(days=1)
    pages = [(cast.fia, "idea_board"), (cast.alice, "programme_ideas"), (cast.alice, "programme")]
    for person, name in pages:
        assert "answer is late" not in body(client_of(person), name, cast.programme.pk)
    Idea.objects.update(due_on=yesterday)
    for person, name in pages:
        assert "1 answer is late." in body(client_of(person), name, cast.programme.pk)


def test_an_owner_sees_her_own_ideas_alone(cast: Cast, pair: Pair) -> None:
    mine, other = shared(cast, pair), shared(cast, pair, title="Another")
    owned(cast, mine)
    Idea.objects.filter(pk=mine.pk).update(owner=cast.dora)
    page = body(client_of(cast.dora), "idea_board", cast.programme.pk)
    assert (WORDS.title in page, "Another" in page) == (True, False)
    url = reverse("idea", args=[cast.programme.pk, other.pk])
    assert client_of(cast.dora).get(url).status_code == 404
    assert reverse("idea_board", args=[cast.programme.pk]) in body(client_of(cast.dora), "desk")


@pytest.mark.requirement("004-06")
def test_the_list_by_state_and_kind(cast: Cast, pair: Pair) -> None:
    shared(cast, pair, title="First")
    shared(cast, pair, title="Second", kind="tool")
    Idea.objects.filter(title="First").update(state="owned", due_on="2020-01-01")
    client, url = client_of(cast.alice), reverse("programme_ideas", args=[cast.programme.pk])
    wanted = {
        "": {"First", "Second"},
        "state=owned": {"First"},
        "state=late": {"First"},
        "kind=tool": {"Second"},
        "state=owned&kind=tool": set(),
        "state=nonsense": {"First", "Second"},
    }
    for query, expected in wanted.items():
        page = client.get(f"{url}?{query}").content.decode()
        assert {title for title in ("First", "Second") if title in page} == expected, query


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_keeps_formulas_from_running_and_names_back(
    cast: Cast, pair: Pair, kind: str
) -> None:
    shared(cast, pair, title="=HYPERLINK(1)", shown="anonymous")
    Idea.objects.update(state="shared")
    url = reverse("ideas_download", args=[cast.programme.pk])
    answer = client_of(cast.alice).get(url, {"as": kind})
    table = read_table(answer.content, f"ideas.{kind}")
    (row,) = table.rows
    assert holds(content_of(answer), "'=HYPERLINK(1)")
    assert row[0] == "=HYPERLINK(1)"
    assert row[4] == "anonymous"
    assert not {cast.bob.full_name, cast.carol.full_name, pair.pk} & set(row)


def test_the_public_page_is_off_until_it_is_published(cast: Cast, pair: Pair) -> None:
    for state in ("realised", "declined", "accepted"):
        idea = owned(cast, shared(cast, pair, title=state, shown="names"))
        assert idea.owner
        if state == "realised":
            answer(idea, said("accepted"), by=idea.owner)
        answer(idea, said(state, note=f"Because {state}."), by=idea.owner)
    anonymous = shared(cast, pair, title="Quiet", shown="anonymous")
    Idea.objects.filter(pk=anonymous.pk).update(state="shared")
    name_it = owned(cast, Idea.objects.get(pk=anonymous.pk))
    assert name_it.owner
    answer(name_it, said("declined", note="Too dear."), by=name_it.owner)
    url = reverse("idea_page", args=[cast.programme.pk])
    assert Client().get(url).status_code == 404
    publish_page(cast.programme, by=cast.alice)
    page = Client().get(url).content.decode()
    assert ["Because realised." in page, "Because declined." in page, "Too dear." in page] == [
        True
    ] * 3
    assert "Because accepted." not in page
    assert page.count(cast.bob.full_name) == 2
    data = {"withdraw": "1"}
    client_of(cast.alice).post(reverse("idea_page_publication", args=[cast.programme.pk]), data)
    assert Client().get(url).status_code == 404


def test_those_that_look_alike_are_linked_by_a_human(cast: Cast, pair: Pair) -> None:
    one = shared(cast, pair)
    other = shared(cast, pair, title="Meetings that are shorter", what=WORDS.what + " Always.")
    client, url = client_of(cast.alice), reverse("ideas_alike", args=[cast.programme.pk])
    assert "The same: link them" in client.get(url).content.decode()
    both = {"one": one.pk, "other": other.pk}
    client.post(url, {**both, "word": "same"})
    page = client.get(url).content.decode()
    assert ("The same: link them" in page, "No longer linked" in page) == (False, True)
    assert other.title in body(client, "idea", cast.programme.pk, one.pk)
    client.post(url, {"one": other.pk, "other": one.pk, "word": "again"})
    assert not Likeness.objects.exists()


def test_two_programmes_are_not_linked(cast: Cast, idea: Idea) -> None:
    foreign = Idea.objects.get(pk=idea.pk)
    foreign.pk, foreign.programme = "foreignidea2", cast.other_programme
    foreign.save(force_insert=True)
    url = reverse("ideas_alike", args=[cast.programme.pk])
    data = {"one": idea.pk, "other": foreign.pk, "word": "same"}
    assert client_of(cast.alice).post(url, data).status_code == 404


def test_the_list_asks_as_little_of_many_ideas(cast: Cast, pair: Pair) -> None:
    client, counts = client_of(cast.alice), []
    for title in ("one", "two", "three"):
        shared(cast, pair, title=title)
        with CaptureQueriesContext(connection) as captured:
            body(client, "programme_ideas", cast.programme.pk)
        counts.append(len(captured))
    assert counts == [counts[0]] * 3


class TestSignposts:
    def test_the_pairs_page_says_whose_yes_an_idea_waits_for(self, cast: Cast, pair: Pair) -> None:
        bob, carol = client_of(cast.bob), client_of(cast.carol)
        assert "waits for" not in body(bob, "pair", pair.pk)
        draft = write_draft(pair, words(), by=cast.bob)
        there = reverse("idea_draft", args=[pair.pk, draft.pk])
        wanted = f'<a href="{there}">An idea waits for your yes</a>'
        waits = f'<a href="{there}">An idea waits for Carol&#x27;s yes</a>'
        assert wanted in body(carol, "pair", pair.pk)
        assert waits in body(bob, "pair", pair.pk)
        assert wanted not in body(bob, "pair", pair.pk)
        Pair.objects.filter(pk=pair.pk).update(state="ended", ended_at=timezone.now())
        assert wanted in body(carol, "pair", pair.pk)

    def test_several_are_counted_and_what_has_no_yes_waits_for_nobody(
        self, cast: Cast, pair: Pair
    ) -> None:
        drafts = [write_draft(pair, words(title=f"Idea {n}"), by=cast.bob) for n in range(3)]
        take_yes_back(drafts[0], by=cast.bob)
        there = reverse("pair_ideas", args=[pair.pk])
        wanted = f'<a href="{there}">2 ideas wait for your yes</a>'
        assert wanted in body(client_of(cast.carol), "pair", pair.pk)

    def test_the_public_page_leads_to_what_was_said_and_done_once_it_is_published(
        self, cast: Cast
    ) -> None:
        call = make_call(cast.programme)
        there = f'href="{reverse("idea_page", args=[cast.programme.pk])}"'
        assert there not in body(Client(), "call", call.pk)
        publish_page(cast.programme, by=cast.alice)
        assert there in body(Client(), "call", call.pk)


class TestOthersOfAnOwner:
    def test_by_her_link_she_finds_the_others_that_wait(self, cast: Cast, pair: Pair) -> None:
        first, other = (owned(cast, shared(cast, pair, title=t)) for t in ("First", "Other"))
        html = body_of(link_of(first))
        assert "These wait for you, too" in html
        href = html.split('<li><a href="')[1].split('"')[0]
        assert "Other" in body_of(href)
        assert "First" in body_of(href)
        assert other.owner
        answer(other, said("declined"), by=other.owner)
        assert "These wait for you, too" not in body_of(link_of(first))

    def test_never_those_of_another_owner(self, cast: Cast, pair: Pair) -> None:
        mine, theirs = (owned(cast, shared(cast, pair, title=t)) for t in ("Mine", "Theirs"))
        Idea.objects.filter(pk=theirs.pk).update(owner=cast.dora)
        assert "Theirs" not in body_of(link_of(mine))


def body_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()
