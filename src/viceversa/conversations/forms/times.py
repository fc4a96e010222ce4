"""Times to tick."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from viceversa.conversations.forms.widgets import TAPS_IN_A_LIST
from viceversa.lib.moments import refuse_unlikely


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
