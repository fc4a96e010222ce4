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
    named = {each.pk: each for each in partners}
    sets = {code: _pairs_as_bits(met, each) for code, each in named.items()}
    some = {code: theirs for code, theirs in sets.items() if theirs}
    _, granted = Ledger.of((1 << len(met)) - 1).grants(some)
    return [named[code] for code in granted]


def _pairs_as_bits(met: Iterable[Met], partner: Partner) -> int:
    return sum(1 << at for at, pair in enumerate(met) if partner.organisation_id in pair.works_at)
