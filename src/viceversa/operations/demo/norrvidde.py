"""A programme within one company that waits for its list, and a list to try the import with."""

import csv
from datetime import date, timedelta

from viceversa.lib.tables import write_csv
from viceversa.operations.demo.people import DATA, houses
from viceversa.people.models import Person
from viceversa.programmes.actions import create_programme
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme
from viceversa.programmes.phases import last_day

NAME = "Omvänt mentorskap på Norrvidde"
PURPOSE = (
    "Ledningsgruppen ska fatta beslut som håller även för dem som är nya hos oss. Var och en "
    "prövar minst en vana mot en yngre kollega från en annan avdelning."
)
LIST = "norrvidde.csv"
STARTS_IN = timedelta(weeks=2)


def create_norrvidde(by: Person, *, today: date) -> Programme:
    """Set up to the last setting, with nobody in it."""
    starts_on = today - timedelta(days=today.weekday()) + STARTS_IN
    blueprint = blueprints()["management-team"]
    programme = blueprint.programme(
        name=NAME,
        purpose=PURPOSE,
        starts_on=starts_on,
        ends_on=last_day(starts_on, blueprint.months or 0),
        matcher=Programme.Matcher.COORDINATOR,
    )
    return create_programme(programme, organisation=houses()["O1"].name, by=by)


def people_list() -> bytes:
    """The list as HR would send it: twenty people, semicolons, Swedish headings."""
    lines = list(csv.reader((DATA / LIST).read_text(encoding="utf-8").splitlines(), delimiter=";"))
    return write_csv(lines[0], lines[1:])
