"""A round of made-up people as the benches need it: on the board, published, and met."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import GroundRulesAcceptance, Meeting
from viceversa.operations.demo.load import load_demo
from viceversa.pairing import actions, queries
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person

if TYPE_CHECKING:
    from viceversa.programmes.models import Programme

DAY = timedelta(days=1)
HELD = 3


def drafted_round(seniors: int) -> tuple[Proposal, Person]:
    """The large programme of the demo, solved and on the board, and who leads it."""
    programme = load_demo(seniors)[-1]
    lead = programme.roles.get(kind="coordinator").person
    proposal, _ = actions.open_solution(programme, by=lead)
    actions.solve_proposal(proposal.pk)
    proposal.refresh_from_db()
    return proposal, lead


def paired_round(seniors: int) -> tuple[Programme, Person]:
    """The large programme with everybody in a pair as the list has them: to find the best pairs of
    so many takes minutes, and no page asks how they were found."""
    programme = load_demo(seniors)[-1]
    proposal = Proposal.objects.create(programme=programme, number=1, state="published")
    mentors, mentees = (
        programme.participations.filter(role=role).order_by("pk") for role in ("mentor", "mentee")
    )
    Pair.objects.bulk_create(
        Pair(
            programme=programme,
            proposal=proposal,
            number=number,
            mentor=mentor,
            mentee=mentee,
            state=Pair.State.ACTIVE,
            active_since=timezone.now(),
            score=60,
        )
        for number, (mentor, mentee) in enumerate(zip(mentors, mentees, strict=False), start=1)
    )
    return programme, programme.roles.get(kind="coordinator").person


def met_round(seniors: int) -> tuple[Programme, Person]:
    """The same as it stands in its third month: all pairs have agreed, met and booked."""
    proposal, lead = drafted_round(seniors)
    programme = proposal.programme
    programme.starts_on -= 90 * DAY
    programme.save(update_fields=["starts_on"])
    publish(proposal, by=lead)
    _meet(list(queries.active_pairs(programme)))
    return programme, lead


def publish(proposal: Proposal, *, by: Person) -> None:
    """Makes pairs of it, which meet at once."""
    programme = proposal.programme
    programme.consent = programme.Consent.ORGANISER_DECIDES
    programme.save(update_fields=["consent"])
    actions.publish_proposal(proposal, by=by, seen=queries.fingerprint(proposal))


def read_round(seniors: int) -> list[tuple[str, str]]:
    """What the people of such a round read, in turns: the path of a page, and the cookie of whoever
    opens it. Of a hundred pages a coordinator opens four."""
    programme, lead = met_round(seniors)
    leads = _cookie(lead)
    led = [reverse(name, args=[programme.pk]) for name in ("programme", "programme_pairs")]
    pages = []
    for number, pair in enumerate(queries.active_pairs(programme)):
        for person in queries.members(pair):
            cookie = _cookie(person)
            pages += [(path, cookie) for path in _own_pages(pair)]
        pages += [(led[number // 2 % len(led)], leads)] if number % 2 else []
    Random(1).shuffle(pages)
    return pages


def _own_pages(pair: Pair) -> list[str]:
    """Desk and pair's page twice as often as the others."""
    home, desk = reverse("pair", args=[pair.pk]), reverse("desk")
    ahead = reverse("meeting", args=[pair.pk, HELD + 1])
    others = [reverse(name, args=[pair.pk]) for name in ("meetings", "pair_ideas")]
    return [desk, home, desk, home, ahead, *others]


def _cookie(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"


def _meet(pairs: list[Pair]) -> None:
    now = timezone.now()
    GroundRulesAcceptance.objects.bulk_create(
        GroundRulesAcceptance(pair=pair, person=person, edition=EDITION)
        for pair in pairs
        for person in queries.members(pair)
    )
    Meeting.objects.bulk_create(
        Meeting(
            pair=pair,
            number=number,
            state="held" if number <= HELD else "booked",
            starts_at=now + (number - HELD - 0.5) * 14 * DAY,
            place="Fikarummet",
            uid=f"{pair.pk}-{number}",
        )
        for pair in pairs
        for number in range(1, HELD + 2)
    )
