"""How a form looks everywhere: `{{ form }}` renders by our row, with a summary of errors first."""

from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_noop

# Django's own words speak of fields, also where a choice is missing: our catalogues say it anew.
gettext_noop("This field is required.")


class Renderer(DjangoTemplates):
    """Our templates in the place of Django's."""

    form_template_name = "components/form_rows.html"
    field_template_name = "components/form_row.html"
