"""What sealing costs: the pair's page with sealed texts, and the same page with none sealed.

The two are asked for in turns, in one process; sealing is replaced by the identity for the second,
which then also asks the keyring nothing. The pair has had a year of meetings.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bench.installation import empty_house
from bench.turns import in_turns

ROUNDS, REPEATS = 25, 8
MOST = 1.2
MEETINGS = 12
TEXT = "Why do the young leave us after two years, and what did I do the last time one of them did?"


def main() -> None:
    """Prints one table. Uses databases of its own in a temporary directory."""
    with empty_house(DJANGO_SETTINGS_MODULE="bench.pages_settings"):
        measure()


def measure() -> None:
    from django.test.utils import setup_test_environment
    from tests.cast import make_cast

    setup_test_environment()
    cast = make_cast()
    sealed = page_of_a_pair(cast)
    with nothing_sealed():
        plain = page_of_a_pair(cast)
    costs = in_turns(
        lambda: read(*sealed), lambda: read_in_clear(*plain), rounds=ROUNDS, repeats=REPEATS
    )
    print(
        f"the pair's page: sealed {1e3 * costs.ours:.2f} ms of processor time, plain "
        f"{1e3 * costs.peer:.2f}, ratio {costs.ratio:.2f} (at most {MOST})"
    )


def page_of_a_pair(cast):  # type: ignore[no-untyped-def]  # models load only after set-up
    """A mentee who is signed in, and the address of her pair's page."""
    from django.test import Client
    from django.urls import reverse
    from tests.conversations.world import make_pair
    from tests.factories import enrol, make_person

    from viceversa.conversations.actions import accept_ground_rules, set_objective

    mentor, mentee = make_person("Robin"), make_person("Kim")
    seats = {
        "mentor": enrol(mentor, cast.programme, "mentor"),
        "mentee": enrol(mentee, cast.programme, "mentee"),
    }
    pair = make_pair(cast, **seats)
    for person in (mentor, mentee):
        accept_ground_rules(pair, by=person)
        set_objective(pair, by=person, kind="theme", text=TEXT)
    meet(pair, mentor, mentee)
    client = Client()
    client.force_login(mentee)
    return client, reverse("pair", args=[pair.pk])


def meet(pair, mentor, mentee) -> None:  # type: ignore[no-untyped-def]
    """Meetings with a question before and taps after each; another is ahead."""
    from tests.conversations.world import in_days, turn_back

    from viceversa.conversations.actions import Plan, ask_question, book, tap

    answers = {"useful": 4, "openly": "spoke_openly", "next_date": "next_booked"}
    for _ in range(MEETINGS):
        meeting = book(pair, Plan(), in_days(7), by=mentee)
        ask_question(meeting, TEXT, by=mentee)
        for person in (mentor, mentee):
            tap(turn_back(meeting), answers, by=person)
    ask_question(book(pair, Plan(), in_days(7), by=mentee), TEXT, by=mentee)


@contextmanager
def nothing_sealed() -> Iterator[None]:
    """Within, texts stand in clear."""
    from viceversa.vault.pair_vault import PairVault

    seal, opened = PairVault.seal, PairVault.open
    PairVault.seal = lambda self, text, place, *, over: text.encode()  # type: ignore[method-assign]
    PairVault.open = lambda self, sealed, place: sealed.decode()  # type: ignore[method-assign]
    try:
        yield
    finally:
        PairVault.seal, PairVault.open = seal, opened  # type: ignore[method-assign]


def read(client, path: str) -> None:  # type: ignore[no-untyped-def]
    """Asks for the page, which shows what was written."""
    assert TEXT.split(",")[0] in client.get(path).content.decode(), path


def read_in_clear(client, path: str) -> None:  # type: ignore[no-untyped-def]
    with nothing_sealed():
        read(client, path)


if __name__ == "__main__":
    main()
