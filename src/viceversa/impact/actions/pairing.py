"""Before and later of the same person find together by a pseudonym, and lose it (decision 0025)."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from viceversa.impact.boxes import Said, opened, shut
from viceversa.impact.models import PairedAnswer, Survey, Thread
from viceversa.impact.queries import today_of
from viceversa.impact.sight import LEAST
from viceversa.programmes.models import Programme
from viceversa.vault import answer_keys

KEPT_FOR = timedelta(days=548)
"""So long threads wait for the last survey, when nobody ever asks it."""
Wave, State = Survey.Wave, Survey.State


def keep_threads(survey: Survey, said: Iterable[Said]) -> None:
    """Boxes up what was answered before, to be paired when later answers close."""
    if answer_keys.is_destroyed(survey.programme_id):
        return
    key = answer_keys.key_of(survey.programme_id)
    rows = []
    for each in said:
        row = Thread(survey=survey)
        shut(row, Said(each.values, thread=each.thread), key)
        rows.append(row)
    Thread.objects.bulk_create(rows)


def pair_answers(survey: Survey, said: Iterable[Said]) -> None:
    """Writes before and later side by side, of those who have answered both; from five on."""
    waiting = _waiting(survey.programme_id).filter(survey__role=survey.role)
    threads = list(waiting)
    if threads and not answer_keys.is_destroyed(survey.programme_id):
        key = answer_keys.key_of(survey.programme_id)
        before = {each.thread: each.values for each in (opened(row, key) for row in threads)}
        paired = [
            PairedAnswer(survey=survey, before=before[each.thread], later=dict(each.values))
            for each in said
            if each.thread in before
        ]
        if len(paired) >= LEAST:
            PairedAnswer.objects.bulk_create(paired)
    if survey.wave == Wave.LATER:
        waiting.delete()


def destroy_pairing_key(programme_code: str) -> None:
    """Destroys it once nothing waits to be paired, and nothing is asked or planned that could."""
    ahead = Survey.objects.filter(programme=programme_code).exclude(wave=Wave.HALF_TIME)
    if _waiting(programme_code).exists() or ahead.exclude(state=State.CLOSED).exists():
        return
    if Survey.objects.filter(programme=programme_code, wave=Wave.LATER).exists():
        answer_keys.destroy(programme_code)


def forget_threads() -> None:
    """Threads that have waited too long go, and the key with them."""
    held = Programme.objects.filter(surveys__threads__isnull=False).distinct()
    for programme in held:
        closed_before = today_of(programme) - KEPT_FOR
        with transaction.atomic():
            _waiting(programme.pk).filter(survey__closes_on__lt=closed_before).delete()
        if not _waiting(programme.pk).exists():
            answer_keys.destroy(programme.pk)


def _waiting(programme_code: str) -> QuerySet[Thread]:
    return Thread.objects.filter(survey__programme=programme_code)
