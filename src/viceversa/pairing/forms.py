"""Input of this room. The pages with htmx and without use the same forms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair, Suggestion

SHOWN = (
    ("all", _("all pairs")),
    ("weak", _("poor and fair")),
    ("locked", _("locked")),
    ("by_hand", _("made by hand")),
    ("new", _("new since the draft before")),
)
SEEN = _("Tick this when you have seen it.")
REASON_LENGTH = Suggestion._meta.get_field("override_reason").max_length


class SearchForm(forms.Form):
    """Which pairs are looked for."""

    q = forms.CharField(label=_("Name, employer or unit"), required=False, max_length=80)


class FilterForm(SearchForm):
    """Which pairs of the board are shown."""

    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)


class LockForm(forms.Form):
    """The state of the lock that is wanted, so that a second click changes nothing."""

    locked = forms.TypedChoiceField(
        choices=(("yes", "yes"), ("no", "no")), coerce=lambda value: value == "yes"
    )


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """The coordinator's own word about a pair."""

    class Meta:
        model = Suggestion
        fields = ("note",)
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"note": _("Only coordinators read it, and it is not published.")}


class SeenForm(forms.Form):
    """What was looked at before it was confirmed."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)


class MoveForm(SeenForm):
    """One way of making a change, and why a rule may be set aside for it."""

    way = forms.ChoiceField(
        choices=(("exchange", "exchange"), ("rearrangement", "rearrangement")),
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=_("Why is the rule set aside?"),
        help_text=_("It is kept with the pair and in the trail, with your name."),
        max_length=REASON_LENGTH,
        error_messages={"required": _("Say in a few words why the rule is set aside.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, must_explain: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = must_explain


class PartnerForm(forms.Form):
    """Somebody of the other role, among all who take part."""

    def __init__(self, *args: Any, seats: Mapping[str, str], role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_mentor = role == Participation.Role.MENTOR
        self.fields[role] = forms.ChoiceField(
            label=_("Any mentor") if is_mentor else _("Any mentee"), choices=list(seats.items())
        )


class LockedPairForm(forms.Form):
    """Two who are to be a pair in the next draft; or nobody in particular."""

    mentor = forms.CharField(required=False, max_length=12)
    mentee = forms.CharField(required=False, max_length=12)


class PublicationForm(SeenForm):
    """Everything that one should know before publishing, each point acknowledged."""

    def __init__(self, *args: Any, warnings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in warnings.items():
            self.fields[name] = forms.BooleanField(label=label, error_messages={"required": SEEN})


class AnswerForm(forms.Form):
    """Yes, a question first, or no. There is no field for a reason."""

    answer = forms.ChoiceField(
        choices=[choice for choice in Pair.Answer.choices if choice[0] != Pair.Answer.NONE]
    )


class WaiverForm(forms.Form):
    """Why two who may depend on each other go on all the same."""

    reason = forms.CharField(
        label=_("Why may they go on?"),
        help_text=_("It is kept with the pair and in the trail, with your name."),
        max_length=REASON_LENGTH,
        error_messages={"required": _("Say in a few words why they may go on.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
