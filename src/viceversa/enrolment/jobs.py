"""The long work on lists, done by the worker."""

from django.db import transaction

from viceversa import jobs
from viceversa.enrolment import actions
from viceversa.enrolment.models import PeopleImport


def order_check(people_import: PeopleImport) -> None:
    """A dry run, as soon as the worker has a hand free. A second click orders nothing."""
    with transaction.atomic():
        if run := actions.start_check(people_import):
            check_list.later(import_id=people_import.pk, run=run)


def order_application(people_import: PeopleImport) -> None:
    """Bringing the people in, likewise: however often it is clicked, it is done once."""
    with transaction.atomic():
        if run := actions.start_application(people_import):
            apply_list.later(import_id=people_import.pk, run=run)


@jobs.job()
def check_list(import_id: str, run: str) -> None:
    try:
        actions.check_list(import_id, run)
    except Exception:
        actions.mark_failed(import_id, run)
        raise


@jobs.job()
def apply_list(import_id: str, run: str) -> None:
    try:
        actions.apply_list(import_id, run)
    except Exception:
        actions.mark_failed(import_id, run)
        raise
