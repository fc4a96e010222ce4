"""Every input about ideas."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.forms.widgets import TAPS_IN_A_LIST
from viceversa.ideas.actions.answering import ANSWERS, WITH_REVIEW, Answer
from viceversa.ideas.models import Idea
from viceversa.ideas.words import Words
from viceversa.lib.forms import DayField
from viceversa.people.forms import AddressField, NameField
from viceversa.programmes.actions import ContactDraft

LONGEST = 2000
State = Idea.State
SAYS = {
    State.ACCEPTED: gettext_lazy("Accept: say the next step"),
    State.INPUT: gettext_lazy("Input to a decision: say which, and when"),
    State.DECLINED: gettext_lazy("Decline: say why"),
    State.REALISED: gettext_lazy("Realised: say what it did"),
    State.STOPPED: gettext_lazy("Stopped: say why"),
}
GOES_ON = {
    State.ACCEPTED: gettext_lazy("Still on its way: say the next step"),
    State.INPUT: gettext_lazy("Not decided yet: say when"),
}


class IdeaForm(forms.Form):
    """An idea in a few lines, and how it is shown once it leaves."""

    title = forms.CharField(label=gettext_lazy("A title"), max_length=120)
    what = forms.CharField(
        label=gettext_lazy("What is the idea?"),
        help_text=gettext_lazy("As you would tell it to somebody who was not there."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why = forms.CharField(
        label=gettext_lazy("Why? What have you seen?"),
        help_text=gettext_lazy("Leave out names and health, also of others."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )
    shown = forms.ChoiceField(
        label=gettext_lazy("How is it shown, once both of you have said yes?"),
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )

    def __init__(self, *args: Any, round_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(v, capfirst(label)) for v, label in Idea.Kind.choices]
        fields["shown"].choices = [
            (Idea.Shown.NAMES, _("With both your names")),
            (Idea.Shown.ROUND, _("Without names: “a pair in %(round)s”") % {"round": round_name}),
            (Idea.Shown.ANONYMOUS, _("Anonymous: nothing about whom it comes from")),
        ]

    @property
    def words(self) -> Words:
        return Words(**self.cleaned_data)


class YesForm(forms.Form):
    """A yes to the words that stood on the page."""

    seen = forms.CharField(max_length=64)


class OwnerForm(forms.Form):
    """Who answers: by name and address, with or without an account."""

    given_name = NameField(label=gettext_lazy("Given name"), max_length=80)
    family_name = NameField(label=gettext_lazy("Family name"), max_length=80)
    email = AddressField(label=gettext_lazy("E-mail address"), max_length=254)

    @property
    def contact(self) -> ContactDraft:
        return ContactDraft(**self.cleaned_data)


class AnswerForm(forms.Form):
    """What the owner says. Her words are always needed: silence is what pairs fear most."""

    state = forms.ChoiceField(
        label=gettext_lazy("Your answer"), widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST)
    )
    note = forms.CharField(
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy(
            "Both in the pair read it, and may read it on the page that the organiser can publish."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    review_on = DayField(
        label=gettext_lazy("When do you look at it again?"),
        help_text=gettext_lazy("Needed when it goes on. You are reminded on that day."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["state"].choices = [
            (state, GOES_ON[state] if state == idea.state else SAYS[state])
            for state in ANSWERS.get(idea.state, ())
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day, state = cleaned.get("review_on"), cleaned.get("state")
        if state in WITH_REVIEW and not day and "review_on" not in self.errors:
            self.add_error("review_on", _("Say on what day you look at it again."))
        if day and day <= timezone.localdate():
            self.add_error("review_on", _("Choose a day that is still to come."))
        return cleaned

    @property
    def answer(self) -> Answer:
        return Answer(**self.cleaned_data)


class FilterForm(forms.Form):
    """Which ideas the list shows."""

    LATE = "late"
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        states = [(v, capfirst(w)) for v, w in State.choices if v != State.LEAVING]
        kinds = [(value, capfirst(words)) for value, words in Idea.Kind.choices]
        every = [("", capfirst(_("all")))]
        late = [(self.LATE, _("Answer late"))]
        fields["state"].choices = [*every, *late, *states]
        fields["kind"].choices = [*every, *kinds]


class AlikeForm(forms.Form):
    """A human's word on two ideas."""

    SAME, OTHER, AGAIN = "same", "other", "again"
    one = forms.CharField(max_length=12)
    other = forms.CharField(max_length=12)
    word = forms.ChoiceField(choices=[(SAME, SAME), (OTHER, OTHER), (AGAIN, AGAIN)])
