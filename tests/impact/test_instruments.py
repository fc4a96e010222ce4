"""What is asked of whom."""

import pytest

from tests.cast import Cast
from viceversa.impact.instruments import items_of, scales_of
from viceversa.impact.models import Survey
from viceversa.programmes.blueprints import Blueprint, blueprints

pytestmark = pytest.mark.django_db


def asked(cast: Cast, role: str, wave: str) -> dict[str, tuple[str, str, str]]:
    survey = Survey.objects.create(
        programme=cast.programme, role=role, wave=wave, closes_on=cast.programme.starts_on
    )
    return {item.code: (item.en, item.sv, item.scale) for item in items_of(survey)}


@pytest.mark.requirement("000-15", "002-17")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_both_are_asked_at_half_time_whether_they_were_listened_to_and_enjoy_it(
    cast: Cast, role: str
) -> None:
    half_time = asked(cast, role, "half_time")
    assert half_time["listened"] == ("I am listened to.", "Den andra lyssnar på mig.", "agree5")
    assert half_time["enjoyed"] == ("I enjoy it.", "Jag tycker att det är roligt.", "agree5")


@pytest.mark.requirement("000-18")
def test_the_mentee_is_asked_about_a_habit_at_half_time_at_the_end_and_half_a_year_later(
    cast: Cast,
) -> None:
    codes = (("half_time", "habit_half_time"), ("after", "habit"), ("later", "habit"))
    assert {asked(cast, "mentee", wave)[code] for wave, code in codes} == {
        (
            "I have changed a habit because of our talks.",
            "Jag har ändrat en vana efter våra samtal.",
            "yes_no",
        )
    }


@pytest.mark.requirement("000-19")
def test_both_roles_have_as_many_scales_of_as_many_statements() -> None:
    scales = [[len(scale.items) for scale in scales_of(role)] for role in ("mentor", "mentee")]
    assert scales == [[3, 3, 3, 3], [3, 3, 3, 3]]


@pytest.mark.requirement("001-14", "002-19")
def test_a_mentor_is_asked_about_her_voice_her_network_and_what_her_experience_is_worth(
    cast: Cast,
) -> None:
    before, after = (asked(cast, "mentor", wave) for wave in ("before", "after"))
    wanted = {
        "mentor_1": "I say what I think even to someone with more power.",
        "mentor_2": "My views are taken seriously by senior managers.",
        "mentor_3": "I can raise hard things without it coming back on me.",
        "mentor_4": "I know my experience is worth something to others.",
        "mentor_10": "I have contacts outside my own group whom I can ask.",
        "mentor_11": "I understand why management decides as it does.",
    }
    assert {code: before[code][0] for code in wanted} == wanted
    assert {code: after[code] for code in wanted} == {code: before[code] for code in wanted}


@pytest.mark.requirement("000-23", "001-15", "002-18")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_at_the_end_it_is_asked_what_it_gave_and_whether_one_would_recommend_it(
    cast: Cast, role: str
) -> None:
    assert asked(cast, role, "before")["expected"][2] == "much"
    end = asked(cast, role, "after")
    assert [end[code][2] for code in ("result", "recommend", "habit", "words")] == [
        "much",
        "likely",
        "yes_no",
        "words",
    ]


def texts(cast: Cast, role: str, wave: str) -> set[str]:
    Survey.objects.all().delete()
    asked_now = asked(cast, role, wave).values()
    return {text.lower() for english, swedish, _scale in asked_now for text in (english, swedish)}


@pytest.mark.parametrize("wave", Survey.Wave)
@pytest.mark.parametrize("kind", [kind for kind in blueprints().values() if kind.mentors_study])
def test_mentors_who_study_are_not_asked_about_an_employer(
    cast: Cast, kind: Blueprint, wave: str
) -> None:
    cast.programme.blueprint = kind.id
    words = " ".join(texts(cast, "mentor", wave))
    of_work = ("arbetsgivar", "arbetsplats", "på jobbet", "högre chefer", "kollega")
    assert [each for each in (*of_work, "employer", "at work", "colleague") if each in words] == []


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("wave", Survey.Wave)
def test_students_answer_the_same_items_on_the_same_scales(
    cast: Cast, role: str, wave: str
) -> None:
    scales = []
    for kind in ("chamber", "students"):
        Survey.objects.all().delete()
        cast.programme.blueprint = kind
        scales.append([(code, item[2]) for code, item in asked(cast, role, wave).items()])
    assert scales[0] == scales[1]


@pytest.mark.parametrize(("kind", "role"), [("chamber", "mentor"), ("students", "mentee")])
def test_whoever_works_is_asked_about_work(cast: Cast, kind: str, role: str) -> None:
    cast.programme.blueprint = kind
    word = {"mentor": "employer", "mentee": "at work"}[role]
    assert any(word in text for text in texts(cast, role, "before"))
