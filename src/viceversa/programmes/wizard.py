"""A new programme, one question page after the other.

What was sent stands in the session as it was sent. Each page is checked again with all the others
when the programme is made, so that going back never leaves half an answer behind.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.forms import BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from viceversa.people.models import Person
from viceversa.programmes.actions import create_programme
from viceversa.programmes.answers import Answer, answers, seats_in_words
from viceversa.programmes.blueprints import Blueprint, blueprints
from viceversa.programmes.forms.partners import PartnerRows, PartnerRowsFormSet, more_rows
from viceversa.programmes.forms.roles import SecondContactForm
from viceversa.programmes.forms.rules import RulesForm
from viceversa.programmes.forms.settings import (
    BlueprintForm,
    DatesForm,
    NewAboutForm,
    PoliciesForm,
)
from viceversa.programmes.models import Programme

KEY = "new_programme"
TITLES = {
    "kind": (_("A new programme"), _("Choose what is most like yours. All of it can be changed.")),
    "about": (_("Name and purpose"), _("Without a purpose there is no programme.")),
    "dates": (
        _("Dates"),
        _("The phases are computed from the first day; weeks 28 to 31 and Christmas are silent."),
    ),
    "partners": (_("Partners"), _("The organisations that take part.")),
    "rules": (_("Rules"), _("No pair that breaks one of these is ever proposed.")),
    "policies": (_("How it is run"), _("Programmes disagree about these. None is wrong.")),
    "contacts": (
        _("Two named contacts"),
        _("You are the first. Both stand at the foot of every page."),
    ),
}
OF_THE_KIND = ("dates", "partners", "rules", "policies")  # answers that another kind would change
AnyForm = forms.BaseForm | BaseFormSet  # type: ignore[type-arg]


class Wizard:
    """The questions in their order, and the answers so far."""

    def __init__(self, session: SessionBase, person: Person) -> None:
        self.session = session
        self.person = person
        self.kept: dict[str, str] = session.get(KEY, {})
        self.programme = self._begun()

    @property
    def steps(self) -> list[str]:
        """The pages of this kind of programme."""
        internal = self.programme.scope == Programme.Scope.INTERNAL
        return [step for step in TITLES if not (internal and step == "partners")]

    def form(self, step: str, data: Mapping[str, Any] | None = None) -> AnyForm:
        """The page's form: with what is sent now, or else with what was kept of it before."""
        sent = data if data is not None else self._kept(step)
        return self._form(step, sent)

    def more_partners(self, data: Mapping[str, Any]) -> PartnerRows:
        """The page of partners as it was sent, with some empty rows more."""
        return self._partners(rows=more_rows(data))

    def keep(self, step: str, data: QueryDict) -> None:
        """Remembers a page as it was sent. Another kind of programme begins afresh."""
        if step == "kind" and self._kept("kind", "blueprint") != data.get("blueprint"):
            self.kept = {name: kept for name, kept in self.kept.items() if name not in OF_THE_KIND}
        self.kept[step] = data.urlencode()
        self.session[KEY] = self.kept

    def after(self, step: str) -> str:
        """The next page; the last one leads to the check."""
        return [*self.steps, "check"][self.steps.index(step) + 1]

    def before(self, step: str) -> str | None:
        """The page before, if there is one."""
        place = [*self.steps, "check"].index(step)
        return self.steps[place - 1] if place else None

    def first_unanswered(self) -> str | None:
        """The first page that is still to be answered, or was answered in a way that is no more."""
        for step in self.steps:
            if step not in self.kept or not self.form(step).is_valid():
                return step
        return None

    def summary(self) -> list[tuple[str, Any, list[Answer]]]:
        """Every page with what was answered."""
        return [(step, TITLES[step][0], _said(self._checked(step))) for step in self.steps]

    def create(self) -> Programme:
        """Makes the programme of the answers, and forgets them."""
        checked = {step: self._checked(step) for step in self.steps}
        partners, contacts = checked.get("partners"), checked["contacts"]
        programme = create_programme(
            self.programme,
            organisation=checked["about"].cleaned_data["organisation"],
            by=self.person,
            partners=partners.drafts() if partners else (),
            second_contact=contacts.draft(),
        )
        self.forget()
        return programme

    def forget(self) -> None:
        self.session.pop(KEY, None)

    def _kind(self) -> Blueprint | None:
        return blueprints().get(self._kept("kind", "blueprint") or "")

    def _begun(self) -> Programme:
        kind = self._kind()
        return kind.programme() if kind else Programme()

    def _partners(
        self, data: Mapping[str, Any] | None = None, *, rows: Sequence[dict[str, Any]] = ()
    ) -> PartnerRows:
        kind = self._kind()
        has_seats = kind is None or kind.seats_per_partner
        return PartnerRowsFormSet(data, rows=rows, has_seats=has_seats)

    def _kept(self, step: str, field: str | None = None) -> Any:
        if step not in self.kept:
            return None
        sent = QueryDict(self.kept[step])
        return sent.get(field) if field else sent

    def _checked(self, step: str) -> Any:
        form = self.form(step)
        form.is_valid()  # a model form writes its answers into the programme here
        return form

    def _form(self, step: str, data: Mapping[str, Any] | None) -> AnyForm:
        if step == "kind":
            return BlueprintForm(data)
        if step == "contacts":
            return SecondContactForm(data, first=self.person)
        if step == "partners":
            return self._partners(data)
        if step == "rules":
            return RulesForm(data, instance=self.programme)
        model_forms: dict[str, type[forms.ModelForm[Programme]]] = {
            "about": NewAboutForm,
            "dates": DatesForm,
            "policies": PoliciesForm,
        }
        initial = {"language": self.person.language} if step == "about" else None
        return model_forms[step](data, instance=self.programme, initial=initial)


def _said(form: AnyForm) -> list[Answer]:
    if isinstance(form, forms.BaseForm):
        return answers(form)
    return [
        Answer(draft.name, seats_in_words(draft))
        for draft in form.drafts()  # type: ignore[attr-defined]
    ]
