"""Half-time for tools.stage: the figures to each role, the sponsor's thanks at every step, and the
days of gatherings."""

from collections.abc import Iterator

from django.urls import reverse

from tools.tour import Stop
from viceversa.half_time.actions import open_half_time, send_thanks
from viceversa.half_time.words import draft_of_thanks
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

SEND = [["click", "main .form .button-primary"]]


def half_time(chamber: Programme, young: Programme, lead: Person) -> Iterator[Stop]:
    """The chamber's thanks are still to be written; those of the young round are sent."""
    sponsor, contact = (
        chamber.roles.filter(kind=kind).order_by("person__email")[0].person
        for kind in ("sponsor", "partner_contact")
    )
    page, thanks = (reverse(name, args=[chamber.pk]) for name in ("half_time", "half_time_thanks"))
    for name, person in (("sponsor", sponsor), ("partner-contact", contact), ("lead", lead)):
        yield Stop(f"half-time-as-{name}", page, person.pk)
    yield Stop("half-time-thanks", thanks, sponsor.pk)
    yield Stop("half-time-thanks-preview", thanks, sponsor.pk, press=SEND)
    empty = [["fill", "[name=text]", ""], *SEND]
    yield Stop("half-time-thanks-refused", thanks, sponsor.pk, press=empty)
    sent = open_half_time(young)
    send_thanks(sent, text=draft_of_thanks(), to="both", by=sponsor)
    yield Stop("half-time-thanked", reverse("half_time", args=[young.pk]), lead.pk)
    yield from gatherings(chamber, lead)


def gatherings(chamber: Programme, lead: Person) -> Iterator[Stop]:
    """One with its day, one without, a day that the round does not have, and a mentor's desk."""
    for kind in ("mentor-circle", "closing-event"):
        yield Stop(f"gathering-{kind}", reverse("gathering_day", args=[chamber.pk, kind]), lead.pk)
    late = [["fill", "[name=starts_at]", "2099-01-01T15:00"], *SEND]
    closing = reverse("gathering_day", args=[chamber.pk, "closing-event"])
    yield Stop("gathering-refused", closing, lead.pk, press=late)
    mentor = chamber.participations.filter(role="mentor", state="enrolled").order_by("pk")[0]
    yield Stop("desk-gathering", reverse("desk"), mentor.person_id)
