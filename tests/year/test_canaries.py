"""The searcher finds a word however it is wrapped, and nothing where there is none."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable

import pytest
from django.core import signing

from tests.house.leaks import Haystack
from tests.year.canaries import CONFIDENTIAL, FORMS, OPEN, canary, finds
from tests.year.dump import strings
from tests.year.plants import IN_SURVEYS, PLANTS, fields_to_plant

NOISE = bytes(range(256)) * 3
WRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "base64 in lines": lambda text: base64.encodebytes(NOISE[:2] + text + NOISE[:90]),
    "compressed in base64": lambda text: base64.urlsafe_b64encode(zlib.compress(text * 9)),
    "a signed value": lambda text: signing.dumps(
        [text.decode()] * 9, key="x", compress=True
    ).encode(),
    "a file in a file": lambda text: gzip.compress(NOISE + zlib.compress(text) + NOISE),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stem", [CONFIDENTIAL, OPEN])
def test_every_form_is_found(form: str, stem: str) -> None:
    text = FORMS[form](canary(stem))
    assert list(finds("here", NOISE + text + NOISE, stem)) != []


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_it_is_found_in_what_is_packed(wrapping: str) -> None:
    content = NOISE + WRAPPED[wrapping](f"words {canary()} words".encode()) + NOISE
    assert list(finds("here", content)) != []


def test_the_other_stem_is_not_found() -> None:
    content = json.dumps([canary(OPEN), gzip.compress(canary(OPEN).encode()).hex()]).encode()
    assert list(finds("here", NOISE + content)) == []


@pytest.mark.parametrize(
    "around",
    ["Not Found: /meeting/{})/", "key={};", "a={}&b", '{{"token": "{}"}}', "=> {}.", "id:{},"],
)
@pytest.mark.parametrize("token", ["ab2.cd3.1.1xY.s-_9Z", "d1f2a3b4", "BDFG-KLMN", "gAAAAAB_x-="])
def test_a_token_is_cut_out_of_what_stands_round_it(around: str, token: str) -> None:
    text = around.format(token).encode()
    assert token in strings(iter([Haystack("log", text), Haystack("row", zlib.compress(text))]))


def test_every_confidential_field_of_the_register_is_planted() -> None:
    """Without playing the year: a new field of class P0 or P2 needs its line."""
    missing = fields_to_plant() - {plant.field for plant in PLANTS} - IN_SURVEYS
    assert not missing, (
        f"Plant words in {sorted(missing)}: a line of PLANTS in tests/year/plants.py"
    )
