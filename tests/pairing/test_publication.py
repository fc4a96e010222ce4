"""Publishing: once, all or nothing, judged once more by today's people and rules."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import enrol, make_person
from tests.pairing.boards import Drafted, again, drafted, names_of
from tests.pairing.rounds import make_round
from viceversa import jobs
from viceversa.enrolment.models import Participation
from viceversa.notices.models import Letter
from viceversa.pairing import actions, queries
from viceversa.pairing.errors import AlreadyPublished, BoardChanged, RulesBroken
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.people.models import TrailEntry

MOST_QUERIES = 40


def acknowledged(client: Client, draft: Drafted) -> dict[str, str]:
    """The form of the last page, with everything acknowledged."""
    page = client.get(reverse("publication", args=(draft.code,)))
    warnings = page.context["review"].warnings
    return {"seen": page.context["review"].fingerprint, **dict.fromkeys(warnings, "on")}


def outcome(draft: Drafted) -> tuple[int, int, int]:
    """Pairs, letters, trail entries."""
    published = TrailEntry.objects.filter(verb="published pairs")
    return Pair.objects.count(), Letter.objects.count(), published.count()


def test_two_letters_a_pair_accounts_and_one_line_in_the_trail(
    draft: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    address = reverse("publication", args=(draft.code,))
    answer = client.post(address, acknowledged(client, draft), follow=True)
    assert answer.redirect_chain == [(reverse("programme_pairs", args=(draft.code,)), 302)]
    assert "4 pairs are published. The letters are on their way." in answer.content.decode()
    assert outcome(draft) == (4, 8, 1)
    pairs = list(queries.pairs_of(draft.round.programme))
    assert {names_of(pair) for pair in pairs} == draft.pairs
    assert [pair.number for pair in pairs] == [1, 2, 3, 4]
    assert {pair.state for pair in pairs} == {Pair.State.PROPOSED}
    assert all(person.is_active for pair in pairs for person in queries.members(pair))
    assert {(p.score, str(p.reasons)) for p in pairs} == {
        (s.score, str(s.reasons)) for s in draft.suggestions
    }


@pytest.mark.django_db
def test_many_pairs_are_published_by_as_many_queries_as_few(client: Client) -> None:
    counts = []
    for seats in (4, 30):
        draft = drafted(make_round(seats, seats))
        client.force_login(draft.alice)
        form = acknowledged(client, draft)
        with CaptureQueriesContext(connection) as queries_made:
            client.post(reverse("publication", args=(draft.code,)), form)
        assert Pair.objects.filter(programme=draft.code).count() == len(draft.pairs)
        counts.append(len(queries_made))
        jobs.run_waiting()  # else the second time a job waits that need not be made
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_a_second_click_sends_nothing_and_says_so(draft: Drafted, client: Client) -> None:
    client.force_login(draft.alice)
    address = reverse("publication", args=(draft.code,))
    form = acknowledged(client, draft)
    client.post(address, form)
    before = outcome(draft)
    answer = client.post(address, form, follow=True)
    assert "published already. Nothing was sent twice." in answer.content.decode()
    assert outcome(draft) == before


def test_the_second_of_two_at_once_is_told_so(draft: Drafted) -> None:
    stale = Proposal.objects.get(pk=draft.proposal.pk)
    draft.publish()
    before = outcome(draft)
    with pytest.raises(AlreadyPublished):
        actions.publish_proposal(stale, by=draft.alice, seen=queries.fingerprint(stale))
    assert outcome(draft) == before


def test_warnings_have_to_be_acknowledged(draft: Drafted, client: Client) -> None:
    Suggestion.objects.filter(pk=draft.suggestions[0].pk).update(
        score=12, overridden_rules=["level"]
    )
    client.force_login(draft.alice)
    address = reverse("publication", args=(draft.code,))
    form = acknowledged(client, draft)
    assert set(form) == {"seen", "unmatched", "overridden", "poor"}
    for missing in ("unmatched", "overridden", "poor"):
        answer = client.post(address, {**form, missing: ""})
        said = {missing: ["Tick this when you have seen it."]}
        assert answer.context["form"].errors == said
    assert outcome(draft) == (0, 0, 0)


def test_many_pairs_are_folded_so_that_the_button_is_near(
    draft: Drafted, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(draft.alice)
    address, fold = reverse("publication", args=(draft.code,)), "<summary>4 pairs</summary>"
    assert fold not in client.get(address).content.decode()
    monkeypatch.setattr("viceversa.pairing.board.ONE_SCREEN", 3)
    assert fold in client.get(address).content.decode()


def test_after_publishing_nothing_is_searched_where_one_side_has_a_partner(
    draft: Drafted, client: Client
) -> None:
    draft.publish()
    draft.round.programme.participations.filter(pairs_as_mentor=None, pairs_as_mentee=None).update(
        state="resting"
    )
    client.force_login(draft.alice)
    shown = []
    for role in ("mentor", "mentee"):
        enrol(make_person(), draft.round.programme, role)
        page = client.get(reverse("board", args=(draft.code,))).content.decode()
        shown.append("Find the best pairs" in page)
    assert shown == [False, True]


def test_a_mentee_with_room_for_one_more_is_searched_for(draft: Drafted, client: Client) -> None:
    programme = draft.round.programme
    draft.publish()
    programme.participations.filter(pairs_as_mentor=None, pairs_as_mentee=None).delete()
    enrol(make_person(), programme, "mentor")
    client.force_login(draft.alice)
    shown = []
    for pairs in (1, 2):
        programme.mentee_capacity = pairs
        programme.save()
        page = client.get(reverse("board", args=(draft.code,))).content.decode()
        shown.append("Find the best pairs" in page)
    assert shown == [False, True]


def test_a_board_changed_since_it_was_looked_at_is_not_published(
    draft: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    form = acknowledged(client, draft)
    draft.suggestions[0].delete()
    answer = client.post(reverse("publication", args=(draft.code,)), form)
    assert "changed since you opened this page" in answer.content.decode()
    assert outcome(draft) == (0, 0, 0)


def test_somebody_who_has_withdrawn_is_named_and_nothing_is_sent(
    draft: Drafted, client: Client
) -> None:
    pair = draft.suggestions[0]
    Participation.objects.filter(pk=pair.mentor_id).update(state=Participation.State.WITHDRAWN)
    client.force_login(draft.alice)
    review = client.get(reverse("publication", args=(draft.code,))).context["review"]
    told = f"{pair.mentor.person.full_name} – {pair.mentee.person.full_name}"
    assert review.broken == [(told, "One of them no longer takes part.")]
    with pytest.raises(RulesBroken):
        draft.publish()
    assert outcome(draft) == (0, 0, 0)
    draft.proposal.refresh_from_db()
    assert draft.proposal.state == Proposal.State.DRAFT


def test_seats_that_would_not_be_filled_are_named(draft: Drafted, client: Client) -> None:
    draft.round.programme.quotas.create(role="mentor", topic="A1", least=30)
    client.force_login(draft.alice)
    review = client.get(reverse("publication", args=(draft.code,))).context["review"]
    rule = "There would be more or fewer pairs than the seats allow."
    assert review.broken == [("Feedback that develops", rule)]


@pytest.mark.parametrize("changed", ["level", "knows", "capacity"])
def test_rules_are_judged_by_what_is_so_today(draft: Drafted, changed: str) -> None:
    one, other = draft.suggestions[:2]
    if changed == "level":
        one.mentor.person.employment.level = 6
        one.mentor.person.employment.save()
    elif changed == "knows":
        one.mentee.knows = [one.mentor.person.email]
        one.mentee.save()
    else:
        other.mentor = one.mentor
        other.save()
    with pytest.raises(RulesBroken):
        draft.publish()


def test_everybody_of_one_side_gone_is_refused_as_well(draft: Drafted) -> None:
    draft.round.programme.participations.filter(role="mentor").update(state="withdrawn")
    with pytest.raises(RulesBroken) as caught:
        draft.publish()
    assert len(caught.value.violations) == 4


def test_an_override_is_published_with_its_reason(draft: Drafted) -> None:
    pair = draft.suggestions[0]
    pair.mentor.person.employment.level = 6
    pair.mentor.person.employment.save()
    pair.overridden_rules, pair.override_reason = ["level"], "Agreed with both."
    pair.save()
    made = {names_of(pair): pair for pair in draft.publish()}[names_of(pair)]
    assert (made.overridden_rules, made.override_reason) == (["level"], "Agreed with both.")


@pytest.mark.parametrize("step", ["open_accounts", "post_all", "trail.record"])
def test_it_is_all_or_nothing_letters_included(
    draft: Drafted, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(f"viceversa.pairing.actions.publication.{step}", fails)
    with pytest.raises(OSError, match="full"):
        draft.publish()
    assert outcome(draft) == (0, 0, 0)
    draft.proposal.refresh_from_db()
    assert draft.proposal.state == Proposal.State.DRAFT
    members = [person for s in draft.suggestions for person in (s.mentor.person, s.mentee.person)]
    assert not any(person.is_active for person in members)


def test_where_the_organiser_decides_pairs_are_active_at_once(draft: Drafted) -> None:
    draft.round.programme.consent = "organiser_decides"
    draft.round.programme.save()
    draft.proposal.refresh_from_db()
    pairs = draft.publish()
    assert {pair.state for pair in pairs} == {Pair.State.ACTIVE}
    assert all(pair.active_since for pair in pairs)
    assert set(Letter.objects.values_list("name", flat=True)) == {"pairing/pair_decided"}


def test_the_next_draft_numbers_its_pairs_onwards(draft: Drafted) -> None:
    draft.publish()
    Participation.objects.update(capacity=2)
    later = again(draft).publish()
    assert sorted(pair.number for pair in later) == [5, 6, 7, 8]


@pytest.mark.requirement("000-17")
def test_the_letter_says_the_role_first_and_shows_no_more_than_the_card(draft: Drafted) -> None:
    pair = draft.publish()[0]
    letter = Letter.objects.get(recipient=pair.mentee.person)
    assert letter.subject == "Din mentor: läs, känn efter, svara"
    first = letter.text.splitlines()[0]
    assert first.startswith("Du är adept: du är den som coachas")
    mentor = pair.mentor.person
    assert mentor.given_name in letter.text
    for hidden in (mentor.family_name, mentor.email, mentor.employment.title, mentor.place):
        assert hidden not in letter.text


@pytest.mark.parametrize("error", [BoardChanged, AlreadyPublished])
def test_what_was_replaced_is_not_published(draft: Drafted, error: type[Exception]) -> None:
    seen = queries.fingerprint(draft.proposal)
    if error is BoardChanged:
        again(draft)
    else:
        draft.publish()
    with pytest.raises(error):
        actions.publish_proposal(draft.proposal, by=draft.alice, seen=seen)
