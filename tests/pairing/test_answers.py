"""The two answers: on a phone, without a password, changed by a POST only, and never told on."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import give_role, make_person
from tests.pairing.boards import Drafted, again
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.pairing import actions, queries
from viceversa.pairing.errors import AnswerClosed
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry

VOICE = "Mentor: leder samtalen"
Answer, State = Pair.Answer, Pair.State


@pytest.fixture
def pair(draft: Drafted) -> Pair:
    draft.publish()
    Letter.objects.all().delete()
    return queries.pairs_of(draft.round.programme)[0]


def link(pair: Pair, person: Person) -> str:
    token = sign_link(
        "answer", person_id=person.pk, object_id=pair.pk, version=person.access_version
    )
    return reverse("personal_answer", args=(token,))


def state(pair: Pair) -> tuple[str, str, str]:
    fresh = Pair.objects.get(pk=pair.pk)
    return fresh.state, fresh.mentor_answer, fresh.mentee_answer


def letters() -> list[tuple[str, str]]:
    rows = Letter.objects.order_by("name", "recipient__given_name")
    return list(rows.values_list("name", "recipient__given_name"))


def test_looking_changes_nothing(pair: Pair, client: Client) -> None:
    address = link(pair, pair.mentee.person)
    for ask in (client.get, client.head):
        assert ask(address + "?answer=yes").status_code == 200
    assert state(pair) == (State.PROPOSED, "", "")


def test_both_say_yes_and_are_a_pair(pair: Pair, client: Client) -> None:
    mentor, mentee = queries.members(pair)
    first = client.post(link(pair, mentee), {"answer": "yes"}, follow=True)
    assert "Du har sagt ja." in first.content.decode()
    assert (state(pair), letters()) == ((State.PROPOSED, "", "yes"), [])
    client.post(link(pair, mentor), {"answer": "yes"})
    assert state(pair) == (State.ACTIVE, "yes", "yes")
    assert sorted(letters()) == sorted(
        [("pairing/pair_formed", mentor.given_name), ("pairing/pair_formed", mentee.given_name)]
    )
    assert Pair.objects.get(pk=pair.pk).active_since is not None


@pytest.mark.requirement("004-10")
def test_a_no_ends_it_and_tells_neither_who_nor_why(pair: Pair, client: Client) -> None:
    """The blame-free exit."""
    mentor, mentee = queries.members(pair)
    client.post(link(pair, mentor), {"answer": "yes"})
    answer = client.post(link(pair, mentee), {"answer": "no"}, follow=True)
    assert "Tack för att du sa det" in answer.content.decode()
    assert state(pair)[0] == State.DECLINED
    assert letters() == [
        ("pairing/answer_declined", "Alice"),
        ("pairing/pair_not_formed", mentor.given_name),
    ]
    told = "".join(Letter.objects.values_list("text", flat=True))
    assert mentee.given_name not in Letter.objects.get(recipient=mentor).text
    assert "said no" not in told
    entry = TrailEntry.objects.get(about=f"pair:{pair.pk}", verb="was not formed")
    assert (entry.actor, entry.facts) == (None, {})
    assert not TrailEntry.objects.filter(actor=mentee).exists()


def test_asking_first_calls_the_coordinator_once(pair: Pair, client: Client) -> None:
    mentee = pair.mentee.person
    Person.objects.filter(pk=mentee.pk).update(phone="070-174 06 33")
    for _ in range(2):
        client.post(link(pair, mentee), {"answer": "ask"})
    assert state(pair) == (State.PROPOSED, "", "ask")
    [letter] = Letter.objects.all()
    assert letter.subject == f"Pair {pair.number}: a talk is wanted before the answer"
    assert mentee.full_name in letter.text
    assert "070-174 06 33" in letter.text


def test_an_answer_can_be_changed_until_both_have_answered(pair: Pair) -> None:
    mentor, mentee = queries.members(pair)
    for answer in ("ask", "yes", "ask", "yes"):
        actions.answer_pair(pair, by=mentee, answer=answer)
        assert state(pair) == (State.PROPOSED, "", answer)
    actions.answer_pair(pair, by=mentor, answer="yes")
    for person in (mentor, mentee):
        with pytest.raises(AnswerClosed):
            actions.answer_pair(pair, by=person, answer="no")
    assert state(pair) == (State.ACTIVE, "yes", "yes")


@pytest.mark.parametrize("answer", ["yes", "ask"])
def test_an_answer_that_is_sent_twice_was_given_once(pair: Pair, answer: str) -> None:
    for _ in range(2):
        actions.answer_pair(pair, by=pair.mentee.person, answer=answer)
    assert state(pair) == (State.PROPOSED, "", answer)
    assert TrailEntry.objects.filter(about=f"pair:{pair.pk}").count() == 1


def test_a_closed_pair_says_what_became_of_it(pair: Pair, client: Client) -> None:
    mentor, mentee = queries.members(pair)
    actions.answer_pair(pair, by=mentor, answer="no")
    answer = client.post(link(pair, mentee), {"answer": "yes"}, follow=True)
    assert "Det här paret blir inte av" in answer.content.decode()
    assert state(pair) == (State.DECLINED, "no", "")


@pytest.mark.parametrize("answer", ["", "maybe", "none"])
def test_nothing_else_is_an_answer(pair: Pair, client: Client, answer: str) -> None:
    assert client.post(link(pair, pair.mentee.person), {"answer": answer}).status_code == 200
    assert state(pair) == (State.PROPOSED, "", "")


def test_the_page_is_in_the_language_of_the_letter(pair: Pair, client: Client) -> None:
    mentee = pair.mentee.person
    for language, words in (("sv", "Ja, gärna"), ("en", "Yes, gladly")):
        Person.objects.filter(pk=mentee.pk).update(language=language)
        page = client.get(link(pair, mentee), headers={"Accept-Language": "de"})
        assert words in page.content.decode()
        assert f'<html lang="{language}">' in page.content.decode()


def test_letter_and_page_name_the_same_last_day(draft: Drafted, client: Client) -> None:
    with time_machine.travel(datetime(2026, 10, 5, 9, tzinfo=UTC)):
        draft.publish()
        pair = queries.pairs_of(draft.round.programme)[0]
        address, said = link(pair, pair.mentee.person), "Svara gärna senast måndag 12 oktober."
        assert said in client.get(address).content.decode()
        assert said in Letter.objects.filter(recipient=pair.mentee.person)[0].text
    with time_machine.travel(datetime(2026, 10, 13, 9, tzinfo=UTC)):
        assert "Svara gärna" not in client.get(address).content.decode()


@pytest.mark.requirement("000-17")
def test_the_card_shows_no_more_than_it_may(pair: Pair, client: Client) -> None:
    """First name, curiosity, topics; no age, no years, no org chart."""
    mentor, mentee = queries.members(pair)
    page = client.get(link(pair, mentee)).content.decode()
    for hidden in (mentor.family_name, mentor.email, mentor.employment.title, mentor.place):
        assert hidden not in page
    organisation = mentor.employment.organisation.name
    assert card_in(page)[:3] == [VOICE, mentor.given_name, organisation]
    pair.programme.scope = "internal"
    pair.programme.save()
    answer = client.get(link(pair, mentee))
    card = answer.context["card"]
    wants, offers = ([topic.name for topic in topics] for topics in (card.wants, card.offers))
    assert wants
    assert offers
    assert card_in(answer.content.decode()) == [
        *(VOICE, mentor.given_name),
        *("Är nyfiken på", *wants),
        *("Kan dela med sig av", *offers),
    ]


def card_in(page: str) -> list[str]:
    """All that the card says, part by part."""
    card = BeautifulSoup(page, "html.parser").select_one(".partner")
    assert card
    return list(card.stripped_strings)


class TestLinks:
    def test_a_broken_link_is_answered_kindly(self, pair: Pair, client: Client) -> None:
        whole = link(pair, pair.mentee.person)
        for broken in (whole[:-5] + "/", whole.replace("/answer/", "/answer/x")):
            page = client.get(broken)
            assert (page.status_code, page.context["why"]) == (404, "broken")

    def test_another_pairs_link_opens_nothing(self, draft: Drafted, client: Client) -> None:
        one, other = draft.publish()[:2]
        page = client.get(link(one, other.mentee.person))
        assert (page.status_code, page.context["why"]) == (404, "broken")

    def test_an_old_link_names_the_contact(
        self, pair: Pair, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = link(pair, pair.mentee.person)
        later = timezone.now() + timedelta(days=61)
        monkeypatch.setattr("viceversa.lib.links.timezone.now", lambda: later)
        page = client.post(address, {"answer": "yes"})
        assert (page.status_code, page.context["why"]) == (410, "expired")
        assert pair.programme.first_contact is not None
        assert pair.programme.first_contact.full_name in page.content.decode()
        assert state(pair) == (State.PROPOSED, "", "")

    def test_a_link_taken_back_opens_nothing(self, pair: Pair, client: Client) -> None:
        person = pair.mentee.person
        address = link(pair, person)
        Person.objects.filter(pk=person.pk).update(access_version=person.access_version + 1)
        page = client.post(address, {"answer": "yes"})
        assert (page.status_code, page.context["why"]) == (410, "revoked")
        assert state(pair) == (State.PROPOSED, "", "")


def test_signed_in_it_is_the_same_page(pair: Pair, client: Client) -> None:
    client.force_login(pair.mentor.person)
    address = reverse("pair_answer", args=(pair.pk,))
    assert client.get(address).status_code == 200
    client.post(address, {"answer": "yes"})
    assert state(pair) == (State.PROPOSED, "yes", "")


class TestAfterwards:
    def test_the_coordinator_sees_that_it_was_not_formed_and_not_by_whom(
        self, pair: Pair, draft: Drafted, client: Client
    ) -> None:
        client.force_login(draft.alice)
        pages = []
        for decliner in queries.members(pair):
            actions.answer_pair(pair, by=decliner, answer="no")
            pages.append(client.get(reverse("programme_pairs", args=(draft.code,))))
            Pair.objects.filter(pk=pair.pk).update(
                state=State.PROPOSED, mentor_answer="", mentee_answer="", ended_at=None
            )
        rows = [
            [(r.mentor_answer, r.mentee_answer) for r in page.context["rows"]] for page in pages
        ]
        assert rows[0] == rows[1]
        assert "not formed" in pages[0].content.decode()
        assert {frozenset(_told(page)) for page in pages} == {frozenset(_told(pages[0]))}

    @pytest.mark.requirement("001-04")
    def test_the_next_best_is_one_click_away(
        self, pair: Pair, draft: Drafted, client: Client
    ) -> None:
        free = draft.free_mentee
        mentor = pair.mentor
        free.person.employment.organisation = draft.round.organisations[0]
        free.person.employment.save()
        mentor.person.employment.organisation = draft.round.organisations[1]
        mentor.person.employment.save()
        actions.answer_pair(pair, by=pair.mentee.person, answer="no")
        client.force_login(draft.alice)
        page = client.get(reverse("second_best", args=(draft.code, mentor.pk)))
        best = page.context["found"].candidates[0]
        assert (best.seat, best.is_free) == (free, True)
        assert pair.mentee not in [one.seat for one in page.context["found"].candidates]
        taken = next(one for one in page.context["found"].candidates if not one.is_free)
        details = reverse("participation_details", args=(draft.code, taken.seat.pk))
        assert details in page.content.decode()
        lock = {"mentor": mentor.pk, "mentee": free.pk}
        client.post(reverse("solution", args=(draft.code,)), lock)
        proposal = queries.open_proposal(draft.round.programme)
        assert proposal is not None
        actions.solve_proposal(proposal.pk)
        [held] = proposal.suggestions.filter(is_locked=True)
        assert (held.mentor, held.mentee, held.score) == (mentor, free, best.score)

    def test_a_declined_pair_is_not_proposed_again(self, pair: Pair, draft: Drafted) -> None:
        actions.answer_pair(pair, by=pair.mentor.person, answer="no")
        names = (pair.mentor.person.given_name, pair.mentee.person.given_name)
        assert names not in again(draft).pairs


def test_those_who_owe_an_answer_are_reminded_twice(pair: Pair) -> None:
    mentor, mentee = queries.members(pair)
    Pair.objects.exclude(pk=pair.pk).update(state=State.ACTIVE)
    actions.answer_pair(pair, by=mentor, answer="yes")
    for days, sent in ((2, 0), (3, 1), (4, 1), (9, 1), (10, 2), (20, 2)):
        with time_machine.travel(pair.proposed_at + timedelta(days=days)):
            actions.remind_unanswered()
        assert (
            Letter.objects.filter(name="pairing/answer_missing", recipient=mentee).count() == sent
        )
    assert not Letter.objects.filter(name="pairing/answer_missing", recipient=mentor).exists()


@pytest.mark.django_db(transaction=True)
def test_the_clock_reminds_outside_of_any_transaction(pair: Pair) -> None:
    with time_machine.travel(pair.proposed_at + timedelta(days=3)):
        actions.remind_unanswered()
    told = Letter.objects.filter(name="pairing/answer_missing")
    assert {letter.recipient for letter in told} >= set(queries.members(pair))


def test_without_a_contact_the_coordinators_are_written_to(pair: Pair) -> None:
    programme = pair.programme
    second = make_person("Ylva")
    give_role(second, programme, "coordinator")
    programme.first_contact = None
    programme.save()
    actions.answer_pair(queries.pairs_of(programme)[0], by=pair.mentee.person, answer="ask")
    assert letters() == [("pairing/answer_asked", "Alice"), ("pairing/answer_asked", "Ylva")]


def _told(page: object) -> list[str]:
    return [line.strip() for line in page.content.decode().splitlines() if "not formed" in line]  # type: ignore[attr-defined]  # a test response
