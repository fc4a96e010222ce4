"""Every input at the end of a programme."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.forms.course import YesOrNo
from viceversa.farewell.words import StoryWords
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members


class ContactTapForm(forms.Form):
    """Keeping in touch, in one tap."""

    contact = YesOrNo(label="", required=True)


class NextRoundForm(forms.Form):
    """What the organiser may do when the next round begins. Nothing ticked takes it back."""

    again = forms.BooleanField(label=_("I want to be asked again"), required=False)
    knows_somebody = forms.BooleanField(
        label=_("I know somebody who should be asked"), required=False
    )


class StoryForm(forms.Form):
    """A text about a pair, and how it says whose it is."""

    title = forms.CharField(label=_("A title"), max_length=120)
    text = forms.CharField(
        label=_("The text"),
        help_text=_("Leave out health, family, and names of others."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    byline = forms.CharField(
        label=_("Whose story is it?"),
        help_text=_("First names, or without names: “a mentor and a mentee at a municipality”."),
        max_length=120,
    )

    @property
    def words(self) -> StoryWords:
        return StoryWords(**{name: self.cleaned_data[name] for name in ("title", "text", "byline")})


class ProposedStoryForm(StoryForm):
    """The same by the organiser, about a pair that wants to tell."""

    pair = forms.ChoiceField(label=_("The pair"))
    field_order = ("pair", "title", "text", "byline")

    def __init__(self, *args: Any, pairs: Iterable[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {pair.pk: pair for pair in pairs}
        fields: dict[str, Any] = self.fields
        fields["pair"].choices = [
            (pair.pk, " – ".join(person.full_name for person in members(pair)))
            for pair in self.pairs.values()
        ]

    @property
    def chosen(self) -> Pair:
        return self.pairs[self.cleaned_data["pair"]]


class SeenForm(forms.Form):
    """A yes to the words that stood on the page."""

    seen = forms.CharField(max_length=64)
