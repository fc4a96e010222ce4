"""Master keys: made once, never over keys that are lost, and rotated without losing any."""

import base64
import json
import stat
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.vault.world import PLACE, opened, seal
from viceversa.vault import keyring, masters, rotation
from viceversa.vault.models import PairKey
from viceversa.vault.sealing import CannotOpenError, Place

pytestmark = pytest.mark.django_db
PLACES = [
    Place(pair=f"pair{number:08}", field="note.sealed_text", row="row1", author="carol")
    for number in range(7)
]


@pytest.fixture
def texts() -> list[bytes]:
    return [seal(place.pair, place) for place in PLACES]


def assert_all_open(texts: list[bytes]) -> None:
    assert [opened(text, place) for text, place in zip(texts, PLACES, strict=True)] == [
        place.pair for place in PLACES
    ]


def names(settings: Any) -> list[str]:
    return sorted(masters.read(settings.MASTER_KEYS_PATH))


def used() -> set[str]:
    return set(PairKey.objects.values_list("master", flat=True))


def rotate_keys(*options: str) -> str:
    output = StringIO()
    call_command("rotate_keys", *options, stdout=output)
    return output.getvalue()


def test_the_first_is_made_when_it_is_needed_and_is_its_owners_only(settings: Any) -> None:
    assert not settings.MASTER_KEYS_PATH.exists()
    seal("one")
    assert names(settings) == ["0001"]
    assert stat.S_IMODE(settings.MASTER_KEYS_PATH.stat().st_mode) == 0o600


def test_none_is_made_in_the_place_of_lost_ones(settings: Any, texts: list[bytes]) -> None:
    """Or else the backup that brings them back would shut out what was written since."""
    kept = settings.MASTER_KEYS_PATH.rename(settings.MASTER_KEYS_PATH.with_suffix(".kept"))
    with pytest.raises(CannotOpenError):
        seal("one")
    assert not settings.MASTER_KEYS_PATH.exists()
    kept.rename(settings.MASTER_KEYS_PATH)
    assert_all_open(texts)


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"0001": "c2hvcnQ="}', '{"0001": "åäö"}', '{"0001": 7}', '{"x": "A"}'],
)
def test_a_file_of_something_else_opens_nothing_and_is_left_alone(
    settings: Any, texts: list[bytes], content: str
) -> None:
    settings.MASTER_KEYS_PATH.write_text(content, encoding="utf-8")
    with pytest.raises(CannotOpenError):
        opened(texts[0], PLACES[0])
    with pytest.raises(CannotOpenError):
        seal("one")
    assert settings.MASTER_KEYS_PATH.read_text(encoding="utf-8") == content


def test_another_master_key_of_the_same_name_opens_nothing(
    settings: Any, texts: list[bytes]
) -> None:
    other = {"0001": base64.b64encode(bytes(32)).decode()}
    settings.MASTER_KEYS_PATH.write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(CannotOpenError):
        opened(texts[0], PLACES[0])


def test_rotating_wraps_every_key_anew(settings: Any, texts: list[bytes]) -> None:
    assert "Master key 0002 is in use; 7 pair key(s)" in rotate_keys()
    assert (names(settings), used()) == (["0001", "0002"], {"0002"})
    assert stat.S_IMODE(settings.MASTER_KEYS_PATH.stat().st_mode) == 0o600
    assert_all_open(texts)


def test_new_keys_are_wrapped_by_the_newest(texts: list[bytes]) -> None:
    rotate_keys()
    seal("one")
    assert PairKey.objects.get(pk=PLACE.pair).master == "0002"


@pytest.mark.parametrize("step", range(5))
def test_a_rotation_that_was_broken_off_is_finished(
    settings: Any, texts: list[bytes], monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Before the first key, between any two batches, and after the last one."""
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    with monkeypatch.context() as broken:
        broken.setattr(rotation, "_wrap_some", after(step, rotation._wrap_some))
        if step < 4:
            with pytest.raises(RuntimeError):
                rotation.rotate()
        else:
            rotation.finish()
    assert_all_open(texts)
    rotation.rotate()
    assert (names(settings), used()) == (["0001", "0002"], {"0002"})
    assert_all_open(texts)


def after(times: int, function: Callable[..., int]) -> Callable[..., int]:
    """Works so many times; then the program is killed."""
    left = iter(range(times))

    def dies(*arguments: Any, **options: Any) -> int:
        if next(left, None) is None:
            raise RuntimeError("killed")
        return function(*arguments, **options)

    return dies


def test_old_master_keys_are_dropped_when_nothing_needs_them(
    settings: Any, texts: list[bytes]
) -> None:
    rotate_keys()
    assert "Forgotten: 1" in rotate_keys("--drop-old")
    assert "Forgotten" not in rotate_keys("--drop-old")
    assert names(settings) == ["0002"]
    assert_all_open(texts)


def test_dropping_finishes_a_rotation_first(settings: Any, texts: list[bytes]) -> None:
    masters.add()
    rotate_keys("--drop-old")
    assert (names(settings), used()) == (["0002"], {"0002"})
    assert_all_open(texts)


def test_old_master_keys_stay_while_some_key_does_not_open(
    settings: Any, texts: list[bytes]
) -> None:
    altered = PairKey.objects.filter(pk=PLACES[3].pair)
    altered.update(mentee="eve")
    for options in ([], ["--drop-old"]):
        with pytest.raises(CommandError, match="1 pair key"):
            rotate_keys(*options)
    assert names(settings) == ["0001", "0002"]
    assert keyring.keys_that_do_not_open() == 1
    altered.update(mentee="carol")
    rotate_keys("--drop-old")
    assert_all_open(texts)


def test_without_master_keys_nothing_is_rotated(settings: Any, texts: list[bytes]) -> None:
    settings.MASTER_KEYS_PATH.unlink()
    with pytest.raises(CommandError, match="lost"):
        rotate_keys()
    assert not settings.MASTER_KEYS_PATH.exists()
