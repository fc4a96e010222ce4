"""Conditions of doors that the crawl of all addresses cannot tell from others, each by itself."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from tests.cast import Cast
from tests.factories import (
    enrol,
    give_role,
    make_application,
    make_call,
    make_invitation,
    make_organisation,
    make_partner,
    make_person,
)
from tests.house.surveys import make_surveys
from viceversa.conversations.access import (
    booked_meeting_for_member_or_404,
    booked_meeting_on_errand_or_404,
    errand_by_link_or_404,
    errand_for_assistant_or_404,
    meeting_on_errand_or_404,
    person_of_feed_or_404,
)
from viceversa.conversations.actions.feeds import make_feed
from viceversa.conversations.models import GroundRulesAcceptance, Meeting
from viceversa.enrolment.access import (
    application_by_link_or_404,
    call_for_anybody_or_404,
    invitation_by_link_or_404,
    programme_with_or_404,
    tie_for_coordinator_or_404,
)
from viceversa.impact.access import asked_by_link_or_404
from viceversa.impact.models import Survey
from viceversa.lib.links import sign_link
from viceversa.pairing.access import (
    LinkRefused,
    draft_or_404,
    invitation,
    seat_or_404,
    sight_or_404,
)
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Organisation, OrganisationTie, Person
from viceversa.programmes.access import (
    assistant_role_of_programme_or_404,
    assisted_by_or_404,
    has_role,
    partners_for_contact_or_404,
)
from viceversa.programmes.models import Role

pytestmark = pytest.mark.django_db


def refuses(door: Callable[[], object]) -> bool:
    try:
        door()
    except Http404:
        return True
    return False


def make_pair(cast: Cast, **fields: object) -> Pair:
    proposal, _ = Proposal.objects.get_or_create(
        programme=cast.programme, number=1, state="published"
    )
    known = {
        "programme": cast.programme,
        "mentor": cast.mentor,
        "mentee": cast.mentee,
        "number": Pair.objects.count() + 1,
        "score": 60,
    }
    return Pair.objects.create(proposal=proposal, **{**known, **fields})


def test_an_assistant_books_for_nobody_but_hers(cast: Cast) -> None:
    give_role(make_person("Hedda"), cast.programme, "assistant", assists=cast.bob)
    give_role(cast.gun, cast.other_programme, "assistant", assists=cast.bob)
    assert assisted_by_or_404(cast.gun, cast.programme.pk)[1] == [cast.carol]


@pytest.mark.parametrize(
    ("state", "has_time", "opens"),
    [
        ("proposed", False, [True, False]),
        ("booked", True, [True, True]),
        ("held", True, [False, False]),
    ],
)
def test_an_assistant_moves_what_is_booked_and_nothing_else(
    cast: Cast, state: str, has_time: bool, opens: list[bool]
) -> None:
    starts_at = timezone.now() if has_time else None
    pair = make_pair(cast, state="active")
    met = Meeting.objects.create(pair=pair, number=1, state=state, starts_at=starts_at)
    errand = errand_for_assistant_or_404(cast.gun, cast.programme.pk)
    doors = (meeting_on_errand_or_404, booked_meeting_on_errand_or_404)
    assert [not refuses(partial(door, errand, met.pk)) for door in doors] == opens


def test_a_role_is_a_persons_and_of_its_kind(cast: Cast) -> None:
    people, kind = (cast.alice, cast.erik, cast.zed), Role.Kind.COORDINATOR
    assert [has_role(person, cast.programme, kind) for person in people] == [True, False, False]


def test_reminders_are_set_by_whoever_belongs_to_the_programme(cast: Cast) -> None:
    assert programme_with_or_404(cast.carol, cast.programme.pk) == cast.programme
    assert refuses(lambda: programme_with_or_404(cast.zed, cast.programme.pk))


def test_a_contact_sees_no_other_partner(cast: Cast) -> None:
    make_partner(cast.programme, make_organisation("Tallmo Test AB Syd"))
    assert partners_for_contact_or_404(cast.erik, cast.programme.pk)[1] == [cast.partner]


def test_a_link_to_times_needs_the_role_of_an_assistant(cast: Cast) -> None:
    def opens(person: Person, kind: str) -> bool:
        role = cast.programme.roles.get(kind=kind)
        token = sign_link("times", person_id=person.pk, object_id=role.pk, version=1)
        return not refuses(lambda: errand_by_link_or_404(token))

    assert opens(cast.gun, "assistant")
    assert not opens(cast.alice, "coordinator")


def test_a_calendar_address_ends_with_the_right_to_sign_in(cast: Cast) -> None:
    token = make_feed(cast.carol)
    assert person_of_feed_or_404(token) == cast.carol
    Person.objects.filter(pk=cast.carol.pk).update(is_active=False)
    assert refuses(lambda: person_of_feed_or_404(token))


def test_a_meeting_without_a_time_is_neither_moved_nor_put_into_a_calendar(cast: Cast) -> None:
    pair = make_pair(cast, state="active")
    for person in (cast.bob, cast.carol):
        GroundRulesAcceptance.objects.create(pair=pair, person=person, edition=1)
    Meeting.objects.create(pair=pair, number=1, state="proposed")
    assert refuses(lambda: booked_meeting_for_member_or_404(cast.carol, pair.pk, 1))


def test_a_link_to_an_answer_opens_its_own_pair(cast: Cast) -> None:
    make_pair(cast, mentee=enrol(make_person("Disa"), cast.programme, "mentee"))
    make_pair(cast, mentee=enrol(make_person("Egil"), cast.programme, "mentee"))
    for pair in Pair.objects.all():
        token = sign_link("answer", person_id=cast.bob.pk, object_id=pair.pk, version=1)
        assert invitation(token).pair == pair


def test_an_old_link_to_an_answer_names_its_own_programme(cast: Cast) -> None:
    here = make_pair(cast)
    there = make_pair(cast, programme=cast.other_programme)
    with time_machine.travel(timezone.now() - timedelta(days=61)):
        links = {
            pair: sign_link("answer", person_id=cast.bob.pk, object_id=pair.pk, version=1)
            for pair in (here, there)
        }
    for pair, token in links.items():
        with pytest.raises(LinkRefused) as refused:
            invitation(token)
        assert (refused.value.why, refused.value.programme) == ("expired", pair.programme)


@pytest.mark.parametrize(("state", "opens"), [("draft", True), ("solving", False), ("", False)])
def test_nothing_is_moved_but_on_a_draft(cast: Cast, state: str, opens: bool) -> None:
    if state:
        Proposal.objects.create(programme=cast.programme, number=1, state=state)
    sight = sight_or_404(cast.alice, cast.programme.pk)
    assert refuses(lambda: draft_or_404(sight)) != opens


def test_only_an_assistant_has_the_link_of_one(cast: Cast) -> None:
    books, leads = (cast.programme.roles.get(kind=kind) for kind in ("assistant", "coordinator"))
    assert assistant_role_of_programme_or_404(cast.programme, books.pk) == books
    assert refuses(lambda: assistant_role_of_programme_or_404(cast.programme, leads.pk))


def test_a_seat_is_found_by_its_role_only(cast: Cast) -> None:
    sight = sight_or_404(cast.alice, cast.programme.pk)
    assert seat_or_404(sight, cast.mentor.pk, "mentor") == cast.mentor
    assert refuses(lambda: seat_or_404(sight, cast.mentor.pk, "mentee"))


def test_a_call_is_not_there_before_it_opens(cast: Cast) -> None:
    call = make_call(cast.programme, opened_at=None)
    assert refuses(lambda: call_for_anybody_or_404(call.pk))


def test_a_link_to_an_application_is_its_owners(cast: Cast) -> None:
    call = make_call(cast.programme)
    own, other = make_application(call), make_application(call)
    token = sign_link("application", person_id=other.pk, object_id=own.pk, version=1)
    assert refuses(lambda: application_by_link_or_404(token))


def test_a_link_to_an_invitation_is_its_owners(cast: Cast) -> None:
    call = make_call(cast.programme)
    own, other = make_invitation(call), make_invitation(call, "Lo")
    token = sign_link("invitation", person_id=other.pk, object_id=own.pk, version=1)
    assert refuses(lambda: invitation_by_link_or_404(token))


def test_a_tie_to_somebody_outside_is_not_the_programmes(cast: Cast) -> None:
    outside, code = make_organisation("Björkvik Norr AB"), cast.programme.pk

    def tie(one: Organisation, other: Organisation) -> str:
        return OrganisationTie.objects.create(one=one, other=other, kind="competitor").pk

    for found in (tie(cast.house, outside), tie(outside, cast.house)):
        assert refuses(lambda found=found: tie_for_coordinator_or_404(cast.alice, code, found))  # type: ignore[misc]


def test_a_link_to_a_survey_opens_one_that_has_begun_and_no_longer_than_others(cast: Cast) -> None:
    made = make_surveys(cast)

    def asked(survey: Survey, *, version: int) -> Callable[[], object]:
        ids = {"person_id": cast.carol.pk, "object_id": survey.pk}
        token = sign_link("survey", **ids, version=version)
        return lambda: asked_by_link_or_404(token)

    now = cast.carol.access_version
    assert not refuses(asked(made.closed, version=now))
    assert refuses(asked(made.closed, version=now + 1))
    assert refuses(asked(made.planned, version=now))
