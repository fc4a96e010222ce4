"""Whom an organiser hands over to a directory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viceversa.people.models import Organisation, Person
from viceversa.scim.queries import to_hand_over


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # of Person
    """People by name and address, since the directory finds them by the address."""

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.full_name}, {obj.email}"


class HandoverForm(forms.Form):
    """Nobody is chosen beforehand."""

    people = PeopleField(
        label=_("Whom do you hand over?"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": _("Somebody whom you chose cannot be handed over any more."),
        },
    )

    def __init__(self, data: Any = None, *, organisation: Organisation, by: Person) -> None:
        super().__init__(data)
        found = to_hand_over(organisation, by)
        self.fields["people"].queryset = found  # type: ignore[attr-defined]
