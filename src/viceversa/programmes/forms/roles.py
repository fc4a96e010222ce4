"""Named contacts, and who does what for a programme."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from viceversa.people.forms import AddressField, NameField
from viceversa.people.models import Person
from viceversa.programmes.actions import ContactDraft
from viceversa.programmes.models import Programme, Role


class ContactForm(forms.Form):
    """One named human."""

    given_name = NameField(label=_("Given name"), max_length=80)
    family_name = NameField(label=_("Family name"), max_length=80)
    email = AddressField(label=_("E-mail address"), max_length=254)

    def draft(self) -> ContactDraft:
        return ContactDraft(**self.cleaned_data)


class SecondContactForm(ContactForm):
    """The other named human, beside the one who creates the programme."""

    def __init__(self, *args: Any, first: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        if address == self.first.email:
            raise ValidationError(
                _("You are the first contact yourself: name somebody else, for when you are away.")
            )
        return address


class PartnerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.organisation)


class RoleForm(ContactForm):
    """A role for somebody, by name and address; it opens her account."""

    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices, widget=forms.RadioSelect)
    partner = PartnerChoice(
        label=_("Contact for which partner?"),
        queryset=None,
        required=False,
        empty_label=_("no partner"),
        help_text=_("Only for a partner contact."),
    )
    assists = AddressField(
        label=_("Assistant to whom? E-mail address"),
        required=False,
        help_text=_("Only for an assistant: the address of the one she books for."),
    )
    field_order = ("kind", "given_name", "family_name", "email", "partner", "assists")

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assisted: Person | None = None
        fields: dict[str, Any] = self.fields
        fields["partner"].queryset = programme.partners.select_related("organisation")
        self.has_partners = programme.partners.exists()
        if not self.has_partners:
            del fields["partner"]
        needed = {
            Role.Kind.MATCHER: programme.has_matchers,
            Role.Kind.PARTNER_CONTACT: self.has_partners,
        }
        fields["kind"].choices = [
            (kind, name) for kind, name in Role.Kind.choices if needed.get(Role.Kind(kind), True)
        ]

    def clean(self) -> dict[str, Any]:
        if self.has_partners:
            self._only_for(Role.Kind.PARTNER_CONTACT, "partner", _("Choose the partner."))
        self._only_for(Role.Kind.ASSISTANT, "assists", _("Whose assistant is she?"))
        if self.cleaned_data.get("assists"):
            self.assisted = Person.objects.filter(email=self.cleaned_data["assists"]).first()
            if self.assisted is None:
                self.add_error("assists", _("Nobody here has this address. Import people first."))
        return self.cleaned_data

    def draft(self) -> ContactDraft:
        names = ("email", "given_name", "family_name")
        return ContactDraft(**{name: self.cleaned_data[name] for name in names})

    def _only_for(self, kind: Role.Kind, field: str, missing: Any) -> None:
        if self.cleaned_data.get("kind") != kind:
            self.cleaned_data[field] = None
        elif not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, missing)
