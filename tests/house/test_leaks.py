"""What a pair writes is read by the two, and stands nowhere in clear.

Every sealed field is filled through the real pages with words of its own; then everything that
anybody else can come by is searched for them: pages, letters, calendars, jobs, sessions, trail,
cache, log, error pages and the database to its last byte. A new sealed field turns this red until
it has its words here.
"""

import base64
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, client_of, make_pair, turn_back
from tests.house.bystanders import bystanders
from tests.house.leaks import (
    Haystack,
    addresses,
    cached,
    database,
    found_in,
    holds,
    letters,
    pages,
    sealed_fields,
    sessions,
)
from viceversa.conversations.actions.reminders import send_due_reminders
from viceversa.conversations.actions.try_outs import remind_of_try_outs
from viceversa.conversations.models import Meeting, Taps
from viceversa.farewell.words import StoryWords
from viceversa.ideas.words import Words
from viceversa.jobs import run_waiting
from viceversa.notices.delivery import deliver_waiting
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry
from viceversa.people.sessions import SessionStore
from viceversa.programmes.models import Programme

IDEA = {"title": "kanarieideqvz", "what": "x", "why": "", "kind": "tool", "shown": "anonymous"}
IDEA_DIGEST = Words(**IDEA).digest
STORY = {"title": "kanarieberattelseqvz", "text": "x", "byline": "y"}
STORY_DIGEST = StoryWords(**STORY).digest
# What is said in which field. Taps are chosen and not written: the code of the choice is the word.
CANARIES = {
    "objective.sealed_text": ["kanariemalmentorsqx", "kanariemaladeptqzw"],
    "question.sealed_text": ["kanariefragaqvx"],
    "taps.sealed_answers": ["spoke_partly", "next_later"],
    "tryout.sealed_text": ["kanarieprovaqvz"],
    "feedback.sealed_text": ["kanarieaterkopplingqx"],
    "note.sealed_text": ["kanarieanteckningqz", "kanariedagbokqvw"],
    "question.sealed_card": ["kanariekortqvz"],
    "goalmark.sealed_mark": ['"goal": 2'],
    "wish.sealed_answer": ["wish_yes", "wish_not", "kanariekontaktqvz"],
    "ideadraft.sealed_idea": ["kanarieideqvz"],
    "ideayes.sealed_seen": [IDEA_DIGEST],
    "storydraft.sealed_story": ["kanarieberattelseqvz"],
    "storyyes.sealed_seen": [STORY_DIGEST],
}
JOURNAL = "kanariedagbokqvw"  # Carol's: not even for Bob
REACHED = "kanariekontaktqvz"  # Bob's line, as long as he alone wants to keep in touch
WORDS = [word for words in CANARIES.values() for word in words]
WRITTEN = [word for word in WORDS if word.startswith("kanarie")]
TAPPED = {"useful": "2", "openly": "spoke_partly", "next_date": "next_later"}
NUMBER = re.compile(rb"'X-Request-ID': '\w+'")  # each request has its own
TIME = "%Y-%m-%dT%H:%M"


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return make_pair(cast)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


class Journey:
    """The two go through everything that they can, by their own pages only."""

    def __init__(self, cast: Cast, pair: Pair) -> None:
        self.cast, self.pair = cast, pair
        self.bob, self.carol = client_of(cast.bob), client_of(cast.carol)

    def post(self, client: Client, name: str, *parts: object, **data: object) -> None:
        response = client.post(reverse(name, args=[self.pair.pk, *parts]), data)
        assert response.status_code == 302, (name, response.content.decode())

    def go(self) -> None:
        for client in (self.bob, self.carol):
            self.post(client, "ground_rules", edition="2026-1")
        mentor_says, mentee_says = CANARIES["objective.sealed_text"]
        self.post(self.bob, "objective", about="theme", text=mentor_says)
        self.post(self.carol, "objective", about="goal-skill", text=mentee_says)
        self.plan(days=10)
        self.post(
            self.carol, "meeting_question", 1, starter="1", text=WRITTEN[2], touches=WRITTEN[7]
        )
        self.post(self.bob, "meeting_agenda", 1)
        self.move_and_cancel()
        self.remind_and_meet()
        self.say_how_to_go_on()

    def say_how_to_go_on(self) -> None:
        Programme.objects.update(ends_on=timezone.localdate() + timedelta(days=10))
        self.post(self.bob, "pair_closing", contact="yes", line=REACHED, renewal="no")
        self.post(self.carol, "pair_closing", contact="no", renewal="yes")

    def plan(self, days: int) -> None:
        when = timezone.localtime(timezone.now() + days * DAY).strftime(TIME)
        plan = {"minutes": "90", "way": "place", "place": "Lilla kontoret"}
        self.post(self.bob, "meetings", mode="offer", own_1=when, **plan)
        meeting = Meeting.objects.latest("number")
        self.post(self.carol, "meeting_choice", meeting.number, option=meeting.options.get().pk)

    def move_and_cancel(self) -> None:
        meeting = Meeting.objects.get()
        when = timezone.localtime(timezone.now() + 12 * DAY).strftime(TIME)
        plan = {"minutes": "60", "way": "video", "place": ""}
        self.post(self.carol, "meeting_time", 1, starts_at=when, seen=meeting.sequence, **plan)
        meeting.refresh_from_db()
        later = (timezone.now() + 20 * DAY).isoformat()
        self.post(self.carol, "meeting_cancellation", 1, seen=meeting.sequence, suggested=[later])
        meeting = Meeting.objects.latest("number")
        self.post(self.bob, "meeting_choice", 2, option=meeting.options.get().pk)

    def remind_and_meet(self) -> None:
        meeting = Meeting.objects.latest("number")
        assert meeting.starts_at
        Letter.objects.update(created_at=timezone.now() - 2 * DAY)
        send_due_reminders(now=meeting.starts_at - 2 * DAY)
        send_due_reminders(now=meeting.starts_at - DAY)
        turn_back(meeting)
        send_due_reminders()
        self.post(self.bob, "meeting_outcome", 2, outcome="held")
        for client in (self.bob, self.carol):
            self.post(client, "meeting_taps", 2, **TAPPED)
        self.keep()
        run_waiting()

    def keep(self) -> None:
        """What they write down, tell each other and try, until the round is over."""
        told, noted, journal = WRITTEN[4:7]
        today = timezone.localdate()
        self.post(self.carol, "try_outs", text=WRITTEN[3], try_by=today.isoformat())
        remind_of_try_outs()
        tried = self.pair.try_outs.get()
        self.post(self.carol, "try_out_state", tried.pk, state="tested")
        self.post(self.bob, "feedback", text=told, asked="on")
        self.post(self.bob, "idea_new", **IDEA)
        self.post(self.bob, "story_new", **STORY)
        draft = self.pair.story_drafts.get()
        self.post(self.carol, "story_approval", draft.pk, seen=STORY_DIGEST)
        self.post(self.bob, "notes", text=noted, kind="question", sight="shared")
        self.post(self.carol, "notes", text=journal, kind="note", sight="private")
        type(self.cast.programme).objects.update(ends_on=today + 10 * DAY)
        for client in (self.bob, self.carol):
            self.post(client, "goal_mark", mark="2")


@pytest.fixture
def journey(cast: Cast, pair: Pair, log: pytest.LogCaptureFixture) -> Journey:
    journey = Journey(cast, pair)
    journey.go()
    return journey


def known_codes(cast: Cast, pair: Pair) -> dict[str, list[object]]:
    """What a curious colleague might know: the codes of everything round the pair."""
    return {
        "pairs/code": [pair.pk],
        "programmes/code": [cast.programme.pk],
        "int": [1, 2],
        "str": [pair.pk, cast.mentor.pk, cast.carol.pk],
    }


def records(log: pytest.LogCaptureFixture) -> Iterator[Haystack]:
    """Everything that was logged since the test was set up, with its tracebacks."""
    for record in (*log.get_records("setup"), *log.get_records("call")):
        text = f"{logging.Formatter().format(record)} {record.args}"
        yield Haystack("log", text.encode())


def test_every_sealed_field_has_its_words() -> None:
    assert set(CANARIES) == sealed_fields()


def test_the_two_read_it(cast: Cast, journey: Journey) -> None:
    page = reverse("pair", args=[journey.pair.pk])
    meeting = reverse("meeting", args=[journey.pair.pk, 2])
    names = ("notes", "feedback", "try_outs", "pair_download")
    names += ("pair_ideas", "pair_stories", "pair_contact")
    kept = [reverse(name, args=[journey.pair.pk]) for name in names]
    for client, hidden in ((journey.bob, JOURNAL), (journey.carol, REACHED)):
        seen = b"".join(client.get(path).content for path in (page, meeting, *kept))
        words = [word for word in WRITTEN if word != hidden]
        assert [word for word in WRITTEN if holds(seen, word)] == words
    marks = journey.carol.get(reverse("goal_mark", args=[journey.pair.pk])).content.decode()
    assert marks.count("checked") == 1
    taps = journey.carol.get(reverse("meeting_taps", args=[journey.pair.pk, 2])).content.decode()
    assert taps.count("checked") == 3


@pytest.mark.requirement("000-11", "003-02", "004-07")
def test_nobody_else_is_shown_it(cast: Cast, journey: Journey) -> None:
    codes, others = known_codes(cast, journey.pair), bystanders(cast)
    assert len(others) >= 16
    crawled = chain.from_iterable(pages(person, codes) for person in others)
    assert found_in(crawled, WORDS) == []


def test_the_crawl_knows_every_page_of_the_pair(cast: Cast, pair: Pair) -> None:
    crawled = set(addresses(known_codes(cast, pair)))
    assert reverse("pair", args=[pair.pk]) in crawled
    assert reverse("meeting_question", args=[pair.pk, 2]) in crawled
    assert reverse("programme", args=[cast.programme.pk]) in crawled


@pytest.mark.requirement("003-02")
@pytest.mark.django_db(transaction=True)
def test_the_database_does_not_hold_it(journey: Journey) -> None:
    assert Taps.objects.count() == 2
    assert found_in(chain(database(), sessions(), cached()), WORDS) == []


def test_no_letter_or_calendar_says_it(journey: Journey) -> None:
    kinds = set(Letter.objects.values_list("name", flat=True))
    assert kinds == {
        f"conversations/{kind}"
        for kind in (
            "times_offered",
            "times_to_choose",
            "meeting_booked",
            "meeting_moved",
            "meeting_cancelled",
            "new_time",
            "agenda_ahead",
            "meeting_tomorrow",
            "three_taps",
            "try_out_due",
            "try_out_settled",
            "feedback_given",
        )
    } | {"ideas/yes_wanted", "farewell/story_to_read"}
    assert len(mail.outbox) == Letter.objects.count()
    assert found_in(letters(), WORDS) == []


def test_whoever_reads_the_mail_learns_nothing_by_its_links(journey: Journey) -> None:
    """An assistant who reads the senior's mail may follow every link in it."""
    bodies = " ".join(str(message.body) for message in mail.outbox)
    paths = re.findall(r"/(?:meeting|taps|tried|times)/\S+", bodies)
    assert len(paths) >= 6
    followed = (Haystack(path, Client().get(path).content) for path in paths)
    assert found_in(followed, WORDS) == []


def test_the_log_does_not_tell_it(journey: Journey, log: pytest.LogCaptureFixture) -> None:
    assert list(records(log)) != []
    assert found_in(records(log), WORDS) == []


def test_an_error_on_the_way_does_not_show_it(
    cast: Cast, pair: Pair, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("broken on the way")

    journey = Journey(cast, pair)
    journey.post(journey.carol, "ground_rules", edition="2026-1")
    monkeypatch.setattr("viceversa.conversations.actions.agreement.seal", breaks)
    client = Client(raise_request_exception=False)
    client.force_login(cast.carol)
    url = reverse("objective", args=[pair.pk])
    response = client.post(url, {"about": "theme", "text": WRITTEN[0]})
    assert response.status_code == 500
    assert found_in(records(log), ["broken on the way"]) != []
    assert found_in(chain([Haystack("error page", response.content)], records(log)), WORDS) == []


def test_what_was_tapped_changes_nothing_for_others(cast: Cast, journey: Journey) -> None:
    """Numbers cannot be searched for; so others must see the same whatever was tapped."""
    codes = {"programmes/code": [cast.programme.pk], "int": [1], "str": ["x"]}
    before = steady(pages(cast.alice, codes))
    other = {"useful": "5", "openly": "spoke_openly", "next_date": "next_booked"}
    journey.post(journey.carol, "meeting_taps", 2, **other)
    assert steady(pages(cast.alice, codes)) == before


def steady(crawled: Iterator[Haystack]) -> dict[str, list[bytes]]:
    """Pages without what differs from one moment to the next."""
    changing = (b"csrfmiddlewaretoken", b"Expires")
    # secrets on offer; files that hold their own date, or when somebody signed in
    random = ("/accounts/2fa/", "/accounts/second-lock/", "/template/", "/me/data/file/")
    return {
        hay.name: [
            NUMBER.sub(b"", line)
            for line in hay.content.splitlines()
            if not any(c in line for c in changing)
        ]
        for hay in crawled
        if not any(part in hay.name for part in random)
    }


class TestTheSearcher:
    """It finds words planted in clear; or all of the above would be green for nothing."""

    WORD = "planteradkanarie"

    @pytest.mark.django_db(transaction=True)
    def test_in_the_trail(self, cast: Cast) -> None:
        TrailEntry.objects.create(verb="x", about="y", facts={"said": self.WORD})
        assert ("table viceversa_trailentry", self.WORD) in found_in(database(), [self.WORD])

    @pytest.mark.django_db(transaction=True)
    def test_in_a_row_that_was_deleted(self, cast: Cast) -> None:
        TrailEntry.objects.create(verb="x", about="y", facts={"said": self.WORD}).delete()
        left = [("database file", self.WORD)] if connection.vendor == "sqlite" else []
        assert found_in(database(), [self.WORD]) == left

    def test_in_a_session(self, cast: Cast) -> None:
        store: SessionBase = SessionStore()
        store["said"] = self.WORD
        store.save()
        assert found_in(sessions(), [self.WORD]) == [("session", self.WORD)]

    def test_in_the_cache(self) -> None:
        cache.set("said", self.WORD)
        assert [needle for _, needle in found_in(cached(), [self.WORD])] == [self.WORD]

    def test_in_a_letter_and_its_calendar(self, journey: Journey) -> None:
        Letter.objects.filter(name="conversations/meeting_booked").update(
            sent_at=None,
            send_after=timezone.now(),
            calendar=f"BEGIN:VCALENDAR\nSUMMARY:{self.WORD}",
            text=f"å {self.WORD}",
        )
        mail.outbox.clear()
        deliver_waiting.call()
        assert {needle for _, needle in found_in(letters(), [self.WORD])} == {self.WORD}

    def test_on_a_page(self, cast: Cast, pair: Pair) -> None:
        Person.objects.filter(pk=cast.bob.pk).update(given_name=self.WORD)
        crawled = pages(cast.alice, known_codes(cast, pair))
        assert found_in(crawled, [self.WORD]) != []

    def test_in_the_log(self, log: pytest.LogCaptureFixture) -> None:
        logging.getLogger("viceversa").info("said %s", self.WORD)
        assert found_in(records(log), [self.WORD]) != []

    @pytest.mark.parametrize("shift", range(3))
    def test_in_base64(self, shift: int) -> None:
        wrapped = base64.b64encode(b"x" * shift + self.WORD.encode() + b"more")
        assert holds(wrapped, self.WORD)
