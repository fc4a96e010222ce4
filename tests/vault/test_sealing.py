"""A sealed text opens in its own place only, and its length tells little."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viceversa.vault import sealing
from viceversa.vault.sealing import CannotOpenError, Place, revision_of

PLACE = Place(pair="pair1", field="question", row="row1", author="anna")
KEY = bytes(32)


def seal(text: str, revision: int = 1) -> bytes:
    return sealing.seal(text, PLACE, revision=revision, key=KEY)


def opened(sealed: bytes, place: Place = PLACE, key: bytes = KEY) -> str:
    return sealing.open_sealed(sealed, place, key=key)


@given(st.text())
def test_what_is_sealed_opens_in_its_place(text: str) -> None:
    assert opened(seal(text)) == text


@pytest.mark.parametrize("part", ["pair", "field", "row", "author"])
def test_it_opens_in_no_other_place(part: str) -> None:
    with pytest.raises(CannotOpenError):
        opened(seal("why do they leave us?"), replace(PLACE, **{part: "other"}))


def test_it_opens_with_no_other_key() -> None:
    with pytest.raises(CannotOpenError):
        opened(seal("why do they leave us?"), key=b"x" * 32)


def test_places_cannot_be_made_to_look_alike() -> None:
    place = Place(pair="p", field="f", row='r", "a', author="b")
    sealed = sealing.seal("why?", place, revision=1, key=KEY)
    with pytest.raises(CannotOpenError):
        opened(sealed, Place(pair="p", field="f", row="r", author='a", "b'))


@pytest.mark.parametrize("position", range(0, 280, 7))
def test_an_altered_text_does_not_open(position: int) -> None:
    sealed = bytearray(seal("why do they leave us?"))
    sealed[position] ^= 1
    with pytest.raises(CannotOpenError):
        opened(bytes(sealed))


@pytest.mark.parametrize("length", range(34))
def test_a_stump_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpenError):
        opened(seal("why do they leave us?")[:length])


def test_the_revision_stands_outside_and_is_part_of_the_seal() -> None:
    assert revision_of(seal("one", revision=7)) == 7
    assert revision_of(b"") == 0
    later = seal("one", revision=1)[:4] + b"\x02" + seal("one", revision=1)[5:]
    assert revision_of(later) == 2
    with pytest.raises(CannotOpenError):
        opened(later)


def test_the_text_does_not_shine_through() -> None:
    assert b"leave" not in seal("why do they leave us?")


def test_sealing_twice_gives_two_texts() -> None:
    assert seal("same") != seal("same")


@pytest.mark.parametrize(("one", "other"), [("", "x" * 252), ("y" * 253, "y" * 1020)])
def test_texts_of_a_bucket_are_of_one_length(one: str, other: str) -> None:
    assert len(seal(one)) == len(seal(other))


def test_there_are_few_lengths() -> None:
    lengths = {len(seal("x" * count)) for count in range(0, 20_000, 13)}
    assert len(lengths) == 5
