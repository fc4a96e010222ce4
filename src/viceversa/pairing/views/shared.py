"""What every page of this room gives to its template."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from viceversa.enrolment.quotas import names_of
from viceversa.pairing import queries, words
from viceversa.pairing.access import Sight
from viceversa.programmes.queries import contacts_of

ABOUT_SEATS = ("seats", "crossing")


def frame(sight: Sight, section: str, **more: Any) -> dict[str, Any]:
    """The frame of a programme's page, and what the page itself shows."""
    return {
        "programme": sight.programme,
        "sight": sight,
        "contacts": contacts_of(sight.programme),
        "section": section,
        "programme_url": reverse("programme", args=(sight.programme.pk,)) if sight.decides else "",
        **more,
    }


def failure(sight: Sight, error: Mapping[str, Any]) -> dict[str, str]:
    """Why no pairs can be found, as the core said it and `error_to_store` keeps it, and where seats
    are changed, if they are the reason. A matcher whose own pair it is about is not told which it
    is."""
    people = error.get("people", ())
    told = error if sight.sees(*people) else {"code": "unseen"}
    why = words.problem(told, queries.names_of_people(people) | names_of(sight.programme))
    changes_seats = sight.decides and told.get("code") in ABOUT_SEATS
    seats = reverse("programme_partners", args=(sight.programme.pk,)) if changes_seats else ""
    return {"failure": why, "seats_url": seats}
