"""Whoever was thanked stands in the database again after last night's backup was restored."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories import make_application, make_call, make_invitation
from viceversa.enrolment import jobs
from viceversa.enrolment.actions.applications import withdraw_application
from viceversa.enrolment.actions.putting_back import PutBack, put_applications_back
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.people.models import TrailEntry
from viceversa.privacy.actions import erase_person
from viceversa.vault import intake

pytestmark = pytest.mark.django_db(transaction=True)
State = Application.State
NOTHING = PutBack(0, 0, 0)


@pytest.fixture(autouse=True)
def journal(settings: Any, tmp_path: Path) -> Path:
    settings.INTAKE_JOURNAL_PATH = tmp_path / "intake.log"
    settings.MASTER_KEYS_PATH = tmp_path / "master_keys.json"
    return tmp_path / "intake.log"


@pytest.fixture
def call(cast: Cast) -> Call:
    return make_call(cast.programme)


def begun(call: Call, **fields: Any) -> Application:
    """Every question answered, and not sent."""
    return make_application(call, state="begun", sent_at=None, promised_on=None, **fields)


def sent(call: Call, **fields: Any) -> Application:
    application = begun(call, **fields)
    jobs.hand_in(application, seen_late=False)
    return application


def all_of(application: Application) -> dict[str, Any]:
    return Application.objects.filter(pk=application.pk).values().get()


def test_what_was_begun_after_the_copy_is_back(call: Call) -> None:
    application = sent(call, given_name="Åsa", knows=["Kim Prov"], wants={"A1": 3})
    before = all_of(application)
    Application.objects.all().delete()
    assert put_applications_back() == PutBack(1, 0, 0)
    assert all_of(application) == before
    assert TrailEntry.objects.latest("happened_at").verb == "put an application back"
    assert put_applications_back() == NOTHING
    assert TrailEntry.objects.filter(verb="put an application back").count() == 1


def test_what_somebody_sent_who_was_erased_does_not_come_back(cast: Cast, call: Call) -> None:
    """Nor when the copy knows neither her nor it."""
    sent(call, email=cast.bob.email, given_name="Bob")
    erase_person(cast.bob, by=None)
    Application.objects.all().delete()
    assert put_applications_back() == NOTHING
    assert not Application.objects.exists()


def test_what_the_copy_has_as_begun_is_sent_again(call: Call) -> None:
    invitation = make_invitation(call)
    application = sent(call, invitation=invitation)
    before = all_of(application)
    Application.objects.update(state=State.BEGUN, sent_at=None, promised_on=None, why="")
    Invitation.objects.update(applied_at=None)
    assert put_applications_back() == PutBack(1, 0, 0)
    assert all_of(application) == before
    invitation.refresh_from_db()
    assert invitation.applied_at == application.sent_at


def test_what_the_copy_has_stays_as_it_is(call: Call) -> None:
    application = sent(call)
    Application.objects.update(verdict="place", why="Put otherwise since.")
    before = all_of(application)
    assert put_applications_back() == NOTHING
    assert all_of(application) == before


def test_what_was_entered_by_hand_is_back_as_well(call: Call, cast: Cast) -> None:
    source = begun(call)
    answers = {name: getattr(source, name) for name in ("given_name", "family_name", "email")}
    more = {"has_time": True, "language": "sv", "wants": {"A1": 1}, "why": "So."}
    entered = jobs.enter(call, {**answers, **more}, came_at=timezone.now(), by=cast.alice)
    before = all_of(entered)
    Application.objects.all().delete()
    put_applications_back()
    assert all_of(entered) == before


def test_whoever_has_taken_it_back_stays_erased(call: Call) -> None:
    after_the_copy, in_the_copy = sent(call), sent(call)
    kept = all_of(in_the_copy)
    for application in (after_the_copy, in_the_copy):
        withdraw_application(application)
    after_the_copy.delete()
    Application.objects.filter(pk=in_the_copy.pk).update(**kept)
    assert put_applications_back() == NOTHING
    in_the_copy.refresh_from_db()
    assert (in_the_copy.state, in_the_copy.why) == (State.WITHDRAWN, "")
    assert not Application.objects.filter(pk=after_the_copy.pk).exists()


def test_a_call_or_a_person_that_the_copy_does_not_know(call: Call, cast: Cast) -> None:
    sent(call, invitation=make_invitation(call))
    Invitation.objects.all().delete()
    Application.objects.all().delete()
    assert put_applications_back().back == 1
    assert Application.objects.get().invitation is None
    call.delete()
    assert put_applications_back() == PutBack(0, 1, 0)
    assert not Application.objects.exists()


def test_whoever_cannot_be_noted_is_not_thanked(call: Call, settings: Any) -> None:
    application = begun(call)
    settings.INTAKE_JOURNAL_PATH = settings.INTAKE_JOURNAL_PATH / "no" / "such" / "place"
    with pytest.raises(OSError, match="directory"):
        jobs.hand_in(application, seen_late=False)
    application.refresh_from_db()
    assert (application.state, application.sent_at) == (State.BEGUN, None)


def test_a_second_click_is_noted_once(call: Call) -> None:
    application = sent(call)
    jobs.hand_in(application, seen_late=False)
    assert len(intake.noted()[0]) == 1


def test_what_the_journal_holds_cannot_be_read(call: Call, journal: Path) -> None:
    application = sent(call, why="kanarieansokan")
    content = journal.read_bytes()
    assert application.email.encode() not in content
    assert b"kanarie" not in content
    assert application.pk.encode() not in content
