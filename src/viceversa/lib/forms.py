"""How a form looks everywhere: `{{ form }}` renders by our row, with a summary of errors first."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "components/form_rows.html"
    field_template_name = "components/form_row.html"
