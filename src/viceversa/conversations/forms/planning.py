"""Times: offered, booked, moved, called off."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.actions import Plan
from viceversa.conversations.actions.planning import MOST_OPTIONS
from viceversa.conversations.forms.widgets import TAPS, TAPS_IN_A_LIST
from viceversa.conversations.models import Meeting
from viceversa.conversations.times import NoSuchTimeError, TimeTwiceError, moment_at
from viceversa.programmes.models import Programme

MINUTES = (45, 60, 75, 90, 105, 120, 135, 150)
USUAL_MINUTES = 90


class LocalTimeField(forms.DateTimeField):
    """A time by the clocks of the programme. Those that clocks skip or show twice are refused."""

    def __init__(self, *, zone: ZoneInfo, **options: Any) -> None:
        self.zone = zone
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(self.zone) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            typed = parse_datetime(str(value).strip())
        except ValueError:
            typed = None
        if typed is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return self._moment(typed.replace(tzinfo=None))

    def _moment(self, typed: datetime) -> datetime:
        try:
            return moment_at(typed, self.zone)
        except NoSuchTimeError:
            raise forms.ValidationError(
                _("That hour does not exist: summer time begins that night. Choose another.")
            ) from None
        except TimeTwiceError:
            raise forms.ValidationError(
                _("That hour comes twice: summer time ends that night. Choose another.")
            ) from None


class MomentsField(forms.MultipleChoiceField):
    """Suggested times to tick. Any moment is taken: suggestions may have changed since the page
    was shown, and what counts is what the person saw."""

    def __init__(self, *, suggested: Iterable[tuple[datetime, str]], **options: Any) -> None:
        choices = [(moment.isoformat(), words) for moment, words in suggested]
        widget = forms.CheckboxSelectMultiple(attrs=TAPS_IN_A_LIST)
        super().__init__(choices=choices, required=False, widget=widget, **options)

    def clean(self, value: Any) -> list[datetime]:
        try:
            return [datetime.fromisoformat(text).astimezone(UTC) for text in value or ()]
        except (TypeError, ValueError, OverflowError):
            raise forms.ValidationError(_("Choose one of the times shown.")) from None


class PlanForm(forms.Form):
    """How long and where; the base of every form that plans."""

    minutes = forms.TypedChoiceField(label=gettext_lazy("How long?"), coerce=int)
    way = forms.ChoiceField(
        label=gettext_lazy("How do you meet?"),
        choices=[(way.value, capfirst(way.label)) for way in Meeting.Way],
        widget=forms.RadioSelect(attrs=TAPS),
    )
    place = forms.CharField(
        label=gettext_lazy("Place or video link"),
        help_text=gettext_lazy("Stands in the calendar, where an assistant sees it too."),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(programme.time_zone)
        self.fields["minutes"].choices = _minutes(programme)  # type: ignore[attr-defined]

    @property
    def plan(self) -> Plan:
        cleaned = self.cleaned_data
        return Plan(minutes=cleaned["minutes"], way=cleaned["way"], place=cleaned["place"])


class TimesForm(PlanForm):
    """A new meeting: times to choose among, or a time that the two have agreed on."""

    OFFER, BOOK = "offer", "book"
    mode = forms.ChoiceField(
        label=gettext_lazy("How do you want to do it?"),
        choices=[
            (OFFER, gettext_lazy("Offer times, your partner picks one")),
            (BOOK, gettext_lazy("Book a time that you two have agreed on")),
        ],
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )
    field_order = ("mode", "suggested", "own_1", "own_2", "own_3", "own_4", "own_5")

    def __init__(
        self, *args: Any, suggested: Sequence[tuple[datetime, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        label = gettext_lazy("Times that might suit")
        self.fields["suggested"] = MomentsField(suggested=suggested, label=label)
        for number in range(1, MOST_OPTIONS + 1):
            self.fields[f"own_{number}"] = LocalTimeField(
                zone=self.zone, required=False, label=_("A time of your own")
            )
        self.order_fields(self.field_order)

    @property
    def fields_and_errors(self) -> list[tuple[forms.BoundField, object]]:
        return [(field, field.errors) for field in self.visible_fields()]

    @property
    def has_more_own(self) -> bool:
        """Whether the fold with further times has to stand open."""
        return any(self[f"own_{number}"].data for number in range(2, MOST_OPTIONS + 1))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["times"] = times = _times(cleaned)
        if self.errors:
            return cleaned
        if not times:
            raise forms.ValidationError(_("Tick a time, or give one of your own."))
        if len(times) > MOST_OPTIONS:
            raise forms.ValidationError(_("Five times at most."))
        if cleaned.get("mode") == self.BOOK and len(times) > 1:
            raise forms.ValidationError(_("To book, give one time only."))
        return cleaned


class MoveForm(PlanForm):
    """A booked meeting as it is, to be changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("starts_at", "minutes", "way", "place", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"] = LocalTimeField(zone=self.zone, label=gettext_lazy("New time"))
        self.order_fields(self.field_order)


class CancellationForm(forms.Form):
    """New times to tick, never obliged."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, suggested: Sequence[tuple[datetime, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        label = gettext_lazy("Offer new times right away")
        self.fields["suggested"] = MomentsField(suggested=suggested, label=label)


def usual_plan(programme: Programme) -> dict[str, object]:
    """What a new meeting is unless somebody says otherwise."""
    least, most = programme.minutes_least, programme.minutes_most
    return {"minutes": min(max(USUAL_MINUTES, least), most), "way": Meeting.Way.PLACE}


def _times(cleaned: dict[str, Any]) -> list[datetime]:
    own = [cleaned.get(f"own_{number}") for number in range(1, MOST_OPTIONS + 1)]
    return sorted({*cleaned.get("suggested", ()), *(moment for moment in own if moment)})


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
