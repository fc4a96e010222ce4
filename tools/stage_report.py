"""The report for tools.stage: each version, of a round on its way and of one that has ended."""

from collections.abc import Iterator

from django.urls import reverse

from tools.tour import Stop
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

SEND = [["click", "main .form .button"]]


def reports(programme: Programme, lead: Person) -> Iterator[Stop]:
    """What each reader sees, and the form of whoever leads."""
    before = programme.copied_from
    yield Stop("report", _report(programme), lead.pk)
    yield Stop("report-staying", reverse("programme_report_staying", args=[programme.pk]), lead.pk)
    goals = [programme.pk]
    yield Stop("goals", reverse("programme_goals", args=goals), lead.pk)
    yield Stop("goals-refused", reverse("programme_goals", args=goals), lead.pk, press=SEND)
    outcome = [programme.pk, programme.goals.all()[0].pk]
    yield Stop("goal-outcome", reverse("goal_outcome", args=outcome), lead.pk)
    if before:
        yield Stop("report-ended", _report(before), lead.pk)
        yield Stop("report-ended-for-sponsors", _report(before) + "?version=sponsor", lead.pk)
    for kind in ("sponsor", "partner_contact"):
        role = programme.roles.filter(kind=kind).order_by("person__email")[0]
        yield Stop(f"report-as-{kind}", _report(programme), role.person_id)


def _report(programme: Programme) -> str:
    return reverse("programme_report", args=[programme.pk])
