"""The pack on data protection: complete, filled in, for the parties, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tests.cast import Cast
from viceversa.lib.register import entries
from viceversa.people.models import Person
from viceversa.privacy import words
from viceversa.privacy.pack import TEXTS, TITLES, paper, shelves, thing_of
from viceversa.programmes.papers import blocks_of, text_of

LANGUAGES = ("sv", "en")


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_register_can_be_said_and_no_words_are_left_over() -> None:
    found = entries().values()
    assert {entry.data_class for entry in found} <= set(words.CLASSES)
    assert {entry.readers for entry in found} == set(words.READERS)
    assert {entry.retention for entry in found} == set(words.KEPT)
    assert {thing_of(entry.field) for entry in found} == set(words.THINGS)


def test_every_field_stands_in_one_row() -> None:
    rows = [row for shelf in shelves() for row in shelf.rows]
    assert sum(len(row.fields) for row in rows) == len(entries())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TITLES)
class TestPapers:
    def test_it_is_filled_in(self, cast: Cast, kind: str, language: str) -> None:
        text = paper(cast.programme, kind, language).text
        names = [cast.house.name, cast.programme.name, cast.programme.purpose]
        assert [name for name in names if name not in text] == []
        employers = {"sv": "Arbetsgivare som är med: ", "en": "Employers who take part: "}
        told = f"{employers[language]}{cast.partner.organisation.name}."
        assert (told in text) is (kind in ("union", "dpia"))
        assert "{" not in text
        kept = {"sv": "30 dagar efter omgången", "en": "30 days after the round"}
        assert kept[language] in text

    def test_it_says_how_the_programme_is_set(self, cast: Cast, kind: str, language: str) -> None:
        before = paper(cast.programme, kind, language).text
        cast.programme.may_override = not cast.programme.may_override
        assert (paper(cast.programme, kind, language).text != before) is (kind != "record")

    def test_it_can_be_read_and_taken_along(self, cast: Cast, kind: str, language: str) -> None:
        shown = paper(cast.programme, kind, language)
        for person in (cast.alice, cast.erik, cast.fia):
            place = reverse("privacy_paper", args=[cast.programme.pk, kind])
            page = client_of(person).get(place, {"language": language}).content.decode()
            assert shown.title in page
        place = reverse("privacy_paper_text", args=[cast.programme.pk, kind])
        file = client_of(cast.alice).get(place, {"language": language})
        assert file["Content-Disposition"] == f'attachment; filename="{kind}-{language}.txt"'
        assert file.content.decode().endswith(shown.text)


@pytest.mark.parametrize("kind", ["dpia", "record"])
def test_a_line_says_who_reads_a_thing_and_for_how_long(cast: Cast, kind: str) -> None:
    lines = paper(cast.programme, kind, "en").text.splitlines()
    told = (
        "Read by whoever wrote it, and by both when it is shared. Kept for 30 days after the round."
    )
    assert f"- Notes and journal. {told}" in lines
    some = (
        "Some of it is read by the person by her link; some by nobody but the program itself. "
        "Kept until she sends it or the survey closes."
    )
    assert f"- Answers that have been begun. {some}" in lines
    assert [words for words in lines if words.count("ead by ") > 1] == []


@pytest.mark.parametrize("kind", TITLES)
def test_both_languages_have_the_same_parts(kind: str) -> None:
    texts = [text_of(TEXTS, kind, language) for language in LANGUAGES]
    shapes = [[(block.kind, len(block.lines)) for block in blocks_of(text)] for text in texts]
    assert shapes[0] == shapes[1]


def test_the_pack_shows_every_thing_and_leads_to_every_draft(cast: Cast) -> None:
    place = reverse("privacy_pack", args=[cast.programme.pk])
    page = client_of(cast.fia).get(place).content.decode()
    assert [thing for thing in map(str, words.THINGS.values()) if escape(thing) not in page] == []
    for kind in TITLES:
        assert reverse("privacy_paper", args=[cast.programme.pk, kind]) in page


def test_each_party_goes_back_to_where_she_came_from(cast: Cast) -> None:
    place = reverse("privacy_pack", args=[cast.programme.pk])
    settings = reverse("programme_settings", args=[cast.programme.pk])
    for person, back in ((cast.alice, settings), (cast.erik, "/desk/"), (cast.fia, "/desk/")):
        page = client_of(person).get(place).content.decode()
        assert f'<p class="heading-kicker"><a href="{back}">' in page


@pytest.mark.parametrize("name", ["privacy_paper", "privacy_paper_text"])
def test_there_is_no_other_draft(cast: Cast, name: str) -> None:
    place = reverse(name, args=[cast.programme.pk, "secrets"])
    assert client_of(cast.alice).get(place).status_code == 404


def test_those_who_take_part_are_told_elsewhere(cast: Cast) -> None:
    place = reverse("privacy_pack", args=[cast.programme.pk])
    assert client_of(cast.bob).get(place).status_code == 404


def test_each_party_finds_it(cast: Cast) -> None:
    code = cast.programme.pk
    found = {
        cast.alice: "programme_settings",
        cast.erik: "programme_own_people",
        cast.fia: "programme_figures",
    }
    for person, name in found.items():
        page = client_of(person).get(reverse(name, args=[code])).content.decode()
        assert reverse("privacy_pack", args=[code]) in page
