"""All of a list or nothing of it, once, however it is disturbed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tests.cast import Cast
from tests.enrolment import lists
from tests.enrolment.lists import HEADERS, as_csv, person, state_of_the_house
from tests.enrolment.planned import cells, plan
from viceversa import jobs
from viceversa.enrolment import actions
from viceversa.enrolment.actions import lists as list_actions
from viceversa.enrolment.importing import writing
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import ImportRow, PeopleImport
from viceversa.people.models import Person, TrailEntry

State = PeopleImport.State


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(cast.alice)
    return client


@pytest.fixture
def checked(cast: Cast, alice: Client) -> PeopleImport:
    """Two new people, and a change for Bob."""
    bob = ("mentor", "Bob", "Renamed", cast.bob.email, "3")
    return lists.send(alice, cast, as_csv(HEADERS, person(1), person(2, "adept"), bob))


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """The statement of that number raises, as a full disk would make it."""
    seen: list[str] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        if len(seen) == number:
            raise DatabaseError("The disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield seen


@pytest.mark.django_db(transaction=True)
def test_an_error_at_any_statement_leaves_nothing_half_done(cast: Cast) -> None:
    rows = (
        cells(1, organisation="Ny AB", sector="care", unit="A / B", manager=cast.carol.email),
        cells(2, role="mentee", level="5"),
        cells(3, email=cast.bob.email, level="3", wants="B1"),
    )
    before = state_of_the_house()
    for number in range(1, 100):
        made = plan(cast.programme, *rows)
        with failing_at(number) as seen:
            try:
                writing.bring_in(made, claim=lambda: True)
            except DatabaseError:
                pass
            else:
                break
        assert state_of_the_house() == before, seen[-1]
    assert number > len(made.world.reads)
    assert state_of_the_house() != before
    assert plan(cast.programme, *rows).counts["unchanged"] == 3


@pytest.mark.django_db(transaction=True)
def test_a_run_that_fails_at_any_statement_can_be_begun_again(cast: Cast) -> None:
    content = as_csv(HEADERS, person(1), person(2, "adept"))
    arrived = actions.receive_list(cast.programme, filename="l.csv", content=content, by=cast.alice)
    actions.check_list(arrived.pk, actions.start_check(arrived))
    before = state_of_the_house()
    for number in range(1, 200):
        run = actions.start_application(arrived)
        with failing_at(number) as seen, suppress(DatabaseError):
            actions.apply_list(arrived.pk, run)
        if len(seen) < number:
            break
        assert state_of_the_house() == before, seen[-1]
        actions.mark_failed(arrived.pk, run)
        arrived.refresh_from_db()
        assert (arrived.state, arrived.problem["template"]) == (
            State.FAILED,
            list_actions.UNEXPECTED,
        )
        actions.check_list(arrived.pk, actions.start_check(arrived))
    arrived.refresh_from_db()
    assert arrived.state == State.APPLIED
    assert Participation.objects.filter(programme=cast.programme).count() == 4


def test_a_double_click_brings_in_once(alice: Client, checked: PeopleImport) -> None:
    page = lists.address("import_application", checked)
    assert [alice.post(page).status_code for _ in range(2)] == [302, 302]
    assert jobs.run_waiting() == 1
    assert alice.post(page).status_code == 302
    assert jobs.run_waiting() == 0
    assert TrailEntry.objects.filter(verb="brought in a list").count() == 1
    assert Person.objects.filter(email__startswith="person.").count() == 2


def test_two_workers_with_the_same_job_bring_in_once(checked: PeopleImport) -> None:
    run = actions.start_application(checked)
    actions.apply_list(checked.pk, run)
    before = state_of_the_house()
    actions.apply_list(checked.pk, run)
    assert state_of_the_house() == before
    assert TrailEntry.objects.filter(verb="brought in a list").count() == 1


def test_a_world_that_changed_since_the_dry_run(
    alice: Client, cast: Cast, checked: PeopleImport
) -> None:
    Participation.objects.filter(pk=cast.mentor.pk).update(state="withdrawn")
    before = state_of_the_house()
    again = lists.bring_in(alice, checked)
    assert state_of_the_house() == before
    assert again.state == State.CHECKED
    assert again.problem["template"] == list_actions.CHANGED_MEANWHILE
    assert again.counts == {"new": 2, "changed": 0, "unchanged": 0, "wrong": 1}
    page = alice.get(lists.address("people_import", again)).content.decode()
    assert "since the list was checked, something has changed" in page


def test_a_world_that_changes_at_the_last_moment(
    alice: Client, cast: Cast, checked: PeopleImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the plan and the transaction, in which the world is looked at once more."""
    prepare = writing.prepare

    def meanwhile(made: Any) -> Any:
        Participation.objects.filter(pk=cast.mentor.pk).update(capacity=2)
        monkeypatch.setattr(writing, "prepare", prepare)
        return prepare(made)

    monkeypatch.setattr(writing, "prepare", meanwhile)
    again = lists.bring_in(alice, checked)
    assert again.problem["template"] == list_actions.CHANGED_MEANWHILE
    assert Person.objects.filter(email__startswith="person.").count() == 0
    assert lists.bring_in(alice, again).state == State.APPLIED


def test_somebody_enrolled_at_the_last_moment(
    alice: Client, cast: Cast, checked: PeopleImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unique address stops the list even if looking once more did not."""
    monkeypatch.setattr(writing.World, "has_changed", lambda _world: False)
    prepare = writing.prepare

    def meanwhile(made: Any) -> Any:
        monkeypatch.setattr(writing, "prepare", prepare)
        Person.objects.create(given_name="A", family_name="B", email="person.1@example.com")
        return prepare(made)

    monkeypatch.setattr(writing, "prepare", meanwhile)
    again = lists.bring_in(alice, checked)
    assert (again.state, again.problem["template"]) == (
        State.CHECKED,
        list_actions.CHANGED_MEANWHILE,
    )


def test_a_stopped_run_writes_nothing_any_more(
    alice: Client, cast: Cast, checked: PeopleImport
) -> None:
    before = state_of_the_house()
    alice.post(lists.address("import_application", checked))
    alice.post(lists.address("import_stop", checked))
    jobs.run_waiting()
    checked.refresh_from_db()
    assert (checked.state, state_of_the_house()) == (State.CHECKED, before)
    assert lists.bring_in(alice, checked).state == State.APPLIED


def test_a_stopped_check_can_be_begun_again(alice: Client, cast: Cast) -> None:
    arrived = lists.upload(alice, cast, as_csv(HEADERS, person(1)))
    answers = lists.as_guessed(alice, arrived)
    alice.post(lists.address("import_columns", arrived), answers)
    stopped = PeopleImport.objects.get(pk=arrived.pk)
    alice.post(lists.address("import_stop", arrived))
    jobs.run_waiting()
    assert ImportRow.objects.count() == 0
    checked = lists.check(alice, arrived)
    assert checked.counts["new"] == 1
    actions.check_list(arrived.pk, stopped.run)  # the stopped worker wakes up
    checked.refresh_from_db()
    assert (checked.state, ImportRow.objects.count()) == (State.CHECKED, 1)


def test_an_unforeseen_error_is_told_and_the_list_kept(
    alice: Client, cast: Cast, checked: PeopleImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(list_actions, "make_plan", broken)
    with pytest.raises(RuntimeError):
        lists.bring_in(alice, checked)
    page = alice.get(lists.address("people_import", checked))
    assert page.context["list"].state == State.FAILED
    assert "nothing was brought in" in page.content.decode()
    monkeypatch.undo()
    alice.post(lists.address("import_check", checked))
    jobs.run_waiting()
    assert lists.bring_in(alice, checked).state == State.APPLIED


def test_the_wrong_rows_stay_behind_and_come_back_with_reasons(alice: Client, cast: Cast) -> None:
    wrong = ("mentor", "Given9", "Family9", "no address", "17")
    content = as_csv(HEADERS, person(1), wrong)
    checked = lists.bring_in(alice, lists.send(alice, cast, content))
    assert checked.counts == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 1}
    left_out = alice.get(lists.address("import_left_out", checked), {"as": "csv"})
    lines = left_out.content.decode("utf-8-sig").splitlines()
    assert lines[0] == ";".join([*HEADERS, "Why not"])
    assert lines[1].startswith("mentor;Given9;Family9;no address;17;")
    assert "E-mail: “no address” is not an e-mail address." in left_out.content.decode()
    corrected = left_out.content.replace(b"no address;17", b"person.9@example.com;1")
    again = lists.bring_in(alice, lists.send(alice, cast, corrected))
    assert again.counts == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 0}


def test_a_manager_who_is_left_out_is_kept_as_an_address(alice: Client, cast: Cast) -> None:
    headers = (*HEADERS, "manager")
    boss = (*person(1, "adept")[:4], "17", "")
    report = (*person(2), "person.1@example.com")
    lists.bring_in(alice, lists.send(alice, cast, as_csv(headers, boss, report)))
    employment = Person.objects.get(email="person.2@example.com").employment
    assert (employment.manager, employment.manager_address) == (None, "person.1@example.com")
