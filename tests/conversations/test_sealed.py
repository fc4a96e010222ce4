"""Words of a pair in its rows: read by the two, refused calmly, and brought back knowingly."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conversations.world import booked, client_of, turn_back
from viceversa.conversations.actions import (
    StateError,
    ask_question,
    new_note,
    remove_note,
    set_objective,
    tap,
    write_note,
)
from viceversa.conversations.models import Meeting, Note, Objective, Question, Taps
from viceversa.conversations.queries import pairs_that_have_written
from viceversa.conversations.sealed import data_of, delete, draft_of, words_of
from viceversa.conversations.sealed_row import SealedRow
from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry
from viceversa.vault.models import PairKey
from viceversa.vault.shredding import shred

pytestmark = pytest.mark.django_db
CALM = "This text cannot be opened."
WORDS = ["kanarie om mål", "kanarie om varför"]


@pytest.fixture
def written(cast: Cast, pair: Pair) -> Pair:
    """Both have said something, and a meeting is ahead."""
    set_objective(pair, by=cast.bob, kind="theme", text=WORDS[0])
    ask_question(booked(cast, pair), WORDS[1], by=cast.carol)
    return pair


def page_of(client: Client, pair: Pair) -> str:
    response = client.get(reverse("pair", args=[pair.pk]))
    assert response.status_code == 200
    return str(response.content.decode())


def shown(page: str) -> tuple[list[str], int]:
    """The words that stand on the page, and how many calm sentences."""
    return [word for word in WORDS if word in page], page.count(CALM)


def test_the_two_read_it(cast: Cast, written: Pair) -> None:
    for person in (cast.bob, cast.carol):
        assert shown(page_of(client_of(person), written)) == (WORDS, 0)


def test_every_sealed_field_is_of_a_sealed_row() -> None:
    names = {model.__name__ for model in SealedRow.__subclasses__()}
    assert names >= {"Objective", "Question", "Taps"}
    assert all(model.sealed_fields() for model in SealedRow.__subclasses__())


class TestAPersonWhoIsPlanted:
    """Zed takes Carol's seat by SQL: he gets the page, since that is what the rows say."""

    @pytest.fixture
    def planted(self, cast: Cast, written: Pair) -> Client:
        Participation.objects.filter(pk=cast.mentee.pk).update(person=cast.zed)
        client = client_of(cast.zed)
        client.post(reverse("ground_rules", args=[written.pk]), {"edition": "2026-1"})
        return client

    def test_reads_no_word(self, planted: Client, written: Pair) -> None:
        assert shown(page_of(planted, written)) == ([], 2)

    def test_writes_none_and_is_told_calmly(self, planted: Client, written: Pair) -> None:
        url = reverse("objective", args=[written.pk])
        answer = planted.post(url, {"about": "theme", "text": "mine"}, follow=True)
        assert (answer.status_code, "could not be saved" in answer.content.decode()) == (200, True)
        assert Objective.objects.count() == 1

    def test_finds_nothing_in_the_forms(self, planted: Client, written: Pair) -> None:
        Objective.objects.update(author=Participation.objects.get(pk=written.mentee_id).person)
        form = planted.get(reverse("objective", args=[written.pk])).content.decode()
        assert shown(form) == ([], 0)


@pytest.mark.parametrize(
    "garbage", [b"", b"\x01", b"\x00" * 300, b"\x01\xff\xff\xff\xff" + b"x" * 99]
)
def test_garbage_in_a_row_is_a_calm_page(cast: Cast, written: Pair, garbage: bytes) -> None:
    meeting = turn_back(Meeting.objects.get())
    tap(meeting, {"useful": 4, "openly": "spoke_openly", "next_date": "x"}, by=cast.bob)
    for model in (Objective, Question):
        model.objects.update(sealed_text=garbage)
    Taps.objects.update(sealed_answers=garbage)
    client = client_of(cast.bob)
    assert shown(page_of(client, written))[0] == []
    for name in ("meeting", "meeting_taps"):
        assert client.get(reverse(name, args=[written.pk, 1])).status_code == 200
    assert data_of(Taps.objects.get(), "sealed_answers") == {}
    tap(meeting, {"useful": 1, "openly": "spoke_not", "next_date": "x"}, by=cast.bob)
    assert data_of(Taps.objects.get(), "sealed_answers")["useful"] == 1


def test_an_erased_pair_has_a_calm_page_and_can_be_told_nothing_more(
    cast: Cast, written: Pair
) -> None:
    shred(written.pk)
    assert shown(page_of(client_of(cast.carol), written)) == ([], 2)
    with pytest.raises(StateError):
        ask_question(Meeting.objects.get(), "one more", by=cast.carol)


@pytest.mark.django_db(transaction=True)
def test_what_was_said_before_is_not_read_again_when_it_is_put_back(
    cast: Cast, written: Pair
) -> None:
    note = new_note(written, by=cast.bob)
    write_note(note, "thought better of it", by=cast.bob)
    before = Note.objects.get()
    assert words_of(before) == "thought better of it"
    remove_note(note, by=cast.bob)
    before.save(force_insert=True)
    assert words_of(Note.objects.get()) == CALM


def test_a_private_note_does_not_open_for_the_other_when_a_row_says_it_is_shared(
    cast: Cast, written: Pair
) -> None:
    note = new_note(written, by=cast.bob)
    write_note(note, "for my own eyes", by=cast.bob)
    Note.objects.update(is_shared=True)
    assert words_of(Note.objects.get()) == CALM
    Note.objects.update(is_shared=False)
    assert words_of(Note.objects.get()) == "for my own eyes"


def test_deleting_takes_the_row_away(written: Pair) -> None:
    delete(Question.objects.all())
    assert not Question.objects.exists()


def test_who_has_written_is_known_without_reading(cast: Cast, pair: Pair) -> None:
    assert pairs_that_have_written() == set()
    set_objective(pair, by=cast.bob, kind="not_yet")
    assert (
        pairs_that_have_written() == {pair.pk} == set(PairKey.objects.values_list("pk", flat=True))
    )


@pytest.mark.django_db(transaction=True)
class TestARestoredDatabase:
    """The question is changed; then last night's database comes back, with the earlier one."""

    @pytest.fixture
    def restored(self, cast: Cast, written: Pair) -> Question:
        question = Question.objects.get()
        earlier = bytes(question.sealed_text)
        ask_question(question.meeting, "changed today", by=cast.carol)
        Question.objects.update(sealed_text=earlier)
        return question

    def question(self) -> str:
        return words_of(Question.objects.get())

    def accept(self) -> str:
        output = StringIO()
        call_command("keyring", "accept-restore", stdout=output)
        return output.getvalue()

    def test_its_older_text_is_shut(self, restored: Question) -> None:
        assert (self.question(), draft_of(Question.objects.get())) == (CALM, "")

    def test_it_opens_again_when_an_operator_says_so_and_the_trail_knows(
        self, written: Pair, restored: Question
    ) -> None:
        assert self.accept() == "1 older text(s) can be read again; the trail says so.\n"
        assert self.question() == WORDS[1]
        entry = TrailEntry.objects.get(verb="restore_accepted")
        assert (entry.about, entry.facts) == (f"pair:{written.pk}", {"texts": 1})

    def test_nothing_else_gets_younger_by_it(self, cast: Cast, restored: Question) -> None:
        self.accept()
        assert self.accept().startswith("0 ")
        ask_question(restored.meeting, "again", by=cast.carol)
        latest = bytes(Question.objects.get().sealed_text)
        Question.objects.update(sealed_text=restored.sealed_text)
        assert self.question() == CALM
        Question.objects.update(sealed_text=latest)
        assert self.question() == "again"

    def test_what_is_written_anew_can_be_read_at_once(self, cast: Cast, restored: Question) -> None:
        ask_question(restored.meeting, "written after the restore", by=cast.carol)
        assert self.question() == "written after the restore"

    def test_garbage_does_not_stop_it(self, restored: Question) -> None:
        Question.objects.update(sealed_text=b"\x07garbage")
        assert self.accept().startswith("0 ")


def test_a_page_costs_two_queries_of_the_keyring_however_much_was_written(
    cast: Cast, written: Pair, django_assert_num_queries: object
) -> None:
    client = client_of(cast.carol)
    for days in (1, 2, 3):
        meeting = turn_back(Meeting.objects.latest("number"))
        for person in (cast.bob, cast.carol):
            tap(meeting, {"useful": 4, "openly": "x", "next_date": "x"}, by=person)
        ask_question(booked(cast, written, 20 + days), f"question {days}", by=cast.carol)
        with django_assert_num_queries(2, connection=connections["keyring"]):  # type: ignore[operator]
            page_of(client, written)
