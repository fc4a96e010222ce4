"""Each requirement has its proof, and the page in the docs says which."""

from pathlib import Path

import pytest
from tools import requirements
from tools.requirements import Proof, Requirement, complaints, marks_in, page_of

ONE = Requirement("000-01", "Beginning", "Have an end.", "")
TWO = Requirement("000-02", "Beginning", "Be kind.", "")
PROOF = Proof("000-01", "tests/test_end.py", "it ends")
MARKED = """
@pytest.mark.requirement("000-01", "000-02")
def test_it_ends() -> None: ...

@pytest.mark.parametrize("who", [])
def test_something_else() -> None: ...

class TestAKindEnd:
    @pytest.mark.slow
    @pytest.mark.requirement("000-02")
    def test_it_is_thanked_for(self) -> None: ...

@pytest.mark.requirement("000-03")
class TestAll: ...
"""


def test_there_are_eighty_nine_and_none_is_open() -> None:
    found = requirements.all_requirements()
    assert (len(found), len({one.id for one in found})) == (89, 89)
    assert list(complaints(found, requirements.all_proofs())) == []


def test_marks_are_read_without_running_anything() -> None:
    assert list(marks_in(MARKED)) == [
        ("000-01", "it ends"),
        ("000-02", "it ends"),
        ("000-02", "a kind end: it is thanked for"),
        ("000-03", "all"),
    ]


@pytest.mark.parametrize(
    ("one", "proof", "said"),
    [
        (ONE, PROOF, []),
        (ONE._replace(page="index.md"), None, []),
        (ONE, None, ["000-01 has neither a test nor a page: Have an end."]),
        (
            ONE._replace(page="gone.md"),
            PROOF,
            ["000-01 names a page that is not there: gone.md"],
        ),
        (
            ONE._replace(page="index.md"),
            PROOF._replace(requirement="900-01"),
            ["no requirement is called '900-01': tests/test_end.py, it ends"],
        ),
    ],
)
def test_what_is_open_or_unknown_is_said(
    one: Requirement, proof: Proof | None, said: list[str]
) -> None:
    assert list(complaints([one], [proof] if proof else [])) == said


def test_the_page_names_test_and_page_under_their_theme() -> None:
    page = page_of([ONE, TWO._replace(page="lead-it/the-end.md")], [PROOF])
    assert page.count("## Beginning") == 1
    assert "| 000-01 | Have an end. | it ends (`tests/test_end.py`) |\n" in page
    assert "| 000-02 | Be kind. | the page [The end: thanks, keeping in touch, stories]" in page


def test_a_page_older_than_the_tests_is_refused_until_it_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(requirements, "PAGE", tmp_path / "requirements.md")
    codes = [requirements.main(verb) for verb in ("check", "update", "check")]
    assert codes == [1, 0, 0]
    assert "the page is older than the tests" in capsys.readouterr().out


def test_nothing_is_written_while_something_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(requirements, "PAGE", tmp_path / "requirements.md")
    gone = [ONE._replace(page="gone.md")]
    monkeypatch.setattr(requirements, "all_requirements", lambda: gone)
    assert requirements.main("update") == 1
    assert "names a page that is not there: gone.md" in capsys.readouterr().out
    assert not requirements.PAGE.exists()
