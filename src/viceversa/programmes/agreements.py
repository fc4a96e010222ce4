"""Drafts of the agreements on personal data, filled with the names of the parties."""

from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.papers import Block, Paper, blocks_of, listed, names_in, text_of
from viceversa.programmes.queries import partner_contacts

TEXTS = files("viceversa.programmes") / "data" / "agreements"
PROCESSOR = "processor"
TITLES: dict[str, Promise] = {
    Partner.Arrangement.SOLE: gettext_lazy("The organiser alone is controller"),
    Partner.Arrangement.JOINT: gettext_lazy("Joint controllers, Article 26"),
    PROCESSOR: gettext_lazy("Processor agreement, Article 28"),
}


def kinds_for(partner: Partner) -> list[str]:
    """What this partner and the organiser have to sign: nobody signs with herself."""
    is_host = partner.organisation_id == partner.programme.organisation_id
    return [PROCESSOR] if is_host else [*Partner.Arrangement.values, PROCESSOR]


def agreement(partner: Partner, kind: str, language: str) -> Paper:
    """The text with everybody's names in it, to be checked by a lawyer."""
    names = names_in(partner.programme, language) | {
        "partner": partner.organisation.name,
        "partner_contacts": listed(f"{p.full_name} ({p.email})" for p in partner_contacts(partner)),
    }
    if kind == Partner.Arrangement.JOINT:
        names["partners"] = names["partners"] or partner.organisation.name
        names["essence"] = text_of(TEXTS, "essence", language).format_map(names).strip()
    return Paper(kind, language, TITLES[kind], text_of(TEXTS, kind, language).format_map(names))


def essence(programme: Programme, language: str) -> list[Block]:
    """What those concerned are to know of a joint arrangement (Article 26(2)); empty if there is
    none."""
    names = names_in(programme, language)
    text = text_of(TEXTS, "essence", language).format_map(names)
    return blocks_of(text) if names["partners"] else []
