"""Name, purpose, dates and policies: the wizard and the settings ask by the same forms."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.lib.forms import DayField
from viceversa.people.forms import NameField
from viceversa.programmes.blueprints import blueprints
from viceversa.programmes.models import Programme
from viceversa.programmes.phases import last_day

LONGEST_YEARS = 5
Matcher = Programme.Matcher
WITHIN = (Matcher.COORDINATOR, Matcher.COMMITTEE)
"""Who may propose the pairs within one organisation, where there are no partners."""


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BlueprintForm(forms.Form):
    """What kind of programme is it most like?"""

    blueprint = forms.ChoiceField(
        label=_("Which of these is most like yours?"),
        choices=lambda: [(kind.id, kind.summary) for kind in blueprints().values()],
        widget=forms.RadioSelect,
    )


class AboutForm(forms.ModelForm[Programme]):
    """Name and purpose. The purpose is mandatory: without one a programme only costs time."""

    name = NameField(label=_("The name of the programme"), max_length=120)

    class Meta:
        model = Programme
        fields = ("name", "purpose", "language")
        labels = {
            "purpose": _("Its purpose, in two or three sentences"),
            "language": _("The language of the programme"),
        }
        help_texts = {
            "purpose": _("What will be different when it has worked? Everybody invited reads it."),
            "language": _("Letters to people whose own language we do not know."),
        }
        widgets = {"language": forms.RadioSelect, "purpose": forms.Textarea(attrs={"rows": 5})}


class NewAboutForm(AboutForm):
    """The same for a new programme, with the one who organises it."""

    organisation = NameField(
        label=_("Who organises it?"),
        help_text=_("A chamber of commerce, a company, an authority."),
        max_length=120,
    )
    field_order = ("name", "organisation", "purpose", "language")


class DatesForm(forms.ModelForm[Programme]):
    """First and last day; an empty last day is computed, unless the programme is open-ended."""

    class Meta:
        model = Programme
        fields = ("starts_on", "ends_on")
        field_classes = {"starts_on": DayField, "ends_on": DayField}
        help_texts = {"starts_on": _("The day the organiser begins to prepare.")}
        widgets = {"starts_on": day_input(), "ends_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = self._help()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and not ends_on and not self.errors:
            cleaned["ends_on"] = self._computed(starts_on)
        elif starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("The last day comes after the first."))
        elif starts_on and ends_on and (ends_on - starts_on).days > 366 * LONGEST_YEARS:
            self.add_error("ends_on", _("That is more than five years. Is the year right?"))
        return cleaned

    def _help(self) -> str:
        months = self._months()
        if months is None:
            return str(_("Leave it empty: this kind of programme goes on."))
        return str(_("Leave it empty for %(months)s months.") % {"months": months})

    def _months(self) -> int | None:
        kind = blueprints().get(self.instance.blueprint)
        return kind.months if kind else None

    def _computed(self, starts_on: date) -> date | None:
        months = self._months()
        return last_day(starts_on, months) if months else None


class LocksForm(forms.ModelForm[Programme]):
    """How those who see more than their own pair sign in."""

    class Meta:
        model = Programme
        fields = ("needs_second_lock",)
        labels = {
            "needs_second_lock": _("Whoever sees more than her own pair signs in with two locks")
        }
        help_texts = {
            "needs_second_lock": _(
                "A passkey or an app beside the mailed code: for coordinators, reviewers, "
                "matchers, partner contacts and sponsors. Whoever has none, you too, sets one up "
                "before anything else."
            )
        }


class PoliciesForm(forms.ModelForm[Programme]):
    """What real programmes disagree about."""

    class Meta:
        model = Programme
        fields = (
            "goal_policy",
            "agenda_policy",
            "takes_ideas",
            "consent",
            "matcher",
            "pairs_planned",
            "meetings_target",
            "minutes_least",
            "minutes_most",
            "mentee_capacity",
        )
        labels = {
            "goal_policy": _("Goals before the first meeting"),
            "agenda_policy": _("An agenda for each meeting"),
            "takes_ideas": _("Pairs may share ideas, and somebody answers them"),
            "consent": _("When does a proposed pair become a pair?"),
            "matcher": _("Who proposes the pairs?"),
            "pairs_planned": _("How many pairs do you plan for?"),
            "meetings_target": _("How many meetings should a pair have?"),
            "minutes_least": _("A meeting is at least so many minutes"),
            "minutes_most": _("and at most"),
            "mentee_capacity": _("How many mentors may one mentee have?"),
        }
        help_texts = {
            "goal_policy": _(
                "Off: nobody is asked. Advise: a goal, a theme or “not yet”. Require: no first "
                "meeting is booked without one of them."
            ),
            "agenda_policy": _(
                "Off: pairs talk as they like. Advise: a ready agenda that may be put aside. "
                "Require: each meeting has one."
            ),
            "takes_ideas": _(
                "Without the tick there is no page for ideas, and nobody is asked for any. Once "
                "there are pairs it cannot be turned off."
            ),
            "meetings_target": _("Leave it empty for an open-ended exchange."),
        }
        widgets = {
            "goal_policy": forms.RadioSelect,
            "agenda_policy": forms.RadioSelect,
            "consent": forms.RadioSelect,
            "matcher": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name, least, most in (
            ("pairs_planned", 1, 100_000),
            ("meetings_target", 1, 100),
            ("minutes_least", 15, 480),
            ("minutes_most", 15, 480),
            ("mentee_capacity", 1, 10),
        ):
            old = fields[name]
            fields[name] = forms.IntegerField(
                label=old.label,
                help_text=old.help_text,
                required=old.required,
                min_value=least,
                max_value=most,
            )
        for name in ("goal_policy", "agenda_policy", "consent", "matcher"):
            fields[name].choices = [choice for choice in fields[name].choices if choice[0]]
        fields["takes_ideas"].disabled = self._has_promised_ideas()
        if self.instance.scope == Programme.Scope.INTERNAL:
            fields["matcher"].choices = list(self._without_partners(fields["matcher"].choices))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        least, most = cleaned.get("minutes_least"), cleaned.get("minutes_most")
        if least and most and most < least:
            self.add_error("minutes_most", _("This is less than the shortest meeting."))
        return cleaned

    def _has_promised_ideas(self) -> bool:
        """What two have let go, or only between themselves written down, is followed to its end."""
        return self.instance.takes_ideas and self.instance.pairs.exists()

    def _without_partners(self, choices: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        """Within one organisation nobody proposes with a partner, unless that is so already."""
        for choice in choices:
            if choice[0] in (*WITHIN, self.instance.matcher):
                yield choice
