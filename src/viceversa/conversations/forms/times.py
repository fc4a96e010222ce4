"""Fields for moments: typed by the clocks of the programme, or ticked."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from viceversa.conversations.forms.widgets import TAPS_IN_A_LIST
from viceversa.conversations.times import NoSuchTimeError, TimeTwiceError, moment_at

FARTHEST = timedelta(days=2 * 366)


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

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value is not None and value != self.initial:
            refuse_unlikely(value)

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
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentsField(forms.MultipleChoiceField):
    """Suggested times to tick. Any moment ahead is taken: suggestions may have changed since the
    page was shown, and what counts is what the person saw. To tick none is for the form to judge;
    `required` says only whether the label calls it optional."""

    def __init__(
        self,
        *,
        suggested: Iterable[tuple[datetime, str]],
        required: bool = False,
        **options: Any,
    ) -> None:
        choices = [(moment.isoformat(), words) for moment, words in suggested]
        widget = forms.CheckboxSelectMultiple(attrs=TAPS_IN_A_LIST)
        super().__init__(choices=choices, required=required, widget=widget, **options)

    def clean(self, value: Any) -> list[datetime]:
        try:
            moments = [datetime.fromisoformat(text).astimezone(UTC) for text in value or ()]
        except (TypeError, ValueError, OverflowError):
            raise forms.ValidationError(_("Choose one of the times shown.")) from None
        for moment in moments:
            refuse_unlikely(moment)
        return moments


def refuse_unlikely(moment: datetime) -> None:
    """What lies behind, or years ahead, is a slip of the finger."""
    ahead = moment - timezone.now()
    if ahead <= timedelta(0):
        raise forms.ValidationError(_("That time has already passed."))
    if ahead > FARTHEST:
        raise forms.ValidationError(_("That is more than two years ahead. Is the year right?"))
