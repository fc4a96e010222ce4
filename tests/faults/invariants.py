"""What holds whatever happened, after every fault (the numbers are those of the promises)."""

import re
from collections import Counter
from collections.abc import Iterator

from django.db.models import Count
from django_tasks_db.models import DBTaskResult

from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.gatherings.models import GatheringDay
from viceversa.impact.models import Answer, ShutAnswer, Survey, Ticket
from viceversa.impact.sight import LEAST
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.pairing.queries import LIVE
from viceversa.people.models import TrailEntry
from viceversa.vault import ledger
from viceversa.vault.models import AnswerKey, Mark, PairKey

UID, SEQUENCE = re.compile(r"^UID:(\S+)", re.M), re.compile(r"^SEQUENCE:(\d+)", re.M)


def broken() -> list[str]:
    """What does not hold, in words; nothing when all is well."""
    return [
        *_pairs(),
        *_published(),
        *_letters(),
        *_calendars(),
        *_applications(),
        *_lists(),
        *_surveys(),
        *_keys(),
    ]


def _pairs() -> Iterator[str]:
    """I1: nobody above capacity, no two people in two pairs."""
    live = Pair.objects.filter(state__in=LIVE).values_list("mentor", "mentee")
    held = Counter(seat for both in live for seat in both)
    capacity = dict(Participation.objects.values_list("pk", "capacity"))
    yield from (f"I1 above capacity: {seat}" for seat, n in held.items() if n > capacity[seat])
    yield from (f"I1 twice: {both}" for both, n in Counter(live).items() if n > 1)


def _published() -> Iterator[str]:
    """I2: the pairs of a board are there with their trail if it is published, and only then."""
    said = set(TrailEntry.objects.filter(verb="published pairs").values_list("about", flat=True))
    counts = {
        "on_board": Count("suggestions", distinct=True),
        "made": Count("pairs", distinct=True),
    }
    for board in Proposal.objects.annotate(**counts):
        is_out = board.state == Proposal.State.PUBLISHED
        if board.made != board.on_board * is_out or (f"proposal:{board.pk}" in said) != is_out:
            yield f"I2 half published: {board.pk}"
        if board.state == Proposal.State.DRAFT and not board.on_board:
            yield f"I2 half solved: {board.pk}"
    seats = Suggestion.objects.values_list("proposal", "mentor")
    yield from (f"I1 twice on a board: {seat}" for seat, n in Counter(seats).items() if n > 1)


def _letters() -> Iterator[str]:
    """I3: what became of a pair was told to both, once."""
    told = Counter(Letter.objects.values_list("event", "recipient", "version"))
    yield from (f"I3 twice: {happening}" for happening, n in told.items() if n > 1)


def _calendars() -> Iterator[str]:
    """I6: what calendars were told last is how the meeting or the gathering stands."""
    told = Letter.objects.exclude(calendar="").values_list("calendar", flat=True)
    highest = dict(sorted((UID.findall(file)[0], int(SEQUENCE.findall(file)[0])) for file in told))
    meetings = Meeting.objects.filter(starts_at__isnull=False)
    for one in (*meetings, *GatheringDay.objects.all()):
        if highest.get(one.uid, one.sequence) != one.sequence:
            yield f"I6 calendars differ: {one.pk}"


def _applications() -> Iterator[str]:
    """I4: whatever was handed in has its trail and its receipt, once."""
    ordered = DBTaskResult.objects.filter(task_path__endswith="write_to_applicant")
    kwargs = [row.args_kwargs["kwargs"] for row in ordered]
    receipts = Counter(k["application_id"] for k in kwargs if k["name"] == "application_sent")
    said = TrailEntry.objects.filter(verb="sent an application").values_list("about", flat=True)
    handed_in = {about.partition(":")[2]: n for about, n in Counter(said).items()}
    begun = set(Application.objects.filter(state="begun").values_list("pk", flat=True))
    yield from (f"I4 not once: {pk}" for pk, n in handed_in.items() if n > 1 or pk in begun)
    yield from (
        f"I4 without its receipt: {pk}" for pk in receipts if receipts[pk] != handed_in.get(pk)
    )


def _lists() -> Iterator[str]:
    """I5: a list was brought in with its trail, once, or not at all."""
    said = Counter(
        TrailEntry.objects.filter(verb="brought in a list").values_list("about", flat=True)
    )
    for each in PeopleImport.objects.all():
        if said[f"peopleimport:{each.pk}"] != (each.state == PeopleImport.State.APPLIED):
            yield f"I5 half a list: {each.pk}"


def _surveys() -> Iterator[str]:
    """I7: sealed answers, one of each used ticket, or plain ones; never both, and none lost."""
    for survey in Survey.objects.exclude(state=Survey.State.PLANNED):
        mine = {"survey": survey}
        sealed, plain = ShutAnswer.objects.filter(**mine), Answer.objects.filter(**mine)
        tickets = Ticket.objects.filter(**mine)
        if survey.state == Survey.State.OPEN:
            is_well = not plain.exists() and sealed.count() == tickets.filter(is_used=True).count()
        else:
            kept = survey.answered if (survey.answered or 0) >= LEAST else 0
            is_well = not sealed.exists() and not tickets.exists() and plain.count() == kept
        if not is_well:
            yield f"I7 half closed: {survey.pk}"


def _keys() -> Iterator[str]:
    """I8: no key is gone that the ledger does not name; of a pair without key nothing is left."""
    gone = set(PairKey.objects.filter(wrapped=b"").values_list("pk", flat=True))
    yield from (f"I8 not in the ledger: {pair}" for pair in gone - ledger.erased())
    yield from (f"I8 marks left: {pair}" for pair in Mark.objects.filter(pair__in=gone))
    lost = set(AnswerKey.objects.filter(wrapped=b"").values_list("pk", flat=True))
    yield from (f"I8 not in the ledger: {owner}" for owner in lost - ledger.erased("answers"))
