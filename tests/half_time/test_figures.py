"""What is told of half-time, and that partners and sponsors together know no more."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.half_time.world import house, pair_up
from viceversa.conversations.tally import PairFacts, tally, told
from viceversa.half_time.actions import open_half_time
from viceversa.half_time.figures import of_all, of_ideas, of_partner, own_figures
from viceversa.half_time.models import HalfTime
from viceversa.lib.figures import SMALLEST
from viceversa.programmes.models import Partner

HOUSES = "abcd"
PARTNERS = [Partner(pk=code * 12, organisation_id=code) for code in HOUSES]
PAIRS = st.builds(
    PairFacts,
    employers=st.frozensets(st.sampled_from(HOUSES), min_size=1, max_size=2),
    is_over=st.booleans(),
    is_paused=st.just(False),
    held=st.sampled_from([0, 1, 3]),
    has_next=st.sampled_from([True, True, False]),
)


def same(count: int, *employers: str, held: int = 2, has_next: bool = True) -> list[PairFacts]:
    one = PairFacts(frozenset(employers), False, False, held, has_next)
    return [replace(one) for _ in range(count)]


def own_words(pairs: list[PairFacts]) -> dict[str, list[str]]:
    return {
        code[0]: [str(each) for each in (one.formed, one.met, one.dated, one.held)]
        for code, one in own_figures(pairs, PARTNERS).items()
    }


def test_a_partner_with_enough_pairs_has_figures_of_its_own_if_the_rest_is_enough_too() -> None:
    assert own_words(same(7, "a") + same(8, "b")) == {
        "a": ["7", "7", "7", "14"],
        "b": ["8", "8", "8", "16"],
    }
    assert own_words(same(7, "a") + same(4, "b")) == {}
    assert own_words(same(4, "a") + same(9, "b")) == {}


def test_whose_pairs_are_all_of_them_reads_those_of_the_programme() -> None:
    assert own_words(same(12, "a")) == {}


def test_two_partners_who_share_a_few_pairs_have_not_both_figures_of_their_own() -> None:
    pairs = same(8, "a") + same(3, "a", "b") + same(7, "b") + same(9, "c")
    assert list(own_words(pairs)) == ["a", "c"]


def test_what_could_be_subtracted_is_told_of_no_part() -> None:
    """Seven of ours have met, and all eight of the others but one: nobody learns of it."""
    pairs = same(7, "a") + same(7, "b") + same(1, "b", held=0)
    assert str(told(tally(pairs)).met) == "at least 11"
    assert own_words(pairs) == {"a": ["7", "–", "7", "–"], "b": ["8", "–", "8", "–"]}


@settings(max_examples=300)
@given(st.lists(PAIRS, min_size=5, max_size=40))
def test_colluding_partners_and_sponsors_can_compute_no_few(pairs: list[PairFacts]) -> None:
    """Whatever they add and subtract are unions of pieces: each has at least five pairs, and of
    each that is told, neither the few who have met nor the few who have not can be had."""
    own = own_figures(pairs, PARTNERS)
    seen = [
        {place for place, pair in enumerate(pairs) if code[0] in pair.employers} for code in own
    ]
    pieces: dict[tuple[bool, ...], list[PairFacts]] = {}
    for place, pair in enumerate(pairs):
        pieces.setdefault(tuple(place in each for each in seen), []).append(pair)
    if own:
        assert min(map(len, pieces.values())) >= SMALLEST
    for name, has in (("met", lambda p: p.held), ("dated", lambda p: p.has_next and not p.is_over)):
        if not any(getattr(each, name).is_exact for each in own.values()):
            continue
        assert getattr(told(tally(pairs)), name).is_exact
        for piece in pieces.values():
            yes = sum(bool(has(pair)) for pair in piece)
            assert yes >= SMALLEST
            assert len(piece) - yes not in range(1, SMALLEST)


@settings(max_examples=300)
@given(st.lists(PAIRS, min_size=10, max_size=40))
def test_own_figures_are_true(pairs: list[PairFacts]) -> None:
    for code, one in own_figures(pairs, PARTNERS).items():
        mine = tally([pair for pair in pairs if code[0] in pair.employers])
        for name in ("formed", "met", "dated", "held"):
            figure = getattr(one, name)
            assert not figure.is_exact or figure.least == getattr(mine, name)


def test_what_two_partners_have_together_is_no_surprise() -> None:
    """The pieces of any two are unions of the pieces of all."""
    pairs = same(6, "a") + same(7, "b") + same(9, "c") + same(8, "d")
    own = own_figures(pairs, PARTNERS)
    for one, other in combinations(own.values(), 2):
        assert one.formed.least + other.formed.least + SMALLEST <= len(pairs)


@pytest.mark.django_db
class TestKept:
    def test_it_says_how_it_stood_on_its_day_whatever_comes_after(self, cast: Cast) -> None:
        pair_up(cast.programme, 10, met=10, dated=5)
        half = open_half_time(cast.programme)
        pair_up(cast.programme, 1, met=1)
        again = open_half_time(cast.programme)
        assert (again.pk, HalfTime.objects.count()) == (half.pk, 1)
        kept = of_all(HalfTime.objects.get())
        words = [str(each) for each in (kept.formed, kept.met, kept.dated, kept.held)]
        assert words == ["10", "10", "5", "10"]
        assert str(of_ideas(half).shared) == "fewer than 5"

    def test_it_keeps_no_number_that_is_not_told(self, cast: Cast) -> None:
        pair_up(cast.programme, 12, met=11)
        assert open_half_time(cast.programme).told["all"]["met"] == (8, 12)

    def test_a_partner_is_known_by_the_employers_of_its_people(self, cast: Cast) -> None:
        own, other = house(cast.programme), house(cast.programme)
        pair_up(cast.programme, 7, met=7, of=own)
        pair_up(cast.programme, 9, met=9, of=other)
        half = open_half_time(cast.programme)
        partner = cast.programme.partners.get(organisation=own)
        found = of_partner(HalfTime.objects.get(pk=half.pk), partner)
        assert found
        assert [str(found.formed), str(found.met), str(found.held)] == ["7", "7", "7"]
        assert of_partner(half, cast.partner) is None
