"""A survey is closed once: plain rows without ticket, time or order, and no key any more."""

import pytest
from django.db import connection

from tests.cast import Cast
from tests.impact.world import Asked, ask
from viceversa.impact.actions import closing, keep_half, send_answer
from viceversa.impact.boxes import SIZE, Said
from viceversa.impact.errors import SurveyError
from viceversa.impact.jobs import open_and_close
from viceversa.impact.models import Answer, Draft, PairedAnswer, Remark, ShutAnswer, Thread, Ticket
from viceversa.vault import answer_keys, shredding
from viceversa.vault.models import AnswerKey
from viceversa.vault.sealing import CannotOpenError


def test_answers_become_plain_rows_and_nothing_else_is_left(asked: Asked) -> None:
    asked.answer(11, words="Mer tid, tack.", useful=4)
    keep_half(asked.ticket(11), Said({"useful": 1}))
    survey = asked.close()
    assert (survey.state, survey.asked, survey.answered) == ("closed", 13, 11)
    assert list(Answer.objects.values_list("values", flat=True)) == [{"useful": 4}] * 11
    assert list(Remark.objects.values_list("text", flat=True)) == ["Mer tid, tack."] * 11
    assert not any(m.objects.exists() for m in (ShutAnswer, Draft, Ticket))


def test_the_key_is_destroyed_and_stays_so_after_a_restore(asked: Asked) -> None:
    asked.answer(6, useful=4)
    box, kept = ShutAnswer.objects.first(), AnswerKey.objects.get(pk=asked.survey.pk)
    asked.close()
    AnswerKey.objects.filter(pk=kept.pk).delete()
    kept.save(force_insert=True)
    assert box and answer_keys.key_of(asked.survey.pk)
    assert shredding.replay() == 1
    with pytest.raises(CannotOpenError):
        answer_keys.key_of(asked.survey.pk)


def test_what_may_never_be_shown_is_not_written(cast: Cast, asked: Asked) -> None:
    asked.answer(9, words="Bara vi nio.", useful=5)
    asked.close()
    assert (Answer.objects.count(), Remark.objects.count()) == (9, 0)
    few = ask(cast.other_programme, count=5)
    few.answer(4, expected=7)
    assert few.close().answered == 4
    assert not Answer.objects.filter(survey=few.survey).exists()


def test_a_crash_before_the_key_is_destroyed_loses_nothing(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.answer(10, useful=3)
    with monkeypatch.context() as patched:
        patched.setattr(answer_keys, "destroy", _killed)
        with pytest.raises(KeyboardInterrupt):
            closing.close_survey(asked.survey)
    assert answer_keys.key_of(asked.survey.pk)
    rows = set(Answer.objects.values_list("pk", flat=True))
    open_and_close.call()
    assert set(Answer.objects.values_list("pk", flat=True)) == rows
    assert answer_keys.is_destroyed(asked.survey.pk)


@pytest.mark.django_db(transaction=True)
def test_a_crash_while_rows_are_written_leaves_all_sealed(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.answer(10, useful=3)
    with monkeypatch.context() as patched:
        patched.setattr(closing, "record", _killed)
        with pytest.raises(KeyboardInterrupt):
            closing.close_survey(asked.survey)
    assert (Answer.objects.count(), ShutAnswer.objects.count()) == (0, 10)
    assert asked.close().answered == 10
    assert Answer.objects.count() == 10


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_closing_twice_is_closing_once(asked: Asked) -> None:
    asked.answer(10, useful=3)
    asked.close()
    asked.close()
    assert Answer.objects.count() == 10


def test_too_late_is_refused(asked: Asked) -> None:
    ticket = asked.ticket(0)
    asked.close()
    for late in (send_answer, keep_half):
        with pytest.raises(SurveyError):
            late(ticket, Said({"useful": 1}))


def test_after_an_old_database_came_back_nothing_opens_and_it_still_closes(asked: Asked) -> None:
    asked.answer(10, useful=3)
    answer_keys.destroy(asked.survey.pk)
    with pytest.raises(SurveyError):
        send_answer(asked.ticket(11), Said({"useful": 1}))
    assert asked.close().answered == 0


def test_every_box_is_of_the_same_size(asked: Asked) -> None:
    send_answer(asked.ticket(0), Said({"useful": 1}))
    send_answer(asked.ticket(1), Said({"useful": 1}, "🙂" * 1000))
    sizes = {len(bytes(row.box)) for row in ShutAnswer.objects.all()}
    assert len(sizes) == 1
    assert sizes.pop() > SIZE


def test_rows_lie_in_the_order_of_the_shuffle(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    for which in range(12):
        send_answer(asked.ticket(which), Said({"useful": which}))
    monkeypatch.setattr(closing, "shuffled", lambda said: list(reversed(list(said))))
    asked.close()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute('SELECT "values" FROM viceversa_answer ORDER BY rowid')
            stored = [row[0] for row in cursor.fetchall()]
        assert stored != sorted(stored)


class TestBeforeAndLater:
    def test_the_same_person_finds_together_without_a_name(self, cast: Cast) -> None:
        before = ask(cast.programme, count=8)
        for which in range(8):
            send_answer(before.ticket(which), Said({"mentee_1": which % 7 + 1}))
        before.close()
        assert Thread.objects.count() == 8
        after = ask(cast.programme, wave="after", people=before.people)
        for which in range(1, 8):
            send_answer(after.ticket(which), Said({"mentee_1": which % 7 + 1, "result": 6}))
        after.close()
        paired = list(PairedAnswer.objects.values_list("before", "later"))
        assert len(paired) == 7
        assert all(one["mentee_1"] == two["mentee_1"] for one, two in paired)

    def test_the_key_goes_with_the_last_survey(self, cast: Cast) -> None:
        before = ask(cast.programme, count=6)
        before.answer(6, mentee_1=2)
        before.close()
        for wave in ("after", "later"):
            assert answer_keys.key_of(cast.programme.pk)
            again = ask(cast.programme, wave=wave, people=before.people)
            again.answer(6, mentee_1=5)
            again.close()
        assert not Thread.objects.exists()
        assert answer_keys.is_destroyed(cast.programme.pk)
        assert PairedAnswer.objects.count() == 12

    def test_fewer_than_five_are_not_paired(self, cast: Cast) -> None:
        before = ask(cast.programme, count=6)
        before.answer(6, mentee_1=2)
        before.close()
        after = ask(cast.programme, wave="after", people=[*before.people])
        after.answer(4, mentee_1=5)
        after.close()
        assert not PairedAnswer.objects.exists()
