"""Column generation: candidates are solved exactly, their prices held against all pairs, and
whoever finds better pairs under them gets those as candidates too; in the end nobody does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from viceversa.matching.answer import Standing
from viceversa.matching.arrays import Bytes, Int32s, Int64s
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Columns, Pairs, joined
from viceversa.matching.large.exact import choose
from viceversa.matching.large.fillers import Beside
from viceversa.matching.large.guess import Guess, guessed, no_guess, some_of, wanted
from viceversa.matching.large.pricing import UNSEEN, Pricing, Scan
from viceversa.matching.large.programme import Asked, Programme
from viceversa.matching.large.room import beside_locks, locked_pairs
from viceversa.matching.large.worth import (
    HIGHEST,
    rough_worth,
    unpacked,
)

FIRST = 24
"""So many candidates everybody has to begin with."""

AFRESH = 20
"""With a new pair for every so many mentees it is faster to solve afresh than to change much."""

MARGIN = 12
"""So many points below what a mentee may keep are candidates looked for."""


SOME, FEW = 8, 4
"""The last of so few among one in so many mentors is about the last of FIRST among all."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Found:
    """The best pairs so far, and what no set of pairs can exceed.

    Places of mentors and mentees with their scores, locked ones last. `price` is what a seat of
    each mentor is worth, `kept` what each mentee's own seats are, `groups` what a pair within each
    group costs beside, all in the packed number of worth.py: nothing that is left beside the locks
    (room.py) is worth more than the prices of the two and of all groups around them.
    """

    mentor: Int32s
    mentee: Int32s
    score: Bytes
    price: Int64s
    kept: Int64s
    groups: Int64s
    standing: Standing
    bound: Standing
    rounds: int

    @property
    def proven(self) -> bool:
        """Whether no other answer can be better."""
        return self.standing == self.bound

    @property
    def gap(self) -> float:
        """Points that may be missing; more than all there are while a pair or band may be."""
        same = self.standing[:3] == self.bound[:3]
        return self.bound.total - self.standing.total if same else float("inf")


Progress = Callable[[Found], bool]
"""Told of every round but the last; whether to go on."""


def always(_: Found) -> bool:
    """Goes on to the proof."""
    return True


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Where a search stands: it can go on from here, or from near by."""

    candidates: Candidates
    prices: Prices
    pricing: Pricing


class Search:
    """The best pairs beside the locked ones."""

    solved: Solved

    def __init__(
        self,
        columns: Columns,
        worth: Int64s,
        scan: Scan,
        pure: bool,
        *,
        most: int | None = None,
        lowest: int = 0,
    ) -> None:
        """`most` pairs is what worth is packed for, if more than there can be; pairs with less than
        the lowest score are none, unless they are locked."""
        self.whole, self.worth, columns = columns, worth, beside_locks(columns)
        self.most = self.whole.pairs if most is None else most
        self.columns, self.beside = columns, Beside(columns)
        self.programme = Programme(columns)
        self.held = locked_pairs(self.whole, self.programme)
        self.scan, self.pure = scan, pure
        self.seated = np.flatnonzero(columns.mentees.seats > 0).astype(np.int32)
        self.least_bound: int | None = None
        self.high = np.arange(len(worth)) >= lowest

    def run(self, progress: Progress, *, known: Pairs | None = None) -> Found:
        """From nothing, or some pairs that are known to be good, to the best, or for as long as
        `progress` wants."""
        first = self._first() if known is None else known
        first = first.take(self.high[first.score])
        candidates = self.candidates(joined([first, self.beside.pairs()]))
        pricing = Pricing(self.programme, self.scan)
        return self.run_from(Solved(candidates, Prices.none(candidates), pricing), progress)

    def run_from(self, state: Solved, progress: Progress) -> Found:
        """The same from where some candidates and prices stand."""
        candidates, prices, rounds = state.candidates, state.prices, 0
        while True:
            prices = choose(candidates, prices, pure=self.pure)
            better = state.pricing.better(candidates, prices)
            rounds += 1
            found = self._found(candidates, prices, better, rounds)
            if not len(better) or not progress(found):
                self.solved = Solved(candidates, prices, state.pricing)
                return found
            candidates, prices = self._widened(candidates, prices, better)

    def _first(self) -> Pairs:
        """The best few of everybody under guessed prices."""
        worth = rough_worth(self.columns.aim) * self.high
        guess = self._guess(worth)
        threshold = guess.kept[self.seated] - MARGIN
        return self.scan(self.programme, Asked(self.seated, threshold, worth, guess.price, FIRST))

    def _guess(self, worth: Int64s) -> Guess:
        some = some_of(self.columns)
        if not some:
            return self._looked_around(worth)
        part, places = some
        found = Search(part, worth, self.scan, self.pure).run(always)
        return guessed(self.columns, places, Guess(found.price, found.kept))

    def _looked_around(self, worth: Int64s) -> Guess:
        """Whom some mentees would like best costs something; and what a mentee keeps of the best of
        some mentors rejects most of the others."""
        guess = no_guess(self.columns)
        some = self.seated[::SOME]
        asked = Asked(some, guess.kept[some], worth, guess.price, FIRST)
        guess = wanted(guess, self.scan(self.programme, asked).mentor)
        return replace(guess, kept=self._seen(guess, worth))

    def _seen(self, guess: Guess, worth: Int64s) -> Int64s:
        some = np.arange(0, len(guess.price), SOME)
        asked = Asked(self.seated, guess.kept[self.seated], worth, guess.price[some], FEW)
        found = self.scan(self.programme.of_mentors(some), asked)
        worst = np.full(len(guess.kept), UNSEEN)
        np.minimum.at(worst, found.mentee, worth[found.score] - guess.price[some[found.mentor]])
        enough = np.bincount(found.mentee, minlength=len(worst)) == FEW
        seen: Int64s = np.where(enough, worst - 1 + MARGIN, guess.kept)
        return seen

    @property
    def known(self) -> Pairs:
        """The people's pairs among the candidates in the end."""
        candidates = self.solved.candidates
        return candidates.pairs.take(np.flatnonzero(candidates.score <= HIGHEST))

    def candidates(self, pairs: Pairs) -> Candidates:
        """These pairs, in any order, as candidates."""
        return self.beside.candidates(pairs.take(self._order(pairs)), self.worth * self.high)

    def _order(self, pairs: Pairs) -> Int64s:
        return np.argsort(pairs.keys(len(self.beside.seats[1])), kind="stable")

    def _widened(
        self, candidates: Candidates, prices: Prices, better: Pairs
    ) -> tuple[Candidates, Prices]:
        """The candidates with the better ones among them, and what was chosen before."""
        pairs = joined([candidates.pairs, better])
        chosen = np.concatenate([prices.chosen, np.zeros(len(better), dtype=np.uint8)])
        widened = self.candidates(pairs)
        if len(better) * AFRESH > len(self.seated):
            return widened, Prices.none(widened)
        return widened, replace(prices, chosen=chosen[self._order(pairs)])

    def _found(self, candidates: Candidates, prices: Prices, better: Pairs, rounds: int) -> Found:
        free = candidates.pairs.take(np.flatnonzero(prices.chosen & (candidates.score <= HIGHEST)))
        pairs = joined([free, self.held])
        bound = self._bound(candidates, prices, better)
        self.least_bound = min(bound, self.least_bound or bound)
        price, kept, groups = self.beside.shares(prices, free, candidates.worth)
        return Found(
            mentor=pairs.mentor,
            mentee=pairs.mentee,
            score=pairs.score,
            price=price,
            kept=kept,
            groups=groups,
            standing=self._standing(_whole(self.worth[pairs.score])),
            bound=self._standing(self.least_bound),
            rounds=rounds,
        )

    def _standing(self, value: int) -> Standing:
        return unpacked(value, self.whole.aim, self.most)

    def _bound(self, candidates: Candidates, prices: Prices, better: Pairs) -> int:
        """What no set of pairs can exceed: locked pairs, seats at their prices, mentees at what the
        best pair of all would let them keep, and chosen pairs at what they are worth above that;
        but for what stands beside them."""
        kept = prices.u.copy()
        np.maximum.at(kept, better.mentee, candidates.worth[better.score] - prices.v[better.mentor])
        chosen = np.flatnonzero(prices.chosen)
        own = candidates.values[chosen] - prices.v[candidates.column[chosen]]
        above = np.maximum(own - kept[candidates.rows[chosen]], 0)
        rows, columns = candidates.seats
        seats = _whole(kept, rows) + _whole(prices.v, columns)
        beside = self.beside.covered(candidates.worth)
        return _whole(self.worth[self.held.score]) + _whole(above) + seats - beside


HALF = 2**31


def _whole(values: Int64s, times: Int32s | None = None) -> int:
    """An exact sum, each value so many times, that may not fit 64 bits."""
    times = np.ones(len(values), dtype=np.int32) if times is None else times
    high, low = values // HALF, values % HALF
    return int((high * times).sum()) * HALF + int((low * times).sum())
