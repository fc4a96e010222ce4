"""Ten thousand people in one file: quick, and nobody who wants to write waits long for it."""

import json
from pathlib import Path

import pytest

from tests.processes import installation

ROWS, LONGEST, LONGEST_WAIT = 10_000, 20, 0.5
CODE = f"""
import json
from tests.enrolment.crowd import crowd_file, make_crowd_programme, timed
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import PeopleImport
programme, coordinator = make_crowd_programme()
lists = [crowd_file({ROWS}, kind={{kind!r}}, level=level) for level in (2, 2, 3)]
times = [timed(programme, coordinator, each, kind={{kind!r}}) for each in lists]
counts = PeopleImport.objects.order_by("uploaded_at").values_list("counts", flat=True)
print(json.dumps([times, list(counts), Participation.objects.count()]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ten_thousand_rows_are_quick_and_hold_nobody_up(tmp_path: Path, kind: str) -> None:
    """On a database as it is served: tests share one in memory, which locks otherwise. Counted in
    seconds of work, since the machine may have other things to do as well."""
    with installation(tmp_path) as house:
        times, counts, enrolled = json.loads(house.python(CODE.format(kind=kind), within=300))
    nothing = dict.fromkeys(("new", "changed", "unchanged", "wrong"), 0)
    assert counts == [
        nothing | {"new": ROWS},
        nothing | {"unchanged": ROWS},
        nothing | {"changed": ROWS},
    ]
    assert enrolled == ROWS
    assert max(whole * share for whole, _, share in times) < LONGEST
    assert max(wait * share for _, wait, share in times) < LONGEST_WAIT
