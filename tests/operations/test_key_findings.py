"""What the doctor says of keys: who can read them, whether they open, and what is missing."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.cast import Cast
from tests.conversations.world import booked, make_pair
from viceversa.conversations.actions import accept_ground_rules, ask_question
from viceversa.conversations.models import Question
from viceversa.operations import key_findings
from viceversa.vault.models import PairKey
from viceversa.vault.shredding import shred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"


@pytest.fixture
def question(cast: Cast, own_files: None) -> Question:
    """A pair has written, and changed what it wrote."""
    pair = make_pair(cast)
    for person in (cast.bob, cast.carol):
        accept_ground_rules(pair, by=person)
    meeting = booked(cast, pair)
    for text in ("why?", "why not?"):
        ask_question(meeting, text, by=cast.carol)
    return Question.objects.get()


def test_an_installation_without_a_word_is_well() -> None:
    assert key_findings.master_keys_are_safe().is_well
    assert key_findings.keyring_stands_apart().is_well
    assert key_findings.every_key_opens().is_well
    assert key_findings.who_has_written_has_a_key().is_well
    assert key_findings.no_text_was_rolled_back().is_well


def test_one_with_words_is_well(question: Question) -> None:
    test_an_installation_without_a_word_is_well()


def test_lost_master_keys_are_told_from_those_not_made_yet(
    settings: Any, question: Question
) -> None:
    settings.MASTER_KEYS_PATH.unlink()
    finding = key_findings.master_keys_are_safe()
    assert finding.remedy == f"Bring back {settings.MASTER_KEYS_PATH} from its backup."


def test_master_keys_that_others_read_are_told(settings: Any, question: Question) -> None:
    settings.MASTER_KEYS_PATH.chmod(0o644)
    finding = key_findings.master_keys_are_safe()
    assert finding.remedy == f"Run: chmod 600 {settings.MASTER_KEYS_PATH}"


def test_master_keys_of_nonsense_are_told(settings: Any, question: Question) -> None:
    settings.MASTER_KEYS_PATH.write_text('{"0001": "abc"}', encoding="utf-8")
    assert not key_findings.master_keys_are_safe().is_well


def test_a_keyring_that_others_read_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "keyring.sqlite3"
    path.touch(mode=0o600)
    monkeypatch.setattr(connections["keyring"], "vendor", "sqlite")
    monkeypatch.setitem(connections["keyring"].settings_dict, "NAME", path)
    assert key_findings.keyring_stands_apart().is_well
    path.chmod(0o640)
    assert key_findings.keyring_stands_apart().remedy == f"Run: chmod 600 {path}"


@pytest.mark.parametrize(("user", "well"), [("viceversa", False), ("keys", True)])
def test_one_user_for_both_databases_is_told(
    monkeypatch: pytest.MonkeyPatch, user: str, well: bool
) -> None:
    for alias, name in (("default", "viceversa"), ("keyring", user)):
        monkeypatch.setattr(connections[alias], "vendor", "postgresql")
        monkeypatch.setitem(connections[alias].settings_dict, "USER", name)
    assert key_findings.keyring_stands_apart().is_well == well


def test_a_key_that_does_not_open_is_told(question: Question) -> None:
    PairKey.objects.update(mentor="eve")
    assert "1 pair(s)" in key_findings.every_key_opens().words


def test_a_keyring_that_is_too_old_is_told(question: Question) -> None:
    PairKey.objects.all().delete()
    finding = key_findings.who_has_written_has_a_key()
    assert ("1 pair(s)" in finding.words, "later backup" in finding.remedy) == (True, True)


def test_what_was_erased_on_purpose_is_well(question: Question) -> None:
    shred(question.meeting.pair_id)
    assert key_findings.every_key_opens().is_well
    assert key_findings.who_has_written_has_a_key().is_well


@pytest.mark.django_db(transaction=True)
def test_a_restored_database_is_told_with_the_way_on(question: Question) -> None:
    Question.objects.update(sealed_text=b"")
    finding = key_findings.no_text_was_rolled_back()
    assert "1 text(s)" in finding.words
    assert "viceversa keyring accept-restore" in finding.remedy
