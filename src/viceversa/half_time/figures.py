"""The figures of half-time, made once, and read by everybody who may see them.

A partner has figures of its own where nobody could subtract them from others': the pairs of all
partners who have some, with the rest, are pieces of five or more; and a figure is told of none of
them unless it is told as it is of every piece and of the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from viceversa.conversations.tally import PairFacts, Tally, Told, formed_pairs, tally, told
from viceversa.evidence import Ledger
from viceversa.half_time.models import HalfTime
from viceversa.ideas.models import Idea
from viceversa.ideas.queries import ideas_of
from viceversa.lib.figures import UNTOLD, Figure, figure
from viceversa.programmes.models import Partner, Programme

Stored = dict[str, tuple[int, int | None]]
SLICED = ("met", "dated")
UNANSWERED = (Idea.State.SHARED, Idea.State.OWNED)


@dataclass(frozen=True, slots=True)
class Ideas:
    """How many have left the pairs, and how many of them have an answer."""

    shared: Figure = UNTOLD
    answered: Figure = UNTOLD


def figures_of(programme: Programme) -> dict[str, object]:
    """All that is told at half-time, as it is kept."""
    pairs, partners = formed_pairs(programme), list(programme.partners.all())
    return {
        "all": _stored(told(tally(pairs))),
        "ideas": _stored(_ideas(programme)),
        "own": {code: _stored(own) for code, own in own_figures(pairs, partners).items()},
    }


def of_all(half: HalfTime) -> Told:
    """Of all pairs of the programme."""
    return Told(**_read(half.told["all"]))


def of_ideas(half: HalfTime) -> Ideas:
    return Ideas(**_read(half.told["ideas"]))


def of_partner(half: HalfTime, partner: Partner) -> Told | None:
    """Of the pairs in which the partner's people are, where there are any figures of them."""
    found = half.told["own"].get(partner.pk)
    return Told(**_read(found)) if found else None


def own_figures(pairs: Sequence[PairFacts], partners: Iterable[Partner]) -> dict[str, Told]:
    """By partner, for those who have figures of their own."""
    granted, pieces = _cut(pairs, {each.pk: each.organisation_id for each in partners})
    if not granted:
        return {}
    whole, counted = told(tally(pairs)), [tally(_among(pairs, piece)) for piece in pieces]
    safe = [
        name
        for name in SLICED
        if getattr(whole, name).is_exact
        and all(figure(getattr(each, name), each.formed).is_exact for each in counted)
    ]
    return {code: _own(tally(_among(pairs, own)), safe) for code, own in granted.items()}


def _cut(
    pairs: Sequence[PairFacts], employers: Mapping[str, str]
) -> tuple[dict[str, int], tuple[int, ...]]:
    """Which pairs are those of each partner, the largest first, as far as the pieces into which all
    of them cut the programme stay large enough; and these pieces. Pairs are bits of a number."""
    everybody = (1 << len(pairs)) - 1
    sets = {code: _of(pairs, employer) for code, employer in employers.items()}
    some = {code: own for code, own in sets.items() if own not in (0, everybody)}
    ledger, granted = Ledger.of(everybody).grants(some)
    return {code: some[code] for code in granted}, ledger.pieces


def _of(pairs: Sequence[PairFacts], employer: str) -> int:
    return sum(1 << place for place, pair in enumerate(pairs) if employer in pair.employers)


def _among(pairs: Sequence[PairFacts], which: int) -> list[PairFacts]:
    return [pair for place, pair in enumerate(pairs) if which >> place & 1]


def _own(counted: Tally, safe: Sequence[str]) -> Told:
    """How many pairs, and what is safe of them; meetings where all who have met are told."""
    known = ["formed", *safe, *(["held"] if "met" in safe else [])]
    return Told(**{name: _exactly(getattr(counted, name)) for name in known})


def _exactly(number: int) -> Figure:
    return Figure(number, number)


def _ideas(programme: Programme) -> Ideas:
    states = list(ideas_of(programme).values_list("state", flat=True))
    answered = sum(state not in UNANSWERED for state in states)
    shared = figure(len(states))
    return Ideas(shared, figure(answered, len(states)) if shared.is_told else UNTOLD)


def _stored(figures: Told | Ideas) -> Stored:
    return {name: (each["least"], each["most"]) for name, each in asdict(figures).items()}


def _read(stored: Stored) -> dict[str, Figure]:
    return {name: Figure(*each) for name, each in stored.items()}
