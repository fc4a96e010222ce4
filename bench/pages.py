"""What a page costs: its queries at two sizes, and its processor time against a bare Django view.

The bare view goes through the same handler, middleware and session, in the same process; only our
door, queries and template come on top.
"""

from collections.abc import Callable

from bench.installation import empty_house
from bench.turns import Turns, in_turns

ROUNDS, REPEATS = 15, 10
LIMITS = {"form": 8, "list": 15, "board": 25}
MOST_QUERIES = {"form": 15, "list": 15, "board": 25}


def main() -> None:
    """Prints what they cost. Uses a database of its own in a temporary directory."""
    with empty_house(DJANGO_SETTINGS_MODULE="bench.pages_settings"):
        measure()


def measure() -> None:
    from django.test import Client

    few, many = programme_of(10), programme_of(1000)
    sixteen = programme_of(32)
    client = Client()
    client.force_login(few.first_contact)
    for kind, page in pages().items():
        counts = [queries(client, page(programme.pk)) for programme in (few, many)]
        print(
            f"{kind}: for 10 people {counts[0]} queries, for 1,000 {counts[1]} queries "
            f"(at most {MOST_QUERIES[kind]})"
        )
    for kind, page in pages().items():
        programme = sixteen if kind == "board" else many
        cost, bare, ratio = cpu(client, page(programme.pk))
        print(
            f"{kind}: {1e3 * cost:.2f} ms of processor time, a bare view {1e3 * bare:.2f}, "
            f"ratio {ratio:.1f} (at most {LIMITS[kind]})"
        )


def pages() -> dict[str, Callable[[str], str]]:
    from django.urls import reverse

    return {
        "form": lambda code: reverse("import_new", args=[code]),
        "list": lambda code: reverse("programme_people", args=[code]),
        "board": lambda code: reverse("board", args=[code]),
    }


def programme_of(people: int):  # type: ignore[no-untyped-def]  # models load only after set-up
    """A programme with so many people, half of them mentors, solved and on the board."""
    from tests.factories import (
        employ,
        enrol,
        give_role,
        make_organisation,
        make_person,
        make_programme,
    )

    from viceversa import jobs
    from viceversa.pairing.actions.solution import open_solution
    from viceversa.people.models import Person

    boss = Person.objects.filter(given_name="Alice").first() or make_person("Alice")
    house = make_organisation()
    programme = make_programme(organisation=house, first_contact=boss)
    give_role(boss, programme, "coordinator")
    for number in range(people):
        person = make_person()
        mentor = number % 2 == 0
        employ(person, house, level=2 if mentor else 5)
        topic = f"A{number % 7 + 1}"
        wishes = {"offers" if mentor else "wants": {topic: 2, "E1": 1 + number % 3}}
        enrol(person, programme, "mentor" if mentor else "mentee", **wishes)
    open_solution(programme, by=boss)
    jobs.run_waiting()
    return programme


def queries(client, path: str) -> int:  # type: ignore[no-untyped-def]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200, path
    return len(caught)


def cpu(client, path: str) -> Turns:  # type: ignore[no-untyped-def]
    """What one request costs, and one of the bare view."""
    assert client.get(path).status_code == 200, path
    return in_turns(
        lambda: client.get(path), lambda: client.get("/bare/"), rounds=ROUNDS, repeats=REPEATS
    )


if __name__ == "__main__":
    main()
