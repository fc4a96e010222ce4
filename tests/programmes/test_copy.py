"""The next round is a copy without anybody in it."""

from datetime import date
from itertools import chain

import pytest
from django.apps import apps
from django.test import Client

from tests.cast import Cast
from viceversa.people.models import Person
from viceversa.programmes.actions import add_topic, copy_programme
from viceversa.programmes.actions.partners import SEATS
from viceversa.programmes.actions.programmes import COPIED
from viceversa.programmes.models import Programme

OWN = {"id", "name", "starts_on", "ends_on", "first_contact", "second_contact", "copied_from"}


@pytest.fixture
def copy(cast: Cast) -> Programme:
    programme = cast.programme
    programme.second_contact = cast.carol
    programme.rules = {"depth": 1}
    programme.save()
    add_topic(programme, group="A", sv="Att våga", en="Daring", by=cast.alice)
    cast.partner.mentors_most = 4
    cast.partner.save()
    return copy_programme(programme, by=cast.dora, name="Next", starts_on=date(2027, 9, 1))


@pytest.mark.requirement("001-05")
def test_settings_partners_and_topics_are_the_same(cast: Cast, copy: Programme) -> None:
    cast.programme.refresh_from_db()
    for field in COPIED:
        assert getattr(copy, field) == getattr(cast.programme, field)
    (partner,) = copy.partners.all()
    assert partner.organisation == cast.house
    assert [getattr(partner, seat) for seat in SEATS] == [0, 4, 0, None]
    assert [topic.code for topic in copy.own_topics.all()] == ["A101"]


def test_every_field_of_a_programme_is_copied_or_knowingly_not() -> None:
    fields = {field.name for field in Programme._meta.concrete_fields}
    assert fields == {*COPIED, *OWN, "created_at"}


@pytest.mark.requirement("001-05")
def test_dates_are_new_and_phases_lie_within_them(cast: Cast, copy: Programme) -> None:
    length = cast.programme.ends_on - cast.programme.starts_on
    assert (copy.starts_on, copy.ends_on) == (date(2027, 9, 1), date(2027, 9, 1) + length)
    days = list(copy.phases.values_list("starts_on", "ends_on"))
    assert len(days) == 9
    assert all(copy.starts_on <= day <= copy.ends_on for day in chain(*days))


@pytest.mark.requirement("001-05")
def test_no_person_comes_along_but_the_one_who_copies(cast: Cast, copy: Programme) -> None:
    """Whatever table points at the copy, no row of it points at a person, but for the role."""
    pointing = {}
    for model in apps.get_app_config("viceversa").get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is not Programme or field.name == "copied_from":
                continue
            for row in model._default_manager.filter(**{field.name: copy}):
                people = [
                    getattr(row, other.name)
                    for other in model._meta.concrete_fields
                    if other.related_model is Person
                ]
                pointing.setdefault(model.__name__, []).extend(filter(None, people))
    assert {name: people for name, people in pointing.items() if people} == {"Role": [cast.dora]}
    assert (copy.first_contact, copy.second_contact) == (cast.dora, None)
    assert copy.participations.count() == 0


@pytest.mark.requirement("004-02")
def test_copy_page_makes_the_next_round(cast: Cast, client: Client) -> None:
    cast.alice.is_organiser = True
    cast.alice.save()
    client.force_login(cast.alice)
    address = f"/programmes/{cast.programme.pk}/copy/"
    wrong = client.post(address, {"name": "Next", "starts_on": ""})
    assert list(wrong.context["form"].errors) == ["starts_on"]
    assert wrong.context["form"]["name"].value() == "Next"
    made = client.post(address, {"name": "Next", "starts_on": "2027-09-01"})
    copy = Programme.objects.get(name="Next")
    assert made.url == f"/programmes/{copy.pk}/"
    assert client.get(made.url).status_code == 200
