"""What a person takes along: all that is hers, nothing that is another's."""

import json
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.text import capfirst

from tests.cast import Cast
from tests.conversations.world import agree, booked, client_of, make_pair
from tests.factories import make_application, make_call, make_person
from tests.house.leaks import holds
from tests.ideas.world import WORDS as IDEA
from viceversa.conversations.actions import new_note, write_note
from viceversa.farewell.actions import approve, change_story, write_story
from viceversa.farewell.words import StoryWords
from viceversa.ideas.actions import say_yes, take_yes_back, write_draft
from viceversa.lib.register import entries
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.privacy.export import archive, everything, fields_of
from viceversa.privacy.labels import label_of
from viceversa.privacy.plan import holdings
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
STORY = StoryWords("The evening shift", "We met three times", "Two who met")
MINE, SHARED_BY_OTHER = "what Bob wrote", "what Carol shares"


@pytest.fixture
def pair(cast: Cast) -> Pair:
    Programme.objects.update(ends_on=None)
    pair = make_pair(cast, mentor_answer="yes", mentee_answer="ask")
    agree(cast, pair)
    booked(cast, pair)
    for person, words in ((cast.bob, MINE), (cast.carol, SHARED_BY_OTHER)):
        note = new_note(pair, by=person)
        note.is_shared = True
        write_note(note, words, by=person)
    call = make_call(cast.programme)
    make_application(call, email=cast.bob.email, why="Bob's own reason", participation=cast.mentor)
    return pair


def files(packed: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(packed)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def test_the_archive_holds_what_is_stored_room_by_room(cast: Cast, pair: Pair) -> None:
    found = files(archive(cast.bob))
    assert set(found) == {
        "index.html", "conversations.json", "pairing.json", "enrolment.json", "notices.json",
        "people.json",
    }  # fmt: skip
    people = json.loads(found["people.json"])
    assert people["Name, address and how to be reached"][0]["email"] == cast.bob.email
    assert people["Place of work, title, level and manager"][0]["organisation"] == "Tallmo Test AB"
    assert "Bob&#x27;s own reason" in found["index.html"]
    assert "Bob's own reason" in found["enrolment.json"]


@pytest.mark.requirement("004-07")
def test_what_a_pair_writes_comes_to_its_author_alone_and_when_she_asks(
    cast: Cast, pair: Pair
) -> None:
    by_operator, by_herself = archive(cast.bob), archive(cast.bob, own_words=True)
    assert MINE not in str(files(by_operator))
    assert MINE in files(by_herself)["conversations.json"]
    for packed in (by_operator, by_herself):
        assert SHARED_BY_OTHER not in str(files(packed))


def test_what_the_other_answered_is_not_hers(cast: Cast, pair: Pair) -> None:
    row = json.loads(files(archive(cast.bob))["pairing.json"])["Pairs"][0]
    assert (row["mentor_answer"], "mentee_answer" in row) == ("yes", False)


def told_of_stories(person: Person) -> dict[str, Any]:
    packed = files(archive(person, own_words=True))
    found: dict[str, Any] = json.loads(packed.get("farewell.json", "{}"))
    return found


def test_a_story_comes_to_its_author_and_to_nobody_else(cast: Cast, pair: Pair) -> None:
    write_story(pair, STORY, by=cast.bob)
    assert STORY.text in str(told_of_stories(cast.bob)["Stories in the pair"])
    assert told_of_stories(cast.carol) == {}


def test_that_the_other_said_yes_to_a_story_is_not_hers(cast: Cast, pair: Pair) -> None:
    draft = write_story(pair, STORY, by=cast.bob)
    approve(draft, by=cast.carol, seen=STORY.digest)
    assert "Yeses to a story" not in told_of_stories(cast.bob)
    assert "Yeses to a story" in told_of_stories(cast.carol)


def test_a_story_that_the_organiser_proposed_is_hers_no_more(cast: Cast, pair: Pair) -> None:
    draft = write_story(pair, STORY, by=cast.alice)
    change_story(draft, replace(STORY, text="What Carol made of it"), by=cast.carol)
    assert told_of_stories(cast.alice) == {}


def test_that_the_other_said_yes_to_an_idea_is_not_hers(cast: Cast, pair: Pair) -> None:
    draft = write_draft(pair, IDEA, by=cast.bob)
    take_yes_back(draft, by=cast.bob)
    say_yes(draft, by=cast.carol, seen=IDEA.digest)
    told = json.loads(files(archive(cast.bob, own_words=True))["ideas.json"])
    assert list(told) == ["Ideas in the pair"]


def test_nobody_elses_address_is_in_it(cast: Cast, pair: Pair) -> None:
    make_person("Other", email="other.kanarie@example.com")
    told = "".join(files(archive(cast.bob)).values()).encode()
    others = Person.objects.exclude(pk=cast.bob.pk)
    assert [p.given_name for p in others if holds(told, p.email)] == ["Alice"], "to answer to"


def test_every_field_that_may_be_taken_along_belongs_to_something_that_is_held() -> None:
    held = {each.name for _room, each in holdings() if each.is_export}
    taken = {name.rpartition(".")[0] for name, entry in entries().items() if entry.is_exported}
    assert taken - held == set()


def test_no_secret_is_in_it(cast: Cast, pair: Pair) -> None:
    names = {
        name for kept in everything(cast.bob, own_words=True) for row in kept.rows for name in row
    }
    secret = {e.field.partition(".")[2] for e in entries().values() if e.data_class == "P5"}
    assert names & (secret - {"*"}) == set()


def test_it_speaks_the_persons_language(cast: Cast, pair: Pair) -> None:
    cast.bob.language = "sv"
    assert '<html lang="sv">' in files(archive(cast.bob))["index.html"]


ALIKE = {"Mentor", "Organisation", "Partner", "Person", "Text", "Version"}


def labels(language: str) -> dict[str, str]:
    """Of everything that may be taken along, what its field is called."""
    with translation.override(language):
        return {
            f"{each.name}.{field.name}": label_of(each.name, field)
            for _room, each in holdings()
            if each.is_export
            for field in fields_of(each, own_words=True)
        }


def test_every_field_has_a_name_in_the_readers_language() -> None:
    swedish, english = labels("sv"), labels("en")
    alike = {words for name, words in swedish.items() if words == english[name]}
    assert {capfirst(words) for words in alike} - ALIKE == set()
    assert {words for words in english.values() if "_" in words} == set()


def test_the_page_names_what_stands_where_and_how_things_stand(cast: Cast, pair: Pair) -> None:
    cast.bob.language, cast.bob.hours = "sv", ["morning", "lunch"]
    cast.bob.save(update_fields=["hours"])
    found = files(archive(cast.bob))
    page = BeautifulSoup(found["index.html"], "html.parser")
    told = {dt.get_text(): dd.get_text() for dt, dd in
            zip(page.select("dt"), page.select("dd"), strict=True)}  # fmt: skip
    assert (told["Mentorns svar"], told["När det föreslogs"][:2]) == ("ja", "20")
    assert told["Tider som passar"] == "på morgonen, över lunch"
    assert json.loads(found["pairing.json"])["Par"][0]["mentor_answer"] == "yes"


def test_it_is_had_on_ones_own_page(cast: Cast, pair: Pair) -> None:
    answer = client_of(cast.bob).get("/me/data/file/")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert MINE in files(answer.content)["conversations.json"]
