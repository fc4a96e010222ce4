"""A list that comes in: the file, and which of its columns means what."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.importing.fields import FIELDS, Mapping, missing
from viceversa.enrolment.sent_lists import ImportRow
from viceversa.lib.tables import DEFAULT_LIMIT

LEFT_OUT = "-"


class ListForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The list, as CSV or Excel"),
        help_text=_("The columns may stand in any order and have Swedish or English headings."),
        error_messages={"required": _("Choose the file with the list.")},
        allow_empty_file=True,  # kept like any other, and answered with what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > DEFAULT_LIMIT:
            most = DEFAULT_LIMIT // 2**20
            raise forms.ValidationError(
                gettext("The file is larger than %(most)s MB. Send it in parts.") % {"most": most}
            )
        return file


class ColumnsForm(forms.Form):
    """One choice per column of the file; its heading and a few of its values to know it by."""

    def __init__(self, *args: Any, columns: list[Any], mapping: Mapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers = [header for header, _samples in columns]
        meanings = {header: key for key, header in mapping.items()}
        for place, (header, samples) in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header,
                help_text=" · ".join(samples) or _("No values"),
                choices=[(LEFT_OUT, _("Leave this column out")), *_fields()],
                initial=meanings.get(header, LEFT_OUT),
            )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        meanings: dict[str, str] = {}
        for name, key in list(chosen.items()):  # an error takes its answer away
            if key in meanings:
                self.add_error(name, _("Another column has this meaning already."))
            elif key != LEFT_OUT:
                meanings[key] = self.headers[int(name.removeprefix("column_"))]
        self._demand(meanings)
        self.mapping: Mapping = meanings
        return chosen

    def _demand(self, meanings: Mapping) -> None:
        for field in missing(meanings):
            self.add_error(
                None,
                gettext("No column is chosen for: %(field)s.") % {"field": field.label},
            )


class OutcomeForm(forms.Form):
    """Which rows to show."""

    outcome = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("all rows")), *ImportRow.Outcome.choices],
    )


def _fields() -> list[tuple[str, Any]]:
    return [(field.key, field.label) for field in FIELDS]
