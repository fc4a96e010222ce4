"""Partners with their seats, and who competes with whom."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from viceversa.people.forms import NameField
from viceversa.people.models import Organisation, OrganisationTie
from viceversa.people.naming import organisation_key
from viceversa.programmes.actions import PartnerDraft
from viceversa.programmes.models import Partner

MOST_SEATS = 10_000
ROWS, MOST_ROWS = 3, 60


def seats(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_SEATS, **options)


class PartnerForm(forms.Form):
    """One partner: empty "at most" means no limit."""

    name = NameField(label=_("Organisation"), max_length=120)
    mentors_least = seats(_("Mentors, at least"), initial=0)
    mentors_most = seats(_("Mentors, at most"), required=False)
    mentees_least = seats(_("Mentees, at least"), initial=0)
    mentees_most = seats(_("Mentees, at most"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for role in ("mentors", "mentees"):
            least, most = cleaned.get(f"{role}_least"), cleaned.get(f"{role}_most")
            if least is not None and most is not None and most < least:
                self.add_error(f"{role}_most", _("This is less than “at least”."))
        return cleaned

    def draft(self) -> PartnerDraft:
        return PartnerDraft(**self.cleaned_data)


class BodyForm(forms.Form):
    """How many sit in a fixed body, such as a management team, all of whom are mentees."""

    members = forms.IntegerField(label=_("Members"), min_value=1, max_value=MOST_SEATS)


class ArrangementForm(forms.Form):
    """Who is controller of the personal data."""

    arrangement = forms.ChoiceField(
        label=_("Who answers for personal data"),
        choices=Partner.Arrangement.choices,
        help_text=_("Joint controllers are named on the public page of the call."),
    )


class PartnerRowForm(PartnerForm):
    """A row of the wizard; a row without a name is no partner. Not every kind of programme counts
    seats by partner."""

    mentors_least = None  # type: ignore[assignment]  # the wizard asks only for the usual
    mentees_least = None  # type: ignore[assignment]

    def __init__(self, *args: Any, has_seats: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_seats:
            self.fields = {"name": self.fields["name"]}


class PartnerRows(BaseFormSet):  # type: ignore[type-arg]
    """The partners in the wizard: what was sent, or else rows to fill in."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rows: Sequence[dict[str, Any]] = (),
        has_seats: bool = True,
    ) -> None:
        super().__init__(data, initial=list(rows), form_kwargs={"has_seats": has_seats})
        self.has_seats = has_seats
        self.extra = max(ROWS, len(rows))

    def initial_form_count(self) -> int:
        """None: any row may be left empty, also one that was filled in before."""
        return 0

    def clean(self) -> None:
        seen: set[str] = set()
        for row in self._filled():
            key = organisation_key(row.cleaned_data["name"])
            if key in seen:
                row.add_error("name", _("The same organisation stands here twice."))
            seen.add(key)
        if not seen:
            raise ValidationError(
                _("A programme between organisations needs at least one partner.")
            )

    def drafts(self) -> list[PartnerDraft]:
        return [row.draft() for row in self._filled()]

    def _filled(self) -> list[PartnerRowForm]:
        return [row for row in self.forms if row.has_changed() and row.is_valid()]


PartnerRowsFormSet = cast(type[PartnerRows], formset_factory(PartnerRowForm, formset=PartnerRows))


def more_rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows as they were sent, unjudged, and some empty ones after them."""
    total = data.get("form-TOTAL_FORMS", "")
    sent = min(int(total), MOST_ROWS) if total.isdecimal() else 0
    names = PartnerRowForm.base_fields
    rows = [{name: data.get(f"form-{row}-{name}", "") for name in names} for row in range(sent)]
    return [*rows, *({} for _row in range(ROWS))]


class TieForm(forms.Form):
    """Two organisations of the programme whose people are not to be paired."""

    one: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("Organisation"), queryset=None, empty_label=_("Choose one")
    )
    other: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("and"), queryset=None, empty_label=_("Choose one")
    )
    kind = forms.ChoiceField(label=_("They are"), choices=OrganisationTie.Kind.choices)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("one", "other"):
            fields[name].queryset = organisations

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", _("Choose two different organisations."))
        return cleaned
