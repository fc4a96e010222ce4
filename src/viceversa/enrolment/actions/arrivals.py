"""A list that a machine brings, without anybody at the page: the same dry run, and then all of it
or nothing. Each step can be taken again after a kill, and changes nothing the second time."""

from django.db import transaction
from django.utils import translation

from viceversa.enrolment import letters
from viceversa.enrolment.actions.lists import (
    AT_WORK,
    apply_list,
    check_list,
    receive_list,
    start_application,
    start_check,
    stop,
)
from viceversa.enrolment.importing.fields import missing
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.jobs.tasks import is_under_way
from viceversa.lib.wording import gettext_noop
from viceversa.programmes.models import Programme

State = PeopleImport.State
NO_COLUMN = gettext_noop("No column is known for: %(fields)s. Choose it on the page of the list.")
MOST_TRIES = 3  # the programme may change between dry run and bringing in


def take_in(programme: Programme, *, filename: str, content: bytes, arrival: str) -> PeopleImport:
    """Brings the list in if nothing is wrong with it. Else nobody is changed, and whoever leads the
    programme may bring in the sound rows by hand. `arrival` names this file among all."""
    arrived = _received(programme, filename=filename, content=content, arrival=arrival)
    if arrived.state in AT_WORK and not is_under_way(run=arrived.run):
        stop(arrived)  # a run of ours that was killed
        arrived.refresh_from_db()
    if arrived.state == State.UPLOADED and not arrived.problem:
        _check(arrived)
    for _ in range(MOST_TRIES):
        if arrived.state == State.CHECKED and not arrived.counts.get("wrong"):
            apply_list(arrived.pk, start_application(arrived))
            arrived.refresh_from_db()
    return arrived


def tell_of(arrived: PeopleImport) -> None:
    """Writes to whoever answers for the programme, once."""
    with transaction.atomic():
        letters.list_came(arrived)


def _received(programme: Programme, *, filename: str, content: bytes, arrival: str) -> PeopleImport:
    known = PeopleImport.objects.filter(programme=programme, arrival=arrival).first()
    return known or receive_list(
        programme, filename=filename, content=content, by=None, arrival=arrival
    )


def _check(arrived: PeopleImport) -> None:
    if fields := missing(arrived.mapping):
        with translation.override(arrived.programme.language):
            names = ", ".join(str(field.label) for field in fields)
        problem = {"template": NO_COLUMN, "values": {"fields": names}}
        PeopleImport.objects.filter(pk=arrived.pk, state=State.UPLOADED).update(problem=problem)
    else:
        check_list(arrived.pk, start_check(arrived))
    arrived.refresh_from_db()
