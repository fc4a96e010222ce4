"""Who is who in the demo, as its files in data/ have it. All people and houses are made up."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.conf import settings
from django.urls import reverse

from viceversa.people.models import Person

SWEDISH_ROLES = {"Mentor": "mentor", "Adept": "mentee"}
DATA = files("viceversa.operations.demo") / "data"


@dataclass(frozen=True)
class House:
    """An employer. `mentee_seats` is None for those that are no partners of the chamber."""

    code: str
    name: str
    domain: str
    sector: str
    town: str
    mentee_seats: int | None


def rows(name: str, *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The lines of one of the demo's files."""
    text = (DATA / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter=delimiter)


@cache
def houses() -> dict[str, House]:
    """Every employer by its code; V is the organiser itself."""
    return {row["code"]: _house(row) for row in rows("houses.csv")}


def address_of(name: str, house: House) -> str:
    """ "Göran Åkerhielm" of Norrvidde is goran.akerhielm@norrvidde-armatur.example."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return f"{plain.replace(' ', '.')}@{house.domain}"


@cache
def addresses() -> dict[str, str]:
    """The address of everybody in the chamber's round by name; no two have the same name."""
    named = (*rows("staff.csv"), *rows("participants.csv"))
    return {row["name"]: address_of(row["name"], houses()[row["house"]]) for row in named}


@cache
def role_by_address() -> dict[str, str]:
    """The role of everybody whom the demo made up: those of the chamber's round, and those of the
    list that waits to be imported."""
    named = (*rows("staff.csv"), *rows("participants.csv"))
    waiting = rows("norrvidde.csv", delimiter=";")
    return {addresses()[row["name"]]: row["role"] for row in named} | {
        row["E-post"]: SWEDISH_ROLES[row["Roll"]] for row in waiting
    }


def sign_in_lines() -> list[str]:
    """What the terminal says at the start: one person for each role, and how to be her."""
    first: dict[str, str] = {}
    for address, role in role_by_address().items():
        first.setdefault(role, address)
    return [
        f"To look around as one of these, open {settings.BASE_URL}{reverse('demo_roles')}",
        *(f"  {role.replace('_', ' '):17}{address}" for role, address in first.items()),
        "Signing in by code works as well: the code is mailed to the mailbox.",
    ]


def new_person(name: str, house: House, **fields: object) -> Person:
    """An unsaved person of the demo."""
    given_name, family_name = name.rsplit(" ", 1)
    return Person(
        given_name=given_name, family_name=family_name, email=address_of(name, house), **fields
    )


def _house(row: dict[str, str]) -> House:
    seats = int(row["mentee_seats"]) if row["mentee_seats"] else None
    return House(
        row["code"], row["name"], row["domain"], row["sector"], row["town"], mentee_seats=seats
    )
