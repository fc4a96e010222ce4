"""What a report tells beside the meetings, section by section, and what it keeps to itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.desk.world import signed_in
from tests.factories import enrol, give_role, make_person, make_programme
from tests.impact.test_effect import DOWN, SAME, UP, both_times
from tests.impact.world import ask
from tests.report.world import meet, opened, pair_at, report_page, rows_of, words_of
from viceversa.conversations.models import Objective, TryOut
from viceversa.ideas.models import Idea
from viceversa.impact.actions import send_answer
from viceversa.impact.boxes import Said
from viceversa.impact.effect import effect_of
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry
from viceversa.programmes.models import Enquiry, Policy, Programme
from viceversa.programmes.phases import plan_phases
from viceversa.report.models import Staying
from viceversa.report.section import with_the_rest
from viceversa.report.sections.pilot import pilot
from viceversa.report.sight import Version


def pairs(cast: Cast, many: int, **fields: Any) -> list[Pair]:
    return [
        pair_at(cast.programme, mentor_at=cast.house, mentee_at=cast.house, **fields)
        for _ in range(many)
    ]


# --- who cancelled -------------------------------------------------------------------------------


def test_cancellations_stand_by_role(cast: Cast) -> None:
    pair, *_others = pairs(cast, 6)
    for role, times in (("mentee", 7), ("mentor", 5), ("", 1)):
        meet(pair, times, state="cancelled", by=role)
    assert rows_of(report_page(cast.alice, cast.programme), "cancellations") == {
        "By the mentee": ["7"],
        "By the mentor": ["5"],
        "By neither alone": ["1"],
    }
    told = rows_of(report_page(cast.fia, cast.programme), "cancellations")
    assert told == {
        "By the mentee": ["at least 5"],
        "By the mentor": ["at least 5"],
        "By neither alone": ["fewer than 5"],
    }


# --- wants and offers ----------------------------------------------------------------------------


def test_wants_and_offers_stand_by_theme_for_five_and_more(cast: Cast) -> None:
    for _ in range(6):
        enrol(make_person(), cast.programme, "mentee", wants={"A1": 2})
    for _ in range(4):
        enrol(make_person(), cast.programme, "mentor", offers={"A1": 2, "G2": 1})
    rows = rows_of(report_page(cast.alice, cast.programme), "topics")
    assert list(rows.values()) == [["at least 5", *["fewer than 5"] * 3]]  # Carol does not ask
    assert rows == rows_of(report_page(cast.fia, cast.programme), "topics")


# --- goals and things tried ----------------------------------------------------------------------


def state(pair: Pair, kind: str, *, days: int = 0, role: str = "mentee") -> None:
    seat = getattr(pair, role)
    Objective.objects.create(
        pair=pair,
        author_id=seat.person_id,
        kind=kind,
        sealed_text=b"Kanarie",
        set_at=timezone.now() + timedelta(days=days),
    )


def test_goal_of_a_pair_is_the_most_definite_that_one_of_the_two_has_last_said(cast: Cast) -> None:
    found = pairs(cast, 12)
    for pair in found[:6]:
        state(pair, "not_yet")
        state(pair, "goal", days=1)
        state(pair, "theme", role="mentor")
    for pair in found[6:]:
        state(pair, "goal")
        state(pair, "theme", days=1)
    page = report_page(cast.alice, cast.programme)
    assert rows_of(page, "goals") == {
        "A goal": ["6"],
        "A theme to talk about": ["6"],
        "Not yet": ["fewer than 5"],
        "Nothing said": ["fewer than 5"],
    }


def test_few_goals_are_told_to_nobody(cast: Cast) -> None:
    """Not even to whoever leads: the goals are the two's."""
    for pair in pairs(cast, 3):
        state(pair, "goal")
    told = rows_of(report_page(cast.alice, cast.programme), "goals")
    assert {cell for cells in told.values() for cell in cells} == {"–"} or not any(
        "3" in cells for cells in told.values()
    )


def test_programme_without_goals_has_no_such_section(cast: Cast) -> None:
    pairs(cast, 6)
    cast.programme.goal_policy = Policy.OFF
    cast.programme.save()
    assert report_page(cast.alice, cast.programme).select("#goals") == []


@pytest.mark.requirement("000-11")
def test_things_tried_are_counted(cast: Cast) -> None:
    pair = pairs(cast, 1)[0]
    for kind, times in (("tested", 24), ("not_yet", 10), ("dropped", 7)):
        for _ in range(times):
            TryOut.objects.create(
                pair=pair, author_id=pair.mentee.person_id, sealed_text=b"Kanarie", state=kind
            )
    page = report_page(cast.alice, cast.programme)
    assert "Of 41 things that pairs set out to try, 24 have been tried." in words_of(page, "tries")
    assert rows_of(page, "tries")["Dropped"] == ["7"]


# --- ideas ---------------------------------------------------------------------------------------


def idea(cast: Cast, state: str, **fields: Any) -> None:
    Idea.objects.create(
        programme=cast.programme, title="Kanarieidé", what="x", kind="tool", shown="round",
        origin="x", state=state, **fields,
    )  # fmt: skip


def test_ideas_flow_from_shared_to_realised(cast: Cast) -> None:
    for kind, times in (("realised", 4), ("accepted", 5), ("declined", 3), ("leaving", 2)):
        for _ in range(times):
            idea(cast, kind)
    for _ in range(2):
        idea(cast, "owned", due_on=date(2020, 1, 1))
    page = report_page(cast.alice, cast.programme)
    said = words_of(page, "ideas")
    assert "14 ideas have left their pairs; realised: 4, accepted besides: 5" in said
    assert "2 wait for an answer beyond the promised time." in said
    assert rows_of(page, "ideas")["Shared"] == ["14"]
    assert "Kanarieidé" not in str(page)
    *_, last = page.select("#ideas svg rect.amount")
    assert float(str(last["x"]).rstrip("%")) == pytest.approx(66)  # nothing waits for an owner


# --- what people say of themselves ---------------------------------------------------------------


def test_scales_that_rise_fall_and_stay_are_all_shown(cast: Cast) -> None:
    both_times(cast, [UP] * 8 + [SAME] * 3 + [DOWN] * 2, silent=2)
    page = report_page(cast.fia, cast.programme)
    said = words_of(page, "change-mentee")
    assert "8 of 13 say more; it may be 4 to 8 of 10 in a similar group." in said
    assert "Of 16 who were asked afterwards, 13 have answered." in said
    assert len(page.select("#change-mentee svg")) == 1  # of one scale they have said anything
    found = page.select_one(".report-findings").get_text()  # type: ignore[union-attr]
    assert "Of 1 scales 1 rise and 0 fall." in found
    assert "it cannot be told" not in found
    assert "Nothing is told until five" in words_of(page, "change-mentor")


def test_nothing_is_told_of_four(cast: Cast) -> None:
    both_times(cast, [UP] * 4, silent=8)
    page = report_page(cast.alice, cast.programme)
    assert page.select("#change-mentee svg, #change-mentee td") == []


@pytest.mark.requirement("001-15")
def test_what_was_expected_and_what_it_gave_stand_side_by_side(cast: Cast) -> None:
    before = ask(cast.programme, count=12)
    for at in range(12):
        send_answer(before.ticket(at), Said({"expected": 3 + at % 3}))
    before.close()
    assert report_page(cast.alice, cast.programme).select("#outcomes td")
    after = ask(cast.programme, wave="after", people=before.people)
    for at in range(12):
        send_answer(after.ticket(at), Said({"result": 5 + at % 2, "recommend": 8 + at % 3}))
    after.close()
    page = report_page(cast.alice, cast.programme)
    rows = rows_of(page, "outcomes")
    assert rows["How much it was expected to give, 1 to 7"] == ["4 in the middle of 12", "–"]
    assert rows["How much it gave, 1 to 7"] == ["5.5 in the middle of 12", "–"]
    assert page.select_one("#outcomes h3").get_text() == "Mentees: would recommend it, 0 to 10"  # type: ignore[union-attr]


# --- harm ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ended", "told"), [(4, "fewer than 5"), (5, "5"), (14, "at least 12")])
def test_harm_is_told_from_five_on_and_only_to_so_many(cast: Cast, ended: int, told: str) -> None:
    pairs(cast, ended, state="ended")
    pairs(cast, 16 - ended)
    for person in (cast.alice, cast.fia):
        page = report_page(person, cast.programme)
        assert rows_of(page, "harm")["Pairs that ended early"] == [told]


def test_what_was_written_to_the_organiser_is_only_counted(cast: Cast) -> None:
    for _ in range(6):
        Enquiry.objects.create(programme=cast.programme, text="Kanarierop", language="sv")
    page = report_page(cast.alice, cast.programme)
    assert rows_of(page, "harm")["Have written to the organiser about something"] == ["6"]
    assert "Kanarierop" not in str(page)


@pytest.mark.parametrize(("silent", "told"), [(3, "fewer than 5"), (6, "6")])
def test_who_cannot_speak_openly_is_a_number_from_five_on(
    cast: Cast, silent: int, told: str
) -> None:
    asked = ask(cast.programme, wave="half_time", count=16)
    for at in range(16):
        send_answer(asked.ticket(at), Said({"openly": 2 if at < silent else 4 + at % 2}))
    asked.close()
    rows = rows_of(report_page(cast.alice, cast.programme), "harm")
    assert rows["Mentees who cannot speak openly, at half-time"] == [told]


# --- who stays -----------------------------------------------------------------------------------

COUNTS = {"mentors": 16, "mentors_stayed": 14, "others": 11, "others_stayed": 7}


def stayed(cast: Cast, **counts: int) -> Any:
    sent = {"asked_on": "2026-09-01", **COUNTS, **counts}
    return signed_in(cast.alice).post(
        reverse("programme_report_staying", args=[cast.programme.pk]), sent
    )


def test_staying_is_told_with_its_interval(cast: Cast) -> None:
    assert stayed(cast).url == reverse("programme_report", args=[cast.programme.pk])
    page = report_page(cast.alice, cast.programme)
    assert rows_of(page, "staying") == {
        "Mentors": ["14", "16", "88% (64–97)"],
        "Applied, and had no place": ["7", "11", "64% (35–85)"],
    }
    assert "so that nobody can tell if there is one" in words_of(page, "staying")
    assert TrailEntry.objects.filter(verb="told who stayed").count() == 1


def test_staying_told_again_takes_the_place_of_what_was_told(cast: Cast) -> None:
    stayed(cast)
    stayed(cast, mentors_stayed=16)
    assert Staying.objects.get().mentors_stayed == 16
    answer = signed_in(cast.alice).get(
        reverse("programme_report_staying", args=[cast.programme.pk])
    )
    assert 'value="16"' in answer.content.decode()


def test_more_than_all_cannot_have_stayed(cast: Cast) -> None:
    answer = stayed(cast, mentors_stayed=17)
    assert answer.context["form"].errors == {
        "mentors_stayed": ["That is more than there are in all."]
    }
    assert 'value="17"' in answer.content.decode()
    assert not Staying.objects.exists()


def test_sponsor_reads_no_number_of_the_few_who_left(cast: Cast) -> None:
    stayed(cast)
    page = report_page(cast.fia, cast.programme)
    assert rows_of(page, "staying") == {
        "Mentors": ["at least 12", "16"],
        "Applied, and had no place": ["at least 7", "11"],
    }
    assert page.select("#staying svg") == []


def test_groups_of_fewer_than_five_are_not_compared(cast: Cast) -> None:
    stayed(cast, others=4, others_stayed=2)
    assert report_page(cast.alice, cast.programme).select("#staying") == []


def test_only_whoever_leads_tells_who_stayed(cast: Cast) -> None:
    address = reverse("programme_report_staying", args=[cast.programme.pk])
    for person in (*cast.insiders()[1:], *cast.outsiders()):
        client = signed_in(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"asked_on": "2026-09-01", **COUNTS}).status_code == 404
    assert not Staying.objects.exists()


def test_meetings_of_a_programme_without_end_go_on(cast: Cast) -> None:
    cast.programme.ends_on = None
    cast.programme.save()
    for span in plan_phases(cast.programme.starts_on, None):
        cast.programme.phases.create(**span._asdict())
    page = report_page(cast.alice, cast.programme)
    rows = rows_of(page, "round")
    assert words_of(page, "round").startswith("The time line")
    assert [name for name, (_, until) in rows.items() if until == "it goes on"] == ["Meet"]


# --- pilots, rounds, the mirror ------------------------------------------------------------------


@pytest.mark.requirement("004-02")
def test_pilot_tells_what_was_hoped_for_and_reached(cast: Cast) -> None:
    cast.programme.blueprint, cast.programme.pairs_planned = "partner-and-list", 8
    cast.programme.save()
    for pair in pairs(cast, 8):
        meet(pair, 3)
    page = report_page(cast.alice, cast.programme)
    assert rows_of(page, "pilot") == {
        "Pairs formed": ["at least 8", "8", "yes"],
        "Pairs that have met as often as planned": ["at least 6", "8", "yes"],
        "Pairs that ended early": ["at most 1", "0", "yes"],
        "Ideas that wait beyond the promised time": ["at most 0", "0", "yes"],
    }
    assert "for the organiser to decide" in words_of(page, "pilot")


def test_sign_that_may_not_be_told_is_not_said_to_be_there(cast: Cast) -> None:
    cast.programme.blueprint = "partner-and-list"
    cast.programme.save()
    for pair in pairs(cast, 8):
        meet(pair, 3)
    rows = rows_of(report_page(cast.fia, cast.programme), "pilot")
    assert rows["Pairs that ended early"] == ["at most 1", "fewer than 5", "cannot be told"]


@pytest.mark.requirement("004-02")
def test_programme_that_is_no_pilot_is_not_judged(cast: Cast) -> None:
    assert pilot(cast.programme, [], [], 0, Version.COORDINATOR) is None


def test_rounds_stand_beside_each_other_for_whoever_may_know_them(cast: Cast) -> None:
    pairs(cast, 6)
    cast.programme.earlier_rounds.create(name="Pilot", year=2019, pairs=3)
    rows = rows_of(report_page(cast.alice, cast.programme), "rounds")
    assert rows == {"Pilot, 2019": ["3"], f"{cast.programme.name}, 2026": ["6"]}
    rows = rows_of(report_page(cast.fia, cast.programme), "rounds")
    assert rows["Pilot, 2019"] == ["fewer than 5"]


def three_rounds(cast: Cast) -> list[Programme]:
    """The cast's, and two copies of it; Alice leads them all, Fia is a sponsor of one."""
    copies = [
        make_programme(copied_from=cast.programme, starts_on=date(year, 9, 1))
        for year in (2027, 2028)
    ]
    for copy in copies:
        give_role(cast.alice, copy, "coordinator")
    for each, change in zip((cast.programme, *copies), (UP, UP, SAME), strict=True):
        both_times(cast, [change] * 7 + [DOWN] * 5, programme=each)
    return [cast.programme, *copies]


def test_change_is_told_over_three_rounds_each_and_all_together(cast: Cast) -> None:
    rounds = three_rounds(cast)
    page = report_page(cast.alice, cast.programme)
    rows = rows_of(page, "over-rounds-mentee")
    scale = effect_of(cast.programme, "mentee").scales[0].name
    names = [f"{each.name}, {each.starts_on.year}" for each in rounds]
    assert list(rows)[:4] == [f"{scale}: {name}" for name in (*names, "all together")]
    assert all(len(cells) == 1 and "to" in cells[0] for cells in rows.values())
    assert "3 rounds together" in words_of(page, "over-rounds-mentee")


def test_rounds_that_one_may_not_know_are_not_taken_along(cast: Cast) -> None:
    three_rounds(cast)
    assert report_page(cast.fia, cast.programme).select("#over-rounds-mentee") == []


def test_mirror_is_for_whoever_leads_and_no_accreditation(cast: Cast) -> None:
    page = report_page(cast.alice, cast.programme)
    assert "not an accreditation" in words_of(page, "check")
    assert len(rows_of(page, "check")) == 6
    assert "There are no pairs yet." in words_of(page, "check")
    assert report_page(cast.fia, cast.programme).select("#check") == []


# --- the whole -----------------------------------------------------------------------------------


def test_looking_writes_nothing(cast: Cast) -> None:
    pairs(cast, 6)
    before = TrailEntry.objects.count()
    report_page(cast.alice, cast.programme)
    assert TrailEntry.objects.count() == before


QUERIES = 28


def test_report_asks_as_often_for_forty_pairs_as_for_four(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    client = signed_in(cast.alice)
    for more in (4, 36):
        for pair in pairs(cast, more):
            meet(pair, 3)
        with django_assert_num_queries(QUERIES):
            assert opened(client, cast.programme).status_code == 200


def test_the_rest_is_named_only_where_there_is_one() -> None:
    assert with_the_rest("It rises.", 2) == "It rises. Of 2 it cannot be told."
    assert with_the_rest("It rises.", 0) == "It rises."
