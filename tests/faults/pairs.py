"""Pairs are found, published, answered, told, ended and erased."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import time_machine
from django.core import mail
from django.utils import timezone

from tests.faults import Codes
from tests.ideas.world import WORDS
from tests.pairing.boards import Drafted, drafted
from tests.pairing.rounds import make_round
from viceversa.conversations.actions import (
    Plan,
    StateError,
    accept_ground_rules,
    book,
    complete_pair,
    end_pair,
    set_objective,
)
from viceversa.conversations.queries import pairs_with_story
from viceversa.ideas.actions import say_yes, write_draft
from viceversa.ideas.models import IdeaDraft
from viceversa.jobs.tasks import JobRow
from viceversa.lib.codes import new_code
from viceversa.notices.delivery import deliver_waiting
from viceversa.notices.models import Letter
from viceversa.pairing import actions as pairing
from viceversa.pairing import jobs as pairing_jobs
from viceversa.pairing import queries
from viceversa.pairing.errors import AlreadyPublished, AnswerClosed
from viceversa.pairing.models import Pair, Proposal
from viceversa.programmes.models import Programme
from viceversa.vault import shredding


def ordered() -> Codes:
    lead = make_round(4, 5)
    pairing_jobs.order_solution(lead.programme, by=lead.coordinator)
    return (lead.programme.pk,)


def unsolved() -> Codes:
    return (make_round(4, 5).programme.pk,)


def order_solution(programme: str) -> None:
    found = Programme.objects.get(pk=programme)
    pairing_jobs.order_solution(found, by=found.first_contact)


def board(size: int, consent: str = "both_say_yes") -> Callable[[], Codes]:
    def prepare() -> Codes:
        return (drafted(make_round(size, size, consent=consent)).proposal.pk,)

    return prepare


def publish(code: str) -> None:
    with suppress(AlreadyPublished):
        publish_once(code)


def publish_once(code: str) -> None:
    proposal = Proposal.objects.select_related("programme").get(pk=code)
    seen = queries.fingerprint(proposal)
    pairing.publish_proposal(proposal, by=proposal.programme.first_contact, seen=seen)


def proposed(*, mentor_said: str = "") -> Callable[[], Codes]:
    def prepare() -> Codes:
        (pair,) = _published("both_say_yes").publish()
        if mentor_said:
            pairing.answer_pair(pair, by=pair.mentor.person, answer=mentor_said)
        return (pair.pk,)

    return prepare


def answer(said: str) -> Callable[[str], None]:
    def act(code: str) -> None:
        pair = pair_of(code)
        with suppress(AnswerClosed):
            pairing.answer_pair(pair, by=pair.mentee.person, answer=said)

    return act


def pair_of(code: str) -> Pair:
    return queries._joined(Pair.objects.filter(pk=code)).get()


def _published(consent: str) -> Drafted:
    today = timezone.localdate()
    return drafted(make_round(1, 1, consent=consent, starts_on=today - timedelta(days=60)))


def waiting(size: int) -> Callable[[], Codes]:
    """So many letters in the outbox."""

    def prepare() -> Codes:
        publish(*board(1)())
        JobRow.objects.all().delete()
        letter, *_ = Letter.objects.all()
        for number in range(Letter.objects.count(), size):
            letter.pk, letter.event = new_code(), f"happening:{number}"
            letter.message_id = f"<{letter.pk}@example.com>"
            letter.save(force_insert=True)
        return ()

    return prepare


def deliver() -> None:
    deliver_waiting.call()


def deliver_later() -> None:
    """The claim of the one that died has run out, and in two minutes all can leave."""
    for minutes in (6, 7):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            deliver()


def each_has_left() -> bool:
    """All letters have left, one of them perhaps twice: each under its own Message-ID."""
    left = Counter(letter.extra_headers["Message-ID"] for letter in mail.outbox)
    sent = Letter.objects.exclude(sent_at=None).values_list("message_id", flat=True)
    return left.keys() == set(sent) and left.total() <= Letter.objects.count() + 1


def agreed() -> Codes:
    """A pair that has accepted the ground rules."""
    (pair,) = _published("organiser_decides").publish()
    for member in (pair.mentor.person, pair.mentee.person):
        accept_ground_rules(pair, by=member)
    return (pair.pk,)


def met() -> Codes:
    """The same with a meeting ahead, and a goal in words."""
    pair = pair_of(*agreed())
    book(pair, Plan(), timezone.now() + timedelta(days=3), by=pair.mentee.person)
    set_objective(pair, by=pair.mentor.person, kind="goal", text="One word")
    return (pair.pk,)


def book_soon(code: str) -> None:
    pair = pairs_with_story().get(pk=code)
    with suppress(StateError):
        book(pair, Plan(), timezone.now() + timedelta(days=3), by=pair.mentee.person)


def end(code: str) -> None:
    pair = pair_of(code)
    end_pair(pair, seeks_partner=pair.mentee.person if pair.state == Pair.State.ACTIVE else None)


def complete(code: str) -> None:
    pair = pair_of(code)
    complete_pair(pair, now=timezone.now() + timedelta(days=400))


def write(code: str) -> None:
    pair = pair_of(code)
    set_objective(pair, by=pair.mentor.person, kind="goal", text="Another word")


def shred(code: str) -> None:
    shredding.shred(code)


def shared() -> Codes:
    """An idea to which the one who wrote it has said yes."""
    pair = pair_of(*met())
    return (write_draft(pair, WORDS, by=pair.mentor.person).pk,)


def agree(draft: str) -> None:
    """The second yes: the idea leaves the pair."""
    found = IdeaDraft.objects.filter(pk=draft).first()
    if found:
        found.pair = pairs_with_story().get(pk=found.pair_id)
        say_yes(found, by=found.pair.mentee.person, seen=WORDS.digest)
