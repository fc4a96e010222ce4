"""A sealed text opens in its own place only."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viceversa.vault.sealing import CannotOpenError, Place, open_sealed, seal

PLACE = Place(pair="pair1", field="question", row="row1", author="anna")


@given(st.text())
def test_what_is_sealed_opens_in_its_place(text: str) -> None:
    assert open_sealed(seal(text, PLACE), PLACE) == text


@pytest.mark.parametrize("part", ["pair", "field", "row", "author"])
def test_it_opens_in_no_other_place(part: str) -> None:
    sealed = seal("why do they leave us?", PLACE)
    with pytest.raises(CannotOpenError):
        open_sealed(sealed, replace(PLACE, **{part: "other"}))


@pytest.mark.parametrize("position", [0, 5, 20, -1])
def test_an_altered_text_does_not_open(position: int) -> None:
    sealed = bytearray(seal("why do they leave us?", PLACE))
    sealed[position] ^= 1
    with pytest.raises(CannotOpenError):
        open_sealed(bytes(sealed), PLACE)


def test_the_text_does_not_shine_through() -> None:
    assert b"leave" not in seal("why do they leave us?", PLACE)


def test_sealing_twice_gives_two_texts() -> None:
    assert seal("same", PLACE) != seal("same", PLACE)
