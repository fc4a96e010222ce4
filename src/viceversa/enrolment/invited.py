"""What is read of invitations, and by whom.

Three sights of the same rows, of which none tells who said no: whoever leads the programme sees
who has applied, from wherever; a partner's contact sees what came of her own invitations, and of
nothing else; whoever is invited sees her own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from viceversa.enrolment.calls import Stage, stage_of, takes_applications
from viceversa.enrolment.models import (
    Application,
    Call,
    Invitation,
    Participation,
)
from viceversa.enrolment.queries import CALL_WITH
from viceversa.enrolment.sent_lists import NominationList
from viceversa.notices.models import Letter
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme, Role

APPLIED = (Application.State.SENT, Application.State.MERGED)
INVITATION_WITH = (*(f"call__{name}" for name in CALL_WITH), "partner__organisation")


@dataclass(frozen=True)
class Tally:
    """How many were invited, and how many of these have applied."""

    invited: int
    applied: int

    @property
    def open(self) -> int:
        """Who has not answered and who said no are one number, here and everywhere."""
        return self.invited - self.applied


def invitations_of(call: Call) -> QuerySet[Invitation]:
    """Everybody who is on the list of a call, once, for those who lead: `applied` says whether an
    application came from that address or by that invitation."""
    everybody = call.invitations.filter(is_first=True)
    applied = Case(When(_has_applied(), then=Value(True)), default=Value(False))
    return everybody.annotate(applied=applied).select_related("partner__organisation", "invited_by")


def tally(call: Call) -> Tally:
    """The two numbers of a call."""
    everybody = call.invitations.filter(is_first=True).order_by()
    return Tally(everybody.count(), everybody.filter(_has_applied()).count())


def invitations_by(partners: Iterable[Partner]) -> QuerySet[Invitation]:
    """The invitations that contacts of these partners have sent, the latest first. Of whoever was
    named by others before, no more is told than that she was invited."""
    found = Invitation.objects.filter(partner__in=list(partners))
    return found.select_related("call", "partner__organisation").order_by("-invited_at", "pk")


def addresses_on_list(call: Call) -> set[str]:
    """Every address that was invited to apply."""
    return set(call.invitations.filter(is_first=True).values_list("email", flat=True))


def is_on_list(call: Call, address: str) -> bool:
    """Whether whoever has that address was invited to apply."""
    return call.invitations.filter(is_first=True, email=address).exists()


def to_be_written_to(call: Call) -> QuerySet[Invitation]:
    """Those of whom nothing has been heard: neither who has applied already, nor who takes part."""
    here = Participation.objects.filter(
        programme=call.programme_id, person__email=OuterRef("email")
    )
    everybody = call.invitations.filter(is_first=True)
    return everybody.exclude(_has_applied()).exclude(Exists(here))


def is_waited_for(invitation: Invitation) -> bool:
    """Whether she may be reminded: she has neither begun nor said no, and it is not too late."""
    if invitation.has_declined or stage_of(invitation.call, timezone.now()) != Stage.OPEN:
        return False
    unheard = to_be_written_to(invitation.call).filter(pk=invitation.pk, application=None)
    return unheard.exists()


def calls_under_way() -> list[Call]:
    """The calls that were opened and not closed, of every programme."""
    found = Call.objects.filter(opened_at__isnull=False, closed_at=None)
    return list(found.select_related(*CALL_WITH))


def calls_for_partners(programme: Programme, *, now: datetime) -> list[Call]:
    """The calls that partners may invite to now. Whom a restricted one is for, the organiser says
    alone."""
    found = programme.calls.filter(is_restricted=False).select_related(*CALL_WITH)
    return [call for call in found if takes_applications(call, now)]


def contacts_with_seats(call: Call) -> list[tuple[Person, list[Partner]]]:
    """Each contact of a partner that may fill seats of the call's role, with these partners."""
    roles = Role.objects.filter(
        programme=call.programme_id, kind=Role.Kind.PARTNER_CONTACT
    ).select_related("person", "partner__organisation")
    found: dict[Person, list[Partner]] = {}
    for role in roles.order_by("partner__organisation__name", "pk"):
        if role.partner and role.partner.seats_for(call.role) != 0:
            found.setdefault(role.person, []).append(role.partner)
    return list(found.items())


def contacts_told(call: Call) -> set[str]:
    """The contacts who have been written to about the seats of this call."""
    told = Letter.objects.filter(event=seats_event(call))
    return set(told.values_list("recipient_id", flat=True))


def seats_event(call: Call) -> str:
    """By which the outbox knows that a contact has been told that a call is open."""
    return f"seats-open:{call.pk}"


def lists_of(call: Call) -> QuerySet[NominationList]:
    """The lists that came, without the files."""
    return call.nomination_lists.defer("content").select_related("uploaded_by")


def _has_applied() -> Q:
    """By her invitation, or from its address in any other way."""
    sent = Application.objects.filter(
        call=OuterRef("call"), email=OuterRef("email"), state__in=APPLIED
    )
    return Q(applied_at__isnull=False) | Q(Exists(sent))
