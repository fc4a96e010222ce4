"""A pair's vault opens for the two that it was made for, and only what was sealed last."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from tests.vault.world import OTHER, PAIR, PLACE, opened, seal, vault
from viceversa.vault import keyring
from viceversa.vault.models import Mark, PairKey
from viceversa.vault.sealing import CannotOpenError

pytestmark = pytest.mark.django_db
Queries = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def first() -> bytes:
    return seal("one")


@pytest.fixture
def second(first: bytes) -> bytes:
    return seal("two", over=first)


def test_the_two_read_it(first: bytes) -> None:
    assert opened(first) == "one"


def test_nothing_opens_to_nothing() -> None:
    assert opened(b"") == ""


@pytest.mark.parametrize("planted", [{"mentor": "eve"}, {"mentee": "eve"}])
def test_whoever_is_planted_reads_nothing_and_writes_nothing(
    first: bytes, planted: dict[str, str]
) -> None:
    with pytest.raises(CannotOpenError):
        opened(first, **planted)
    with pytest.raises(CannotOpenError):
        seal("mine", over=first, **planted)
    assert opened(first) == "one"


def test_two_who_change_places_are_two_others(first: bytes) -> None:
    with pytest.raises(CannotOpenError):
        opened(first, mentor="carol", mentee="bob")


def test_keys_swapped_between_pairs_open_nothing(first: bytes) -> None:
    elsewhere = replace(PLACE, pair=OTHER)
    theirs = seal("theirs", elsewhere)
    one, other = PairKey.objects.order_by("pk")
    one.wrapped, other.wrapped = other.wrapped, one.wrapped
    one.save()
    other.save()
    assert keyring.keys_that_do_not_open() == 2
    for sealed, place in ((first, PLACE), (theirs, elsewhere), (theirs, PLACE)):
        with pytest.raises(CannotOpenError):
            opened(sealed, place)


def test_a_pair_has_a_key_of_its_own(first: bytes) -> None:
    seal("theirs", replace(PLACE, pair=OTHER))
    assert PairKey.objects.count() == 2
    with pytest.raises(CannotOpenError):
        opened(first, replace(PLACE, pair=OTHER))


class TestRollingBack:
    def test_the_latest_is_read(self, second: bytes) -> None:
        assert opened(second) == "two"

    def test_an_earlier_text_is_refused(self, first: bytes, second: bytes) -> None:
        with pytest.raises(CannotOpenError):
            opened(first)

    def test_an_emptied_place_is_refused(self, second: bytes) -> None:
        with pytest.raises(CannotOpenError):
            opened(b"")

    def test_a_higher_number_on_an_earlier_text_is_refused(self, second: bytes) -> None:
        with pytest.raises(CannotOpenError):
            opened(second[:1] + b"\x00\x00\x00\x09" + second[5:])

    def test_what_was_deleted_is_refused_when_it_is_put_back(self, first: bytes) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            vault().close(PLACE)
        with pytest.raises(CannotOpenError):
            opened(first)

    def test_a_change_can_be_read_although_its_mark_was_lost_in_a_crash(
        self, first: bytes, second: bytes
    ) -> None:
        Mark.objects.all().delete()
        assert opened(second) == "two"
        with pytest.raises(CannotOpenError):
            opened(first)

    def test_a_change_that_is_not_committed_leaves_the_earlier_text_readable(
        self, first: bytes
    ) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            changed = vault().seal("two", PLACE, over=first)
            assert vault().open(changed, PLACE) == "two"
            raise RuntimeError("the program was stopped")
        assert opened(first) == "one"

    def test_after_a_restore_what_is_written_anew_can_be_read(
        self, first: bytes, second: bytes
    ) -> None:
        """The database is from yesterday and has the first text; the keyring is of today."""
        third = seal("three", over=second)
        latest = seal("four", over=first)
        assert opened(latest) == "four"
        with pytest.raises(CannotOpenError):
            opened(third)

    def test_a_number_that_somebody_wrote_into_the_row_is_not_followed(self, first: bytes) -> None:
        forged = first[:1] + b"\xff\xff\xff\xff" + first[5:]
        assert opened(seal("two", over=forged)) == "two"

    def test_marks_only_rise(self, second: bytes) -> None:
        keyring.raise_mark(PAIR, PLACE.name, 7)
        keyring.raise_mark(PAIR, PLACE.name, 3)
        assert Mark.objects.get().revision == 7


class TestWhatItCosts:
    def test_a_page_of_texts_takes_two_queries(self, django_assert_num_queries: Queries) -> None:
        places = [replace(PLACE, row=f"row{number:09}") for number in range(40)]
        texts = [seal(place.row, place) for place in places]
        changed = [
            seal(place.row, place, over=text) for place, text in zip(places, texts, strict=True)
        ]
        page = vault()
        with django_assert_num_queries(2, connection=connections["keyring"]):
            assert [
                page.open(text, place) for text, place in zip(changed, places, strict=True)
            ] == [place.row for place in places]

    def test_a_new_text_leaves_the_keyring_alone(self, first: bytes) -> None:
        with CaptureQueriesContext(connections["keyring"]) as asked:
            seal("another", replace(PLACE, row="row2"))
        assert [query["sql"].split()[0] for query in asked] == ["SELECT", "SELECT"]

    def test_a_page_that_does_not_open_asks_no_more(
        self, first: bytes, django_assert_num_queries: Queries
    ) -> None:
        PairKey.objects.update(wrapped=b"x" * 60)
        page = vault()
        with django_assert_num_queries(2, connection=connections["keyring"]):
            for _ in range(5):
                with pytest.raises(CannotOpenError):
                    page.open(first, PLACE)


@pytest.mark.django_db(transaction=True)
def test_a_text_is_sealed_only_where_it_is_saved() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        vault().seal("one", PLACE, over=b"")


def test_a_keyring_that_does_not_answer_opens_nothing(
    first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> Iterator[object]:
        raise DatabaseError

    monkeypatch.setattr(PairKey.objects, "filter", breaks)
    with pytest.raises(CannotOpenError):
        opened(first)
