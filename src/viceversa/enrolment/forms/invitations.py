"""People who are invited by name: one by one, by a list, by a partner's contact; and the address
to which somebody wants her personal link."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.forms.addresses import WithAddress
from viceversa.enrolment.importing.nominees import Nominee, pasted
from viceversa.enrolment.models import Call, Participation
from viceversa.lib.forms import EARLIEST_YEAR, LATEST_YEAR
from viceversa.lib.tables import DEFAULT_LIMIT
from viceversa.people.forms import NameField
from viceversa.people.models import Language
from viceversa.programmes.models import Partner

LARGEST_LIST = DEFAULT_LIMIT // 10
LONGEST_PASTE = 50_000  # many more than may be invited in a day
NEVER_COMPLETE = {"autocomplete": "off"}  # it is somebody else's
SOURCE = _("Where does the name come from?")
SOURCE_HELP = _("For instance an award list. Whoever is invited is told.")


class AddressForm(WithAddress):
    """An address to write to."""

    email = forms.CharField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NameAndAddressForm(AddressForm):
    """Somebody else, and the language in which she is written to."""

    given_name = NameField(
        label=_("Given name"), max_length=80, widget=forms.TextInput(attrs=NEVER_COMPLETE)
    )
    family_name = NameField(
        label=_("Family name"), max_length=80, widget=forms.TextInput(attrs=NEVER_COMPLETE)
    )
    email = forms.CharField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs=NEVER_COMPLETE)
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language.choices)
    field_order = ("given_name", "family_name", "email", "language")

    @property
    def answers(self) -> dict[str, Any]:
        """By the names of the invitation's fields."""
        return {name: self.cleaned_data[name] for name in self.fields}


class InvitationForm(NameAndAddressForm):
    """Whom the organiser invites, and whence the name."""

    organisation = NameField(label=_("Organisation"), max_length=120, required=False)
    source = NameField(label=SOURCE, help_text=SOURCE_HELP, max_length=120)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )


class NominationListForm(forms.Form):
    """A file with names, and what holds for rows that do not say it."""

    file = forms.FileField(
        label=_("The list, as CSV or Excel"),
        help_text=_(
            "Columns: name, e-mail; if you like also organisation, source and year. In any order, "
            "with Swedish or English headings."
        ),
        error_messages={"required": _("Choose the file with the list.")},
        allow_empty_file=True,  # kept like any other, and answered with what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods"}),
    )
    source = NameField(
        label=_("Where do the names come from?"), help_text=SOURCE_HELP, max_length=120
    )
    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("For rows that say no other."),
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            most = LARGEST_LIST // 2**20
            raise forms.ValidationError(
                gettext("The file is larger than %(most)s MB. Send it in parts.") % {"most": most}
            )
        return file


class _FromPartnerForm(forms.Form):
    """For which partner a contact invites, if she is the contact of several, and as what."""

    def __init__(
        self, *args: Any, calls: Sequence[Call], partners: Sequence[Partner], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calls = {call.role: call for call in calls}
        self.partners = {partner.pk: partner for partner in partners}
        roles = dict(Participation.Role.choices)
        self.fields["role"] = forms.ChoiceField(
            label=_("Invited as"), choices=[(role, roles[role]) for role in self.calls]
        )
        if len(partners) > 1:
            named = [(partner.pk, partner.organisation.name) for partner in partners]
            self.fields["partner"] = forms.ChoiceField(label=_("Organisation"), choices=named)

    @property
    def call(self) -> Call:
        return self.calls[self.cleaned_data["role"]]

    @property
    def partner(self) -> Partner:
        first = next(iter(self.partners))
        return self.partners[self.cleaned_data.get("partner", first)]


class OwnInvitationForm(_FromPartnerForm, NameAndAddressForm):
    """Whom a partner's contact invites."""

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.field_order}


class OwnInvitationsForm(_FromPartnerForm):
    """Several at once, a line each. Lines that are wrong keep nobody else from being invited."""

    names = forms.CharField(
        label=_("Name and e-mail, one person on each line"),
        help_text=_("As they stand in a list or a mail: Anna Berg, anna.berg@example.com"),
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 8} | NEVER_COMPLETE),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language.choices)
    field_order = ("names", "language")

    def judged(self) -> list[Nominee]:
        """Each line with what would become of it; an address is taken once."""
        return pasted(self.cleaned_data["names"])

    def answers(self, each: Nominee) -> dict[str, Any]:
        """Of one of the sound lines, by the names of the invitation's fields."""
        said = {name: each.said[name] for name in ("given_name", "family_name", "email")}
        return said | {"language": self.cleaned_data["language"]}

    def keep(self, lines: Collection[int]) -> None:
        """Only these lines, by their numbers, are left in the field."""
        left = "\n".join(self.written(line) for line in sorted(lines))
        self.data = {**self.data, "names": left}

    def written(self, line: int) -> str:
        """A line as it was pasted."""
        return str(self.cleaned_data["names"].splitlines()[line - 1]).strip()
