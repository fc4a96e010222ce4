"""Stops of the tour at people who are invited by name: the list, the letter's link, a partner's
contact, and a call for those on the list alone."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tools.stage_calls import PRESS, filled
from tools.tour import Stop
from viceversa.enrolment.actions.calls import open_call, save_call
from viceversa.enrolment.actions.invitations import (
    bring_in_names,
    decline,
    invite,
    invite_own,
    receive_names,
    take_up,
)
from viceversa.enrolment.actions.reminding import erase_begun
from viceversa.enrolment.forms.calls import new_call
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.enrolment.nominations import Findings
from viceversa.enrolment.sent_lists import NominationList
from viceversa.lib.links import sign_link
from viceversa.people.models import Person
from viceversa.programmes.models import Programme, Role

NAMES = (
    "Namn;E-post;Utmärkelse;År\n"
    "Ebba Wahlgren;ebba.wahlgren@vidablick.example;Årets unga ledare;2025\n"
    "Nils Hagström;nils.hagstrom@vidablick.example;;\n"
    "Frida Öberg;frida.oberg;;\n"
    "Otto Sandell;otto.sandell@vidablick.example;;i fjol\n"
)


def guests(chamber: Programme, norrvidde: Programme, lead: Person) -> Iterator[Stop]:
    """Everything about invitations, in the language of whoever leads."""
    call = norrvidde.calls.get(role="mentor")
    yield from kept(call, lead)
    yield from opened(call, lead)
    yield from partners(chamber, lead)
    yield from restricted(chamber, lead)


def named(call: Call, given_name: str, lead: Person) -> Invitation:
    """Somebody on the list."""
    said = {"family_name": "Rosendahl", "source": "Årets unga ledare", "year": 2025}
    email = f"{given_name}.rosendahl@vidablick.example".casefold()
    about = {"given_name": given_name, "email": email, "language": lead.language}
    invite(call, said | about, by=lead)
    return Invitation.objects.select_related("call").get(call=call, email=email)


def kept(call: Call, lead: Person) -> Iterator[Stop]:
    """The list as those who lead keep it."""
    place, nobody = [call.programme_id, "mentor"], [call.programme_id, "mentee"]
    listed = [named(call, name, lead) for name in ("Majken", "Viggo")]
    yield Stop("call-invitations-none", reverse("call_invitations", args=nobody), lead.pk)
    for name in ("call_invitations", "invitation_new", "nominations_new"):
        yield Stop(name.replace("_", "-"), reverse(name, args=place), lead.pk)
    refused = reverse("invitation_new", args=place)
    yield Stop("invitation-new-refused", refused, lead.pk, press=PRESS)
    gone = reverse("invitation_removal", args=[*place, listed[0].pk])
    yield Stop("invitation-removal", gone, lead.pk)
    for name, content in (("nominations", NAMES), ("nominations-unread", "Namn\nEbba\n")):
        arrived = sent(call, content, lead)
        yield Stop(name, reverse("nominations", args=[*place, arrived.pk]), lead.pk)
    done = sent(call, NAMES.replace("Ebba", "Alva").replace("ebba", "alva"), lead)
    bring_in_names(done, Findings(done).rows, by=lead)
    yield Stop("nominations-done", reverse("nominations", args=[*place, done.pk]), lead.pk)


def sent(call: Call, content: str, lead: Person) -> NominationList:
    return receive_names(
        call,
        filename="nominerade.csv",
        content=content.encode(),
        source="Nomineringar",
        year=2026,
        by=lead,
    )


def opened(call: Call, lead: Person) -> Iterator[Stop]:
    """The link of a letter, in each of its states; and an end to what was begun."""
    asked, begun, no, sent_in = (
        named(call, name, lead) for name in ("Saga", "Love", "Tyra", "Melker")
    )
    take_up(begun)
    decline(no)
    applied = Application.objects.filter(pk=take_up(sent_in).pk)
    applied.update(state="sent", sent_at=timezone.now(), promised_on=call.answer_on)
    for name, invitation in (
        ("invitation", asked),
        ("invitation-begun", begun),
        ("invitation-declined", no),
        ("invitation-applied", sent_in),
    ):
        yield Stop(name, reverse("personal_invitation", args=[link("invitation", invitation)]))
    for name in ("unfinished", "unfinished-erased"):
        half = filled(call, lead.language)
        if name == "unfinished-erased":
            erase_begun(half)
        yield Stop(name, reverse("personal_unfinished", args=[link("unfinished", half)]))


def partners(chamber: Programme, lead: Person) -> Iterator[Stop]:
    """What a partner's contact sees, with a call and without one."""
    contacts = chamber.roles.filter(kind=Role.Kind.PARTNER_CONTACT)
    role = contacts.order_by("person__email")[0]
    here = reverse("own_invitations", args=[chamber.pk])
    call = opened_call(chamber, "mentee", lead)
    partner = chamber.partners.get(pk=role.partner_id)
    for given_name in ("Margareta", "Sten"):
        said = {"family_name": "Lindenau", "email": f"{given_name}@vidablick.example".casefold()}
        about = {"given_name": given_name, "language": lead.language}
        invite_own(partner, call, said | about, by=role.person)
    Invitation.objects.filter(given_name="Sten").update(applied_at=timezone.now())
    yield Stop("own-invitations", here, role.person_id)
    yield Stop("own-invitations-refused", here, role.person_id, press=PRESS)
    several = reverse("own_invitations_new", args=[chamber.pk])
    yield Stop("own-invitations-new", several, role.person_id)
    yield Stop("own-invitations-new-refused", several, role.person_id, press=PRESS)


def restricted(chamber: Programme, lead: Person) -> Iterator[Stop]:
    """A call for those on the list alone."""
    reason = (
        "Listan är årets nominerade. Programmet främjar jämställdhet mellan kvinnor och män, med "
        "stöd i 2 kap. 2 § 2 diskrimineringslagen. I höst kommer en omgång som är öppen för alla."
    )
    call = opened_call(chamber, "mentor", lead, is_restricted=True, restriction=reason)
    yield Stop("call-restricted", reverse("call", args=[call.pk]))
    for name in ("call_link", "call_link_sent"):
        there = reverse(name, args=[call.pk, lead.language])
        yield Stop(name.replace("_", "-"), there)
    call.is_restricted = False  # as it was when she began
    unlisted = link("application", filled(call, lead.language))
    yield Stop("apply-check-unlisted", reverse("personal_application_check", args=[unlisted]))


def opened_call(programme: Programme, role: str, lead: Person, **more: object) -> Call:
    """A call that is open for some days."""
    call = new_call(programme, role)
    today = timezone.localdate()
    call.opens_on, call.closes_on = today - timedelta(days=3), today + timedelta(days=11)
    call.answer_on = today + timedelta(days=20)
    for name, value in more.items():
        setattr(call, name, value)
    save_call(call, by=lead)
    open_call(call, by=lead)
    call.refresh_from_db()
    return call


def link(purpose: str, own: Application | Invitation) -> str:
    """A personal link, as a letter carries it."""
    return sign_link(purpose, person_id=own.pk, object_id=own.pk, version=own.access_version)
