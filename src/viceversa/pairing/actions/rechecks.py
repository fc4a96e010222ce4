"""A job has changed: is the pair still independent? People are asked; nothing breaks by itself."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from viceversa.pairing import letters, queries
from viceversa.pairing.errors import RecheckClosed
from viceversa.pairing.independence import broken_by_jobs
from viceversa.pairing.models import Pair, Recheck
from viceversa.people import trail
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

Outcome = Recheck.Outcome


def look_again(programme: Programme) -> int:
    """Judges every pair that meets by today's jobs; says how many of them are newly asked.

    May run as often as one likes: an open question is not asked twice, and one whose cause has
    gone is closed.
    """
    pairs = queries.pairs_to_recheck(programme)
    broken = broken_by_jobs(programme, pairs)
    asked = 0
    for pair in pairs:
        before = next((r for r in pair.rechecks.all() if r.outcome == Outcome.OPEN), None)
        rules = broken.get(pair.pk, [])
        if rules and before is None:
            asked += _ask(pair, rules)
        elif before and not rules:
            _close(before, Outcome.PASSED)
        elif before and before.rules != rules:
            Recheck.objects.filter(pk=before.pk, outcome=Outcome.OPEN).update(rules=rules)
    return asked


@transaction.atomic
def confirm_independence(recheck: Recheck, *, by: Person) -> None:
    """A member says that they are as independent as before. The coordinator still decides.
    RecheckClosed when she has."""
    role = queries.role_in(recheck.pair, by)
    still_open = Recheck.objects.filter(pk=recheck.pk, outcome=Outcome.OPEN)
    if not still_open.update(**{f"{role}_confirmed_at": timezone.now()}):
        raise RecheckClosed
    trail.record("says that the pair is independent", recheck.pair, by=by)


@transaction.atomic
def waive_rules(recheck: Recheck, *, by: Person, reason: str) -> None:
    """The coordinator lets the pair go on, knowingly and on record. RecheckClosed when it is
    decided already."""
    if not _close(recheck, Outcome.WAIVED, decided_by=by, reason=reason):
        raise RecheckClosed
    pair = recheck.pair
    Pair.objects.filter(pk=pair.pk).update(
        overridden_rules=sorted({*pair.overridden_rules, *recheck.rules}),
        override_reason=pair.override_reason or reason,
    )
    trail.record("let a pair go on", pair, by=by, rules=recheck.rules, why=reason)


def _ask(pair: Pair, rules: Sequence[str]) -> bool:
    recheck = Recheck(pair=pair, rules=list(rules))
    try:
        with transaction.atomic():
            if not Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE).exists():
                return False
            recheck.save(force_insert=True)
            trail.record("may depend on each other", pair, by=None, rules=list(rules))
            letters.independence_asked(recheck)
    except IntegrityError:
        return False  # another worker has asked a moment ago
    return True


@transaction.atomic
def _close(recheck: Recheck, outcome: Recheck.Outcome, **decided: object) -> bool:
    mine = Recheck.objects.filter(pk=recheck.pk, outcome=Outcome.OPEN)
    if not mine.update(outcome=outcome, closed_at=timezone.now(), **decided):
        return False
    letters.independence_settled(recheck)
    return True
