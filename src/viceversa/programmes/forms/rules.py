"""The hard rules, and how much each thing counts in a score."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from viceversa.programmes.models import Programme
from viceversa.programmes.rules import RuleSettings, WeightSettings

RULES: dict[str, tuple[Any, Any]] = {
    "level": (
        _("The mentor stands on a lower level than the mentee"),
        _("Roles are never confused: the junior is the mentor."),
    ),
    "different_unit": (
        _("Different units"),
        _("The two work in different departments, so that the mentor may speak freely."),
    ),
    "different_organisation": (
        _("Different organisations"),
        _("The two have different employers."),
    ),
    "no_dependency": (
        _("Neither leads the other"),
        _("No line of managers between the two, in either direction."),
    ),
    "no_dotted_line": (
        _("No dotted line between them"),
        _("Neither reports to the other in a project or a matrix."),
    ),
    "no_pay_setting": (
        _("Neither sets the other's pay"),
        _("Where HR has told us who sets whose pay."),
    ),
    "no_appraisal": (
        _("Neither appraises the other"),
        _("Where HR has told us who holds whose appraisal."),
    ),
    "not_acquainted": (
        _("They do not know each other yet"),
        _("As people have said of themselves, or HR in the list."),
    ),
    "prior": (
        _("They were no pair in an earlier round"),
        _("Rounds that this one was copied from, at whatever remove."),
    ),
    "common_language": (
        _("A language in common"),
        _("They share at least one language that both can talk in."),
    ),
    "no_competitor_or_supplier": (
        _("No competitors, no suppliers"),
        _("Their organisations neither compete nor trade with each other, as the partners say."),
    ),
}
BETWEEN_EMPLOYERS = ("different_organisation", "no_competitor_or_supplier")
"""Within one organisation the first would let nobody be paired, and the second says nothing."""
DEPTHS = (
    ("1", _("one step: the closest manager")),
    ("2", _("two steps: also the manager's manager")),
    ("3", _("three steps")),
    ("any", _("any number of steps")),
)


class RulesForm(forms.Form):
    """The hard rules: no pair that breaks one is ever proposed."""

    def __init__(self, *args: Any, instance: Programme, **kwargs: Any) -> None:
        self.instance = instance
        settings = RuleSettings.read(instance.rules)
        kwargs["initial"] = {
            **settings.as_json(),
            "depth": str(settings.depth or "any"),
            "may_override": instance.may_override,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        inside = instance.scope == Programme.Scope.INTERNAL
        for rule, (label, help_text) in RULES.items():
            if inside and rule in BETWEEN_EMPLOYERS:
                continue
            self.fields[rule] = forms.BooleanField(label=label, help_text=help_text, required=False)
            if rule == "no_dependency":
                self.fields["depth"] = self._depth()
        self.fields["may_override"] = forms.BooleanField(
            label=_("A rule may be broken by hand"),
            help_text=_("The coordinator then says why, and the reason is recorded."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if "depth" in cleaned:
            self.instance.rules = self._settings(cleaned).as_json()
            self.instance.may_override = cleaned["may_override"]
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {"rules": self.instance.rules, "may_override": self.instance.may_override}

    @staticmethod
    def _depth() -> forms.ChoiceField:
        return forms.ChoiceField(
            label=_("How far up and down the line?"),
            choices=DEPTHS,
            widget=forms.RadioSelect,
            help_text=_(
                "With “any” the head of a company cannot be paired with anybody who works there."
            ),
        )

    @staticmethod
    def _settings(cleaned: dict[str, Any]) -> RuleSettings:
        depth = None if cleaned["depth"] == "any" else int(cleaned["depth"])
        asked = {rule: cleaned.get(rule, False) for rule in RULES}
        return RuleSettings.read({**asked, "depth": depth})


class WeightsForm(forms.Form):
    """How much each thing counts, what is the best set of pairs, and where good ends and fair
    begins."""

    wants = forms.IntegerField(label=_("What the mentee wants and the mentor offers"))
    returns = forms.IntegerField(label=_("What the mentor wants and the mentee offers"))
    theme = forms.IntegerField(label=_("The themes of the programme"))
    sector = forms.IntegerField(label=_("Different sectors"))
    meeting = forms.IntegerField(label=_("How and where they can meet"))
    hours = forms.IntegerField(label=_("Hours that suit both"))
    goals = forms.IntegerField(label=_("The same kind of goal"))
    prefers = forms.IntegerField(
        label=_("A wish for the other one"),
        help_text=_("Half for each side's wish; counts as soon as anybody has one."),
    )
    aim = forms.ChoiceField(
        label=_("What comes next, after as many pairs as possible?"),
        choices=Programme.Aim.choices,
        widget=forms.RadioSelect,
        help_text=_("The sum of all pairs decides last. The draft says what your choice costs."),
    )
    poor_below = forms.IntegerField(label=_("A pair is poor below"))
    fair_below = forms.IntegerField(label=_("A pair is only fair below"))

    def __init__(self, *args: Any, instance: Programme, **kwargs: Any) -> None:
        kwargs["initial"] = {
            **WeightSettings.read(instance.weights).as_json(),
            "aim": instance.aim,
            "poor_below": instance.poor_below,
            "fair_below": instance.fair_below,
        }
        super().__init__(*args, **kwargs)
        for name in self._numbers():
            self.fields[name].widget.attrs.update({"min": 0, "max": 100})

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for name in self._numbers():
            if not 0 <= cleaned.get(name, 0) <= 100:
                self.add_error(name, _("A number from 0 to 100."))
        if not self.errors and not any(cleaned[name] for name in WeightSettings.model_fields):
            raise ValidationError(_("Something has to count."))
        if not self.errors and cleaned["fair_below"] < cleaned["poor_below"]:
            self.add_error("fair_below", _("This is lower than the border of the poor."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        weights = {name: self.cleaned_data[name] for name in WeightSettings.model_fields}
        return {
            "weights": WeightSettings.read(weights).as_json(),
            "aim": self.cleaned_data["aim"],
            "poor_below": self.cleaned_data["poor_below"],
            "fair_below": self.cleaned_data["fair_below"],
        }

    def _numbers(self) -> list[str]:
        return [name for name in self.fields if name != "aim"]
