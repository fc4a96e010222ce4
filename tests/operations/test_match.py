"""`viceversa match` as somebody at a terminal meets it."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from bench.instances import programme
from scipy.optimize import linear_sum_assignment

from tests.operations.match_runs import PEOPLE, SWEDISH, Run, pairs
from viceversa.lib.tables import write_xlsx
from viceversa.matching import Desk
from viceversa.operations.match_people import main


def test_people_are_paired_with_reasons_that_add_up(run: Run) -> None:
    answer = run(PEOPLE)
    assert pairs(answer) == {("1", "3"), ("2", "4")}
    for pair in answer["pairs"]:
        assert set(pair) == {"mentor", "mentee", "score", "reasons"}
        assert sum(reason["points"] for reason in pair["reasons"]) == pair["score"]
    assert answer["pairs"][0]["reasons"][0] == {
        "code": "wants",
        "points": 67,
        "what": ["A1"],
        "text": "The mentor offers what the mentee wants: A1",
    }
    assert answer["unmatched"] == []
    assert set(answer) == {"pairs", "unmatched", "figures", "worth", "locks", "blocking"}
    figures = {"matched", "worst", "total", "bound", "ties", "seconds", "seed"}
    assert set(answer["figures"]) == figures
    assert answer["figures"]["matched"] == 2
    assert answer["figures"]["bound"] == answer["figures"]["total"] == 167


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_swedish_headings_in_any_encoding_give_the_same_pairs(run: Run, encoding: str) -> None:
    answer = run(SWEDISH.encode(encoding))
    assert pairs(answer) == {
        ("asa@x.example", "Cia@Y.example"),
        ("bo@x.example", "dan@y.example"),
    }


def test_a_workbook_is_read_like_a_text(run: Run) -> None:
    headers, *rows = csv.reader(io.StringIO(PEOPLE))
    assert pairs(run(write_xlsx(headers, rows, sheet="People"))) == {("1", "3"), ("2", "4")}


def test_managers_and_acquaintances_are_named_by_id_or_address_in_any_case(run: Run) -> None:
    mentor = "role,id,email,manager,knows,not_with\nmentor,1,a@x.example,{},{},{}\n"
    mentee = "mentee,2,B@x.example,,,\nmentee,3,c@x.example,,,\n"
    for cells, rule in {
        ("2", "", ""): "no_dependency",
        ("b@X.example", "", ""): "no_dependency",
        ("", "b@x.example", ""): "not_acquainted",
        ("", "", "2"): "not_with",
    }.items():
        answer = run(mentor.format(*cells) + mentee)
        assert pairs(answer) == {("1", "3")}
        assert [(one["id"], one["rules"]) for one in answer["unmatched"]] == [("2", [rule])]


def test_a_manager_s_manager_counts_through_people_who_take_no_part(run: Run) -> None:
    rows = "role,id,manager\nmentor,1,7\nother,7,2\nmentee,2,\n"
    assert run(rows)["unmatched"][0]["rules"] == ["no_dependency"]


def test_places_are_told_as_they_were_written(run: Run) -> None:
    rows = "role,id,place\nmentor,1,Göteborg;Distans\nmentee,2,göteborg;ONLINE\n"
    assert run(rows)["pairs"][0]["reasons"][0]["what"] == ["Göteborg"]


def test_locks_hold_from_either_side(run: Run) -> None:
    rows = "role,id,wants,offers,locked_with\nmentor,1,,A1,{}\nmentor,2,,B1,\n"
    rows += "mentee,3,A1,,{}\nmentee,4,B1,,\n"
    for locks in (("4", ""), ("4;4", "")):
        assert pairs(run(rows.format(*locks))) == {("1", "4"), ("2", "3")}
    assert pairs(run(rows.format("", "2"))) == {("1", "4"), ("2", "3")}
    assert pairs(run(rows.format("", ""))) == {("1", "3"), ("2", "4")}


def test_a_capacity_of_two_is_matched_by_one_pair_and_zero_sits_out(run: Run) -> None:
    rows = "role,id,capacity\nmentor,1,2\nmentor,2,0\nmentee,3,\n"
    answer = run(rows)
    assert pairs(answer) == {("1", "3")}
    assert answer["unmatched"] == [
        {
            "id": "2",
            "role": "mentor",
            "rules": ["capacity"],
            "remedy": "Give this person a seat: the capacity is 0",
            "doubled": [],
        }
    ]


def test_different_units_and_organisations_are_switched_on(run: Run) -> None:
    rows = "role,id,organisation,unit\nmentor,1,X,A\nmentee,2,x,a\n"
    assert pairs(run(rows)) == {("1", "2")}
    assert run(rows, "--different", "unit")["unmatched"][0]["rules"] == ["different_unit"]
    both = run(rows, "--different", "unit", "--different", "organisation")
    assert both["unmatched"][0]["rules"] == ["different_unit", "different_organisation"]


def test_rules_and_weights_come_from_toml(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(
        """
        theme = ["a1"]
        competitors = [["x", "Y"]]
        [rules]
        level = false
        depth = "any"
        [weights]
        wants = 10
        theme = 30
        [[seats]]
        organisation = "z"
        role = "mentor"
        most = 1
        [[waivers]]
        mentor = "1"
        mentee = "4"
        rules = ["common_language", "no_competitor_or_supplier"]
        """,
        encoding="utf-8",
    )
    rows = """role,id,organisation,level,languages,wants,offers
mentor,1,X,5,sv,,A1
mentor,2,Z,5,en,,B1
mentor,3,Z,5,en,,B1
mentee,4,Y,1,en,A1,
mentee,5,Y,1,en,B1,
"""
    answer = run(rows, "--rules", str(rules))
    assert {(p["mentor"], p["mentee"]): p["score"] for p in answer["pairs"]} in (
        {("1", "4"): 100, ("2", "5"): 25},
        {("1", "4"): 100, ("3", "5"): 25},
    )
    assert [one["rules"] for one in answer["unmatched"]] == [["capacity", "seats"]]
    remedy = "One more seat for Z, and one more with one of 4, 5"
    assert answer["unmatched"][0]["remedy"] == remedy


def test_seats_may_be_those_of_a_unit_a_theme_or_everybody(run: Run, tmp_path: Path) -> None:
    head = "id,role,unit,wants,offers\n"
    rows = "1,mentor,North,,A1\n2,mentor,North,,A1;B1\n3,mentor,South,,B1\n"
    rows += "".join(f"{n},mentee,,B1:3,\n" for n in (4, 5, 6))
    rules = tmp_path / "rules.toml"
    for group, matched in {"unit = 'north'": 2, "topics = ['b1']": 2, "": 1}.items():
        rules.write_text(f"[[seats]]\n{group}\nrole = 'mentor'\nmost = 1\n")
        answer = run(head + rows, "--rules", str(rules))
        assert answer["figures"]["matched"] == matched
    rules.write_text("[[seats]]\ntopics = ['A1']\nrole = 'mentee'\nleast = 1\n")
    rows = rows.replace("6,mentee,,B1:3", "6,mentee,,A1")
    assert "6" in {mentee for _, mentee in pairs(run(head + rows, "--rules", str(rules)))}


def test_partners_of_an_earlier_round_are_not_paired_again(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('prior = [["1", "3"], ["dan@y.example", "bo@x.example"]]\n')
    assert pairs(run(PEOPLE, "--rules", str(rules))) == {("2", "3")}
    rules.write_text('prior = [["3", "1"]]\n[rules]\nprior = false\n')
    assert pairs(run(PEOPLE, "--rules", str(rules))) == {("1", "3"), ("2", "4")}


@pytest.mark.parametrize("heading", ["prefers", "Gärna med"])
def test_a_wish_for_somebody_decides_between_equal_pairs(run: Run, heading: str) -> None:
    rows = f"id,role,{heading}\n1,mentor,\n2,mentor,3\n3,mentee,\n4,mentee,1;2\n"
    answer = run(rows)
    assert pairs(answer) == {("2", "3"), ("1", "4")}
    told = [[reason["text"] for reason in pair["reasons"]] for pair in answer["pairs"]]
    assert sorted(told) == [
        ["The mentee wishes for this mentor"],
        ["The mentor wishes for this mentee"],
    ]


def test_edges_are_lexicographic_and_may_be_any_numbers(run: Run) -> None:
    rows = "mentor,mentee,score\nA,X,0.5\nA,Y,-3.25\nB,X,-1e1\n"
    figures = run(rows, kind="edges")["figures"]
    assert {key: figures[key] for key in ("matched", "worst", "total", "bound")} == {
        "matched": 2,
        "worst": -10,
        "total": -13.25,
        "bound": -13.25,
    }
    swedish = "mentor;adept;poäng\nA;X;0,5\nA;Y;-3,25\nB;X;-10\n"
    assert run(swedish, kind="edges")["figures"]["total"] == -13.25


def test_a_blank_in_the_matrix_is_forbidden(run: Run) -> None:
    matrix = ",X,Y\nA,90,89\nB,88,\nC,,\n"
    answer = run(matrix, kind="scores")
    assert pairs(answer) == {("A", "Y"), ("B", "X")}
    assert [(one["id"], one["rules"]) for one in answer["unmatched"]] == [("C", ["score"])]


def test_objective_and_bands_are_options(run: Run) -> None:
    rows = "mentor,mentee,score\nA,X,100\nB,Y,30\nA,Y,40\nB,X,36\n"
    assert run(rows, kind="edges")["figures"]["total"] == 76
    assert run(rows, "--objective", "total", kind="edges")["figures"]["total"] == 130
    assert run(rows, "--bands", "10,20", kind="edges")["figures"]["total"] == 130


@pytest.mark.parametrize(
    ("objective", "scores", "points"),
    [("total", [30, 100], None), ("worst", [36, 40], 54), ("leximin", [36, 40], 54)],
)
def test_an_objective_has_its_price(
    run: Run, objective: str, scores: list[int], points: int | None
) -> None:
    rows = "mentor,mentee,score\nA,X,100\nB,Y,30\nA,Y,40\nB,X,36\n"
    answer = run(rows, "--objective", objective, kind="edges")
    assert sorted(pair["score"] for pair in answer["pairs"]) == scores
    assert (answer["worth"] and answer["worth"]["points"]) == points


def test_whoever_would_rather_have_each_other_is_named_unless_that_is_the_objective(
    run: Run,
) -> None:
    rows = "mentor,mentee,score\nA,X,90\nA,Y,89\nB,X,88\n"
    assert run(rows, kind="edges")["blocking"] == [["A", "X"]]
    stable = run(rows, "--objective", "stable", kind="edges")
    assert (pairs(stable), stable["blocking"]) == ({("A", "X")}, [])
    assert stable["worth"]["text"].startswith("87 points of 177 (and pairs: 1) buy that no two")


def test_locks_are_priced_together(run: Run) -> None:
    head = "id,role,wants,offers,locked_with\n"
    mentors = "1,mentor,,A1,4\n2,mentor,,A2,\n"
    mentees = "3,mentee,A1,,\n4,mentee,A2,,\n"
    answer = run(head + mentors + mentees)
    assert answer["locks"] == {"matched": 0, "poor": 2, "fair": 0, "total": 200, "further": 0}
    assert run(head + mentors.replace("A1,4", "A1,") + mentees)["locks"] is None


def test_written_scores_let_another_solver_prove_the_answer(run: Run, tmp_path: Path) -> None:
    written = tmp_path / "scores.csv"
    answer = run(PEOPLE, "--write-scores", str(written))
    assert written.read_text("utf-8").splitlines()[0] == "mentor,mentee,score"
    again = run(written.read_bytes(), kind="edges")
    assert pairs(again) == pairs(answer)
    assert again["figures"]["total"] == answer["figures"]["total"]


def test_five_hundred_people_agree_with_another_solver(run: Run) -> None:
    desk = Desk(programme(120, 110, seed=5))
    edges = list(desk.allowed_pairs())
    rows = "".join(f"{mentor},{mentee},{score:g}\n" for mentor, mentee, score in edges)
    answer = run("mentor,mentee,score\n" + rows, "--objective", "total", kind="edges")
    mentors, mentees = ({edge[side]: 0 for edge in edges} for side in (0, 1))
    table = np.zeros((len(mentors), len(mentees)))
    for mentor, mentee, score in edges:
        table[list(mentors).index(mentor), list(mentees).index(mentee)] = 1e6 + score
    value = table[linear_sum_assignment(table, maximize=True)].sum()
    assert answer["figures"]["matched"] * 1e6 + answer["figures"]["total"] == value


def test_the_seed_is_recorded_and_repeats_the_answer(run: Run) -> None:
    rows = "mentor,mentee,score\n" + "".join(f"{m},{x},50\n" for m in "ABCD" for x in "WXYZ")
    answers = [run(rows, "--seed", str(seed), kind="edges") for seed in (1, 1, 2, 3, 4)]
    assert pairs(answers[0]) == pairs(answers[1])
    assert len({frozenset(pairs(answer)) for answer in answers}) > 1
    assert [answer["figures"]["seed"] for answer in answers] == [1, 1, 2, 3, 4]


def test_the_terminal_shows_three_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "people.csv"
    source.write_text(PEOPLE + "5,mentee,Fia,f@y.example,Y,B,,1,en,,,\n", encoding="utf-8")
    assert main([str(source)]) == 0
    shown = capsys.readouterr().out
    assert "Åsa (1)  Cia (3)  67     The mentor offers what the mentee wants: A1 (67)" in shown
    assert "Fia (5)    mentee  mentor below mentee in level" in shown
    assert "for this person to open Bo (2), and give one of them a seat more\n" in shown
    assert "matched      2\n" in shown


def test_a_spreadsheet_sees_no_formula_in_the_csv(run: Run, tmp_path: Path) -> None:
    written = tmp_path / "out.csv"
    people = "id,role,name\n1,mentor,=HYPERLINK(1)\n@2,mentee,+46\n-3,mentee,x\n"
    run(people, "--csv", str(written))
    rows = list(csv.reader(io.StringIO(written.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][:5] == ["mentor", "mentor_name", "mentee", "mentee_name", "score"]
    assert sorted(row[1] for row in rows[1:]) == ["", "'=HYPERLINK(1)"]
    assert {row[2] for row in rows[1:]} == {"'@2", "'-3"}
