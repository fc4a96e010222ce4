"""“Thank you” is durable: whenever the process dies, nobody was thanked or it is kept, once."""

from pathlib import Path

import pytest

from tests.processes import installation

FEWEST_STATEMENTS = 8


@pytest.mark.slow
def test_an_application_survives_a_kill_at_every_statement(tmp_path: Path) -> None:
    with installation(tmp_path) as house:
        code = "from tests.enrolment.killed import sweep\nsweep()"
        said = house.python(code, within=100, VICEVERSA_MODE="demo")
    assert int(said.splitlines()[-1]) >= 2 * FEWEST_STATEMENTS
