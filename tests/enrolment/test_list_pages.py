"""The pages that a list goes through: what each says, in the reader's language."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.enrolment import lists
from tests.enrolment.lists import HEADERS, as_csv, person
from viceversa import jobs
from viceversa.enrolment.sent_lists import ColumnMapping, ImportRow, PeopleImport
from viceversa.lib.tables import read_table
from viceversa.people.models import Person, TrailEntry

State = PeopleImport.State


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(cast.alice)
    return client


def text_of(client: Client, page: str, **query: str) -> str:
    return client.get(page, query).content.decode()


def in_swedish(cast: Cast) -> None:
    Person.objects.filter(pk=cast.alice.pk).update(language="sv")


# --- the file ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.csv", "“empty.csv” is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "photo.png", "“photo.png”"),
        (b"<html><table>", "people.xls", "“people.xls” is a web page"),
        (b"role;email\r\n", "heads.csv", "has headings but no rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_and_told_about(
    cast: Cast, alice: Client, content: bytes, name: str, sentence: str
) -> None:
    kept = lists.upload(alice, cast, content, name=name)
    assert (bytes(kept.content), kept.state) == (content, State.UPLOADED)
    page = text_of(alice, lists.address("import_columns", kept))
    assert "This file cannot be read" in page
    assert sentence in page


def test_the_reason_is_told_in_the_language_of_whoever_reads(cast: Cast, alice: Client) -> None:
    kept = lists.upload(alice, cast, b"", name="tom.csv")
    in_swedish(cast)
    page = text_of(alice, lists.address("import_columns", kept))
    assert "”tom.csv” är tom." in page or "”tom.csv”" in page
    assert "is empty" not in page


def test_without_a_file_nothing_is_kept(cast: Cast, alice: Client) -> None:
    page = alice.post(reverse("import_new", args=[cast.programme.pk]), {})
    assert page.context["form"].errors == {"file": ["Choose the file with the list."]}
    assert PeopleImport.objects.count() == 0


def test_a_name_of_a_file_is_no_path_and_no_markup(cast: Cast, alice: Client) -> None:
    content = as_csv(HEADERS, person(1))
    kept = lists.upload(alice, cast, content, name="<b>lista</b>.csv")
    page = text_of(alice, reverse("import_new", args=[cast.programme.pk]))
    assert kept.filename == "b>.csv"  # Django takes what stands after the last slash
    assert "<b>" not in page


def test_a_file_too_large_is_refused_before_it_is_read(
    cast: Cast, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viceversa.enrolment.forms.lists.DEFAULT_LIMIT", 10)
    page = alice.post(
        reverse("import_new", args=[cast.programme.pk]),
        {"file": SimpleUploadedFile("l.csv", as_csv(HEADERS, person(1)))},
    )
    assert "larger than 0 MB" in str(page.context["form"].errors["file"])


# --- the columns -------------------------------------------------------------------------------


def test_each_column_shows_three_values_to_know_it_by(cast: Cast, alice: Client) -> None:
    rows = [(*person(n)[:4], "2") for n in range(5)]
    kept = lists.upload(alice, cast, as_csv(HEADERS, *rows))
    form = alice.get(lists.address("import_columns", kept)).context["form"]
    assert [str(field.help_text) for field in form.fields.values()] == [
        "mentor",
        "Given0 · Given1 · Given2",
        "Family0 · Family1 · Family2",
        "person.0@example.com · person.1@example.com · person.2@example.com",
        "2",
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"column_0": "-"}, "No column is chosen for: Role."),
        ({"column_1": "-"}, "No column is chosen for: Given name."),
        ({"column_3": "-"}, "No column is chosen for: E-mail."),
        ({"column_4": "email"}, "Another column has this meaning already."),
    ],
)
def test_columns_that_do_not_go_together(
    cast: Cast, alice: Client, changed: dict[str, str], sentence: str
) -> None:
    kept = lists.upload(alice, cast, as_csv(HEADERS, person(1)))
    answers = lists.as_guessed(alice, kept) | changed
    page = alice.post(lists.address("import_columns", kept), answers)
    assert sentence in str(page.context["form"].errors)
    assert PeopleImport.objects.get(pk=kept.pk).state == State.UPLOADED


def test_a_mapping_is_remembered_for_the_organisation(cast: Cast, alice: Client) -> None:
    headers = ("Roll", "Kolumn A", "Kolumn B", "E-post", "Nivå")
    kept = lists.upload(alice, cast, as_csv(headers, person(1)))
    answers = lists.as_guessed(alice, kept) | {"column_1": "given_name", "column_2": "family_name"}
    alice.post(lists.address("import_columns", kept), answers)
    other_order = as_csv(
        ("Kolumn B", "E-POST", "Roll", "kolumn a", "Nivå"),
        ("Family2", "person.2@example.com", "mentor", "Given2", "3"),
    )
    again = lists.send(alice, cast, other_order)
    assert (again.mapping["given_name"], again.counts["new"]) == ("kolumn a", 1)
    assert ColumnMapping.objects.count() == 1
    yrsa = Client()
    yrsa.force_login(cast.yrsa)
    yrsa.post(
        reverse("import_new", args=[cast.other_programme.pk]),
        {"file": SimpleUploadedFile("l.csv", other_order)},
    )
    hers = PeopleImport.objects.get(programme=cast.other_programme)
    assert "given_name" not in hers.mapping


# --- at work -----------------------------------------------------------------------------------


def test_the_bar_says_how_far_and_what_is_done_and_can_be_stopped(
    cast: Cast, alice: Client
) -> None:
    kept = lists.upload(alice, cast, as_csv(HEADERS, person(1)))
    alice.post(lists.address("import_columns", kept), lists.as_guessed(alice, kept))
    PeopleImport.objects.filter(pk=kept.pk).update(stage="checking", percent=42)
    page = text_of(alice, lists.address("people_import", kept))
    bar = text_of(alice, lists.address("import_progress", kept))
    for each in (page, bar):
        assert "Checking every row" in each
        assert "42%" in each
        assert lists.address("import_stop", kept) in each
    assert '<noscript><meta http-equiv="refresh"' in page
    jobs.run_waiting()
    answer = alice.get(lists.address("import_progress", kept))
    assert answer.headers["HX-Redirect"] == lists.address("people_import", kept)


# --- what was found ----------------------------------------------------------------------------


def test_each_row_says_why_beside_its_value(cast: Cast, alice: Client) -> None:
    headers = (*HEADERS, "manager")
    wrong = ("mentor", "Eva", "Fel", "no address", "17", "")
    changed = ("mentor", "Bob", cast.bob.family_name, cast.bob.email, "3", "")
    noted = (*person(1), "boss@example.com")
    checked = lists.send(alice, cast, as_csv(headers, noted, wrong, changed))
    assert checked.counts == {"new": 1, "changed": 1, "unchanged": 0, "wrong": 1}
    rows = alice.get(lists.address("people_import", checked)).context["rows"]
    assert [(row.row.line, row.row.outcome) for row in rows] == [
        (2, "new"),
        (3, "wrong"),
        (4, "changed"),
    ]
    assert [(n.label, n.cell) for n in rows[0].notes] == [("Manager's e-mail", "boss@example.com")]
    assert [(p.label, p.cell, p.text) for p in rows[1].problems] == [
        ("E-mail", "", "“no address” is not an e-mail address."),
        ("Level", "", "“17” is no level. Write a whole number from 1 to 6."),
    ]
    assert [(c.label, c.before, c.after) for c in rows[2].changes] == [("Level", "2", "3")]


def test_reasons_and_values_are_in_the_language_of_whoever_reads(cast: Cast, alice: Client) -> None:
    headers = (*HEADERS, "wants", "languages")
    bob = ("mentor", "Bob", cast.bob.family_name, cast.bob.email, "99", "E1", "sv")
    carol = ("mentee", "Carol", cast.carol.family_name, cast.carol.email, "5", "D4:3", "en")
    checked = lists.send(alice, cast, as_csv(headers, bob, carol))
    in_swedish(cast)
    rows = alice.get(lists.address("people_import", checked)).context["rows"]
    assert [(p.label, p.text) for p in rows[0].problems] == [
        ("Nivå", "”99” är ingen nivå. Skriv ett heltal från 1 till 6.")
    ]
    assert [(c.label, c.before, c.after) for c in rows[1].changes] == [
        (
            "Vill prata om",
            "Appar som gör arbetsdagen lättare (mycket)",
            "Oskrivna regler (mycket)",
        )
    ]


def test_rows_are_filtered_by_result_and_paged(cast: Cast, alice: Client) -> None:
    people = [person(n) for n in range(60)]
    wrong = ("", "Eva", "Fel", "eva@example.com", "1")
    checked = lists.send(alice, cast, as_csv(HEADERS, *people, wrong))
    page = lists.address("people_import", checked)
    assert len(alice.get(page).context["rows"]) == 50
    assert len(alice.get(page, {"page": 2}).context["rows"]) == 11
    only_wrong = alice.get(page, {"outcome": "wrong"}).context["rows"]
    assert [row.row.name for row in only_wrong] == ["Eva Fel"]
    assert alice.get(page, {"outcome": "changed"}).context["rows"] == []


def test_a_list_that_brings_nothing_new_says_so(cast: Cast, alice: Client) -> None:
    content = as_csv(HEADERS, person(1))
    lists.bring_in(alice, lists.send(alice, cast, content))
    page = text_of(alice, lists.address("people_import", lists.send(alice, cast, content)))
    assert "There is nothing to bring in." in page
    assert "import_application" not in page


@pytest.mark.parametrize("size", [10, 1000])
def test_the_result_asks_as_often_for_many_as_for_few(
    cast: Cast, alice: Client, django_assert_num_queries: object, size: int
) -> None:
    checked = lists.send(alice, cast, as_csv(HEADERS, *[person(n) for n in range(size)]))
    with django_assert_num_queries(7):  # type: ignore[operator]
        alice.get(lists.address("people_import", checked))


# --- files out ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_our_template_comes_back_without_its_example(
    cast: Cast, alice: Client, kind: str, language: str
) -> None:
    Person.objects.filter(pk=cast.alice.pk).update(language=language)
    page = reverse("import_template", args=[cast.programme.pk])
    answer = alice.get(page, {"as": kind})
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    table = read_table(answer.content, f"t.{kind}")
    assert table.headers[0] == {"en": "Role", "sv": "Roll"}[language]
    checked = lists.send(alice, cast, answer.content, name=f"t.{kind}")
    assert len(checked.mapping) == len(table.headers)
    assert checked.counts == {"new": 0, "changed": 0, "unchanged": 0, "wrong": 0}


def test_the_example_in_the_template_would_be_right(cast: Cast, alice: Client) -> None:
    """Whoever copies the row and changes the name and the address has a good row."""
    template = alice.get(reverse("import_template", args=[cast.programme.pk]), {"as": "csv"})
    filled = template.content.replace(b"example.person@example.com", b"anna.ek@example.com")
    assert lists.send(alice, cast, filled).counts["new"] == 1


def test_formulas_in_the_wrong_rows_are_harmless(cast: Cast, alice: Client) -> None:
    wrong = ("mentor", "=cmd()", "Fel", "no address", "1")
    checked = lists.send(alice, cast, as_csv(HEADERS, wrong))
    left_out = alice.get(lists.address("import_left_out", checked), {"as": "csv"})
    assert b";'=cmd();" in left_out.content


# --- thrown away -------------------------------------------------------------------------------


def test_after_it_the_wrong_rows_are_said_to_be_left_out(cast: Cast, alice: Client) -> None:
    said = []
    for more in ([], [("mentor", "Eva", "Fel", "no address", "1")]):
        applied = lists.bring_in(alice, lists.send(alice, cast, as_csv(HEADERS, person(1), *more)))
        page = alice.get(lists.address("people_import", applied)).content.decode()
        said.append("The wrong rows were left out." in page)
    assert said == [False, True]


def test_a_list_is_thrown_away_and_its_people_stay(cast: Cast, alice: Client) -> None:
    applied = lists.bring_in(alice, lists.send(alice, cast, as_csv(HEADERS, person(1))))
    page = lists.address("import_removal", applied)
    assert alice.get(page).status_code == 200
    assert PeopleImport.objects.count() == 1
    alice.post(page)
    assert (PeopleImport.objects.count(), ImportRow.objects.count()) == (0, 0)
    assert Person.objects.filter(email="person.1@example.com").exists()
    verbs = TrailEntry.objects.order_by("happened_at").values_list("verb", flat=True)
    assert list(verbs) == ["received a list", "brought in a list", "threw a list away"]
