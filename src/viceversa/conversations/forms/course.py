"""Input on a pair's course. Nothing asks for a reason, and there is no field for one."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.actions import LONGEST_PAUSE
from viceversa.conversations.forms.times import MomentsField
from viceversa.conversations.forms.widgets import TAPS_IN_A_ROW
from viceversa.conversations.wishes import LONGEST_LINE
from viceversa.lib.forms import DayField

USUAL_PAUSE = timedelta(weeks=4)
YES, NO = "yes", "no"
NEW, STOP = "new", "stop"


class YesOrNo(forms.TypedChoiceField):
    """Two large taps. What is not answered is kept open."""

    def __init__(self, **options: Any) -> None:
        always: dict[str, Any] = {
            "choices": [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))],
            "coerce": lambda value: value == YES,
            "empty_value": None,
            "widget": forms.RadioSelect(attrs=TAPS_IN_A_ROW),
        }
        super().__init__(**{**always, "required": False, **options})


class OfferForm(forms.Form):
    """Ready-made times, all ticked: one tap offers them."""

    def __init__(
        self, *args: Any, suggested: Sequence[tuple[datetime, str]], **kwargs: Any
    ) -> None:
        ticked = [moment.isoformat() for moment, _words in suggested]
        super().__init__(*args, **{**kwargs, "initial": {"suggested": ticked}})
        label = gettext_lazy("Times that might suit")
        self.fields["suggested"] = MomentsField(suggested=suggested, label=label)

    def clean_suggested(self) -> list[datetime]:
        times: list[datetime] = self.cleaned_data["suggested"]
        if not times:
            raise forms.ValidationError(_("Tick a time, or give one of your own."))
        return times


class PauseForm(forms.Form):
    """Until when. Four weeks are proposed."""

    until = DayField(
        label=gettext_lazy("The day on which you go on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **{**kwargs, "initial": {"until": today + USUAL_PAUSE}})

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.today + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return until


class EndingForm(forms.Form):
    """Whether she who ends it has said already that she would like another partner."""

    onward = forms.ChoiceField(choices=[(NEW, NEW)], required=False, widget=forms.HiddenInput)


class OnwardForm(forms.Form):
    """A new partner, or not."""

    onward = forms.ChoiceField(choices=[(NEW, NEW), (STOP, STOP)])


class ContactLineForm(forms.Form):
    """How to be reached, once both want to keep in touch."""

    line = forms.CharField(
        label=gettext_lazy("How do you want to be reached?"),
        help_text=gettext_lazy("If you leave it empty: by your e-mail address here."),
        max_length=LONGEST_LINE,
        required=False,
    )


class ContactForm(ContactLineForm):
    """Keeping in touch: private, and shown only when both say yes."""

    contact = YesOrNo(
        label=gettext_lazy("Would you like to keep in touch afterwards?"), required=True
    )
    field_order: tuple[str, ...] = ("contact", "line")


class ClosingForm(ContactForm):
    """The two questions before the end, each private. Once both want to keep in touch, that is
    asked no more."""

    renewal = YesOrNo(label="")
    field_order = ("renewal", "contact", "line")

    def __init__(self, *args: Any, until: str, is_agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Would you like to go on until %(day)s?") % {"day": until}
        self.fields["renewal"].label = label
        self.fields["contact"].required = False
        if is_agreed:
            del self.fields["contact"], self.fields["line"]


class BothRolesForm(forms.Form):
    """Mentoring each other from now on."""

    both = YesOrNo(label=gettext_lazy("Would you like to mentor each other from now on?"))
