"""Records of `viceversa match`, what it tells of ties and of a pair, and many people."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations.match_runs import PEOPLE, Run
from viceversa.matching import certify
from viceversa.operations.match_people import main


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
