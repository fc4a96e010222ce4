"""The letters of this room. Words stand in templates/privacy/letters/, one file a letter."""

from dataclasses import dataclass

from django.utils import translation

from viceversa.lib.dates import say_day
from viceversa.notices.actions import post, send_at_once
from viceversa.notices.letterhead import Letterhead
from viceversa.people.models import Person
from viceversa.privacy.models import ErasureRequest
from viceversa.privacy.queries import organisers
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import coordinators_of, letterhead

HOUSE = Letterhead(code="", name="Viceversa", contacts=())


@dataclass(frozen=True)
class Goodbye:
    """To whom the last letter goes, of whom nothing else is known any more."""

    key: str
    name: str
    address: str
    language: str

    @classmethod
    def to(cls, person: Person) -> "Goodbye":
        return cls(f"erased-{person.pk}", person.given_name, person.email, person.language)


def erasure_asked(request: ErasureRequest) -> None:
    """To her: it was received, and by when it is answered. To the organisers: one waits."""
    _about(request, "erasure_received", to=request.person)
    for person in organisers():
        _about(request, "erasure_asked", to=person)


def erasure_refused(request: ErasureRequest) -> None:
    """To her: there is an answer, on her page. The reason is not in the letter."""
    _about(request, "erasure_refused", to=request.person)


def place_open(programme: Programme, *, event: str) -> None:
    """To those who lead: somebody takes part no more. Neither who nor why."""
    for person in coordinators_of(programme):
        post(
            "privacy/place_open",
            to=person,
            event=f"place-open:{event}:{programme.pk}",
            context={"programme": programme},
            head=letterhead(programme),
        )


def send_goodbye(goodbye: Goodbye) -> None:
    """To her, at once, since there is no outbox for those who are nobody here."""
    nobody = Person(given_name=goodbye.name, email=goodbye.address, language=goodbye.language)
    send_at_once("privacy/erased", to=nobody, key=goodbye.key, context={}, head=HOUSE)


def _about(request: ErasureRequest, name: str, *, to: Person) -> None:
    with translation.override(to.language):
        day = say_day(request.due_on)
    post(
        f"privacy/{name}",
        to=to,
        event=f"{name}:{request.pk}",
        context={"request": request, "day": day},
        head=HOUSE,
    )
