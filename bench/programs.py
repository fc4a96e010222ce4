"""What other programs ask and are told, at 10,000 people: a page of the API, a page of the
directory, and 1,000 events at a webhook.

    python -m bench.programs [--people 10000]

Queries and seconds of one answer, the median of some. The webhook's receiver answers at once, so
that what is told is our own work.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from bench.installation import empty_house

SENIORS_OF_ALL = 1 / 2.12  # in the large programme of the demo there are more juniors
PAGE, EVENTS, TIMES = 100, 1000, 5


def main() -> None:
    parser = argparse.ArgumentParser(description="Programs ask.")
    parser.add_argument("--people", type=int, default=10_000)
    seniors = round(parser.parse_args().people * SENIORS_OF_ALL)
    with empty_house(DJANGO_SETTINGS_MODULE="bench.pages_settings"):
        _report(seniors)


def _report(seniors: int) -> None:
    from bench.published_round import paired_round
    from viceversa.people.models import Person

    programme, lead = paired_round(seniors)
    Person.objects.filter(pk=lead.pk).update(is_organiser=True)
    print(f"{Person.objects.count()} people{'queries':>27}{'seconds':>10}")
    for title, ask in {**_asked(programme, lead), **_listed(programme, lead)}.items():
        queries, seconds = _measured(ask)
        print(f"{title:32}{queries:>8}{seconds:>10.3f}")
    print(f"{EVENTS} events at a webhook{_told(programme, lead):>26.1f}")


def _asked(programme, lead) -> dict[str, Callable[[], object]]:  # type: ignore[no-untyped-def]
    from tests.api.client import Program, secret_for

    program, path = Program(secret_for(lead)), f"/programmes/{programme.pk}"
    people, pairs = f"{path}/people?limit={PAGE}", f"{path}/pairs?limit={PAGE}"
    far = _last_but(program, people, pages=20)
    return {
        f"API, first {PAGE} people": lambda: program.items(people),
        f"API, {PAGE} people further on": lambda: program.items(f"{people}&after={far}"),
        f"API, {PAGE} pairs": lambda: program.items(pairs),
    }


def _last_but(program, path: str, *, pages: int) -> str:  # type: ignore[no-untyped-def]
    after = ""
    for _ in range(pages):
        after = program.get(f"{path}&after={after}").json()["next"] or after
    return after


def _listed(programme, lead) -> dict[str, Callable[[], object]]:  # type: ignore[no-untyped-def]
    """The directory of the large company, which knows all of its people."""
    from tests.factories import make_partner
    from tests.scim.client import directory_of

    from viceversa.people.models import Employment
    from viceversa.scim.models import DirectoryEntry

    house = programme.organisation
    employed = Employment.objects.filter(organisation=house).select_related("person")
    DirectoryEntry.objects.bulk_create(
        DirectoryEntry(
            organisation=house,
            person=each.person,
            user_name=each.person.email,
            user_name_key=each.person.email.casefold(),
            is_active=True,
        )
        for each in employed
    )
    make_partner(programme, house)
    directory, known = directory_of(lead, house), employed[0].person.email
    last = employed.count() - PAGE + 1

    def users(**query: object) -> Callable[[], object]:
        def ask() -> None:
            answer = directory.get("/Users", query=query)
            assert answer.status_code == 200, answer.content

        return ask

    return {
        f"directory, first {PAGE} users": users(count=PAGE),
        f"directory, last {PAGE} users": users(startIndex=last, count=PAGE),
        "directory, one by her name": users(filter=f'userName eq "{known}"'),
    }


def _measured(ask: Callable[[], object]) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as caught:
        ask()
    queries, taken = len(caught), []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return queries, median(taken)


def _told(programme, lead) -> float:  # type: ignore[no-untyped-def]
    """Seconds until all events have left."""
    from django.utils import timezone

    from viceversa.api import sending
    from viceversa.api.actions.webhooks import set_up
    from viceversa.api.models import Delivery

    address = "https://hooks.example.com/bench"
    webhook = set_up(url=address, events=("pair.accepted",), programme=programme, by=lead)
    Delivery.objects.bulk_create(
        Delivery(
            webhook=webhook,
            event="pair.accepted",
            programme_id=programme.pk,
            thing=f"{number:012}",
            happened_at=timezone.now(),
            send_after=timezone.now(),
        )
        for number in range(EVENTS)
    )
    sending.outward.post = lambda *_, **__: 204
    began = time.perf_counter()
    while sending.due_deliveries(timezone.now()).exists():
        sending.deliver_waiting.call()
    assert webhook.deliveries.exclude(sent_at=None).count() == EVENTS
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
