"""What the two keep: things to try, feedback, notes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.forms.widgets import TAPS_IN_A_LIST
from viceversa.conversations.models import Note, TryOut
from viceversa.lib.forms import DayField

LONGEST_TEXT = 4000
HINT = gettext_lazy("Only the two of you can read it. Leave out names and health.")


class TryOutForm(forms.Form):
    """What, with whom and by when: one line and a day, of which only the line is needed."""

    text = forms.CharField(
        label=gettext_lazy("What will you try, and with whom?"), help_text=HINT, max_length=300
    )
    try_by = DayField(
        label=gettext_lazy("By when?"),
        help_text=gettext_lazy("On that day you get a letter with three answers to tap."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_try_by(self) -> object:
        day = self.cleaned_data["try_by"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Choose another, or none."))
        return day


class TryOutStateForm(forms.Form):
    state = forms.ChoiceField(choices=TryOut.State.choices)

    def clean_state(self) -> TryOut.State:
        return TryOut.State(self.cleaned_data["state"])


class FeedbackForm(forms.Form):
    """A text that can always be sent. `asked` says that the questions have been shown."""

    text = forms.CharField(
        label=gettext_lazy("What did you see, and what did it do?"),
        help_text=HINT,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A note or a question for later, for oneself or for both."""

    PRIVATE, SHARED = "private", "shared"
    text = forms.CharField(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("Sealed: neither the organiser nor anybody else can read it."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (Note.Kind.NOTE.value, gettext_lazy("A note")),
            (Note.Kind.QUESTION.value, gettext_lazy("A question for a later meeting")),
        ],
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )
    sight = forms.ChoiceField(
        label=gettext_lazy("Who reads it?"),
        choices=[
            (PRIVATE, gettext_lazy("Only you")),
            (SHARED, gettext_lazy("The two of you")),
        ],
        widget=forms.RadioSelect(attrs=TAPS_IN_A_LIST),
    )

    @classmethod
    def initial_of(cls, note: Note, text: str) -> dict[str, Any]:
        """A note as the form shows it."""
        sight = cls.SHARED if note.is_shared else cls.PRIVATE
        return {"text": text, "kind": note.kind, "sight": sight}

    def write_on(self, note: Note) -> str:
        """Puts kind and readers on the note, and gives its words, which are to be sealed."""
        note.kind = self.cleaned_data["kind"]
        note.is_shared = self.cleaned_data["sight"] == self.SHARED
        return str(self.cleaned_data["text"])
