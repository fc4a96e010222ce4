"""Doors of this room. What you may not see does not exist: the answer is 404."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from viceversa.enrolment.invited import INVITATION_WITH, invitations_of
from viceversa.enrolment.models import (
    Application,
    Call,
    Invitation,
    Participation,
)
from viceversa.enrolment.queries import (
    CALL_WITH,
    EMPLOYERS,
    applications_of,
    calls_of,
    organisations_here,
    own_applicants,
    programmes_with,
)
from viceversa.enrolment.reviewing import reviewable, set_aside
from viceversa.enrolment.sent_lists import NominationList, PeopleImport
from viceversa.enrolment.twins import open_applications, seats_here, undecided_applications
from viceversa.lib.links import claim_or_404, sign_link
from viceversa.people.models import Language, OrganisationTie, Person
from viceversa.programmes.access import (
    partners_for_contact_or_404,
    programme_for_coordinator_or_404,
    programme_for_matcher_or_404,
    programme_for_role_or_404,
)
from viceversa.programmes.models import Programme, Role

LINKS_LAST = timedelta(days=400)
PLACE_LINKS_LAST = timedelta(days=60)


def import_for_coordinator_or_404(person: Person, code: str, import_id: str) -> PeopleImport:
    """A list that was sent to a programme, for those who lead it; without the file itself."""
    programme = programme_for_coordinator_or_404(person, code)
    found = get_object_or_404(programme.imports.defer("content"), pk=import_id)
    found.programme = programme
    return found


def participation_for_coordinator_or_404(
    person: Person, code: str, participation_id: str
) -> Participation:
    """Somebody who takes part, for those who lead the programme: with everything she wishes."""
    return _participation(programme_for_coordinator_or_404(person, code), participation_id)


def participation_for_matcher_or_404(
    person: Person, code: str, participation_id: str
) -> Participation:
    """Somebody who takes part, for those who propose pairs as well. Show matchers only what
    `queries.matching_facts` gives: neither how to reach her nor whom she does not want to meet."""
    return _participation(programme_for_matcher_or_404(person, code), participation_id)


def call_for_anybody_or_404(code: str, language: str = "") -> Call:
    """A call that has been opened, for everybody; before that it is not there."""
    calls = Call.objects.select_related(*CALL_WITH)
    if language not in ("", *Language.values):
        raise Http404
    return get_object_or_404(calls, pk=code, opened_at__isnull=False)


def call_for_coordinator_or_404(person: Person, code: str, role: str) -> Call:
    """The call for mentors or for mentees, for those who lead the programme."""
    found = calls_of(programme_for_coordinator_or_404(person, code)).get(role)
    if found is None:
        raise Http404
    return found


def role_or_404(role: str) -> Participation.Role:
    """Mentor or mentee, as an address names them."""
    if role not in Participation.Role.values:
        raise Http404
    return Participation.Role(role)


def application_for_coordinator_or_404(
    person: Person, code: str, application_code: str
) -> Application:
    """An application that was sent, for those who lead the programme. What is only begun is read
    by nobody."""
    sent = applications_of(programme_for_coordinator_or_404(person, code)).exclude(
        state=Application.State.BEGUN
    )
    return get_object_or_404(
        sent.select_related("merged_into", "participation__person"), pk=application_code
    )


def tie_for_coordinator_or_404(person: Person, code: str, tie_code: str) -> OrganisationTie:
    """A tie between two organisations that have to do with the programme."""
    here = organisations_here(programme_for_coordinator_or_404(person, code))
    return get_object_or_404(OrganisationTie.objects, pk=tie_code, one__in=here, other__in=here)


def applicant_for_contact_or_404(person: Person, code: str, application_code: str) -> Application:
    """Somebody who has applied with the contact's own employer, until she is told: her name and
    role, no more is read."""
    programme, partners = partners_for_contact_or_404(person, code)
    for partner in partners:
        for found in own_applicants(programme, partner):
            if found.pk == application_code:
                return found
    raise Http404


def twins_for_coordinator_or_404(
    person: Person, code: str, codes: tuple[str, str]
) -> tuple[Application, Application]:
    """Two applications that wait for their answer, for those who lead the programme; the earlier
    first."""
    waiting = open_applications(programme_for_coordinator_or_404(person, code))
    with_call = (f"call__{name}" for name in CALL_WITH)
    found = list(waiting.filter(pk__in=codes).select_related("call", *with_call))
    if len(found) != len(codes):
        raise Http404
    return found[0], found[1]


def applicant_beside_seat_for_coordinator_or_404(
    person: Person, code: str, codes: tuple[str, str]
) -> tuple[Application, Participation]:
    """An application that waits for a decision, and somebody who takes part, for those who lead
    the programme."""
    application_code, participation_id = codes
    found = application_for_coordinator_or_404(person, code, application_code)
    programme = found.call.programme
    application = get_object_or_404(undecided_applications(programme), pk=found.pk)
    application.call = found.call
    seat = get_object_or_404(_seats_with_all(programme), pk=participation_id)
    return application, seat


def namesakes_for_coordinator_or_404(
    person: Person, code: str, codes: tuple[str, str]
) -> tuple[Participation, Participation]:
    """Two who take part, for those who lead the programme; whoever came first before the other."""
    programme = programme_for_coordinator_or_404(person, code)
    found = list(_seats_with_all(programme).filter(pk__in=codes))
    if len(found) != len(codes):
        raise Http404
    return found[0], found[1]


def programme_for_reviewer_or_404(person: Person, code: str) -> Programme:
    """The programme, for those who read its applications without knowing whose they are."""
    return programme_for_role_or_404(person, code, Role.Kind.REVIEWER, Role.Kind.COORDINATOR)


def application_for_reviewer_or_404(
    person: Person, code: str, application_code: str
) -> Application:
    """An application to be read, for a reviewer: neither her own nor that of somebody she knows.
    Show her only what `reviewing.blind` gives."""
    programme = programme_for_reviewer_or_404(person, code)
    return get_object_or_404(reviewable(programme, person), pk=application_code)


def application_set_aside_or_404(person: Person, code: str, application_code: str) -> Application:
    """An application that a reviewer has said she should not judge, until it has its answer. As
    blind as any."""
    programme = programme_for_reviewer_or_404(person, code)
    return get_object_or_404(set_aside(programme, person), pk=application_code)


def invitation_for_coordinator_or_404(
    person: Person, code: str, role: str, invitation_code: str
) -> Invitation:
    """Somebody on the list of a call, for those who lead the programme."""
    call = call_for_coordinator_or_404(person, code, role)
    found = get_object_or_404(invitations_of(call), pk=invitation_code)
    found.call = call
    return found


def nominations_for_coordinator_or_404(
    person: Person, code: str, role: str, list_code: str
) -> NominationList:
    """A list of names that was sent to a call, for those who lead the programme."""
    call = call_for_coordinator_or_404(person, code, role)
    found = get_object_or_404(call.nomination_lists, pk=list_code)
    found.call = call
    return found


def invitation_by_link_or_404(token: str) -> Invitation:
    """One's own invitation, by the link in its letter; LinkExpired when it was right once."""
    claim = claim_or_404(token, purpose="invitation", max_age=LINKS_LAST)
    own = Invitation.objects.filter(pk=claim.object_id, access_version=claim.version)
    found = get_object_or_404(own.select_related(*INVITATION_WITH, "application"))
    if claim.person_id != found.pk:
        raise Http404
    return found


def application_by_link_or_404(token: str, *, purpose: str = "application") -> Application:
    """One's own application, by the link in a letter or the address of its pages; LinkExpired when
    it was right once."""
    claim = claim_or_404(token, purpose=purpose, max_age=LINKS_LAST)
    own = Application.objects.filter(pk=claim.object_id, access_version=claim.version)
    with_call = (f"call__{name}" for name in CALL_WITH)
    found = get_object_or_404(own.select_related("call", *with_call))
    if claim.person_id != found.pk:
        raise Http404
    return found


def link_of(application: Application) -> str:
    """What lets its holder go on with this application, and do nothing else."""
    return sign_link(
        "application",
        person_id=application.pk,
        object_id=application.pk,
        version=application.access_version,
    )


def place_by_link_or_404(token: str) -> Participation:
    """One's own place, by the link in the letter that gave it; LinkExpired when it was right
    once."""
    claim = claim_or_404(token, purpose="place", max_age=PLACE_LINKS_LAST)
    seats = Participation.objects.select_related(
        "person", "programme__first_contact", "programme__second_contact"
    )
    own = seats.filter(person=claim.person_id, person__access_version=claim.version)
    return get_object_or_404(own, pk=claim.object_id)


def programme_with_or_404(person: Person, code: str) -> Programme:
    """A programme, for whoever takes part in it or has a role: to say how it may write to her."""
    return get_object_or_404(programmes_with(person), pk=code)


def _seats_with_all(programme: Programme) -> QuerySet[Participation]:
    """Those who take part, with all that pages for those who lead tell of them."""
    with_all = ("programme", *EMPLOYERS, "person__employment__manager")
    return seats_here(programme).select_related(*with_all)


def _participation(programme: Programme, participation_id: str) -> Participation:
    found = (
        programme.participations.filter(pk=participation_id)
        .select_related(
            "person__employment__organisation",
            "person__employment__unit",
            "person__employment__manager",
        )
        .first()
    )
    if found is None:
        raise Http404
    found.programme = programme
    return found
