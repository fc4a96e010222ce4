"""Every stored field has a class, readers, a retention and a word on export."""

import pytest
from django.apps import apps
from django.db import models

from viceversa.lib import register


def test_every_field_is_registered_and_nothing_else() -> None:
    assert sorted(register.stored_fields()) == sorted(register.entries())


PRIVATE = ("birth", "age", "sex", "gender", "ethnic", "photo", "religion")
FOR_HR = ("tenure", "hired", "salary", "appraisal", "performance", "promotion", "potential")
SOUND = {"field": "A.b", "class": "P4", "readers": "all", "retention": "a day", "export": "yes"}


def test_a_sound_line_is_understood() -> None:
    assert register.entry_from(SOUND) == register.Entry(
        "A.b", "P4", "all", "a day", is_exported=True
    )


@pytest.mark.parametrize(
    "wrong", [{"class": "P7"}, {"class": ""}, {"readers": ""}, {"retention": ""}, {"export": "?"}]
)
def test_a_line_that_leaves_something_open_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises((ValueError, KeyError)):
        register.entry_from(SOUND | wrong)


def test_two_lines_for_one_field_are_refused() -> None:
    entry = register.entry_from(SOUND)
    with pytest.raises(ValueError, match=r"A\.b stands twice"):
        register.by_field([entry, entry])


def test_what_is_sealed_is_private_to_the_pair_and_the_reverse() -> None:
    private = {name for name, entry in register.entries().items() if entry.data_class == "P0"}
    sealed = {name for name in register.entries() if name.split(".")[-1].startswith("sealed_")}
    assert private == sealed


def test_secrets_are_never_exported() -> None:
    exported = [e.field for e in register.entries().values() if e.is_exported]
    assert [name for name in exported if register.entries()[name].data_class == "P5"] == []


def test_sealed_fields_are_binary() -> None:
    for model in apps.get_app_config("viceversa").get_models():
        for field in model._meta.fields:
            if field.name.startswith("sealed_"):
                assert isinstance(field, models.BinaryField)


@pytest.mark.requirement("000-04", "002-04", "003-10")
@pytest.mark.parametrize("word", (*PRIVATE, *FOR_HR))
def test_no_field_asks_what_we_do_not_want_to_know(word: str) -> None:
    names = [name.split(".")[1] for name in register.entries()]
    assert [name for name in names if word in name.split("_")] == []
