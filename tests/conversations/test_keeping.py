"""What the two keep: things to try, feedback, notes, marks. Sealed, and each to its readers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, HOUR, agree, booked, client_of, make_pair, turn_back
from viceversa.conversations.actions import (
    StateError,
    add_try_out,
    give_feedback,
    mark_goal,
    new_note,
    say_held,
    set_objective,
    settle_try_out,
    write_note,
)
from viceversa.conversations.actions.state import current_story
from viceversa.conversations.actions.try_outs import MOST_OPEN, remind_of_try_outs
from viceversa.conversations.models import Feedback, GoalMark, Note, TryOut
from viceversa.conversations.queries import try_out_counts
from viceversa.conversations.sealed import data_of, words_of
from viceversa.conversations.waves import wave_on
from viceversa.jobs import run_waiting
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.programmes.actions import add_break
from viceversa.programmes.models import Programme

State = TryOut.State


@pytest.fixture
def pair(cast: Cast) -> Pair:
    made = make_pair(cast)
    agree(cast, made)
    return made


def url(pair: Pair, name: str, *parts: object) -> str:
    return reverse(name, args=[pair.pk, *parts])


def kept_note(pair: Pair, cast: Cast, *, shared: bool) -> Note:
    note = new_note(pair, by=cast.bob)
    note.is_shared = shared
    write_note(note, "ask about the shift", by=cast.bob)
    return note


class TestTryOuts:
    def test_it_opens_the_page_until_it_is_settled(self, cast: Cast, pair: Pair) -> None:
        carol = client_of(cast.carol)
        carol.post(url(pair, "try_outs"), {"text": "ask Åsa first"})
        assert "ask Åsa first" in carol.get(url(pair, "pair")).content.decode()
        tried = TryOut.objects.get()
        carol.post(url(pair, "try_out_state", tried.pk), {"state": "tested"})
        assert "ask Åsa first" not in carol.get(url(pair, "pair")).content.decode()
        assert "ask Åsa first" in carol.get(url(pair, "try_outs")).content.decode()

    def test_only_whoever_tries_it_says_what_became_of_it(self, cast: Cast, pair: Pair) -> None:
        tried = add_try_out(pair, "ask Åsa first", by=cast.carol)
        place = url(pair, "try_out_state", tried.pk)
        pages = [client_of(each).get(url(pair, "pair")) for each in (cast.carol, cast.bob)]
        assert [place in each.content.decode() for each in pages] == [True, False]
        assert f'<p class="soft small">{cast.carol.given_name}</p>' in pages[1].content.decode()
        answer = client_of(cast.bob).post(place, {"state": "tested"}, follow=True)
        assert "Whoever set out to try it" in answer.content.decode()
        tried.refresh_from_db()
        assert tried.state == State.OPEN
        assert not Letter.objects.filter(name="conversations/try_out_settled").exists()

    def test_sent_twice_it_is_kept_once(self, cast: Cast, pair: Pair) -> None:
        for _ in range(2):
            add_try_out(pair, "listen", by=cast.carol)
        assert TryOut.objects.count() == 1

    def test_there_is_a_limit_and_it_is_said(self, cast: Cast, pair: Pair) -> None:
        for number in range(MOST_OPEN):
            add_try_out(pair, f"thing {number}", by=cast.carol)
        with pytest.raises(StateError, match="five things"):
            add_try_out(pair, "one more", by=cast.carol)

    def test_a_day_that_has_passed_is_refused_and_nothing_typed_is_lost(
        self, cast: Cast, pair: Pair
    ) -> None:
        yesterday = (timezone.localdate() - DAY).isoformat()
        form = {"text": "listen", "try_by": yesterday}
        answer = client_of(cast.carol).post(url(pair, "try_outs"), form)
        assert answer.status_code == 200
        assert "listen" in answer.content.decode()
        assert TryOut.objects.count() == 0

    @pytest.mark.requirement("000-20")
    def test_the_other_hears_what_became_of_it_and_no_word_of_what_it_was(
        self, cast: Cast, pair: Pair
    ) -> None:
        tried = add_try_out(pair, "listen to Åsa", by=cast.carol)
        for _ in range(2):
            settle_try_out(tried, State.TESTED, by=cast.carol)
        letter = Letter.objects.get(name="conversations/try_out_settled")
        assert letter.recipient == cast.bob
        assert "Åsa" not in letter.subject + letter.text + letter.html

    def test_not_yet_may_become_tried_but_what_is_settled_stays(
        self, cast: Cast, pair: Pair
    ) -> None:
        tried = add_try_out(pair, "listen", by=cast.carol)
        states = []
        for state in (State.NOT_YET, State.DROPPED, State.TESTED):
            settle_try_out(tried, state, by=cast.carol)
            tried.refresh_from_db()
            states.append(tried.state)
        assert states == [State.NOT_YET, State.DROPPED, State.DROPPED]

    def test_on_its_day_it_is_asked_for_once(self, cast: Cast, pair: Pair) -> None:
        today = timezone.localdate()
        add_try_out(pair, "today", by=cast.carol, try_by=today)
        add_try_out(pair, "later", by=cast.carol, try_by=today + timedelta(days=2))
        for _ in range(2):
            remind_of_try_outs()
        assert list(Letter.objects.values_list("name", "recipient__given_name")) == [
            ("conversations/try_out_due", "Carol")
        ]

    def test_in_a_break_or_a_pause_it_is_asked_for_afterwards(self, cast: Cast, pair: Pair) -> None:
        today = timezone.localdate()
        add_try_out(pair, "today", by=cast.carol, try_by=today)
        silence = add_break(
            cast.programme, name="Lov", starts_on=today, ends_on=today, by=cast.alice
        )
        asked = [remind_of_try_outs()]
        silence.delete()
        Pair.objects.update(paused_at=timezone.now(), resumes_on=today + DAY)
        asked.append(remind_of_try_outs(now=timezone.now() + DAY))
        Pair.objects.update(paused_at=None)
        asked += [remind_of_try_outs(now=timezone.now() + days * DAY) for days in (5, 6)]
        assert asked == [0, 0, 1, 0]
        assert "by today" not in Letter.objects.get().text

    def test_whoever_was_reminded_that_week_is_asked_when_it_is_over(
        self, cast: Cast, pair: Pair
    ) -> None:
        for days in (0, 3):
            try_by = timezone.localdate() + days * DAY
            add_try_out(pair, f"in {days} days", by=cast.carol, try_by=try_by)
        asked = [remind_of_try_outs(now=timezone.now() + days * DAY) for days in (0, 3)]
        Letter.objects.update(send_after=timezone.now() - 8 * DAY)
        asked += [remind_of_try_outs(now=timezone.now() + days * DAY) for days in (8, 50)]
        assert asked == [1, 0, 1, 0]

    def test_the_link_of_the_letter_settles_it_by_a_button_only(
        self, cast: Cast, pair: Pair
    ) -> None:
        add_try_out(pair, "ask Åsa", by=cast.carol, try_by=timezone.localdate())
        remind_of_try_outs()
        run_waiting()
        path = next(
            word.removeprefix("http://localhost:8000")
            for word in str(mail.outbox[0].body).split()
            if "/tried/" in word
        )
        stranger = Client()
        assert "Åsa" not in stranger.get(path).content.decode()
        assert TryOut.objects.get().state == State.OPEN
        assert stranger.post(path, {"state": "tested"}).status_code == 302
        assert TryOut.objects.get().state == State.TESTED
        assert "Thank you" in stranger.get(path).content.decode()

    @pytest.mark.parametrize("wrong", ["person_id", "object_id", "version", "purpose"])
    def test_a_link_for_something_else_opens_nothing(
        self, cast: Cast, pair: Pair, wrong: str
    ) -> None:
        tried = add_try_out(pair, "listen", by=cast.carol)
        claim = {"person_id": cast.carol.pk, "object_id": tried.pk, "version": 0}
        claim["version"] = cast.carol.access_version
        changes = {"person_id": cast.yrsa.pk, "object_id": pair.pk, "version": 99}
        purpose = "taps" if wrong == "purpose" else "tried"
        token = sign_link(purpose, **{**claim, **{k: v for k, v in changes.items() if k == wrong}})
        assert Client().get(reverse("personal_tried", args=[token])).status_code == 404

    @pytest.mark.requirement("000-11")
    def test_only_counts_leave_the_pair(self, cast: Cast, pair: Pair) -> None:
        for text, state in (("a", State.TESTED), ("b", State.DROPPED), ("c", State.OPEN)):
            settle_try_out(add_try_out(pair, text, by=cast.carol), state, by=cast.carol)
        assert try_out_counts(cast.programme) == {
            "open": 1,
            "tested": 1,
            "not_yet": 0,
            "dropped": 1,
        }

    @pytest.mark.requirement("000-10", "002-10")
    def test_it_is_asked_for_when_they_have_met(self, cast: Cast, pair: Pair) -> None:
        assert not current_story(pair, cast.bob).wants_try_out
        meeting = turn_back(booked(cast, pair))
        say_held(meeting, by=cast.bob)
        assert current_story(pair, cast.bob).wants_try_out
        add_try_out(pair, "listen", by=cast.carol)
        assert not current_story(pair, cast.bob).wants_try_out


class TestFeedback:
    @pytest.mark.requirement("003-12", "004-07")
    def test_it_is_read_by_the_two_and_announced_without_a_word_of_it(
        self, cast: Cast, pair: Pair
    ) -> None:
        said = "On Tuesday you let Ali finish, and more people dared to speak. Do it again!"
        client_of(cast.bob).post(url(pair, "feedback"), {"text": said, "asked": "on"})
        page = client_of(cast.carol).get(url(pair, "feedback")).content.decode()
        assert "let Ali finish" in page
        letter = Letter.objects.get()
        assert (letter.name, letter.recipient) == ("conversations/feedback_given", cast.carol)
        assert "let Ali" not in letter.text + letter.html

    @pytest.mark.requirement("000-12")
    def test_bare_praise_gets_a_question_and_can_be_sent_all_the_same(
        self, cast: Cast, pair: Pair
    ) -> None:
        bob, page = client_of(cast.bob), url(pair, "feedback")
        asked = bob.post(page, {"text": "Good job!"})
        assert asked.status_code == 200
        assert "When was it?" in asked.content.decode()
        assert 'role="status" id="more" aria-labelledby="more" tabindex="-1" autofocus' in str(
            asked.content
        )
        form = asked.context["form"].initial
        assert (form, Feedback.objects.count()) == ({"text": "Good job!", "asked": True}, 0)
        assert bob.post(page, {"text": "Good job!", "asked": "True"}).status_code == 302
        assert words_of(Feedback.objects.get()) == "Good job!"

    @pytest.mark.requirement("000-12")
    def test_a_full_one_is_sent_at_once(self, cast: Cast, pair: Pair) -> None:
        said = (
            "In Tuesday's meeting you let Ali finish his sentence. More people dared to speak "
            "after that. Please do the same next time."
        )
        answer = client_of(cast.bob).post(url(pair, "feedback"), {"text": said})
        assert (answer.status_code, Feedback.objects.count()) == (302, 1)

    def test_sent_twice_it_is_kept_once(self, cast: Cast, pair: Pair) -> None:
        for _ in range(2):
            give_feedback(pair, "You listened.", by=cast.bob)
        assert Feedback.objects.count() == Letter.objects.count() == 1


class TestNotes:
    @pytest.mark.requirement("001-14")
    def test_a_private_one_is_for_its_author(self, cast: Cast, pair: Pair) -> None:
        kept_note(pair, cast, shared=False)
        bob, carol = (client_of(person) for person in (cast.bob, cast.carol))
        seen = [c.get(url(pair, "notes")).content.decode() for c in (bob, carol)]
        assert ["the shift" in page for page in seen] == [True, False]

    def test_a_shared_one_is_read_by_both_and_changed_by_its_author(
        self, cast: Cast, pair: Pair
    ) -> None:
        note = kept_note(pair, cast, shared=True)
        bob, carol = (client_of(person) for person in (cast.bob, cast.carol))
        assert "the shift" in carol.get(url(pair, "notes")).content.decode()
        form = {"text": "ask about the night", "kind": "note", "sight": "private"}
        for name in ("note", "note_removal"):
            assert carol.post(url(pair, name, note.pk), form).status_code == 404
        assert bob.post(url(pair, "note", note.pk), form).status_code == 302
        assert words_of(Note.objects.get()) == "ask about the night"
        assert "the night" not in carol.get(url(pair, "notes")).content.decode()
        bob.post(url(pair, "note_removal", note.pk))
        assert Note.objects.count() == 0

    def test_a_kept_question_becomes_the_question_of_a_meeting(
        self, cast: Cast, pair: Pair
    ) -> None:
        note = new_note(pair, by=cast.carol)
        note.kind = Note.Kind.QUESTION
        write_note(note, "why so silent?", by=cast.carol)
        booked(cast, pair)
        page = url(pair, "meeting_question", 1)
        carol = client_of(cast.carol)
        assert f"?note={note.pk}" in carol.get(page).content.decode()
        filled = carol.get(page, {"note": note.pk}).context["form"].initial
        assert filled == {"text": "why so silent?"}

    def test_the_text_to_take_along_holds_what_one_may_read(self, cast: Cast, pair: Pair) -> None:
        set_objective(pair, by=cast.carol, kind="theme", text="candour")
        give_feedback(pair, "You listened.", by=cast.bob)
        add_try_out(pair, "ask Åsa", by=cast.carol)
        kept_note(pair, cast, shared=False)
        texts = [
            client_of(person).get(url(pair, "pair_download")).content.decode()
            for person in (cast.bob, cast.carol)
        ]
        for word in ("candour", "You listened.", "ask Åsa"):
            assert all(word in text for text in texts)
        assert ["the shift" in text for text in texts] == [True, False]


class TestGoalMarks:
    @pytest.mark.parametrize(
        ("day", "wave"),
        [(0, None), (89, None), (90, "half_time"), (158, "half_time"), (159, "end")],
    )
    def test_waves_of_a_round(self, day: int, wave: str | None) -> None:
        first = timezone.localdate()
        ends_on = first + timedelta(days=180)
        assert wave_on(first + timedelta(days=day), starts_on=first, ends_on=ends_on) == wave

    def test_without_a_last_day_there_is_a_half_time_and_no_end(self) -> None:
        first = timezone.localdate().replace(year=2026, month=1, day=31)
        days = [first.replace(month=month, day=30) for month in (3, 4, 12)]
        waves = [wave_on(day, starts_on=first, ends_on=None) for day in days]
        assert waves == [None, "half_time", "half_time"]

    def test_the_latest_mark_of_a_wave_counts_and_the_page_stops_asking(
        self, cast: Cast, pair: Pair
    ) -> None:
        set_objective(pair, by=cast.carol, kind="theme")
        Programme.objects.update(ends_on=timezone.localdate() + timedelta(days=3))
        carol, page = client_of(cast.carol), url(pair, "goal_mark")
        asks = [page in carol.get(url(pair, "pair")).content.decode()]
        for value in (-1, 2):
            assert carol.post(page, {"mark": value}).status_code == 302
        asks.append(page in carol.get(url(pair, "pair")).content.decode())
        assert asks == [True, False]
        assert [data_of(m, "sealed_mark") for m in GoalMark.objects.all()] == [{"goal": 2}]

    def test_it_is_too_early_at_first(self, cast: Cast, pair: Pair) -> None:
        Programme.objects.update(ends_on=timezone.localdate() + timedelta(days=180))
        with pytest.raises(StateError, match="too early"):
            mark_goal(Pair.objects.get(), 1, by=cast.carol)


def test_nothing_is_kept_when_the_pair_has_ended(cast: Cast, pair: Pair) -> None:
    Pair.objects.update(state=Pair.State.ENDED, ended_at=timezone.now() - HOUR)
    for act in (
        lambda: add_try_out(pair, "x", by=cast.bob),
        lambda: give_feedback(pair, "x", by=cast.bob),
        lambda: write_note(new_note(pair, by=cast.bob), "x", by=cast.bob),
    ):
        with pytest.raises(StateError):
            act()
