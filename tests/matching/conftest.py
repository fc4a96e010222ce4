"""What the tests of the matching share beside people: a table that counts as one does without."""

import pytest

from viceversa.matching import aims
from viceversa.matching.levels import levels


@pytest.fixture(scope="module")
def pairs_alone():  # type: ignore[no-untyped-def]
    """Without a table no people are counted behind the pairs, so the table is asked the same."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(aims, "levels", lambda scores, bands, _: levels(scores, bands, None))
        yield
