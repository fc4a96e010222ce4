"""What `viceversa match` says to input that it cannot use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations.match_runs import PEOPLE
from viceversa.operations.match_people import main

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
