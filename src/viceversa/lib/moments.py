"""A moment as somebody types it, by the clocks of a zone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

FARTHEST = timedelta(days=2 * 366)


class NoSuchTimeError(ValueError):
    """The clocks skip this time, in the night when summer time begins."""


class TimeTwiceError(ValueError):
    """The clocks show this time twice, in the night when summer time ends."""


def moment_at(local: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks of the zone show this; an error where that is no moment, or two."""
    moment = local.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise NoSuchTimeError
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise TimeTwiceError
    return moment.astimezone(UTC)


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


def refuse_unlikely(moment: datetime) -> None:
    """What lies behind, or years ahead, is a slip of the finger."""
    ahead = moment - timezone.now()
    if ahead <= timedelta(0):
        raise forms.ValidationError(_("That time has already passed."))
    if ahead > FARTHEST:
        raise forms.ValidationError(_("That is more than two years ahead. Is the year right?"))
