"""Keys that sign certificates: made when needed, and old ones hold until they are dropped."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from viceversa.vault import keyring, rotation, signing_keys
from viceversa.vault.models import SigningKey
from viceversa.vault.sealing import CannotOpenError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A third of the bits, which takes a hundredth of the time."""
    monkeypatch.setattr(signing_keys, "BITS", 1024)
    yield


def numbers(key: RSAPublicKey | None) -> int:
    assert key
    return key.public_numbers().n


def test_the_first_is_made_once() -> None:
    (name, key), (again, same) = signing_keys.newest(), signing_keys.newest()
    assert (name, key.private_numbers()) == (again, same.private_numbers())
    assert numbers(signing_keys.public_half(name)) == numbers(key.public_key())


def test_a_new_one_signs_and_the_earlier_still_holds() -> None:
    first, _ = signing_keys.newest()
    made = signing_keys.make()
    assert signing_keys.newest()[0] == made.name != first
    assert signing_keys.public_half(first)


def test_dropping_leaves_the_newest_alone() -> None:
    first, _ = signing_keys.newest()
    made = signing_keys.make()
    assert signing_keys.drop_old() == 1
    assert signing_keys.public_half(first) is None
    assert signing_keys.public_half(made.name)


def test_nothing_is_dropped_where_there_is_nothing() -> None:
    assert signing_keys.drop_old() == 0


def test_it_moves_with_the_master_key() -> None:
    _name, key = signing_keys.newest()
    assert rotation.rotate().wrapped == 1
    assert rotation.drop_old()[1] == 1
    assert signing_keys.newest()[1].private_numbers() == key.private_numbers()
    assert keyring.keys_that_do_not_open() == 0


def test_a_public_half_that_was_exchanged_shuts_the_key() -> None:
    name, _ = signing_keys.newest()
    other = signing_keys.make()
    SigningKey.objects.filter(pk=other.pk).delete()
    SigningKey.objects.filter(pk=name).update(public=other.public)
    with pytest.raises(CannotOpenError):
        signing_keys.newest()


def test_the_keyring_holds_no_private_half() -> None:
    name, key = signing_keys.newest()
    kept = SigningKey.objects.get(pk=name)
    secret = key.private_numbers().d.to_bytes(128)
    assert secret not in bytes(kept.wrapped) + bytes(kept.public)
