"""People are invited by name: put on the list, take it up, say no thank you, are taken off.

Of a no nothing is written down but the one mark that stops the letters: no entry in the trail, no
moment, no count. Where one person alone is invited, each of these would tell.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from viceversa.enrolment.actions.applications import ClosedError
from viceversa.enrolment.calls import takes_applications
from viceversa.enrolment.importing.nominees import Nominee, Outcome
from viceversa.enrolment.invited import APPLIED, to_be_written_to
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.enrolment.sent_lists import NominationList
from viceversa.lib.text import plain_name
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Partner

State = Application.State
MOST_A_DAY = 100  # of one partner: many more than it has seats, and soon an end to a flood
DAY = timedelta(days=1)
FILLED_IN = ("given_name", "family_name", "email", "language", "organisation")
GAPS = {"source": "", "year": None, "organisation": ""}
WITH_GAPS = Q(source="") | Q(year=None) | Q(organisation="")


class TooManyError(Exception):
    """A partner has invited as many as it may in a day."""


@transaction.atomic
def invite(call: Call, answers: Mapping[str, Any], *, by: Person) -> bool:
    """Puts somebody on the list. Says whether she is new there; whoever is there already stays
    as she is, but for what was not known."""
    new = Invitation(call=call, invited_by=by, **answers)
    if _insert(new):
        record("invited somebody", new, by=by)
        return True
    _fill_gaps(call, new)
    return False


@transaction.atomic
def invite_own(partner: Partner, call: Call, answers: Mapping[str, Any], *, by: Person) -> None:
    """A partner's contact invites somebody. Nothing tells her whether others have done so before;
    then there is no second letter. Raises ClosedError and TooManyError."""
    now = timezone.now()
    if call.is_restricted or not takes_applications(call, now):
        raise ClosedError
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    if Invitation.objects.filter(partner=partner, invited_at__gt=now - DAY).count() >= MOST_A_DAY:
        raise TooManyError
    told = {**answers, "organisation": partner.organisation.name}
    for is_first in (True, False):
        new = Invitation(call=call, partner=partner, invited_by=by, is_first=is_first, **told)
        if _insert(new):
            record("invited somebody", new, by=by)
            return


@transaction.atomic
def receive_names(
    call: Call, *, filename: str, content: bytes, source: str, year: int | None, by: Person
) -> NominationList:
    """Keeps the file, whatever is in it."""
    arrived = NominationList.objects.create(
        call=call,
        filename=plain_name(filename)[-200:],
        content=content,
        source=source,
        year=year,
        uploaded_by=by,
    )
    record("received a list of names", arrived, by=by)
    return arrived


@transaction.atomic
def bring_in_names(arrived: NominationList, found: Iterable[Nominee], *, by: Person) -> int:
    """Puts the sound rows of a list on the list of the call. Says how many are new there; a
    second time there are none."""
    call = arrived.call
    sound = [each for each in found if each.outcome != Outcome.WRONG]
    rows = [Invitation(call=call, invited_by=by, **_told(each, arrived)) for each in sound]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    added = call.invitations.filter(pk__in=[row.pk for row in rows]).count()
    with_gaps = set(call.invitations.filter(WITH_GAPS).values_list("email", flat=True))
    for row in rows:
        if row.email in with_gaps:
            _fill_gaps(call, row)
    NominationList.objects.filter(pk=arrived.pk).update(added_at=timezone.now())
    record("invited a list of people", arrived, by=by, added=added)
    return added


@transaction.atomic
def throw_names_away(arrived: NominationList, *, by: Person) -> None:
    """The file is gone; whoever was invited by it stays invited."""
    record("threw a list of names away", arrived, by=by)
    arrived.delete()


@transaction.atomic
def take_off(invitation: Invitation, *, by: Person) -> None:
    """Off the list, whoever else has named her; her link leads nowhere from now on."""
    call = invitation.call
    call.invitations.filter(email=invitation.email).delete()
    record("took somebody off the list", call, by=by)


@transaction.atomic
def take_up(invitation: Invitation) -> Application:
    """The application of whoever was invited: begun now, or the one that she has begun. However
    often it is pressed there is one. Raises ClosedError."""
    known = Application.objects.filter(invitation=invitation).first()
    if known:
        return known
    if not takes_applications(invitation.call, timezone.now()):
        raise ClosedError
    filled_in = {name: getattr(invitation, name) for name in FILLED_IN}
    begun, _ = Application.objects.get_or_create(
        invitation=invitation, defaults={"call": invitation.call, **filled_in}
    )
    Invitation.objects.filter(pk=invitation.pk).update(has_declined=False)
    return begun


@transaction.atomic
def decline(invitation: Invitation) -> None:
    """No thank you. What she had begun is erased, and no letter follows."""
    Application.objects.filter(invitation=invitation, state=State.BEGUN).delete()
    mine = Invitation.objects.filter(pk=invitation.pk)
    mine.exclude(application__state__in=APPLIED).update(has_declined=True)


def claim_first_letters(call: Call, *, now: datetime) -> list[str]:
    """The codes of those to whom a letter is due for the first time, each given once. Whoever has
    applied by then, or takes part, is passed over for good."""
    due = set(to_be_written_to(call).values_list("pk", flat=True))
    waiting = call.invitations.filter(is_first=True, written_at=None)
    claimed = [
        code for code in waiting.values_list("pk", flat=True) if _claim(code, "written_at", now)
    ]
    return [code for code in claimed if code in due]


def claim_link(call: Call, address: str, *, now: datetime) -> str:
    """The code of the invitation whose link is to be mailed once more, "" if there is none or it
    was asked for today. As much is done in either case, so that no clock tells which it was."""
    mine = call.invitations.filter(is_first=True, email=address)
    not_today = Q(asked_at=None) | Q(asked_at__lte=now - DAY)
    claimed = mine.filter(not_today).update(asked_at=now)
    code = mine.values_list("pk", flat=True).first()
    return code if code and claimed else ""


def _claim(code: str, moment: str, now: datetime) -> bool:
    mine = Invitation.objects.filter(pk=code, **{moment: None})
    return bool(mine.update(**{moment: now}))


def _insert(new: Invitation) -> bool:
    """False where the address has its invitation already."""
    Invitation.objects.bulk_create([new], ignore_conflicts=True)
    return Invitation.objects.filter(pk=new.pk).exists()


def _fill_gaps(call: Call, told: Invitation) -> None:
    """Year and source are kept of whoever was invited before without them."""
    known = call.invitations.filter(is_first=True, email=told.email)
    for name, gap in GAPS.items():
        if getattr(told, name) != gap:
            known.filter(**{name: gap}).update(**{name: getattr(told, name)})


def _told(each: Nominee, arrived: NominationList) -> dict[str, Any]:
    said = each.said
    return {
        "given_name": said["given_name"],
        "family_name": said["family_name"],
        "email": said["email"],
        "organisation": said.get("organisation", ""),
        "source": said.get("source", arrived.source),
        "year": each.year or arrived.year,
        "language": arrived.call.programme.language,
    }
