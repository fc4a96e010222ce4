"""A page by its words alone, as whoever hears it meets it: what it is called, how it is divided,
what its buttons are named, which cell names a row."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from bs4 import BeautifulSoup, Tag


def title_of(page: BeautifulSoup) -> str:
    assert page.title
    return words_of(page.title)


def puzzles(page: BeautifulSoup) -> Iterator[str]:
    """What the eye would see from where it stands, and the ear is not told."""
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    if levels[:1] != [1] or levels.count(1) > 1:
        yield f"does not begin with its one h1: {levels}"
    if any(deeper > level + 1 for level, deeper in pairwise(levels)):
        yield f"leaps over a level of headings: {levels}"
    for name, deeds in deeds_of(page).items():
        if len(deeds) > 1:
            yield f"{len(deeds)} buttons that do different things are called {name!r}"
    if page.select(
        "[role=status]:not([autofocus], .progress-words), [role=alert]:not([autofocus])"
    ):
        yield "says from the start what has happened, and does not give it the focus"
    if nameless := page.select("table:has(thead) tbody tr:not(:has(th))"):
        yield f"{len(nameless)} rows of a table have no th that says of whom they are"


def deeds_of(page: BeautifulSoup) -> dict[str, set[tuple[object, ...]]]:
    """What all buttons of one name do, and the links that look like buttons."""
    found: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for one in page.select("button, a.button"):
        found[words_of(one)].add(deed_of(one))
    return found


def deed_of(one: Tag) -> tuple[object, ...]:
    """Where it leads, and with what."""
    deed = (one.get("href"), one.get("formaction"), one.get("name"), one.get("value"))
    form = one.find_parent("form")
    if form is None:
        return deed
    hidden = form.select('[type=hidden]:not([name="csrfmiddlewaretoken"])')
    return (*deed, form.get("action"), *(field.get("value") for field in hidden))


def words_of(one: Tag) -> str:
    return " ".join(one.get_text().split())
