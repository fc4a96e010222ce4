"""The two answers. Who said no is told to nobody, the trail included."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment.actions.places import confirm_place
from viceversa.pairing import letters, queries
from viceversa.pairing.errors import AnswerClosed
from viceversa.pairing.models import Pair
from viceversa.people import trail
from viceversa.people.models import Person

REMINDERS = (timedelta(days=3), timedelta(days=10))
Answer = Pair.Answer


def answer_pair(pair: Pair, *, by: Person, answer: str) -> Pair:
    """Takes a member's yes, ask or no. A no ends it at once, the second yes makes it a pair. What
    was said already and is sent once more changes nothing.

    Raises AnswerClosed when the pair no longer waits for answers.
    """
    role = queries.role_in(pair, by)
    said = {f"{role}_answer": answer, f"{role}_answered_at": timezone.now()}
    with transaction.atomic():
        # Of two answers at once the second waits here, and then reads the first.
        waits = Pair.objects.filter(pk=pair.pk, state=Pair.State.PROPOSED)
        is_new = waits.exclude(**{f"{role}_answer": answer}).update(**said)
        pair.refresh_from_db(fields=["mentor_answer", "mentee_answer", "state"])
        if not is_new and pair.state != Pair.State.PROPOSED:
            raise AnswerClosed
        if not is_new:
            return pair
        match answer:
            case Answer.NO:
                _decline(pair, by)
            case Answer.ASK:
                trail.record("wants to ask before answering", pair, by=by)
                letters.answer_asked(pair, by=by)
            case Answer.YES:
                trail.record("said yes", pair, by=by)
                confirm_place(queries.seat_of(pair, by), by=by)
                _form(pair)
    return pair


def remind_unanswered(now: datetime | None = None) -> None:
    """Writes to those who have not answered, three and ten days after they were asked; the second
    time also to the assistant of a mentee, whose letters it may be that she alone opens."""
    now = now or timezone.now()
    for pair in queries.pairs_waiting_since(now - REMINDERS[0]):
        _remind(pair, version=sum(now - pair.proposed_at >= wait for wait in REMINDERS))


@transaction.atomic
def _remind(pair: Pair, *, version: int) -> None:
    for person, answer in zip(queries.members(pair), _answers(pair), strict=True):
        if answer == Answer.NONE:
            letters.answer_missing(pair, to=person, version=version)
    if version == len(REMINDERS) and pair.mentee_answer == Answer.NONE:
        letters.answer_wanted(pair, of=pair.mentee.person)


def _answers(pair: Pair) -> tuple[str, str]:
    return pair.mentor_answer, pair.mentee_answer


def _form(pair: Pair) -> None:
    both = Pair.objects.filter(
        pk=pair.pk,
        state=Pair.State.PROPOSED,
        mentor_answer=Answer.YES,
        mentee_answer=Answer.YES,
    )
    now = timezone.now()
    if both.update(state=Pair.State.ACTIVE, active_since=now):
        pair.state, pair.active_since = Pair.State.ACTIVE, now
        trail.record("became a pair", pair, by=None)
        letters.pair_formed(pair)


def _decline(pair: Pair, by: Person) -> None:
    drop_proposed(pair, without=by)
    letters.answer_declined(pair)


def drop_proposed(pair: Pair, *, without: Person) -> None:
    """A pair that waits for answers is not formed; the other one is told so, and not by whom."""
    now = timezone.now()
    Pair.objects.filter(pk=pair.pk).update(state=Pair.State.DECLINED, ended_at=now)
    pair.state, pair.ended_at = Pair.State.DECLINED, now
    trail.record("was not formed", pair, by=None)
    letters.pair_not_formed(pair, to=queries.partner_of(pair, without))
