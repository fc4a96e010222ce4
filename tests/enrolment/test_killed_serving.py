"""What somebody was thanked for is kept, once, however often the program is killed meanwhile."""

from pathlib import Path

import pytest

from tests.enrolment.killing import apply_under_kills
from tests.program import program

PEOPLE, EVERY, KILLS = 30, 2.0, 5


@pytest.mark.slow
def test_nobody_who_was_thanked_is_lost_when_processes_are_killed(tmp_path: Path) -> None:
    with program(tmp_path) as served:
        served.house.run("migrate", "--verbosity=0")
        outcome = apply_under_kills(served, people=PEOPLE, every=EVERY, kills=KILLS)
    assert outcome.thanked >= PEOPLE
    assert outcome.kills >= KILLS
    assert (outcome.missing, outcome.twice, outcome.without_receipt) == (0, 0, 0)
