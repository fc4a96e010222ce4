"""The report on paper: for everybody, the same as on the page, in either language."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.desk.world import signed_in
from tests.impact.test_effect import DOWN, SAME, UP, both_times
from tests.printed import faults, pages, tags, words
from tests.report.world import meet, pair_at
from viceversa.programmes.models import Programme
from viceversa.report.actions import tell_who_stayed
from viceversa.report.report import report_of
from viceversa.report.sight import Version


@pytest.fixture
def told(cast: Cast) -> Programme:
    """A round with something to say in nearly every section."""
    for times in (1, 2, 3, 3, 4, 5):
        meet(pair_at(cast.programme, mentor_at=cast.house, mentee_at=cast.house), times)
    both_times(cast, [UP] * 8 + [SAME] * 3 + [DOWN] * 2)
    tell_who_stayed(
        cast.programme,
        asked_on=cast.programme.starts_on,
        by=cast.alice,
        mentors=16,
        mentors_stayed=11,
        others=11,
        others_stayed=6,
    )
    cast.programme.earlier_rounds.create(name="Pilot", year=2019, pairs=31)
    return cast.programme


def printed(cast: Cast, who: str, version: str = "", language: str = "en") -> bytes:
    address = reverse("programme_report_pdf", args=[cast.programme.pk])
    query = {"version": version, "language": language}
    answer = signed_in(getattr(cast, who)).get(address, query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("version", ["coordinator", "sponsor"])
def test_checkers_find_nothing(cast: Cast, told: Programme, version: str, language: str) -> None:
    assert faults(printed(cast, "alice", version, language)) == []


def test_it_has_every_section_picture_and_table_of_the_page(cast: Cast, told: Programme) -> None:
    made = printed(cast, "alice")
    report = report_of(told, Version.COORDINATOR, reader=cast.alice)
    read, found = words(made), tags(made)
    assert [each.title for each in report.sections if each.title not in read] == []
    assert found.count("Figure") == sum(len(each.shown) for each in report.sections)
    assert found.count("Table") == sum(each.table is not None for each in report.sections)
    for sentence in report.findings:
        assert sentence in read


def test_a_picture_and_its_table_of_two_columns_stand_on_one_page(
    cast: Cast, told: Programme
) -> None:
    report = report_of(told, Version.COORDINATOR, reader=cast.alice)
    read = pages(printed(cast, "alice"))
    narrow = [
        (each.title, " ".join(each.table.head))
        for each in report.sections
        if each.table and len(each.table.head) == 2 and len(each.shown) == 1
    ]
    assert len(narrow) > 1
    apart = [both for both in narrow if not any(all(w in page for w in both) for page in read)]
    assert apart == []


def test_it_speaks_the_language_that_is_asked_for(cast: Cast, told: Programme) -> None:
    assert "Det här har vi sett" in words(printed(cast, "alice", language="sv"))
    assert "What we have found" in words(printed(cast, "alice", language="en"))


def test_file_is_named_after_the_programme_in_its_language(cast: Cast) -> None:
    cast.programme.name = "Omvänt mentorskap"
    cast.programme.save()
    address = reverse("programme_report_pdf", args=[cast.programme.pk])
    answer = signed_in(cast.fia).get(address, {"language": "sv"})
    name = "rapport-omvant-mentorskap-for-uppdragsgivare.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_sponsors_paper_has_no_picture_of_a_pair(cast: Cast, told: Programme) -> None:
    assert "Meetings of each pair" in words(printed(cast, "alice"))
    read = words(printed(cast, "fia"))
    assert [
        word for word in ("Meetings of each pair", "A look in the mirror") if word in read
    ] == []


def test_paper_is_for_whoever_reads_the_page(cast: Cast) -> None:
    address = reverse("programme_report_pdf", args=[cast.programme.pk])
    for person in (*cast.insiders(), *cast.outsiders()):
        expected = 200 if person in (cast.alice, cast.fia) else 404
        assert signed_in(person).get(address).status_code == expected
    client = signed_in(cast.fia)
    assert client.get(address, {"version": "coordinator"}).status_code == 404


def test_partner_with_too_few_has_no_paper(cast: Cast) -> None:
    """Erik's house has no pair at all."""
    address = reverse("programme_report_pdf", args=[cast.programme.pk])
    assert signed_in(cast.erik).get(address, {"version": "partner"}).status_code == 404
