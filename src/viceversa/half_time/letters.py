"""The letters of this room: how it stands, and the sponsor's thanks."""

from collections.abc import Iterator

from viceversa.half_time.models import HalfTime, Thanks
from viceversa.half_time.queries import sponsors_and_contacts, thanked
from viceversa.notices.actions import post, post_all, written
from viceversa.notices.models import Letter
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.queries import letterhead


def figures_told(half: HalfTime) -> None:
    """To sponsors, who may thank, and to partners' contacts, who read."""
    sponsors, contacts = sponsors_and_contacts(half.programme)
    for person in sponsors:
        _figures(half, person, None)
    for person, partner in contacts.items():
        _figures(half, person, partner)


def thanks(sent: Thanks, programme: Programme) -> None:
    """To everybody whom they are for."""
    post_all(_thanks(sent, programme))


def thanks_context(
    programme: Programme, *, role: str, text: str, sponsor: str
) -> dict[str, object]:
    """What the letter of thanks says; also of thanks that are still looked through."""
    return {"programme": programme, "role": role, "text": text, "sponsor": sponsor}


def _figures(half: HalfTime, to: Person, partner: Partner | None) -> None:
    post(
        "half_time/figures_told",
        to=to,
        event=f"half-time:{half.pk}",
        context={"programme": half.programme, "partner": partner},
        head=letterhead(half.programme),
    )


def _thanks(sent: Thanks, programme: Programme) -> Iterator[Letter]:
    head, sponsor = letterhead(programme), sent.by.full_name if sent.by else ""
    for person, role in thanked(programme, sent.to).items():
        yield written(
            "half_time/thanks",
            to=person,
            event=f"thanks:{sent.pk}",
            context=thanks_context(programme, role=role, text=sent.text, sponsor=sponsor),
            head=head,
        )
