"""Days that a form takes."""

import importlib
import pkgutil
from datetime import date

import pytest
from django import forms

import viceversa
from viceversa.lib.forms import DayField


@pytest.mark.parametrize("year", [1950, 2026, 2100])
def test_a_year_that_can_be_meant_is_taken(year: int) -> None:
    assert DayField().clean(f"{year}-12-01") == date(year, 12, 1)


@pytest.mark.parametrize("year", ["0026", "1949", "2101", "9999"])
def test_a_slip_of_the_year_is_asked_about(year: str) -> None:
    with pytest.raises(forms.ValidationError, match="Is the year right"):
        DayField().clean(f"{year}-12-01")


def test_no_form_takes_other_days() -> None:
    modules = [each.name for each in pkgutil.walk_packages(viceversa.__path__, "viceversa.")]
    for name in modules:
        if ".forms" in name:
            importlib.import_module(name)
    fields = [
        (form.__qualname__, name, field)
        for form in heirs_of(forms.BaseForm)
        if form.__module__.startswith("viceversa.")
        for name, field in form.base_fields.items()
    ]
    days = [each for each in fields if isinstance(each[2], forms.DateField)]
    assert len(days) > 10
    assert [(form, name) for form, name, field in days if not isinstance(field, DayField)] == []


def heirs_of(parent: type[forms.BaseForm]) -> list[type[forms.Form]]:
    return [each for child in parent.__subclasses__() for each in (child, *heirs_of(child))]
