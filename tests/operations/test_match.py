"""`viceversa match` as somebody at a terminal meets it."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bench.instances import programme
from scipy.optimize import linear_sum_assignment

from viceversa.lib.tables import write_xlsx
from viceversa.matching import Desk, certify
from viceversa.operations.match_people import main

PEOPLE = """id,role,name,email,organisation,unit,manager,level,languages,wants,offers,knows
1,mentor,Åsa,asa@x.example,X,A,9,2,sv,,A1:3;B2,
2,mentor,Bo,bo@x.example,X,B,,1,sv;en,,A2,
3,mentee,Cia,cia@y.example,Y,A,,5,sv,A1;A2:1,,
4,mentee,Dan,dan@y.example,Y,B,,4,en,A2,,
9,other,Eva,eva@x.example,X,C,4,6,,,,
"""
SWEDISH = """Roll;Namn;E-post;Företag;Avdelning;Närmaste chef;Nivå;Språk;Vill;Erbjuder;Känner
mentor;Åsa;asa@x.example;X;A;eva@x.example;2;sv;;"A1:3;B2";
Mentor;Bo;bo@x.example;X;B;;1;"sv;en";;A2;
adept;Cia;Cia@Y.example;Y;A;;5;sv;"A1;A2:1";;
Adept;Dan;dan@y.example;Y;B;;4;en;A2;;
övrig;Eva;eva@x.example;X;C;DAN@y.example;6;;;;
"""

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `viceversa match` on a text, and gives its JSON."""

    def run(data: str | bytes, *options: str, kind: str = "people") -> dict[str, Any]:
        source = tmp_path / f"{kind}.csv"
        source.write_bytes(data if isinstance(data, bytes) else data.encode())
        first = [str(source)] if kind == "people" else [f"--{kind}", str(source)]
        answer = tmp_path / "answer.json"
        assert main([*first, *options, "--json", str(answer)]) == 0
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return found

    return run


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What `viceversa match` says to input that it cannot use."""

    def refused(data: str, *options: str, kind: str = "people", rules: str = "") -> str:
        source = tmp_path / f"{kind}.csv"
        source.write_text(data, encoding="utf-8")
        first = [str(source)] if kind == "people" else [f"--{kind}", str(source)]
        if rules:
            (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
            options = (*options, "--rules", str(tmp_path / "rules.toml"))
        assert main([*first, *options]) == 2
        out = capsys.readouterr()
        assert out.out == ""
        return out.err.strip()

    return refused


def pairs(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(pair["mentor"], pair["mentee"]) for pair in answer["pairs"]}


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
    assert answer["locks"] == {"matched": 0, "poor": 2, "fair": 0, "total": 200}
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


HEAD = "id,role,level,capacity,offers,languages,knows,locked_with\n"
OTHER = "9,mentee,5,1,,,,\n"
WHOLE = "is not a whole number."
STRENGTH = "must be 1, 2 or 3."
ROLES = "mentor, mentee (adept) or other (övrig)."
CELLS = {
    "1,mentor,two,,,,,": f"2, column level: “two” {WHOLE}",
    "1,mentor,,x,,,,": f"2, column capacity: “x” {WHOLE}",
    "1,mentor,,1.5,,,,": f"2, column capacity: “1.5” {WHOLE}",
    "1,mentor,,-1,,,,": "2, column capacity: “-1” is below 0.",
    "1,mentor,,,A1:4,,,": f"2, column offers: The strength of “A1:4” {STRENGTH}",
    "1,mentor,,,A1:,,,": f"2, column offers: The strength of “A1:” {STRENGTH}",
    "1,mentor,,,:2,,,": "2, column offers: “:2” has no topic.",
    "1,mentor,,,A1;a1,,,": "2, column offers: A1 is named twice.",
    "1,boss,,,,,,": f"2, column role: “boss” is not a role: {ROLES}",
    "1,,,,,,,": f"2, column role: The role is missing: {ROLES}",
    ",mentor,,,,,,": "2, column id: The row has neither an id nor an address.",
    "1,mentor,,,,,,7": "2, column locked_with: “7” is no mentee in this list.",
    "1,mentor,,,,,,1": "2, column locked_with: “1” is no mentee in this list.",
    "1,mentor,6,,,,,9": (
        "2, column locked_with: 1 – 9 cannot be locked: "
        "The mentor's level is not below the mentee's. (level)"
    ),
    "1,mentor,,0,,,,9": (
        "2, column locked_with: 1 is locked into more pairs than the capacity of 0. (capacity)"
    ),
    "1,mentor,,,,,,\n1,mentor,,,,,,": "3, column id: 1 is mentor twice, first in row 2.",
    "1,mentor,,,,,,\n,,,,,,,": "3, column role: The row says nothing.",
}


@pytest.mark.parametrize("rows", CELLS)
def test_a_mistake_is_told_with_row_and_column(refused: Callable[..., str], rows: str) -> None:
    assert refused(HEAD + rows + "\n" + OTHER) == f"people.csv, row {CELLS[rows]}"


def test_files_that_say_too_little_are_refused(refused: Callable[..., str]) -> None:
    assert refused("") == "people.csv: “people.csv” is empty."
    assert refused("id,name\n1,Bo\n") == "people.csv, row 1, column role: The column is missing."
    assert (
        refused("role,name\nmentor,Bo\n") == "people.csv, row 1, column id: The column is missing."
    )
    for one, other in (("mentor", "mentee"), ("mentee", "mentor")):
        said = f"people.csv, column Role: There is no {other} in the list."
        assert refused(f"id,Role\n1,{one}\n") == said
    ragged = "people.csv: Row 2: “tail” stands in column 9, which has no heading."
    assert refused(HEAD + "1,mentor,,,,,,,tail\n" + OTHER) == ragged
    shared = "id,role,email\n1,mentor,a@x.example\n2,mentor,A@X.example\n"
    assert refused(shared) == "people.csv, row 3, column email: The address belongs to 1 already."


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("edges", "mentor,mentee\nA,X\n", "row 1, column score: The column is missing."),
        ("edges", "mentor,mentee,score\nA,X,nan\n", "row 2, column score: “nan” is not a number."),
        ("edges", "mentor,mentee,score\nA,X,inf\n", "row 2, column score: “inf” is not a number."),
        (
            "edges",
            "mentor,mentee,score\nA,X,9e14\nA,Y,2e15",
            "row 3, column score: “2e15” is too large a number: up to 1e+15 is possible.",
        ),
        ("edges", "mentor,mentee,score\nA,X,\n", "row 2, column score: “” is not a number."),
        ("edges", "mentor,mentee,score\nA,,1\n", "row 2, column mentee: The mentee is missing."),
        (
            "edges",
            "mentor,mentee,score\nA,X,1\nA,X,2\n",
            "row 3, column mentee: The pair A – X stands there twice.",
        ),
        ("scores", ",X,Y\nA,1,x\n", "row 2, column Y: “x” is not a number."),
        ("scores", ",X,X\nA,1,2\n", "row 1, column X: X is mentee twice."),
        ("scores", "m,X,Y\nA,1,2\nA,1,2\n", "row 3, column m: A is mentor twice."),
        (
            "scores",
            ",X\nA,1,2\n",
            "row 2, column 3: The row has more cells than there are mentees.",
        ),
        ("scores", ",X,Y\n,1,2\n", "row 2, column 1: The mentor is missing."),
        ("scores", ",X,Y\n", "row 1: There is no mentor in it."),
    ],
)
def test_a_mistake_in_ready_scores_is_told(
    refused: Callable[..., str], kind: str, data: str, said: str
) -> None:
    assert refused(data, kind=kind) == f"{kind}.csv, {said}"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("[rules]\ncolour = true", "rules.colour is not known; known are level, "),
        ("[rules]\nlevel = 1", "rules.level must be true or false."),
        ("[rules]\ndepth = 0", 'rules.depth must be a whole number from 1, or "any".'),
        ("[weights]\nwants = 'x'", "weights.wants must be a number."),
        ("[weights]\nwants = -1", "Weights must be 0 or more, and one above 0."),
        ("weights = 3", "weights must be a table: [weights]."),
        ("theme = 'A1'", "theme must be a list of texts."),
        ("suppliers = ['X']", "suppliers must be a list of pairs of organisations."),
        ("prior = ['1']", "prior must be a list of pairs of people."),
        ("prior = [['1', '77']]", "prior: “77” is not in the list."),
        (
            "[[seats]]\norganisation = 'Q'\nrole = 'mentor'",
            "seats: nobody in the list belongs to Q.",
        ),
        (
            "[[seats]]\nunit = 'Q'\nrole = 'mentor'",
            "seats: nobody in the list belongs to Q.",
        ),
        (
            "[[seats]]\ntopics = ['Q']\nrole = 'mentor'",
            "seats: nobody in the list wants or offers Q.",
        ),
        ("[[seats]]\ntopics = 'A1'\nrole = 'mentor'", "seats.topics must be a list of texts."),
        ("[[seats]]\nunit = 1\nrole = 'mentor'", "seats.unit must be a text."),
        (
            "[[seats]]\norganisation = 'X'\nrole = 'boss'",
            'seats.role must be "mentor" or "mentee".',
        ),
        ("[[waivers]]\nmentor = '3'\nmentee = '4'", "waivers: “3” is no mentor in the list."),
        (
            "[[waivers]]\nmentor = '1'\nmentee = '4'\nrules = ['x']",
            "waivers.rules: x is not known;",
        ),
        ("level =", "Invalid value"),
    ],
)
def test_a_mistake_in_the_rules_is_told(refused: Callable[..., str], rules: str, said: str) -> None:
    assert refused(PEOPLE, rules=rules).partition(": ")[2].startswith(said)


def test_seats_that_cannot_be_filled_are_refused(refused: Callable[..., str]) -> None:
    rules = "[[seats]]\norganisation = 'x'\nrole = 'mentor'\nleast = 3"
    assert refused(PEOPLE, rules=rules).startswith("X cannot have 3 pairs with its mentors")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/nowhere/people.csv"]) == 2
    assert capsys.readouterr().err == "/nowhere/people.csv: No such file or directory\n"


@pytest.mark.parametrize(
    "options", [[], ["a.csv", "--edges", "b.csv"], ["a.csv", "--bands", "9,1"]]
)
def test_options_that_contradict_each_other_end_with_2(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(options)
    assert ended.value.code == 2


def test_what_is_passed_over_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "people.csv"
    source.write_text("id,role,knows,shoes\n1,mentor,77,43\n2,mentee,,\n", encoding="utf-8")
    assert main([str(source)]) == 0
    assert capsys.readouterr().err == (
        "people.csv: column shoes is not used.\n"
        "people.csv, row 2, column knows: “77” is not in the list and is passed over.\n"
    )


def test_the_console_script_solves_without_a_set_up(tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text(PEOPLE, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from viceversa.cli import main; raise SystemExit(main())",
            "match",
            source,
        ],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/nowhere", "LANG": "C"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "matched      2" in done.stdout


def test_a_record_is_replayed_and_what_differs_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, record = tmp_path / "people.csv", tmp_path / "record.json"
    people.write_text(PEOPLE, encoding="utf-8")
    main([str(people), "--record", str(record), "--seed", "3", "--bands", "20,30"])
    capsys.readouterr()

    def replayed(text: str, *options: str) -> tuple[int, str]:
        people.write_text(text, encoding="utf-8")
        code = main([str(people), "--replay", str(record), *options])
        return code, capsys.readouterr().out

    total = json.loads(record.read_text(encoding="utf-8"))["result"]["total"]
    header, *rows = PEOPLE.splitlines()
    turned = "\n".join([header, *reversed(rows)])
    assert (
        replayed(PEOPLE) == replayed(turned) == (0, f"The same answer: 2 pairs, total {total}.\n")
    )
    assert replayed(PEOPLE, "--different", "unit") == (1, "Not the same: the rules.\n")
    less = PEOPLE.replace("A1:3;B2", "B2")
    changed = "Not the same: the people, what is known of them, or the locks, the figures.\n"
    assert replayed(less) == (1, changed)
    for no_record in (PEOPLE.encode(), b"\xff\xfe\x01"):
        record.write_bytes(no_record)
        assert main([str(people), "--replay", str(record)]) == 2
        assert capsys.readouterr().err == "This is no run record that this version reads.\n"


def test_a_record_is_proven_by_the_checker_standing_alone(tmp_path: Path) -> None:
    people, record, scores = (tmp_path / name for name in ("people.csv", "r.json", "s.csv"))
    people.write_text(PEOPLE, encoding="utf-8")
    main([str(people), "--record", str(record), "--write-scores", str(scores)])
    assert _checked(record, scores) == (0, "Valid, and proven: no other set of pairs is better.\n")
    told = json.loads(record.read_text(encoding="utf-8"))
    told["result"]["pairs"][0][1] = "4"
    record.write_text(json.dumps(told), encoding="utf-8")
    code, said = _checked(record, scores)
    assert (code, "4 has more pairs than seats\n" in said) == (1, True)


@pytest.mark.parametrize("text", ["", "{}", "[" * 100_000, '{"proof": {}, "asked": 1}', "\udcff"])
def test_the_checker_says_what_is_no_record(tmp_path: Path, text: str) -> None:
    record, scores = tmp_path / "r.json", tmp_path / "s.csv"
    record.write_bytes(text.encode(errors="surrogateescape"))
    scores.write_text("mentor,mentee,score\n", encoding="utf-8")
    code, said = _checked(record, scores)
    assert (code, said.partition(":")[0]) == (1, "These are no record and its scores")


def _checked(record: Path, scores: Path) -> tuple[int, str]:
    """Run by its path and without our packages."""
    alone = [sys.executable, "-I", "-S", certify.__file__, str(record), str(scores)]
    run = subprocess.run(alone, check=False, capture_output=True, encoding="utf-8")
    assert run.stderr == ""
    return run.returncode, run.stdout


def test_what_could_be_otherwise_for_nothing_is_counted_and_named(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    square = "mentor,mentee,score\n" + "".join(f"{a},{x},50\n" for a in "AB" for x in "XY")
    assert run(f"{square}C,Z,7\n", kind="edges")["figures"]["ties"] == 2
    shown = capsys.readouterr().out
    assert "2     A – X, B – Y\n" in shown or "2     A – Y, B – X\n" in shown
    assert run(f"{square}C,Z,7.5\n", kind="edges")["figures"]["ties"] is None
    assert "could be otherwise" not in capsys.readouterr().out


def test_why_two_are_no_pair_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    why = ["--why", "asa@x.example", "3", "--why", "bo@x.example", "CIA@y.example"]
    assert main([str(people), *why, "--why", "1", "4"]) == 0
    *_, held, other, forbidden = capsys.readouterr().out.split("\n\n")
    assert held.splitlines() == [
        "Åsa (1) – Cia (3), score 67: They are a pair in the best answer.",
        "  The mentor offers what the mentee wants: A1 (67)",
    ]
    assert other.splitlines() == [
        "Bo (2) – Cia (3), score 33: It would cost pairs (1), more poor pairs (1), points (134); "
        "Åsa (1), Bo (2), Cia (3), Dan (4) would change partners.",
        "  The mentor offers what the mentee wants: A2 (33)",
    ]
    assert "Åsa (1) – Dan (4), score 0: They cannot be a pair: " in forbidden
    assert main([str(people), "--why", "1", "77"]) == 2
    assert capsys.readouterr().err == "77 does not take part.\n"


def test_among_many_the_answer_is_proven_and_nothing_needs_a_table(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    small = run(PEOPLE)
    monkeypatch.setattr("viceversa.matching.large.answering.TABLE", 0)
    answer = run(PEOPLE)
    assert answer["pairs"] == small["pairs"]
    assert answer["figures"]["bound"] == answer["figures"]["total"]
    told = answer["worth"], answer["locks"], answer["blocking"], answer["figures"]["ties"]
    assert told == (None, None, None, None)


def test_what_needs_a_table_is_refused_among_many(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str]
) -> None:
    monkeypatch.setattr("viceversa.matching.large.answering.TABLE", 0)
    assert "--why" in refused(PEOPLE, "--why", "1", "3")
    for objective in ("leximin", "stable"):
        assert f"the objective {objective}: choose fair, worst or total" in refused(
            PEOPLE, "--objective", objective
        )


def test_the_worst_pair_is_lifted_among_many_too(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    small = run(PEOPLE, "--objective", "worst")
    monkeypatch.setattr("viceversa.matching.large.answering.TABLE", 0)
    large = run(PEOPLE, "--objective", "worst")
    for figure in ("matched", "worst", "total", "bound"):
        assert large["figures"][figure] == small["figures"][figure]
