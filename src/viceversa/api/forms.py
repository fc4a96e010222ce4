"""Tokens and webhooks, as organisers type them and as programs send them."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.api.events import BY_NAME
from viceversa.api.models import Token
from viceversa.api.queries import partner_organisations, programmes_led
from viceversa.lib import outward
from viceversa.people.forms import NameField
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Programme

DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("a year")))
MANY = forms.CheckboxSelectMultiple


class WithProgramme(forms.Form):
    """For one of the programmes that the person leads, or for all of them."""

    programme = forms.ModelChoiceField(
        label=_("For which programme?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("All that I lead"),
    )

    def __init__(self, data: Any = None, *, person: Person, **more: Any) -> None:
        super().__init__(data, **more)
        self.person = person
        self.fields["programme"].queryset = programmes_led(person)  # type: ignore[attr-defined]


class TokenForm(WithProgramme):
    """What a token is for, what it opens, and for how long."""

    name = NameField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("The name of the other program, so that you know which one to take back."),
    )
    organisation = forms.ModelChoiceField(
        label=_("Whose people?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Everybody's: what a coordinator sees"),
        help_text=_("A partner's token sees its own people only, and no pair."),
    )
    verbs = forms.MultipleChoiceField(
        label=_("What may it do?"), choices=Token.Verb.choices, widget=MANY
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"), choices=DAYS, coerce=int, initial=90, widget=forms.RadioSelect
    )
    field_order = ("name", "programme", "organisation", "verbs", "days")

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, person=person)
        found = partner_organisations(person)
        self.fields["organisation"].queryset = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        organisation, programme = said.get("organisation"), said.get("programme")
        if Token.Verb.DIRECTORY in said.get("verbs", ()) and (programme or not organisation):
            words = gettext(
                "People are kept up to date for one organisation, in all programmes: choose it."
            )
            self.add_error("verbs", words)
        if organisation and set(said.get("verbs", ())) - set(Token.FOR_PARTNERS):
            words = gettext("A partner's token may read its own people and applications, no more.")
            self.add_error("verbs", words)
        if organisation and programme and not _is_partner(organisation, programme):
            words = gettext("This organisation is no partner of that programme.")
            self.add_error("organisation", words)
        return said


class WebhookForm(WithProgramme):
    """Where it goes, and what is told there."""

    url = forms.CharField(
        label=_("Address"),
        max_length=300,
        widget=forms.URLInput,
        help_text=_("It begins with https:// and is reached from the internet."),
    )
    events = forms.MultipleChoiceField(
        label=_("What is told there?"),
        choices=[(event.name, event.words) for event in BY_NAME.values()],
        widget=MANY,
    )
    field_order = ("url", "programme", "events")

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            outward.parts_of(url)
        except outward.AddressRefusedError:
            words = gettext("Give an address that begins with https:// and has a public name.")
            raise forms.ValidationError(words) from None
        return url

    def clean_events(self) -> list[str]:
        return [name for name in BY_NAME if name in self.cleaned_data["events"]]


def _is_partner(organisation: Organisation, programme: Programme) -> bool:
    return programme.partners.filter(organisation=organisation).exists()
