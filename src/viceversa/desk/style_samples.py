"""What the page of the components shows: lines as a page would write them, and made-up content.

Sample texts are Swedish and not for translation.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from viceversa.lib.forms import DayField
from viceversa.lib.pictures import Amount, bars
from viceversa.lib.signposts import Signpost
from viceversa.pairing.words import QUALITY
from viceversa.templatetags.components import LEADERS, STATES


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
FACTS = (
    ("Plats", "Hos Samira, Storgatan 4"),
    ("Längd", "90 minuter"),
    ("Nästa", "torsdag 3 december 14.00"),
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
PICTURE = bars([Amount("Träffar", 28, "28 av 90"), Amount("Provat", 9, "9 av 15")])

SAMPLES: dict[str, list[str]] = {
    "heading": [
        '{% heading "Komponenter" "Varje del av huset en gång." kicker="Viceversa" href="#main" %}',
        '{% heading "Du och Göran" "Du är mentor: den som leder samtalet." voice="mentor" %}',
        '{% heading "Du och Samira" "Du är adept: den som coachas." voice="mentee" %}',
        '{% heading "Du och Alva" "Ni är mentor åt varandra." voice="both" %}',
        '{% heading "Tack" "Dina svar är förseglade." drawing="sealed" %}',
    ],
    "button": [
        '{% button "Publicera paren" %}',
        '{% button "Räkna fram på nytt" kind="secondary" icon="swap" %}',
        '{% button "Har provat" kind="secondary" small=True %}',
        '{% button "Hoppa över" kind="quiet" %}',
        '{% button "Radera utkastet" kind="stop" %}',
        '{% button "Ta bort" kind="secondary" small=True about="Samira Haddad" %}',
    ],
    "link_button": [
        '{% link_button "Till paren" "#main" kind="primary" icon="next" %}',
        '{% link_button "Till paren" "#main" %}',
        '{% link_button "Till paren" "#main" small=True icon="next" %}',
        '{% link_button "Tillbaka" "#main" kind="quiet" %}',
    ],
    "post_form": ['{% post_form form "Spara" back="#main" %}'],
    "notice": [
        '{% notice "Inget sparas förrän du säger till." %}',
        '{% notice "Fyra rader saknar e-post." kind="attention" %}',
        '{% notice "Detta tar bort omgången." kind="stop" %}',
    ],
    "chip": [f'{{% chip "{state}" %}}' for state in STATES],
    "quality": [
        *(
            f'{{% quality "{band}" {score} why="{score // 20} gemensamma teman." %}}'
            for band, score in zip(QUALITY, (82, 61, 43, 24), strict=True)
        ),
        '{% quality "good" %}',
    ],
    "voices": [
        '{% voices "Samira Haddad" "Göran Lindqvist-Åkerblom" '
        'mentor_line="Trainee, Norrlans Trä" mentee_line="Vd, Bergska Verken" %}',
    ],
    "voice": [f'{{% voice "{leader}" %}}' for leader in LEADERS],
    "person": [
        '{% person "mentor" "Samira Haddad" "Trainee, Norrlans Trä" %}',
        '{% person "mentee" "Göran Lindqvist-Åkerblom" said="adept" %}',
    ],
    "agenda": ["{% agenda steps starts %}", "{% agenda steps %}"],
    "picture": ["{% picture picture %}"],
    "phases": ["{% phases phases %}"],
    "facts": ["{% facts facts %}"],
    "empty": [
        '{% empty "Inga par ännu" "Samordnaren lägger in personer och låter sedan programmet '
        'föreslå par." action="Lägg in personer" href="#main" drawing="match" %}'
    ],
    "progress": [
        '{% progress "Söker de bästa paren" value=312 total=500 stop="#main" %}',
        '{% progress "Läser listan" %}',
    ],
    "pages": ["{% pages numbers %}"],
    "confirm": [
        '{% confirm "Båda får ett brev. Det går inte att ta tillbaka." "Publicera" back="#main" '
        'kind="primary" %}',
        '{% confirm "Allt om omgången raderas." "Radera" back="#main" %}',
    ],
    "signposts": ['{% include "components/signposts.html" %}'],
    "letter": [
        '{% letter sender="Alice Ek" to="samira@example.org" subject="Du är mentor: ert par är '
        'klart" text="Hej Samira! Du är mentor för Göran." %}'
    ],
    "contacts": ["{% contacts contacts %}"],
    "moment": ["{{ starts|moment }}"],
    "clock": ["{{ starts|clock }}"],
}
PIECES = (
    (
        "messages",
        '{% for message in messages %}{% include "components/message.html" %}{% endfor %}',
    ),
    (
        "taps",
        '<div class="taps">{% button "Ja, vi sågs" kind="secondary" icon="check" %}'
        '{% button "Vi flyttade den" kind="secondary" icon="calendar" %}'
        '{% button "Nej" kind="secondary" %}</div>',
    ),
    (
        "table-scroll",
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Par utan datum"><table>'
        "<caption>Par utan nästa datum</caption>"
        '<thead><tr><th scope="col">Par</th><th scope="col">Läge</th>'
        '<th scope="col" class="number">Träffar</th></tr></thead>'
        '<tbody><tr><th scope="row">Samira och Göran</th><td>{% chip "attention" %}</td>'
        '<td class="number">2</td></tr></tbody></table></div>',
    ),
    (
        "picks",
        '<ul class="picks" role="list"><li><a href="#pieces" aria-current="true">alla '
        '<span class="nums">16</span></a></li><li><a href="#pieces">har tackat ja '
        '<span class="nums">14</span></a></li></ul>',
    ),
    (
        "fold",
        '<details class="fold"><summary>Allt annat</summary><p>Spelreglerna och kalendern.</p>'
        '</details><details class="fold"><summary>Avsluta</summary><p>Ett tryck.</p></details>',
    ),
    ("card", '<article class="card"><h3>Torsdag 14.00</h3><p>90 min · hos Samira</p></article>'),
    ("code", '<pre class="code" tabindex="0">viceversa match people.csv --csv pairs.csv</pre>'),
)


class SampleForm(forms.Form):
    purpose = forms.CharField(
        label="Syfte", help_text="En mening som alla i programmet får läsa.", max_length=200
    )
    about = forms.CharField(label="Om er", widget=forms.Textarea, required=False)
    starts_on = DayField(label="Första dagen", widget=forms.DateInput(attrs={"type": "date"}))
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


def context_of(request: HttpRequest) -> dict[str, Any]:
    """Made-up content for the lines above."""
    today = timezone.localdate()
    return {
        "form": SampleForm(request.POST if request.method == "POST" else None),
        "steps": STEPS,
        "starts": timezone.make_aware(datetime.combine(today, datetime.min.time()))
        + timedelta(hours=14),
        "phases": [sample_phase(today, *phase) for phase in PHASES],
        "facts": FACTS,
        "numbers": Paginator(range(560), 20).get_page(3),
        "contacts": CONTACTS,
        "picture": PICTURE,
        "posts": [Signpost("En idé väntar på att Göran säger ja", "#main")],
        "messages": [
            Message(constants.SUCCESS, "Sparat."),
            Message(constants.WARNING, "Brevet kom inte fram."),
        ],
    }


def sample_phase(today: date, name: str, offset: int, state: str) -> dict[str, Any]:
    starts_on = today + timedelta(days=offset)
    return {
        "name": name,
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=19),
        "state": state,
    }
