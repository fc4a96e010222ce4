"""The nine kinds of programme, and the rules and topics they bring."""

from typing import Any

import pytest
from django.utils import translation
from pydantic import ValidationError

from tests.factories import make_person, make_programme
from viceversa.matching import Rules, Weights
from viceversa.programmes.actions import add_topic, remove_topic
from viceversa.programmes.blueprints import Blueprint, blueprints
from viceversa.programmes.rules import RuleSettings, WeightSettings
from viceversa.programmes.topics import catalogue, common_topics, groups, topics_by_code

NINE = [
    "chamber",
    "partner-and-list",
    "chamber-copy",
    "management-team",
    "open-ended",
    "cross-mentoring",
    "large-pilot",
    "students",
    "small-internal",
]


@pytest.mark.requirement("001-16")
def test_all_nine_load() -> None:
    assert list(blueprints()) == NINE


# What a programme takes over from its blueprint, and under which name.
TAKEN_OVER = {
    "id": "blueprint",
    "scope": "scope",
    "pairs": "pairs_planned",
    "goal_policy": "goal_policy",
    "goal_kinds": "goal_kinds",
    "agenda_policy": "agenda_policy",
    "ideas": "takes_ideas",
    "matcher": "matcher",
    "consent": "consent",
    "entry": "entry",
    "renewal_months": "renewal_months",
    "activities": "activities",
    "capacity_per_mentee": "mentee_capacity",
    "theme_topics": "theme_topics",
}
# Asked of the blueprint itself, by time line, wizard, rules, hours, surveys and report.
ASKED = {
    "name", "months", "meetings", "rules", "seats_per_partner", "events", "pilot", "mentors_study",
}  # fmt: skip


@pytest.mark.requirement("001-16")
@pytest.mark.parametrize("kind", NINE)
def test_programme_takes_over_what_its_blueprint_says(kind: str) -> None:
    blueprint = blueprints()[kind]
    programme = blueprint.programme(name="A round", purpose="To listen.")
    programme.clean_fields(exclude=["organisation", "starts_on", "first_contact"])
    assert {ours: getattr(programme, theirs) for ours, theirs in TAKEN_OVER.items()} == {
        ours: getattr(blueprint, ours) for ours in TAKEN_OVER
    }
    meetings = blueprint.meetings
    assert (programme.meetings_target, programme.meetings_tolerance) == (
        meetings.target,
        meetings.tolerance,
    )
    assert [programme.minutes_least, programme.minutes_most] == meetings.minutes
    assert RuleSettings.read(programme.rules) == blueprint.rule_settings
    assert set(programme.theme_topics) <= {topic.code for topic in common_topics()}


def test_every_field_of_a_blueprint_is_taken_over_or_knowingly_not() -> None:
    assert set(Blueprint.model_fields) == {*TAKEN_OVER, *ASKED}


def test_new_programme_keeps_the_clocks_of_the_installation(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Helsinki"
    assert blueprints()["chamber"].programme().time_zone == "Europe/Helsinki"


@pytest.mark.requirement("003-11")
def test_chamber_is_as_practice_has_it() -> None:
    chamber = blueprints()["chamber"]
    assert (chamber.pairs, chamber.months, chamber.meetings.target) == (16, 6, 6)
    assert chamber.rule_settings == RuleSettings(
        different_organisation=True, no_competitor_or_supplier=True
    )


def test_blueprint_speaks_the_language_of_the_page() -> None:
    chamber = blueprints()["chamber"]
    with translation.override("sv"):
        assert (
            chamber.summary
            == "Handelskammare, flera företag (16 par, 6 månader, flera organisationer)"
        )
    with translation.override("en"):
        assert (
            chamber.summary
            == "Chamber of commerce, several companies (16 pairs, 6 months, several organisations)"
        )


@pytest.mark.requirement("001-16")
@pytest.mark.parametrize(
    "wrong",
    [
        {"goal_policy": "perhaps"},
        {"meetings": {"target": None, "tolerance": 1, "open_ended": False, "minutes": [60, 90]}},
        {"meetings": {"target": 3, "tolerance": 1, "open_ended": False, "minutes": [90, 60]}},
        {"pairs": "many"},
        {"ideas": "perhaps"},
        {"capacity_per_mentee": "1"},
        {"a_field_of_our_own": True},
    ],
)
def test_unsound_blueprint_is_refused(wrong: dict[str, object]) -> None:
    sound = blueprints()["chamber"].model_dump()
    with pytest.raises(ValidationError):
        Blueprint.model_validate({**sound, **wrong})


def test_names_of_rules_and_weights_are_those_of_the_core() -> None:
    ours = set(RuleSettings.model_fields) - {"no_competitor_or_supplier"}
    assert ours <= set(Rules.__dataclass_fields__)
    assert set(WeightSettings.model_fields) == {*Weights.__dataclass_fields__}
    assert WeightSettings().as_json() == {
        name: getattr(Weights(), name) for name in WeightSettings.model_fields
    }


@pytest.mark.parametrize("wrong", [{"depth": 4}, {"level": "yes"}, {"no_boss": True}])
def test_unsound_rules_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        RuleSettings.read(wrong)


def test_any_depth_is_kept() -> None:
    assert RuleSettings.read(RuleSettings(depth=None).as_json()).depth is None


def test_catalogue_has_ninety_six_topics_in_twelve_groups_in_both_languages() -> None:
    topics = common_topics()
    assert (len(topics), len({topic.code for topic in topics}), len(groups())) == (96, 96, 12)
    assert {topic.group for topic in topics} == {group.code for group in groups()}
    assert all(topic.sv and topic.en for topic in (*topics, *groups()))


@pytest.mark.requirement("000-26", "001-07", "003-05", "003-06", "004-06", "004-08")
def test_topics_that_programmes_have_asked_for_are_in_the_catalogue() -> None:
    wanted = {
        "chamber": "A1 A2 A5 A6 A8 L5",
        "partner-and-list": "B8 C5 J1 L4 L6",
        "management-team": "A7 C2 D2 H8 I2 I3 I7 L7",
        "open-ended": "A3 B3 B6 E1 E2 E4 E5 F1 F2 F8 G1 H1 H2 H3 H7 I1 L1",
        "large-pilot": "A4 B1 C1 C4 E8 G6 G8 I6 K6",
    }
    there = {topic.code for topic in common_topics()}
    assert {name: set(codes.split()) - there for name, codes in wanted.items()} == {
        name: set() for name in wanted
    }


@pytest.mark.django_db
def test_own_topics_stand_in_their_group_of_their_programme_only() -> None:
    programme, other, organiser = make_programme(), make_programme(), make_person()
    add_topic(programme, group="A", sv="Att våga", en="Daring", by=organiser)
    topic = add_topic(programme, group="A", sv="Att vila", en="Resting", by=organiser)
    codes = [each.code for each in catalogue(programme)]
    assert codes[:10] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A101", "A102"]
    assert topics_by_code(programme)["A102"].en == "Resting"
    assert len(catalogue(other)) == 96
    remove_topic(programme, topic, by=organiser)
    assert "A102" not in topics_by_code(programme)
