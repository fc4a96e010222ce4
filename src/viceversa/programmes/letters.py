"""The letters of this room. Words stand in templates/programmes/letters/, one file a letter."""

from django.utils import timezone

from viceversa.notices.actions import post, send_at_once
from viceversa.people.models import Person
from viceversa.programmes.models import Enquiry, Role
from viceversa.programmes.queries import coordinators_of, letterhead


def role_given(role: Role) -> None:
    """To whoever has a new role: what it is, and how she signs in."""
    post(
        "programmes/role_given",
        to=role.person,
        event=f"role-given:{role.pk}",
        context={"role": role},
        head=letterhead(role.programme),
    )


def enquiry_arrived(enquiry: Enquiry) -> None:
    """To the coordinator: somebody has written. One letter a day, without a word of it."""
    programme = enquiry.programme
    contact = programme.first_contact
    for person in [contact] if contact else coordinators_of(programme):
        post(
            "programmes/enquiry_arrived",
            to=person,
            event=f"enquiries:{programme.pk}",
            version=timezone.localdate().toordinal(),
            context={"programme": programme},
            head=letterhead(programme),
        )


def enquiry_received(enquiry: Enquiry) -> None:
    """To whoever has written and left an address. She may be nobody whom we know."""
    writer = Person(given_name=enquiry.name, email=enquiry.address, language=enquiry.language)
    send_at_once(
        "programmes/enquiry_received",
        to=writer,
        key=enquiry.pk,
        context={"programme": enquiry.programme},
        head=letterhead(enquiry.programme),
    )


def times_link(role: Role) -> None:
    """To an assistant: her link to the times and places of the one she books for."""
    post(
        "programmes/times_link",
        to=role.person,
        event=f"times-link:{role.pk}",
        version=timezone.localdate().toordinal(),
        context={"role": role},
        head=letterhead(role.programme),
    )
