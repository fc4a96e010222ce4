"""An application, one question a page; and the whole of it on one page, for what came by mail.

Each form has the fields of its question and no others: whatever else is sent along is nobody's.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.expectations import DOUBTS, LEVELS, Doubt
from viceversa.enrolment.forms.addresses import WithAddress
from viceversa.enrolment.forms.topics import TopicsField
from viceversa.enrolment.importing.cells import Reader
from viceversa.enrolment.importing.reading import REFERENCES
from viceversa.enrolment.importing.vocabulary import Vocabulary
from viceversa.enrolment.invited import is_on_list
from viceversa.enrolment.models import Application, Call
from viceversa.lib.forms import EARLIEST_YEAR
from viceversa.lib.text import plain_name
from viceversa.lib.wording import Wording
from viceversa.people.forms import NameField
from viceversa.people.models import Language
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import catalogue

MOST_TOPICS = 6
MOST_PEOPLE, LONGEST_LINE = 30, 120
AUTOCOMPLETE = {
    "given_name": "given-name",
    "family_name": "family-name",
    "email": "email",
    "phone": "tel",
    "organisation": "organization",
    "title": "organization-title",
}
OF_ANOTHER = {
    "has_time": _("Has read the hours, and says that the time is there"),
    "level": _("Place in the organisation"),
    "wants": _("Wants to talk about"),
    "offers": _("Can contribute with"),
    "knows": _("Already knows"),
    "not_with": _("Not with"),
    "prefers": _("Gladly with"),
    "why": _("Why, in the person's own words"),
}
ONE_A_LINE = _("Names or e-mail addresses, one on each line.")
Fields = dict[str, forms.Field]


class StepForm(WithAddress):
    """One question. `answers` gives what was said, by the names of the application's fields."""

    def __init__(self, data: Any = None, *, application: Application, step: str) -> None:
        super().__init__(data, initial=initial_of(application))
        self.call: Call = application.call
        self.fields |= FIELDS[step](self.call)

    def clean_wants(self) -> dict[str, int]:
        chosen = self._topics("wants")
        if not chosen:
            raise forms.ValidationError(gettext("Choose one topic at least."))
        return chosen

    def clean_offers(self) -> dict[str, int]:
        return self._topics("offers")

    def clean_level(self) -> int:
        return int(self.cleaned_data["level"])

    def clean_knows(self) -> list[str]:
        return _lines(self.cleaned_data["knows"])

    def clean_not_with(self) -> list[str]:
        return _lines(self.cleaned_data["not_with"])

    def clean_prefers(self) -> list[str]:
        return _lines(self.cleaned_data["prefers"])

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    def _topics(self, name: str) -> dict[str, int]:
        text = self.cleaned_data[name]
        if not text:
            return {}
        chosen = Reader(Vocabulary.of(self.call.programme)).read("wants", text)
        if isinstance(chosen, Wording):
            raise forms.ValidationError(chosen.translated(gettext))
        if not isinstance(chosen, dict) or len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(
                gettext("Choose at most %(most)s topics.") % {"most": MOST_TOPICS}
            )
        return chosen


class DoubtsWidget(forms.CheckboxSelectMultiple):
    """What people hesitate over; each with its answer, which shows as it is ticked."""

    template_name = "enrolment/doubts_widget.html"

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        super().__init__()
        self.answers = {doubt.code: doubt.answer for doubt in doubts}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                option["answer"] = self.answers[option["value"]]
        return context


class WholeForm(StepForm):
    """All of it at once: what somebody has sent by mail, entered by whoever leads."""

    def __init__(self, data: Any = None, *, application: Application) -> None:
        forms.Form.__init__(self, data, initial=initial_of(application))
        self.call = application.call
        for step, fields in FIELDS.items():
            if step != "doubts":
                self.fields |= fields(self.call)
        self._speak_of_somebody_else()
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the letters"), choices=Language.choices
        )
        self.fields["came_at"] = forms.DateTimeField(
            label=_("When did it come?"),
            help_text=_("What came after the last day goes to the waiting list."),
            initial=timezone.now().astimezone(self._zone).replace(tzinfo=None),
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )

    def clean_email(self) -> str:
        address = super().clean_email()
        if self.call.is_restricted and not is_on_list(self.call, address):
            words = gettext("Only those on the list may apply. Put her on the list first.")
            raise forms.ValidationError(words)
        return address

    def clean_came_at(self) -> datetime:
        came_at: datetime = self.cleaned_data["came_at"]
        if came_at.year < EARLIEST_YEAR:
            raise forms.ValidationError(gettext("Is the year right?"))
        said = timezone.localtime(came_at).replace(tzinfo=self._zone)
        if said > timezone.now():
            raise forms.ValidationError(gettext("This lies in the future."))
        return said

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "came_at"}

    def _speak_of_somebody_else(self) -> None:
        """Labels and help are for the applicant, and so is what her browser would fill in."""
        for name, field in self.fields.items():
            field.label = OF_ANOTHER.get(name, field.label)
            field.help_text = ONE_A_LINE if name in REFERENCES else ""
            if name in AUTOCOMPLETE:
                field.widget.attrs["autocomplete"] = "off"

    @property
    def _zone(self) -> ZoneInfo:
        """Moments are typed by the clocks of the programme."""
        return ZoneInfo(self.call.programme.time_zone)


def initial_of(application: Application) -> dict[str, Any]:
    """What was answered before, as the fields show it."""
    found = {
        field.name: getattr(application, field.name)
        for field in Application._meta.fields
        if field.name in ANSWERED
    }
    found |= {name: "\n".join(found[name]) for name in REFERENCES}
    return {**found, "level": str(application.level or ""), "language": application.language}


def _time(call: Call) -> Fields:
    return {
        "has_time": forms.BooleanField(
            label=_("Yes, I will take this time"),
            error_messages={"required": _("Without the time there is no use in applying.")},
        )
    }


def _name(call: Call) -> Fields:
    return {
        "given_name": _text(NameField, "given_name", _("Given name"), 80),
        "family_name": _text(NameField, "family_name", _("Family name"), 80),
    }


def _address(call: Call) -> Fields:
    email = _text(forms.CharField, "email", _("E-mail"), 254, widget=forms.EmailInput)
    email.help_text = _("We mail you a link by which you can go on later, on any device.")
    phone = _text(NameField, "phone", _("Phone"), 40, widget=forms.TextInput, required=False)
    phone.widget.input_type = "tel"
    return {"email": email, "phone": phone}


def _work(call: Call) -> Fields:
    inside = call.programme.scope == Programme.Scope.INTERNAL
    place: Fields
    if inside:
        place = {"unit": _text(NameField, "unit", _("Department or unit"), 120)}
    else:
        place = {"organisation": _text(NameField, "organisation", _("Employer"), 120)}
        if call.seeks_mentors:
            place["organisation"].help_text = _("If you study: your school or university.")
    return place | {
        "title": _text(NameField, "title", _("Job title"), 120, required=False),
        "level": forms.ChoiceField(
            label=_("Where in the organisation are you?"),
            help_text=_("A mentor always stands lower than her mentee. We do not ask your age."),
            choices=[(str(level), words) for level, words in LEVELS],
            widget=forms.RadioSelect,
        ),
    }


def _wants(call: Call) -> Fields:
    words = _("Two or three are enough. For more rows, press Continue and come back.")
    field = TopicsField(catalogue(call.programme), label=_("Topics, and how much"), help_text=words)
    field.required = True
    return {"wants": field}


def _offers(call: Call) -> Fields:
    return {"offers": TopicsField(catalogue(call.programme), label=_("Topics, and how much"))}


def _people(call: Call) -> Fields:
    return {
        "knows": _names(
            _("People you know already"),
            _("Names or e-mail addresses, one on each line. You are not paired with any of them."),
        ),
        "not_with": _names(
            _("People you would rather not meet"),
            _("You need not say why. Only those who lead the programme read it."),
        ),
        "prefers": _names(
            _("People you would gladly meet"),
            _(
                "A wish weighs a little and sets no rule aside. "
                "Only those who lead the programme read it."
            ),
        ),
    }


def _doubts(call: Call) -> Fields:
    return {
        "doubts": forms.MultipleChoiceField(
            label=_("Do you hesitate over any of these?"),
            required=False,
            choices=[(doubt.code, doubt.text) for doubt in DOUBTS[call.role]],
            widget=DoubtsWidget(DOUBTS[call.role]),
        )
    }


def _why(call: Call) -> Fields:
    field = _text(NameField, "why", _("Why do you want to take part?"), 300, widget=forms.Textarea)
    field.widget.attrs["rows"] = 3
    field.help_text = _("One line is enough. Write nothing about your health or beliefs.")
    return {"why": field}


FIELDS: dict[str, Callable[[Call], Fields]] = {
    "time": _time,
    "name": _name,
    "address": _address,
    "work": _work,
    "wants": _wants,
    "offers": _offers,
    "people": _people,
    "doubts": _doubts,
    "why": _why,
}
ANSWERED = (
    "has_time", "given_name", "family_name", "email", "phone", "organisation", "unit", "title",
    "level", "wants", "offers", "knows", "not_with", "prefers", "doubts", "why",
)  # fmt: skip


def _text(
    kind: type[forms.CharField],
    name: str,
    label: Any,
    longest: int,
    *,
    widget: type[forms.Widget] = forms.TextInput,
    required: bool = True,
) -> forms.CharField:
    attrs = {"autocomplete": AUTOCOMPLETE[name]} if name in AUTOCOMPLETE else {}
    return kind(label=label, max_length=longest, required=required, widget=widget(attrs=attrs))


def _names(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST_PEOPLE * LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _lines(text: str) -> list[str]:
    """Each line once, in the order of writing."""
    lines = [plain_name(line) for line in text.splitlines()]
    said = list(dict.fromkeys(line for line in lines if line))
    if len(said) > MOST_PEOPLE or any(len(line) > LONGEST_LINE for line in said):
        values = {"most": MOST_PEOPLE, "longest": LONGEST_LINE}
        text = gettext("At most %(most)s lines of %(longest)s characters.") % values
        raise forms.ValidationError(text)
    return said
