"""The next round of a programme has its gatherings on the same days of the week."""

from viceversa.gatherings.actions import copy_days
from viceversa.lib.models import Coded
from viceversa.people.trail import hears
from viceversa.programmes.models import Programme


@hears("copied a programme")
def carry_over(verb: str, thing: Coded) -> None:
    if isinstance(thing, Programme) and thing.copied_from:
        copy_days(thing.copied_from, to=thing)
