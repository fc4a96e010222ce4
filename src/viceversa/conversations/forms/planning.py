"""When, how long, where, and what kind of meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.actions import Plan
from viceversa.conversations.actions.state import MOST_OPTIONS
from viceversa.conversations.forms.times import MomentsField
from viceversa.conversations.forms.widgets import TAPS
from viceversa.conversations.models import Attendance, Meeting
from viceversa.lib.moments import LocalTimeField
from viceversa.programmes.models import Programme

MINUTES = (45, 60, 75, 90, 105, 120, 135, 150, 180, 240, 480)
USUAL_MINUTES = 90
Suggested = Sequence[tuple[datetime, str]]


class UsualChoiceField(forms.ChoiceField):
    """Who says nothing means what is usual."""

    def clean(self, value: Any) -> Any:
        return super().clean(value or self.initial)


class PlanForm(forms.Form):
    """How long, where and what; the base of every form that plans."""

    minutes = forms.TypedChoiceField(label=gettext_lazy("How long?"), coerce=int)
    kind = UsualChoiceField(label=gettext_lazy("What kind of meeting?"))
    way = forms.ChoiceField(
        label=gettext_lazy("How do you meet?"),
        choices=[(way.value, capfirst(way.label)) for way in Meeting.Way],
        widget=forms.RadioSelect(attrs=TAPS),
    )
    place = forms.CharField(
        label=gettext_lazy("Place or video link"),
        help_text=gettext_lazy(
            "Stands in the calendar, where an assistant sees it too: leave out names."
        ),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(programme.time_zone)
        self.usual_kind = self.initial.get("kind", Meeting.Kind.TALK.value)
        fields: dict[str, Any] = self.fields
        fields["minutes"].choices = _minutes(programme)
        kinds = _kinds(programme, self.usual_kind)
        fields["kind"].choices, fields["kind"].initial = kinds, self.usual_kind
        if len(kinds) == 1:
            del fields["kind"]

    @property
    def plan(self) -> Plan:
        cleaned = self.cleaned_data
        kind = cleaned.get("kind", self.usual_kind)
        return Plan(cleaned["minutes"], cleaned["way"], cleaned["place"], kind)


class TimesForm(PlanForm):
    """A new meeting: times to choose among, or a time that the two have agreed on."""

    OFFER, BOOK = "offer", "book"
    mode = forms.ChoiceField(choices=[(OFFER, OFFER), (BOOK, BOOK)], required=False)

    def __init__(self, *args: Any, suggested: Suggested, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_times(self, suggested, label=gettext_lazy("Times that might suit"), own=MOST_OPTIONS)
        self.fields["agreed"] = LocalTimeField(
            zone=self.zone, required=False, label=gettext_lazy("The time that you have agreed on")
        )

    @property
    def fields_and_errors(self) -> list[tuple[forms.BoundField, object]]:
        return [(field, field.errors) for field in self.visible_fields()]

    @property
    def plan_words(self) -> str:
        """How long, how and where, as it is unless somebody changes it."""
        said = self.initial
        way = Meeting.Way(said["way"]).label
        words = [_("%(minutes)s min") % said, str(said.get("place") or way)]
        if self.usual_kind != Meeting.Kind.TALK:
            words.insert(1, str(Meeting.Kind(self.usual_kind).label))
        return " · ".join(words)

    @property
    def plan_is_open(self) -> bool:
        """For a first meeting, and when something is amiss."""
        return self.is_bound or "place" not in self.initial

    @property
    def has_more_own(self) -> bool:
        """Whether the fold with further times has to stand open."""
        return any(self[f"own_{number}"].data for number in range(2, MOST_OPTIONS + 1))

    @property
    def books(self) -> bool:
        """Whether a time that has been agreed on is to be booked at once."""
        return bool(self.cleaned_data.get("mode") == self.BOOK)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.books:
            check_times(self, cleaned)
        elif not self.errors and not cleaned.get("agreed"):
            self.add_error("agreed", _("Give the time that you have agreed on."))
        return cleaned


class MoveForm(PlanForm):
    """A booked meeting as it is, to be changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("starts_at", "minutes", "kind", "way", "place", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        booked = self.initial.get("starts_at")
        self.fields["starts_at"] = LocalTimeField(
            zone=self.zone, label=gettext_lazy("New time"), initial=booked
        )
        self.order_fields(self.field_order)


class AssistantsMoveForm(MoveForm):
    """The same without what it is about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("kind", None)


class SeenForm(forms.Form):
    """Which version of a meeting the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class SuggestionForm(SeenForm):
    """Other times for a meeting that is booked, and stays so until one of them is taken."""

    def __init__(
        self, *args: Any, programme: Programme, suggested: Suggested, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(programme.time_zone)
        add_times(self, suggested, label=gettext_lazy("Other times"), own=1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        check_times(self, cleaned)
        return cleaned


class AnswerForm(SeenForm):
    """Yes or no to the invitation as it was seen."""

    answer = forms.ChoiceField(
        choices=[
            (answer.value, answer.label)
            for answer in (Attendance.Answer.ACCEPTED, Attendance.Answer.DECLINED)
        ]
    )


class CancellationForm(SeenForm):
    """New times, all of them ticked so that they go out at once; never obliged."""

    def __init__(self, *args: Any, suggested: Suggested, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = gettext_lazy("Offer new times right away")
        self.fields["suggested"] = MomentsField(
            suggested=suggested, label=label, initial=_all_of(suggested)
        )


def add_times(form: Any, suggested: Suggested, *, label: Any, own: int) -> None:
    """Ready-made times, all of them ticked so that one tap sends them, and fields for others."""
    ticked = _all_of(suggested)
    form.fields["suggested"] = MomentsField(
        suggested=suggested, label=label, initial=ticked, required=bool(ticked)
    )
    for number in range(1, own + 1):
        form.fields[f"own_{number}"] = LocalTimeField(
            zone=form.zone, required=False, label=gettext_lazy("A time of your own")
        )


def check_times(form: Any, cleaned: dict[str, Any]) -> None:
    """Gathers ticked and typed times into `times`: one to five of them."""
    typed = [value for name, value in cleaned.items() if name.startswith("own_") and value]
    cleaned["times"] = times = sorted({*cleaned.get("suggested", ()), *typed})
    if form.errors:
        return
    if not times:
        raise forms.ValidationError(_("Tick a time, or give one of your own."))
    if len(times) > MOST_OPTIONS:
        raise forms.ValidationError(_("Five times at most."))


def usual_plan(programme: Programme) -> dict[str, object]:
    """What a new meeting is unless somebody says otherwise."""
    least, most = programme.minutes_least, programme.minutes_most
    kind = _kinds(programme, Meeting.Kind.TALK)[0][0]
    meant = min(max(USUAL_MINUTES, least), most)
    minutes = min(MINUTES, key=lambda each: abs(each - meant))
    return {"minutes": minutes, "way": Meeting.Way.PLACE, "kind": kind}


def _all_of(suggested: Suggested) -> list[str]:
    """Every one of these times, as it is ticked."""
    return [moment.isoformat() for moment, _words in suggested]


def _kinds(programme: Programme, now: str) -> list[tuple[str, str]]:
    """The kinds of meetings that the programme has, and the one it is."""
    allowed = {*(programme.activities or Meeting.Kind.values), now}
    return [(kind.value, str(capfirst(kind.label))) for kind in Meeting.Kind if kind in allowed]


def _minutes(programme: Programme) -> list[tuple[int, str]]:
    """Shorter or longer than the programme means is possible, and said."""
    least, most = programme.minutes_least, programme.minutes_most
    usual = _("%(minutes)s min")
    outside = _("%(minutes)s min (this round means %(least)s to %(most)s)")
    return [
        (
            minutes,
            (usual if least <= minutes <= most else outside)
            % {"minutes": minutes, "least": least, "most": most},
        )
        for minutes in MINUTES
    ]
