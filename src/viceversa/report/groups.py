"""Which partners can have a report on their own people: nobody who has several of them, or the
whole as well, must be able to work out fewer than five pairs."""

from collections.abc import Iterable, Sequence

from viceversa.evidence import Ledger
from viceversa.programmes.models import Partner
from viceversa.report.queries import Met


def pairs_of_partner(met: Iterable[Met], partner: Partner) -> list[Met]:
    """The pairs in which somebody works there."""
    return [pair for pair in met if partner.organisation_id in pair.works_at]


def partners_told(partners: Iterable[Partner], met: Sequence[Met]) -> list[Partner]:
    """Those whose pairs can be shown beside the whole and beside each other, the largest first."""
    by_size = sorted(partners, key=lambda each: (-len(pairs_of_partner(met, each)), each.pk))
    ledger, told = Ledger.of((1 << len(met)) - 1), []
    for partner in by_size:
        theirs = sum(
            1 << at for at, pair in enumerate(met) if partner.organisation_id in pair.works_at
        )
        grown = ledger.shows([theirs]) if theirs else None
        if grown:
            ledger = grown
            told.append(partner)
    return told
