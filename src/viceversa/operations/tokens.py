"""Tokens from the command line, for whoever sets up a server without opening a page."""

from django.utils import translation

from viceversa.api.actions.tokens import make_token, revoke_token
from viceversa.api.forms import TokenForm
from viceversa.api.models import Token
from viceversa.api.queries import tokens
from viceversa.lib.text import normalise_address
from viceversa.operations.sign_in_by import organisation_of
from viceversa.people.models import Person


def make(
    name: str, *, by: str, verbs: list[str], days: int, programme: str, organisation: str
) -> str:
    """The secret of a new token, by the form of the page. ValueError says what is wrong."""
    person = _organiser(by)
    typed = {
        "name": name,
        "verbs": verbs,
        "days": days,
        "programme": programme,
        "organisation": organisation_of(organisation).pk if organisation else "",
    }
    form = TokenForm(typed, person=person)
    if not form.is_valid():
        raise ValueError(_wrong_with(form))
    return make_token(**form.cleaned_data, by=person)[1]


def listed() -> list[str]:
    """Every token in a line: code, until when, when it was used last, by whom, what for."""
    return [
        f"{each.pk}  {'over' if each.is_over else f'until {each.expires_at:%Y-%m-%d}'}  "
        f"used {f'{each.used_at:%Y-%m-%d}' if each.used_at else 'never'}  "
        f"{each.made_by.email}  {each.name}"
        for each in tokens()
    ]


def revoke(code: str) -> None:
    """Ends a token at once. ValueError when there is none of this code."""
    token = Token.objects.filter(pk=code).first()
    if token is None:
        raise ValueError(f"There is no token {code}")
    revoke_token(token, by=None)


def _organiser(address: str) -> Person:
    found = Person.objects.filter(email=normalise_address(address), is_organiser=True).first()
    if found is None:
        raise ValueError(f"{address} may not create programmes, and so no tokens")
    return found


@translation.override("en")
def _wrong_with(form: TokenForm) -> str:
    """In the language of the command line."""
    return " ".join(f"{key}: {' '.join(map(str, each))}" for key, each in form.errors.items())
