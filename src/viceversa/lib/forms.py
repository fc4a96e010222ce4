"""How a form looks everywhere: `{{ form }}` renders by our row, with a summary of errors first; and
what a day may be."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

EARLIEST_YEAR, LATEST_YEAR = 1950, 2100

# Django's own words speak of fields, also where a choice is missing: our catalogues say it anew.
gettext_noop("This field is required.")


class Renderer(DjangoTemplates):
    """Our templates in the place of Django's."""

    form_template_name = "components/form_rows.html"
    field_template_name = "components/form_row.html"


class DayField(forms.DateField):
    """A day in a year that can be meant: a browser takes the year 26 and the year 9999, too."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            raise ValidationError(_("Is the year right?"))
