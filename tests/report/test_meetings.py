"""How often pairs met, told to each reader as far as it points at nobody."""

import pytest

from tests.cast import Cast
from tests.desk.world import signed_in
from tests.factories import make_organisation, make_partner
from tests.report.world import meet, opened, pair_at, report_page, rows_of, words_of
from viceversa.programmes.models import Programme
from viceversa.report.groups import partners_told
from viceversa.report.queries import pairs_met
from viceversa.report.report import report_of
from viceversa.report.sight import Version

TIMES = (1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6)


@pytest.fixture
def sixteen(cast: Cast) -> Programme:
    """The chamber's round, as the handbook counts it."""
    cast.programme.meetings_target, cast.programme.meetings_tolerance = 6, 2
    cast.programme.save()
    for times in TIMES:
        meet(pair_at(cast.programme, mentor_at=cast.house, mentee_at=cast.house), times)
    return cast.programme


def test_whoever_leads_reads_it_as_it_is(cast: Cast, sixteen: Programme) -> None:
    page = report_page(cast.alice, sixteen)
    assert rows_of(page, "meetings") == {
        "0 meetings": ["0"],
        "1 meeting": ["1"],
        "2 meetings": ["1"],
        "3 meetings": ["2"],
        "4 meetings": ["4"],
        "5 meetings": ["5"],
        "6 or more": ["3"],
    }
    found = "Of 16 pairs 16 have met, and 12 as often as was planned, which is at least 4 times."
    assert found in words_of(page, "meetings")
    assert found in page.select_one(".report-findings").get_text()  # type: ignore[union-attr]
    assert "68 meetings in all." in words_of(page, "meetings")


def test_what_is_put_up_with_never_makes_a_plan_of_less_than_half(
    cast: Cast, sixteen: Programme
) -> None:
    """The kind puts up with two of six; three meetings were agreed on instead."""
    Programme.objects.filter(pk=sixteen.pk).update(meetings_target=3)
    found = "Of 16 pairs 16 have met, and 15 as often as was planned, which is at least 2 times."
    assert found in words_of(report_page(cast.alice, sixteen), "meetings")


def test_sponsor_reads_no_number_of_a_few(cast: Cast, sixteen: Programme) -> None:
    page = report_page(cast.fia, sixteen)
    told = {cell for row in rows_of(page, "meetings").values() for cell in row}
    assert told == {"fewer than 5", "5"}
    assert "12 as often as was planned" in words_of(page, "meetings")


@pytest.mark.requirement("001-06")
def test_pictures_of_single_pairs_are_for_whoever_leads(cast: Cast, sixteen: Programme) -> None:
    page = report_page(cast.alice, sixteen)
    assert rows_of(page, "each-pair")["16"] == ["6", "0", "active"]
    assert len(page.select("#each-pair svg circle")) == 68
    for person, version in ((cast.fia, ""), (cast.alice, "sponsor")):
        assert report_page(person, sixteen, version).select("#each-pair") == []


def test_ring_is_a_meeting_that_did_not_come_about(cast: Cast) -> None:
    pair = pair_at(cast.programme, mentor_at=cast.house, mentee_at=cast.house)
    meet(pair, 2)
    meet(pair, 1, state="cancelled", by="mentee")
    meet(pair, 1, state="missed")
    page = report_page(cast.alice, cast.programme)
    assert rows_of(page, "each-pair") == {"1": ["2", "2", "active"]}
    assert len(page.select("#each-pair circle.before")) == 2


def test_pair_that_was_never_formed_is_in_no_figure(cast: Cast) -> None:
    for state in ("proposed", "declined"):
        pair_at(cast.programme, mentor_at=cast.house, mentee_at=cast.house, state=state)
    page = report_page(cast.alice, cast.programme)
    assert "No pair has met yet." in words_of(page, "meetings")
    assert page.select("#each-pair") == []


def test_whoever_leads_pairs_that_have_not_met_is_told_so_in_words(cast: Cast) -> None:
    for _pair in range(6):
        pair_at(cast.programme, mentor_at=cast.house, mentee_at=cast.house)
    page = report_page(cast.alice, cast.programme)
    assert "No pair has met yet." in words_of(page, "meetings")
    assert rows_of(page, "meetings")["0 meetings"] == ["6"]
    assert "fewer than 5 have met" in words_of(report_page(cast.fia, cast.programme), "meetings")


def test_every_picture_has_its_table(cast: Cast, sixteen: Programme) -> None:
    for version in (Version.COORDINATOR, Version.SPONSOR):
        for section in report_of(sixteen, version, reader=cast.alice).sections:
            assert section.table or not section.shown, section.code


# --- partners ------------------------------------------------------------------------------------


def crowd(cast: Cast, *, own: int, others: int) -> Programme:
    elsewhere = make_organisation()
    for at, many in ((cast.house, own), (elsewhere, others)):
        for _ in range(many):
            meet(pair_at(cast.programme, mentor_at=elsewhere, mentee_at=at), 3)
    return cast.programme


def test_partner_reads_of_its_own_pairs_alone(cast: Cast) -> None:
    page = report_page(cast.erik, crowd(cast, own=6, others=7))
    told = page.select_one(f"#meetings-{cast.partner.pk}")
    assert told is not None
    assert cast.house.name in told.get_text()
    assert "Of 6 pairs at least 5 have met" in told.get_text().replace("\n", " ")
    assert "13" not in told.get_text()


@pytest.mark.parametrize(("own", "others"), [(4, 20), (20, 4), (0, 9), (3, 0)])
def test_partner_reads_why_not_where_a_few_could_be_had(cast: Cast, own: int, others: int) -> None:
    page = report_page(cast.erik, crowd(cast, own=own, others=others))
    assert page.h1 is not None
    assert page.h1.get_text() == "No report of your own"
    assert page.select(".report-section, .report-findings") == []


def test_partner_of_every_pair_reads_of_all(cast: Cast) -> None:
    page = report_page(cast.erik, crowd(cast, own=6, others=0))
    assert page.select(f"#meetings-{cast.partner.pk}")


def test_partners_who_lay_theirs_side_by_side_find_no_few(cast: Cast) -> None:
    """Ten pairs at one, nine of them shared with another: the one left over stays hidden."""
    here, there = cast.house, make_organisation()
    other = make_partner(cast.programme, there)
    elsewhere = make_organisation()
    for _ in range(9):
        pair_at(cast.programme, mentor_at=there, mentee_at=here)
    pair_at(cast.programme, mentor_at=elsewhere, mentee_at=here)
    for _ in range(6):
        pair_at(cast.programme, mentor_at=elsewhere, mentee_at=elsewhere)
    met = pairs_met(cast.programme)
    assert partners_told([cast.partner, other], met) == [cast.partner]
    assert partners_told([other], met) == [other]


# --- doors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "may"),
    [
        ("", {"alice", "erik", "fia"}),
        ("coordinator", {"alice"}),
        ("sponsor", {"alice", "fia"}),
        ("partner", {"erik"}),
        ("nonsense", set()),
    ],
)
def test_version_is_for_whoever_may_read_it(cast: Cast, version: str, may: set[str]) -> None:
    people = {p.given_name.lower(): p for p in (*cast.insiders(), *cast.outsiders())}
    for name, person in people.items():
        answer = opened(signed_in(person), cast.programme, version)
        assert answer.status_code == (200 if name in may else 404), name
        if name not in may:
            assert cast.programme.purpose not in answer.content.decode()


def test_what_stands_in_no_report(cast: Cast, sixteen: Programme) -> None:
    """Neither places nor names, whoever reads."""
    names = [person.full_name for person in (cast.bob, cast.carol)]
    for person in (cast.alice, cast.fia):
        html = str(report_page(person, sixteen))
        assert [word for word in ("Hemliga", "Mentor Nummer", *names) if word in html] == []
