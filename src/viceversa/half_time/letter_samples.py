"""The letters of this room, each with an example."""

from django.utils.translation import gettext_lazy

from viceversa.half_time.letters import thanks_context
from viceversa.half_time.words import draft_of_thanks
from viceversa.notices.samples import Context, example_person, letter_sample
from viceversa.people.models import Organisation
from viceversa.programmes.letter_samples import example_programme
from viceversa.programmes.models import Partner


@letter_sample(
    "half_time/figures_told",
    to=("sponsor", "partner_contact"),
    when=gettext_lazy("on the first day of half-time"),
)
def figures_told(role: str) -> Context:
    house = Partner(organisation=Organisation(name="Tallmo Hydraulik AB"))
    partner = house if role == "partner_contact" else None
    return {"programme": example_programme(), "partner": partner}


@letter_sample(
    "half_time/thanks",
    to=("mentor", "mentee"),
    when=gettext_lazy("when the sponsor thanks those who take part, once at half-time"),
)
def thanks(role: str) -> Context:
    sponsor = example_person("sponsor").full_name
    text = draft_of_thanks()
    return thanks_context(example_programme(), role=role, text=text, sponsor=sponsor)
