"""Pools of people who have applied, and the page as their coordinator sees it."""

import random
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories import make_application, make_call
from tests.pairing.rounds import Round, make_round
from viceversa.enrolment.models import Application
from viceversa.pairing.insight import Insight


def see(of: Round) -> str:
    client = Client()
    client.force_login(of.coordinator)
    answer = client.get(reverse("programme_pool", args=[of.programme.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def heads(of: Round) -> tuple[int, int]:
    """How many mentors and mentees are counted; not as they are told."""
    insight = Insight(of.programme)
    return len(insight.mentors), len(insight.mentees)


def apply(of: Round, role: str, many: int = 1, **fields: Any) -> list[Application]:
    call = of.programme.calls.filter(role=role).first() or make_call(of.programme, role)
    made = {"organisation": "Prov engineering AB", "wants": {"A1": 2}, "offers": {"E1": 2}}
    return [make_application(call, **(made | fields)) for _ in range(many)]


def crowd(seed: int) -> Round:
    """A pool of many or few, whose topics and workplaces are unevenly liked."""
    chance = random.Random(seed)
    of = make_round(0, 0)
    houses = [f"House {n}" for n in range(chance.randint(1, 6))]
    topics = ["A1", "A2", "A3", "B1", "E1"]
    for role in ("mentor", "mentee"):
        call = make_call(of.programme, role)
        for _ in range(chance.randint(1, 30)):
            wants, offers = (
                {t: 2 for t in topics if chance.random() < chance.choice((0.1, 0.5, 0.9))}
                for _ in range(2)
            )
            house = houses[min(int(chance.expovariate(0.7)), len(houses) - 1)]
            make_application(call, organisation=house, wants=wants, offers=offers)
    return of
