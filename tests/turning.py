"""Days that go by in an installation without anybody waiting: all that it keeps grows older.

To be run inside it, as by `house.python("from tests.turning import let_pass; let_pass(days=7)")`.
Breaks are taken away: on which day of the year a test is run must not matter.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db.models import DateField, F, Model

from viceversa.jobs.schedules import discover, registry
from viceversa.programmes.models import Break

OF_THE_MACHINE = ("jobs", "sign_in", "vault")
"""Rooms whose moments are the machine's own: it goes on without having noticed anything."""


def let_pass(*, days: int) -> None:
    """Every date and moment lies so many days further back; then what is due by the clock is done
    once, in no particular order."""
    Break.objects.all().delete()
    for model in _models():
        moments = [each for each in model._meta.concrete_fields if isinstance(each, DateField)]
        if moments:
            older = {each.name: F(each.name) - timedelta(days=days) for each in moments}
            model._default_manager.update(**older)
    discover()
    for each in registry.values():
        each.job.func()


def _models() -> Iterator[type[Model]]:
    for model in apps.get_app_config("viceversa").get_models():
        if model.__module__.split(".")[1] not in OF_THE_MACHINE:
            yield model
