"""Keys of surveys move with the master key, and once destroyed never come back."""

import pytest

from viceversa.vault import answer_keys, keyring, masters, rotation
from viceversa.vault.sealing import CannotOpenError

pytestmark = pytest.mark.django_db
OWNER, OTHER = "survey234567", "other2345678"


@pytest.fixture(autouse=True)
def made() -> None:
    answer_keys.make(OWNER)


def test_a_second_making_changes_nothing() -> None:
    key = answer_keys.key_of(OWNER)
    answer_keys.make(OWNER)
    assert answer_keys.key_of(OWNER) == key


def test_it_moves_with_the_master_key_and_is_not_left_behind() -> None:
    key = answer_keys.key_of(OWNER)
    assert rotation.rotate().wrapped == 1
    assert rotation.drop_old()[1] == 1
    assert masters.newest()[0] == "0002"
    assert answer_keys.key_of(OWNER) == key


def test_a_destroyed_key_is_not_made_again() -> None:
    answer_keys.destroy(OWNER)
    answer_keys.make(OWNER)
    with pytest.raises(CannotOpenError):
        answer_keys.key_of(OWNER)
    assert keyring.keys_that_do_not_open() == 0


def test_there_is_no_key_of_another() -> None:
    with pytest.raises(CannotOpenError):
        answer_keys.key_of(OTHER)
