"""One person: what she is asked for by hand, in the words that a list would use.

The fields give the text of cells; judging them is left to the same code that reads a list, so a
remark of that code comes back to the field of its name.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.forms.topics import TopicsField
from viceversa.enrolment.importing.reading import REFERENCES, Remark
from viceversa.enrolment.importing.vocabulary import GOALS
from viceversa.enrolment.models import Participation
from viceversa.lib.wording import Wording
from viceversa.people.choices import HOURS, TALKING_LANGUAGES, WAYS_TO_MEET
from viceversa.people.models import HIGHEST_LEVEL, LOWEST_LEVEL
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import catalogue

LEVELS = [("", "–"), *((str(n), str(n)) for n in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1))]
PERSONAL = ("given_name", "family_name", "languages", "place", "ways_to_meet", "hours", "phone")
WISHED = ("wants", "offers", "goals", *REFERENCES, "capacity")


class _CellsForm(forms.Form):
    """A form whose answers are the cells of one row."""

    def cells(self) -> dict[str, str]:
        """What was answered, as a list would have it; several choices parted by semicolons."""
        return {
            name: "; ".join(value) if isinstance(value, list) else str(value or "")
            for name, value in self.cleaned_data.items()
        }

    def add_remarks(self, remarks: Iterable[Remark]) -> None:
        """Puts each remark beside its field, in the language of the page."""
        for key, template, values in remarks:
            text = Wording(template, values).translated(gettext)
            self.add_error(key if key in self.fields else None, text)


class NewPersonForm(_CellsForm):
    """Whoever is enrolled by hand. Her wishes are asked for on the next page."""

    role = forms.ChoiceField(
        label=_("Takes part as"),
        choices=[
            ("mentor", _("mentor (early in the career)")),
            ("mentee", _("mentee (senior leader)")),
        ],
        widget=forms.RadioSelect,
    )
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    email = forms.CharField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = programme.scope == Programme.Scope.INTERNAL
        self.fields |= _employment_fields()
        self.fields["organisation"].initial = programme.organisation.name if inside else ""


class DetailsForm(_CellsForm):
    """What is known of somebody who takes part. Only what the organiser may change is there."""

    def __init__(
        self, *args: Any, participation: Participation, may_change_details: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = _wish_fields(participation.programme)
        if may_change_details:
            fields = _personal_fields(participation) | _employment_fields() | fields
        self.fields |= fields
        self.initial = {**_initial(participation), **self.initial}


def _employment_fields() -> dict[str, forms.Field]:
    return {
        "organisation": forms.CharField(label=_("Organisation"), max_length=120),
        "unit": forms.CharField(
            label=_("Unit"),
            required=False,
            max_length=400,
            help_text=_("From the largest to the smallest: Production / Assembly"),
        ),
        "title": forms.CharField(label=_("Job title"), required=False, max_length=120),
        "level": forms.ChoiceField(
            label=_("Level"),
            required=False,
            choices=LEVELS,
            help_text=_("From 1, just begun, to 6, head of it all. The mentor stands lower."),
        ),
        "manager": forms.CharField(
            label=_("Manager's e-mail"),
            required=False,
            max_length=254,
            help_text=_("Nobody is paired with her own manager."),
        ),
    }


def _personal_fields(participation: Participation) -> dict[str, forms.Field]:
    """None of somebody with an account: those details are her own to change."""
    if participation.person.is_active:
        return {}
    return {
        "given_name": forms.CharField(label=_("Given name"), max_length=80),
        "family_name": forms.CharField(label=_("Family name"), max_length=80),
        "languages": _several(_("Languages"), TALKING_LANGUAGES),
        "place": forms.CharField(label=_("Town"), required=False, max_length=80),
        "ways_to_meet": _several(_("Ways to meet"), WAYS_TO_MEET),
        "hours": _several(_("Hours that suit"), HOURS),
        "phone": forms.CharField(label=_("Phone"), required=False, max_length=40),
    }


def _wish_fields(programme: Programme) -> dict[str, forms.Field]:
    topics = catalogue(programme)
    goals = [(code, GOALS[code]) for code in programme.goal_kinds if code in GOALS]
    fields: dict[str, forms.Field] = {
        "wants": TopicsField(topics, label=_("Wants to talk about")),
        "offers": TopicsField(topics, label=_("Can contribute with")),
        "goals": _several(_("Kinds of goal"), goals),
        "knows": _addresses(_("Already knows")),
        "not_with": _addresses(_("Not with")),
        "prefers": _addresses(_("Gladly with")),
        "capacity": forms.IntegerField(
            label=_("Pairs at a time"), min_value=1, max_value=20, required=False
        ),
    }
    if not goals:
        del fields["goals"]
    return fields


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _addresses(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("E-mail addresses, one on each line."),
    )


def _initial(participation: Participation) -> dict[str, Any]:
    person = participation.person
    employment = getattr(person, "employment", None)
    found: dict[str, Any] = {key: getattr(person, key) for key in PERSONAL}
    found |= {key: getattr(participation, key) for key in WISHED}
    found |= {key: "\n".join(found[key]) for key in REFERENCES}
    if employment:
        manager = employment.manager
        found |= {
            "organisation": employment.organisation.name,
            "unit": employment.unit.path if employment.unit else "",
            "title": employment.title,
            "level": str(employment.level or ""),
            "manager": manager.email if manager else employment.manager_address,
        }
    return found


class SearchForm(forms.Form):
    """Whom to show."""

    words = forms.CharField(label=_("Name"), required=False, max_length=80)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("both roles")), *Participation.Role.choices],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all states")), *Participation.State.choices],
    )
    missing = forms.ChoiceField(
        label=_("Missing"),
        required=False,
        choices=[
            ("", _("nothing in particular")),
            ("place", _("a yes to the place")),
            ("training", _("training or briefing")),
        ],
    )

    def __init__(
        self, *args: Any, organisations: list[tuple[str, str]], leads: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["missing"]
        if organisations:
            choices = [("", gettext("all organisations")), *organisations]
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"), required=False, choices=choices
            )
        self.order_fields(("words", "role", "organisation", "state", "missing"))
