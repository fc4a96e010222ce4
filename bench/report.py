"""What a report costs: 16 pairs and 500, with all that is told of them, as a page and on paper."""

import time
from collections.abc import Callable
from datetime import timedelta

from bench.installation import empty_house

LIMITS = {16: 2.0, 500: 10.0}
MEETINGS, ANSWERED, IDEAS_OF_FOUR = 5, 0.61, 4


def main() -> None:
    """Prints seconds for each size, the worst of three. Uses a database of its own."""
    with empty_house(DJANGO_SETTINGS_MODULE="bench.pages_settings"):
        for pairs, most in LIMITS.items():
            page, paper = measured(pairs)
            for kind, seconds in (("page", page), ("paper", paper)):
                print(f"{kind} of {pairs} pairs: {seconds:.2f} s (at most {most:g})")


def measured(pairs: int) -> tuple[float, float]:
    from django.test import Client
    from django.urls import reverse

    programme = programme_of(pairs)
    client = Client()
    client.force_login(programme.first_contact)
    page, paper = (
        reverse(name, args=[programme.pk]) for name in ("programme_report", "programme_report_pdf")
    )
    return worst(lambda: client.get(page)), worst(lambda: client.get(paper))


def worst(ask: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begun)
    return max(taken)


def programme_of(pairs: int):  # type: ignore[no-untyped-def]  # models load only after set-up
    """A round with so many pairs, who have met, tried, let go and answered before and after."""
    from tests.factories import give_role, make_organisation, make_person, make_programme
    from tests.report.world import meet, pair_at

    boss = make_person("Alice")
    programme = make_programme(first_contact=boss, meetings_target=MEETINGS)
    give_role(boss, programme, "coordinator")
    houses = [make_organisation() for _ in range(10)]
    for number in range(pairs):
        here, there = houses[number % 10], houses[(number + 1) % 10]
        meet(pair_at(programme, mentor_at=here, mentee_at=there), number % (MEETINGS + 2))
    try_and_let_go(programme)
    for role in ("mentee", "mentor"):
        answer(programme, role, int(pairs * ANSWERED))
    return programme


def try_and_let_go(programme) -> None:  # type: ignore[no-untyped-def]
    from viceversa.conversations.models import TryOut
    from viceversa.ideas.models import Idea

    found = list(programme.pairs.select_related("mentee"))
    TryOut.objects.bulk_create(
        TryOut(pair=pair, author_id=pair.mentee.person_id, sealed_text=b"", state="tested")
        for pair in found
    )
    Idea.objects.bulk_create(
        Idea(programme=programme, origin="x", title="x", what="x", kind="tool", shown="round",
             state=("realised", "accepted", "declined", "owned")[number % 4])
        for number in range(len(found) * IDEAS_OF_FOUR)
    )  # fmt: skip


def answer(programme, role: str, many: int) -> None:  # type: ignore[no-untyped-def]
    """As closed surveys leave it."""
    from viceversa.impact.instruments import scales_of
    from viceversa.impact.models import Answer, PairedAnswer, Survey

    codes = [item.code for scale in scales_of(role) for item in scale.items]
    last = programme.starts_on + timedelta(days=180)
    told = {"state": "closed", "asked": programme.pairs.count(), "answered": many}
    for wave in ("before", "after"):
        Survey.objects.create(programme=programme, role=role, wave=wave, closes_on=last, **told)
    after = programme.surveys.get(role=role, wave="after")
    PairedAnswer.objects.bulk_create(
        PairedAnswer(
            survey=after,
            before={code: 2 + (number + at) % 4 for at, code in enumerate(codes)},
            later={code: 3 + (number + 2 * at) % 5 for at, code in enumerate(codes)},
        )
        for number in range(many)
    )
    Answer.objects.bulk_create(
        Answer(survey=after, values={"result": 3 + n % 5, "recommend": 5 + n % 6})
        for n in range(many)
    )


if __name__ == "__main__":
    main()
