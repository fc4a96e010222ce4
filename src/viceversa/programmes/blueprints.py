"""The nine kinds of programme one can start from: packaged, read once, checked when read."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from viceversa.programmes.models import Programme
from viceversa.programmes.rules import RuleSettings

PolicyName = Literal["off", "advise", "require"]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Names(Part):
    sv: str
    en: str


class Meetings(Part):
    """How often and how long a pair meets; an open-ended exchange has no target."""

    target: int | None
    tolerance: int
    open_ended: bool
    minutes: list[int]

    @model_validator(mode="after")
    def is_sound(self) -> "Meetings":
        if self.open_ended != (self.target is None):
            raise ValueError("either open-ended or with a target")
        if len(self.minutes) != 2 or not 0 < self.minutes[0] <= self.minutes[1]:
            raise ValueError("minutes are the shortest and the longest meeting")
        return self


class BlueprintRules(Part):
    different_organisation: bool
    different_unit: bool
    no_dependency: bool
    not_acquainted: bool
    mentor_level_below_mentee: bool
    no_competitor_or_supplier: bool


class Blueprint(Part):
    """A kind of programme with everything that is usually decided alike in it."""

    id: str
    name: Names
    scope: Literal["cross_company", "internal"]
    pairs: int | None
    months: int | None
    meetings: Meetings
    goal_policy: PolicyName
    goal_kinds: list[Literal["skill", "perspective", "leadership"]]
    agenda_policy: PolicyName
    ideas: bool
    rules: BlueprintRules
    matcher: Literal["coordinator", "coordinator_and_partner", "committee"]
    consent: Literal["both_say_yes", "organiser_decides"]
    seats_per_partner: bool
    entry: Literal["window", "rolling"]
    renewal_months: int | None
    events: list[Literal["kick_off", "half_time", "closing"]]
    activities: list[Literal["talk", "visit", "guest", "shadowing", "show_me"]]
    pilot: bool
    capacity_per_mentee: int
    theme_topics: list[str]
    mentors_study: bool

    @property
    def title(self) -> str:
        """The name in the language of the page."""
        return self.name.sv if (get_language() or "sv").startswith("sv") else self.name.en

    @property
    def summary(self) -> str:
        """Title, size and what sets it apart, in one line."""
        size = [
            ngettext("%(n)s pair", "%(n)s pairs", self.pairs) % {"n": self.pairs}
            if self.pairs
            else gettext("any number of pairs"),
            ngettext("%(n)s month", "%(n)s months", self.months) % {"n": self.months}
            if self.months
            else gettext("no end"),
        ]
        return f"{self.title} ({', '.join([*size, *self._peculiarities()])})"

    def _peculiarities(self) -> Iterator[str]:
        internal = self.scope == "internal"
        yield gettext("within one organisation") if internal else gettext("several organisations")
        if self.goal_policy == "require":
            yield gettext("with goals")
        if self.entry == "rolling":
            yield gettext("people join at any time")
        if self.capacity_per_mentee > 1:
            yield gettext("a mentee may have several mentors")

    @property
    def rule_settings(self) -> RuleSettings:
        stored = self.rules.model_dump()
        return RuleSettings(level=stored.pop("mentor_level_below_mentee"), **stored)

    def programme(self, **fields: Any) -> Programme:
        """An unsaved programme of this kind; `fields` are what only the organiser knows."""
        usual: dict[str, Any] = {
            "blueprint": self.id,
            "scope": self.scope,
            "time_zone": settings.TIME_ZONE,
            "pairs_planned": self.pairs,
            "meetings_target": self.meetings.target,
            "meetings_tolerance": self.meetings.tolerance,
            "minutes_least": self.meetings.minutes[0],
            "minutes_most": self.meetings.minutes[1],
            "renewal_months": self.renewal_months,
            "goal_policy": self.goal_policy,
            "agenda_policy": self.agenda_policy,
            "takes_ideas": self.ideas,
            "consent": self.consent,
            "matcher": self.matcher,
            "entry": self.entry,
            "rules": self.rule_settings.as_json(),
            "mentee_capacity": self.capacity_per_mentee,
            "theme_topics": self.theme_topics,
            "goal_kinds": self.goal_kinds,
            "activities": self.activities,
        }
        return Programme(**{**usual, **fields})


@cache
def blueprints() -> dict[str, Blueprint]:
    """All of them by id, in the order of the file."""
    text = files("viceversa.programmes").joinpath("data/blueprints.json").read_text("utf-8")
    found = TypeAdapter(list[Blueprint]).validate_python(json.loads(text))
    return {blueprint.id: blueprint for blueprint in found}
