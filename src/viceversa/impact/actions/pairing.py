"""Before and later of the same person find together by a pseudonym, and lose it (decision 0025)."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from viceversa.impact.boxes import Said, Value, opened, shut
from viceversa.impact.instruments import compared_codes
from viceversa.impact.models import PairedAnswer, Survey, Thread
from viceversa.impact.queries import today_of
from viceversa.impact.sight import LEAST
from viceversa.programmes.models import Programme
from viceversa.vault import answer_keys

KEPT_FOR = timedelta(days=548)
"""So long threads wait for the last survey, when nobody ever asks it."""
Wave, State = Survey.Wave, Survey.State


def keep_threads(survey: Survey, said: Iterable[Said]) -> bool:
    """Boxes up what was answered before and can be compared, until later answers close. Says
    whether it is kept."""
    if answer_keys.is_destroyed(survey.programme_id):
        return False
    key, codes = answer_keys.key_of(survey.programme_id), compared_codes(survey.role)
    rows = []
    for each in said:
        row = Thread(survey=survey)
        shut(row, Said(only(each.values, codes), thread=each.thread), key)
        rows.append(row)
    Thread.objects.bulk_create(rows)
    return True


def pair_answers(survey: Survey, said: Iterable[Said]) -> bool:
    """Writes before and later side by side, of those who have answered both; from five on. Says
    whether there are so many."""
    paired = list(_paired(survey, said))
    if len(paired) >= LEAST:
        PairedAnswer.objects.bulk_create(paired)
    if survey.wave == Wave.LATER:
        _threads_of(survey).delete()
    return len(paired) >= LEAST


def _paired(survey: Survey, said: Iterable[Said]) -> Iterator[PairedAnswer]:
    threads = list(_threads_of(survey))
    if not threads or answer_keys.is_destroyed(survey.programme_id):
        return
    key, codes = answer_keys.key_of(survey.programme_id), compared_codes(survey.role)
    before = {each.thread: each.values for each in (opened(row, key) for row in threads)}
    for each in said:
        if each.thread in before:
            later = only(each.values, codes)
            yield PairedAnswer(survey=survey, before=before[each.thread], later=later)


def only(values: Mapping[str, Value], codes: Set[str]) -> dict[str, Value]:
    """What was answered to these."""
    return {code: value for code, value in values.items() if code in codes}


def without(values: Mapping[str, Value], codes: Set[str]) -> dict[str, Value]:
    """What was answered to all but these."""
    return {code: value for code, value in values.items() if code not in codes}


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


def _threads_of(survey: Survey) -> QuerySet[Thread]:
    return _waiting(survey.programme_id).filter(survey__role=survey.role)


def _waiting(programme_code: str) -> QuerySet[Thread]:
    return Thread.objects.filter(survey__programme=programme_code)
