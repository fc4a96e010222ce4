"""A call: its days and who may apply; and which applications to show."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Application, Call, Participation
from viceversa.lib.forms import DayField
from viceversa.programmes.breaks import silence_of
from viceversa.programmes.forms.settings import day_input
from viceversa.programmes.models import Phase, Programme

Verdict = Application.Verdict
WHO = {
    "mentor": _(
        "You are early in your working life, whatever your age, and have no say over the pay or "
        "the job of anybody here."
    ),
    "mentee": _("You lead an organisation or a large part of one, and want to see it from below."),
}


class CallForm(forms.ModelForm[Call]):
    """From when until when, and by when everybody has an answer."""

    class Meta:
        model = Call
        fields = (
            "who",
            "opens_on",
            "closes_on",
            "answer_on",
            "is_restricted",
            "restriction",
            "is_listed",
        )
        labels = {
            "who": _("Who may apply?"),
            "opens_on": _("First day"),
            "closes_on": _("Last day"),
            "answer_on": _("Everybody has an answer on"),
            "is_restricted": _("Only those on my list may apply"),
            "restriction": _("Why only they, and on what legal ground?"),
            "is_listed": _("Search engines may list the page"),
        }
        help_texts = {
            "closes_on": _("Until midnight. What comes later goes to the waiting list."),
            "answer_on": _("A promise: it stands on the page and in each receipt."),
            "is_restricted": _("One applies by the link in one's own invitation, and not else."),
            "restriction": _(
                "It stands on the page. A list that leaves people out by sex or age needs a ground "
                "in law; there is none for ethnicity."
            ),
            "is_listed": _("Otherwise only those to whom you give the link find it."),
        }
        field_classes = dict.fromkeys(("opens_on", "closes_on", "answer_on"), DayField)
        widgets = {
            "who": forms.Textarea(attrs={"rows": 3}),
            "opens_on": day_input(),
            "closes_on": day_input(),
            "answer_on": day_input(),
            "restriction": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.programme.entry != Programme.Entry.ROLLING:
            for name in ("closes_on", "answer_on"):
                self.fields[name].required = True
        else:
            self.fields["closes_on"].help_text = _("Leave it empty: people join at any time.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last, answer = (cleaned.get(name) for name in ("opens_on", "closes_on", "answer_on"))
        self._in_order("closes_on", first, last, gettext("This is before the first day."))
        self._in_order("answer_on", last, answer, gettext("This is before the last day."))
        if cleaned.get("is_restricted") and not cleaned.get("restriction", "").strip():
            self.add_error("restriction", gettext("Whoever is left out is owed the reason."))
        return cleaned

    def _in_order(self, name: str, one: date | None, two: date | None, words: str) -> None:
        if one and two and two < one:
            self.add_error(name, words)


def new_call(programme: Programme, role: str) -> Call:
    """A call that is not saved yet, with the days of the programme's time line; where people join
    at any time it has no last one."""
    phases = {phase.kind: phase for phase in programme.phases.all()}
    apply, select = phases.get(Phase.Kind.APPLY), phases.get(Phase.Kind.SELECT)
    is_rolling = programme.entry == Programme.Entry.ROLLING
    with override(programme.language):  # it is published, whatever language its writer reads
        who = str(WHO[role])
    return Call(
        programme=programme,
        role=role,
        who=who,
        opens_on=apply.starts_on if apply else programme.starts_on,
        closes_on=apply.ends_on if apply and not is_rolling else None,
        answer_on=_answer_day(select) if select and not is_rolling else None,
    )


def _answer_day(select: Phase) -> date:
    """The last day on which the programme is not silent, or else the last one."""
    silence, length = silence_of(select.programme), (select.ends_on - select.starts_on).days
    days = (select.ends_on - timedelta(days=n) for n in range(length + 1))
    return next((day for day in days if not silence.covers(day)), select.ends_on)


class FilterForm(forms.Form):
    """Which applications to show."""

    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("both roles")), *Participation.Role.choices],
    )
    state = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=[
            ("", _("all")),
            ("undecided", _("not decided")),
            *Verdict.choices,
            ("withdrawn", _("withdrawn")),
        ],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("as they came")), ("reviews", _("as reviewers found them"))],
    )

    def __init__(self, *args: Any, organisations: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, name) for name in organisations]
        if named:  # within one organisation nobody is asked for it
            choices = [("", gettext("all organisations")), *named]
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"), required=False, choices=choices
            )


class TellingForm(forms.Form):
    """Whether places beyond the promised seats are meant, where there are some."""

    beyond_seats = forms.BooleanField(
        label=_("Give these places all the same"),
        error_messages={"required": _("Raise the seats, take a place back, or tick this.")},
    )

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_asked:
            del self.fields["beyond_seats"]


class VerdictForm(forms.Form):
    """A decision, or none."""

    verdict = forms.ChoiceField(required=False, choices=[("", ""), *Verdict.choices])
