"""Two at once: nothing doubles, nothing is half, and each would break without its lock."""

import pytest

from tests.faults.races import RACES, run, without_locks

pytestmark = pytest.mark.usefixtures("on_disk")
ROUNDS, FEW = 200, 2


@pytest.mark.parametrize("name", RACES)
def test_two_at_once(name: str) -> None:
    assert run(RACES[name], FEW) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", RACES)
def test_two_at_once_many_times(name: str) -> None:
    assert run(RACES[name], ROUNDS) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", RACES)
def test_without_its_lock_it_breaks(name: str) -> None:
    with without_locks():
        assert any(run(RACES[name], 1) for _ in range(ROUNDS))
