"""One page that shows every component once, for those who build pages. Demo only."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


@dataclass(frozen=True)
class SampleStep:
    title: str
    minutes: int
    leader: str


STEPS = (
    SampleStep("Landa: hur kom du hit i dag?", 5, "both"),
    SampleStep("Något jag inte kan", 10, "mentee"),
    SampleStep("Frågan på bordet", 15, "mentor"),
    SampleStep("Djupdykning i en riktig utmaning", 40, "mentor"),
    SampleStep("Vad tar mentorn med sig?", 10, "mentor"),
    SampleStep("En sak att prova, och nästa datum", 7, "mentee"),
    SampleStep("Gemensamt foto med arrangören", 3, "organiser"),
)
PHASES = (
    ("Anmälan", -90, "done"),
    ("Urval", -60, "done"),
    ("Matchning", -40, "done"),
    ("Träffar", -20, "now"),
    ("Halvtid", 40, "next"),
    ("Avslut", 90, "next"),
)
CONTACTS = (
    {"name": "Alice Ek", "line": "Samordnare", "email": "alice@example.org", "phone": ""},
    {
        "name": "Nils Holm",
        "line": "Samordnare",
        "email": "nils@example.org",
        "phone": "010-1234567",
    },
)


class SampleForm(forms.Form):
    purpose = forms.CharField(
        label="Syfte", help_text="En mening som alla i programmet får läsa.", max_length=200
    )
    about = forms.CharField(label="Om er", widget=forms.Textarea, required=False)
    starts_on = forms.DateField(
        label="Första dagen", widget=forms.DateInput(attrs={"type": "date"})
    )
    meetings = forms.IntegerField(label="Antal träffar", min_value=1)
    goals = forms.ChoiceField(
        label="Mål", choices=(("off", "Inga"), ("advise", "Gärna"), ("require", "Krävs"))
    )
    size = forms.ChoiceField(
        label="Hur stort är programmet?",
        widget=forms.RadioSelect,
        choices=(("s", "5–15 par"), ("m", "16–60 par"), ("l", "Fler än 60 par")),
    )
    held = forms.ChoiceField(
        label="Träffades ni?",
        widget=forms.RadioSelect(attrs={"class": "taps"}),
        choices=(("yes", "Ja"), ("moved", "Vi flyttade den"), ("no", "Nej")),
    )
    file = forms.FileField(label="Fil från HR", required=False)
    agreed = forms.BooleanField(
        label="Vi har läst spelreglerna", help_text="Ni kan läsa dem igen när som helst."
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with sample texts; sending the form shows its errors."""
    return render(request, "styleguide.html", samples(request))


def samples(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "form": SampleForm(request.POST if request.method == "POST" else None),
        "steps": STEPS,
        "starts": timezone.make_aware(datetime.combine(today, datetime.min.time()))
        + timedelta(hours=14),
        "phases": [sample_phase(today, *phase) for phase in PHASES],
        "facts": [
            ("Plats", "Hos Samira, Storgatan 4"),
            ("Längd", "90 minuter"),
            ("Nästa", "torsdag 3 december 14.00"),
        ],
        "numbers": Paginator(range(560), 20).get_page(3),
        "contacts": CONTACTS,
    }


def sample_phase(today: date, name: str, offset: int, state: str) -> dict[str, Any]:
    starts_on = today + timedelta(days=offset)
    return {
        "name": name,
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=19),
        "state": state,
    }
