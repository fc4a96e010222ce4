"""That no few are told on the page of the pool, or can be had from what is told."""

import re

import pytest

from tests.pairing.pools import crowd, heads, see
from tests.pairing.rounds import Round
from viceversa.lib.figures import SMALLEST

pytestmark = pytest.mark.django_db


def read(cell: str, whole: int) -> range:
    """What a reader knows of a number from what is written there."""
    if cell == "–":
        return range(whole + 1)
    number = int(cell.rpartition(" ")[2])
    if cell.startswith("fewer than"):
        return range(number)
    assert number == 1 or number >= SMALLEST
    return range(number, whole + 1 if cell.startswith("at least") else number + 1)


def hides(possible: set[int]) -> bool:
    """Whether the reader cannot tell that it is just this number of one to four."""
    return len(possible) > 1 or not possible & set(range(1, SMALLEST))


def rows_of(html: str) -> list[tuple[bool, str, str, str]]:
    """Whether it is a theme, its name, and the two figures, of all tables of the page."""
    row = re.compile(
        r'<tr( class="pool-theme")?><th scope="row">(.*?)(?: <span.*?)?</th>\s*'
        r'<td><span class="nums">(.*?)</span>.*?</td>\s*<td><span class="nums">(.*?)</span>',
        re.DOTALL,
    )
    return [(bool(whole), name, one, two) for whole, name, one, two in row.findall(html)]


def sides_of(of: Round, html: str) -> dict[str, range]:
    """What is known of how many mentors and mentees there are."""
    _, mentors, mentees = re.findall(r'<dd class="nums">(.*?)</dd>', html)
    many = sum(heads(of))
    return {"mentor": read(mentors, many), "mentee": read(mentees, many)}


@pytest.mark.parametrize("seed", range(40))
def test_few_left_over_cannot_be_had_from_the_pairs(seed: int) -> None:
    of = crowd(seed)
    html = see(of)
    sides = sides_of(of, html)
    pairs = re.findall(r'<dd class="nums">(.*?)</dd>', html)[0]
    highest = min(max(side) for side in sides.values())
    possible = {n for n in read(pairs, highest) if n <= highest}
    assert hides(possible)
    for side in sides.values():
        assert hides({whole - n for whole in side for n in possible if whole >= n})


@pytest.mark.parametrize("seed", range(40))
def test_few_cannot_be_had_from_a_topic_its_theme_and_the_whole(seed: int) -> None:
    """Neither those in a cell, nor those of its theme and of the whole who are not in it."""
    of = crowd(seed)
    html = see(of)
    sides = sides_of(of, html)
    demand, _, rest = html.partition("What mentors ask for")
    returns = rest.partition("Where they come from")[0]
    for text, order in ((demand, ("mentee", "mentor")), (returns, ("mentor", "mentee"))):
        themes: list[range] = []
        for is_theme, _, *cells in rows_of(text):
            here = [read(cell, max(sides[role])) for cell, role in zip(cells, order, strict=True)]
            themes = here if is_theme else themes
            for cell, role, theme in zip(here, order, themes, strict=True):
                assert hides(set(cell))
                assert hides({whole - n for whole in sides[role] for n in cell if whole >= n})
                assert is_theme or hides({whole - n for whole in theme for n in cell if whole >= n})


@pytest.mark.parametrize("seed", range(40))
def test_few_cannot_be_had_from_a_column_of_workplaces(seed: int) -> None:
    """What is told of a column, taken from its sum, leaves nobody or not a few."""
    of = crowd(seed)
    html = see(of)
    sides = sides_of(of, html)
    rows = rows_of(html.partition("Where they come from")[2])
    for column, role in ((2, "mentee"), (3, "mentor")):
        cells = [read(row[column], max(sides[role])) for row in rows]
        told = sum(cell[0] for cell in cells if len(cell) == 1)
        assert all(hides(set(cell)) for cell in cells)
        assert not told or hides({whole - told for whole in sides[role]})


@pytest.mark.parametrize("seed", range(10))
def test_a_bar_says_no_more_than_the_words_beside_it(seed: int) -> None:
    widths: dict[str, set[str]] = {}
    bar = r'<span class="nums">([^<]*)</span><svg.*?width="([0-9.]+)%" height="100%" rx="3"/></svg>'
    html = see(crowd(seed)).partition("Where they come from")[0]
    for table in html.split("<table")[1:]:
        for words, width in re.findall(bar, table):
            widths.setdefault(words, set()).add(width)
        assert all(len(found) == 1 for found in widths.values())
        widths.clear()
