"""Who is erased is gone from everywhere; what is the others' stays."""

import pytest
from django.core import mail
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import agree, booked, client_of, make_pair
from tests.factories import (
    employ,
    enrol,
    give_role,
    make_application,
    make_call,
    make_invitation,
    make_person,
)
from tests.house.leaks import (
    addresses,
    content_of,
    database,
    found_in,
    holds,
    letters,
    sessions,
)
from viceversa.conversations.actions import add_try_out, new_note, write_note
from viceversa.conversations.models import Meeting, Note, TryOut
from viceversa.conversations.sealed import words_of
from viceversa.enrolment.actions.people import readmit
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.sent_lists import NominationList
from viceversa.jobs import run_waiting
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.pairing.queries import enrolled
from viceversa.people.erasure import NOBODY
from viceversa.people.models import Employment, Person, TrailEntry
from viceversa.privacy.actions import LeadsAloneError, erase_person
from viceversa.privacy.plan import leftovers
from viceversa.programmes.models import Enquiry, Programme, Role
from viceversa.vault import ledger
from viceversa.vault.keyring import pairs_with_keys

pytestmark = pytest.mark.django_db(transaction=True)
CANARIES = ["Kanariebob", "Kanarienamnsson", "kanariebob@example.com", "070-5557733", "Kanarieby"]
SAID = ["kanarieanteckningqz", "kanarieprovaqvz", "kanarietitelqv", "kanarieskalqv"]


@pytest.fixture
def pair(cast: Cast) -> Pair:
    """Bob and Carol meet, and Bob is by a name that is found wherever it stands."""
    Programme.objects.update(ends_on=None)
    given, family, email, phone, place = CANARIES
    Person.objects.filter(pk=cast.bob.pk).update(
        given_name=given, family_name=family, email=email, phone=phone, place=place
    )
    Employment.objects.filter(person=cast.bob).update(title=SAID[2])
    cast.bob.refresh_from_db()
    cast.mentor.refresh_from_db()
    return make_pair(cast)


def said_and_done(cast: Cast, pair: Pair) -> None:
    """Bob leaves traces wherever a mentor can."""
    agree(cast, pair)
    booked(cast, pair)
    note = new_note(pair, by=cast.bob)
    note.kind, note.is_shared = "note", True
    write_note(note, SAID[0], by=cast.bob)
    mine = new_note(pair, by=cast.carol)
    write_note(mine, "what Carol wrote", by=cast.carol)
    add_try_out(pair, SAID[1], by=cast.bob, try_by=timezone.localdate())
    call = make_call(cast.programme)
    make_application(
        call, CANARIES[0], family_name=CANARIES[1], email=cast.bob.email, why=SAID[3],
        participation=cast.mentor,
    )  # fmt: skip
    make_invitation(call, CANARIES[0], family_name=CANARIES[1], email=cast.bob.email)
    NominationList.objects.create(
        call=call,
        filename="a.csv",
        source="x",
        content=f"Name;Email\nB;{cast.bob.email}\n".encode(),
    )
    Enquiry.objects.create(programme=cast.programme, text="x", address=cast.bob.email, name="B")
    other = enrol(
        make_person("Other"), cast.programme, "mentee", not_with=[cast.bob.email, "q@e.x"]
    )
    Suggestion.objects.create(
        proposal=Proposal.objects.create(programme=cast.programme, number=9, state="draft"),
        mentor=cast.mentor, mentee=other, score=3, note=f"for {CANARIES[0]}",
    )  # fmt: skip
    TrailEntry.objects.create(
        verb="let a pair go on", about=f"pair:{pair.pk}", facts={"why": CANARIES[1], "rules": []}
    )
    employ(make_person("Boss"), cast.house, manager=cast.bob, manager_address=cast.bob.email)
    give_role(make_person("Helper"), cast.programme, "assistant", assists=cast.bob)
    client_of(cast.bob).get("/desk/")
    run_waiting()


def test_nothing_of_the_person_is_left_anywhere(cast: Cast, pair: Pair) -> None:
    said_and_done(cast, pair)
    assert {word for _, word in found_in(database(), CANARIES)} == set(CANARIES)
    mail.outbox.clear()
    erase_person(cast.bob, by=cast.alice)
    run_waiting()
    assert leftovers(cast.bob) == []
    assert found_in(database(), [*CANARIES, *SAID]) == []
    assert found_in(sessions(), [*CANARIES, cast.bob.pk]) == []
    last = [message for message in mail.outbox if CANARIES[2] in str(message.to)]
    assert [message.subject for message in last] == ["You are erased"]
    others = [message for message in mail.outbox if message not in last]
    assert {message.subject for message in others} == {"The pair has ended", "A place is open"}
    mail.outbox[:] = others
    assert found_in(letters(), CANARIES) == []


def test_what_the_partner_wrote_stays_hers(cast: Cast, pair: Pair) -> None:
    said_and_done(cast, pair)
    erase_person(cast.bob, by=cast.alice)
    note = Note.objects.get(pair=pair)
    assert (note.author_id, words_of(note)) == (cast.carol.pk, "what Carol wrote")
    assert not TryOut.objects.filter(pair=pair).exists()
    assert pairs_with_keys() == {pair.pk}


def test_a_key_that_opens_nobodys_words_goes_at_once(cast: Cast, pair: Pair) -> None:
    said_and_done(cast, pair)
    erase_person(cast.bob, by=cast.alice)
    erase_person(cast.carol, by=cast.alice)
    assert (pairs_with_keys(), ledger.erased()) == (set(), {pair.pk})
    assert ledger.erased("person") >= {cast.bob.pk, cast.carol.pk}


def test_the_other_half_is_told_that_it_has_ended_and_the_coordinator_of_a_place(
    cast: Cast, pair: Pair
) -> None:
    said_and_done(cast, pair)
    mail.outbox.clear()
    erase_person(cast.bob, by=None)
    run_waiting()
    pair.refresh_from_db()
    assert (pair.state, pair.mentor_answer) == ("ended", "")
    told = {str(message.to[0]): str(message.body) for message in mail.outbox}
    to_carol = next(body for to, body in told.items() if cast.carol.email in to)
    assert "You and your mentor are no longer a pair." in to_carol
    to_alice = next(body for to, body in told.items() if cast.alice.email in to)
    assert "Somebody takes part no more." in to_alice
    assert Meeting.objects.get().state == "cancelled"


def test_what_waited_for_her_is_withdrawn(cast: Cast, pair: Pair) -> None:
    said_and_done(cast, pair)
    Letter.objects.update(sent_at=None)
    erase_person(cast.bob, by=cast.alice)
    assert not Letter.objects.filter(recipient=cast.bob).exists()


def test_what_counts_stays_under_a_number(cast: Cast, pair: Pair) -> None:
    said_and_done(cast, pair)
    entries = TrailEntry.objects.filter(actor=cast.bob).count()
    assert entries
    erase_person(cast.bob, by=cast.alice)
    person = Person.objects.get(pk=cast.bob.pk)
    assert (person.full_name, person.email) == (NOBODY, f"{person.pk}@erased.invalid")
    assert TrailEntry.objects.filter(actor=person).count() == entries
    seat = Participation.objects.get(person=person)
    assert (seat.role, seat.state, seat.wants) == ("mentor", "withdrawn", {})
    assert Application.objects.get().forgotten_at
    assert Participation.objects.get(person__given_name="Other").not_with == ["q@e.x"]


def test_whoever_leads_alone_must_let_another_lead_first(cast: Cast) -> None:
    Programme.objects.update(ends_on=None)
    with pytest.raises(LeadsAloneError, match="Nobody else leads"):
        erase_person(cast.alice, by=None)
    assert Person.objects.get(pk=cast.alice.pk).erased_at is None
    assert ledger.erased("person") == set()
    give_role(cast.dora, cast.programme, "coordinator")
    erase_person(cast.alice, by=None)
    programme = Programme.objects.get(pk=cast.programme.pk)
    assert programme.first_contact == cast.dora
    assert not Role.objects.filter(person=cast.alice).exists()


def test_every_page_of_those_who_stay_still_opens(cast: Cast, pair: Pair) -> None:
    said_and_done(cast, pair)
    Proposal.objects.filter(state="draft").update(state="replaced")
    erase_person(cast.bob, by=cast.alice)
    codes: dict[str, list[object]] = {
        "pairs/code": [pair.pk],
        "programmes/code": [cast.programme.pk],
        "int": [1],
        "str": [cast.mentor.pk],
    }
    clients = [client_of(cast.alice), client_of(cast.carol)]
    opened = 0
    for client in clients:
        client.raise_request_exception = False
        for path in addresses(codes):
            answer = client.get(path)
            assert answer.status_code != 500, path
            opened += answer.status_code == 200
            assert not any(holds(content_of(answer), word) for word in CANARIES), path
    assert opened > 60
    assert NOBODY in clients[1].get(f"/pairs/{pair.pk}/").content.decode()


def test_nobody_lets_an_erased_person_back_in(cast: Cast, pair: Pair) -> None:
    erase_person(cast.bob, by=cast.alice)
    readmit(cast.mentor, by=cast.alice)
    seat = Participation.objects.get(pk=cast.mentor.pk)
    assert seat.state == "withdrawn"
    Participation.objects.filter(pk=seat.pk).update(state="enrolled")
    assert not enrolled(cast.programme).filter(pk=seat.pk).exists()


def test_a_pair_that_waits_for_answers_is_not_formed(cast: Cast) -> None:
    Programme.objects.update(ends_on=None)
    pair = make_pair(cast, state="proposed", active_since=None)
    erase_person(cast.carol, by=None)
    run_waiting()
    pair.refresh_from_db()
    assert pair.state == "declined"
    subjects = [(m.to[0], m.subject) for m in mail.outbox if cast.bob.email in m.to[0]]
    assert [subject for _, subject in subjects] == ["This pair will not be formed"]
