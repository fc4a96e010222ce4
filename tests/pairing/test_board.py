"""The board: changes by hand are judged by the same rules as the solver, and told before made."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import give_role, make_person
from tests.pairing.boards import Drafted, again, drafted, names_of
from tests.pairing.rounds import make_round
from viceversa.enrolment.models import Participation
from viceversa.pairing import actions, moves
from viceversa.pairing.errors import BoardChanged, ReasonMissing, RulesBroken
from viceversa.pairing.models import Exclusion, Suggestion
from viceversa.pairing.solving import match_of
from viceversa.people.actions import open_account
from viceversa.people.models import TrailEntry, Unit
from viceversa.programmes.models import Programme


def move_page(draft: Drafted, mentor: Participation, mentee: Participation) -> str:
    return reverse("board_move", args=(draft.code,)) + f"?mentor={mentor.pk}&mentee={mentee.pk}"


def swappable(draft: Drafted) -> tuple[Suggestion, Suggestion]:
    """Two pairs that may exchange their mentors."""
    desk = draft.table().desk
    for one in draft.suggestions:
        for other in draft.suggestions:
            crossed = match_of(one)[0], match_of(other)[1]
            back = match_of(other)[0], match_of(one)[1]
            if one != other and desk.allowed(*crossed) and desk.allowed(*back):
                return one, other
    raise AssertionError("no such two pairs")


def make(draft: Drafted, mentor: Participation, mentee: Participation, reason: str = "") -> None:
    table = draft.table()
    move = moves.exchange(table, mentor.person_id, mentee.person_id)
    actions.make_move(table, move, by=draft.alice, seen=move.fingerprint, reason=reason)


def test_an_exchange_moves_four_and_locks_what_was_wanted(draft: Drafted, client: Client) -> None:
    one, other = swappable(draft)
    client.force_login(draft.alice)
    address = move_page(draft, one.mentor, other.mentee)
    page = client.get(address)
    ways = {change.move.way: change.move for change in page.context["two"].changes}
    move = ways.get("exchange") or ways["rearrangement"]
    assert move.standing != draft.table().best or not any(move.cost)
    exchange = moves.exchange(draft.table(), *(match_of(one)[0], match_of(other)[1]))
    table = draft.table()
    actions.make_move(table, exchange, by=draft.alice, seen=exchange.fingerprint)
    crossed = {
        (one.mentor.person.given_name, other.mentee.person.given_name),
        (other.mentor.person.given_name, one.mentee.person.given_name),
    }
    assert crossed <= draft.pairs
    locked = [names_of(s) for s in draft.suggestions if s.is_locked]
    assert locked == [(one.mentor.person.given_name, other.mentee.person.given_name)]
    assert len(exchange.moved) == 4


def test_a_change_is_made_by_the_form_on_its_page(draft: Drafted, client: Client) -> None:
    one, other = swappable(draft)
    client.force_login(draft.alice)
    address = move_page(draft, one.mentor, other.mentee)
    chosen = client.get(address).context["two"].changes[0].move
    answer = client.post(address, {"way": chosen.way, "seen": chosen.fingerprint}, follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("board", args=(draft.code,)))
    assert {match_of(s) for s in draft.suggestions} == chosen.after
    marked = {match_of(row.suggestion) for row in answer.context["rows"] if row.is_moved}
    assert marked == chosen.after - chosen.before
    assert answer.content.decode().count("changed just now") == len(marked)
    assert "moved." in answer.content.decode()
    draft.proposal.refresh_from_db()
    assert draft.proposal.figures["now"] == chosen.standing._asdict()


def test_the_cost_is_what_the_board_loses_against_the_best(draft: Drafted) -> None:
    one, other = swappable(draft)
    table = draft.table()
    move = moves.exchange(table, match_of(one)[0], match_of(other)[1])
    scores = [table.desk.score(*match) for match in move.after]
    assert move.cost.total == table.best.total - sum(scores)
    assert move.cost.matched == table.best.matched - len(move.after)


def test_what_has_changed_meanwhile_is_not_made(draft: Drafted, client: Client) -> None:
    one, other = swappable(draft)
    client.force_login(draft.alice)
    address = move_page(draft, one.mentor, other.mentee)
    chosen = client.get(address).context["two"].changes[0].move
    Suggestion.objects.filter(pk=other.pk).delete()
    before = draft.pairs
    answer = client.post(address, {"way": chosen.way, "seen": chosen.fingerprint})
    assert "The board has changed meanwhile" in answer.content.decode()
    assert draft.pairs == before


def test_a_board_that_changed_under_the_table_refuses_the_move(draft: Drafted) -> None:
    one, other = swappable(draft)
    table = draft.table()
    move = moves.exchange(table, match_of(one)[0], match_of(other)[1])
    draft.suggestions[-1].delete()
    with pytest.raises(BoardChanged):
        actions.make_move(table, move, by=draft.alice, seen=move.fingerprint)


def test_a_mentor_can_be_given_to_somebody_left_over(draft: Drafted) -> None:
    free = draft.free_mentee
    desk = draft.table().desk
    mentor = next(
        s.mentor for s in draft.suggestions if desk.allowed(s.mentor.person_id, free.person_id)
    )
    left = next(s.mentee for s in draft.suggestions if s.mentor == mentor)
    make(draft, mentor, free)
    assert draft.free_mentee == left
    draft.proposal.refresh_from_db()
    [told] = draft.proposal.unmatched
    assert (told["id"], told["remedy"]["code"]) == (left.person_id, "by_hand")


class TestRules:
    """Refused in words, unless the programme allows it with a reason."""

    def rule_breaking(self, draft: Drafted) -> tuple[Participation, Participation]:
        one, other = swappable(draft)
        one.mentor.person.employment.level = 6
        one.mentor.person.employment.save()
        other.mentee.person.employment.level = 5
        other.mentee.person.employment.save()
        # The mentor's own pair must stay sound, or it would be the board that is broken.
        one.mentee.person.employment.level = None
        one.mentee.person.employment.save()
        return one.mentor, other.mentee

    @pytest.mark.requirement("000-04")
    def test_a_rule_is_named_and_nothing_is_offered(self, draft: Drafted, client: Client) -> None:
        client.force_login(draft.alice)
        two = client.get(move_page(draft, *self.rule_breaking(draft))).context["two"]
        assert two.broken == ["The mentor's level is not below the mentee's."]
        assert two.changes == []

    @pytest.mark.requirement("000-04")
    def test_by_hand_it_is_refused_as_well(self, draft: Drafted) -> None:
        before = draft.pairs
        with pytest.raises(RulesBroken):
            make(draft, *self.rule_breaking(draft), reason="I want to.")
        assert draft.pairs == before

    @pytest.mark.requirement("000-21")
    def test_where_it_is_allowed_a_reason_is_asked_for(
        self, draft: Drafted, client: Client
    ) -> None:
        draft.round.programme.may_override = True
        draft.round.programme.save()
        pair = self.rule_breaking(draft)
        with pytest.raises(ReasonMissing):
            make(draft, *pair)
        client.force_login(draft.alice)
        address = move_page(draft, *pair)
        [change] = client.get(address).context["two"].changes
        form = {"way": "exchange", "seen": change.move.fingerprint, "reason": "   "}
        assert client.post(address, form).context["form"].errors["reason"] == [
            "Say in a few words why the rule is set aside."
        ]

    @pytest.mark.requirement("000-21")
    def test_the_reason_stays_with_the_pair_the_trail_and_the_next_draft(
        self, draft: Drafted
    ) -> None:
        draft.round.programme.may_override = True
        draft.round.programme.save()
        mentor, mentee = self.rule_breaking(draft)
        make(draft, mentor, mentee, reason="They run the same shop floor.")
        for board in (draft, again(draft)):
            [held] = [s for s in board.suggestions if s.overridden_rules]
            assert (held.mentor, held.mentee) == (mentor, mentee)
            assert held.overridden_rules == ["level"]
            assert held.override_reason == "They run the same shop floor."
        entry = TrailEntry.objects.get(verb="changed the board by hand")
        assert (entry.actor, entry.facts["rules"]) == (draft.alice, ["level"])
        assert entry.facts["why"] == "They run the same shop floor."

    def test_a_persons_own_no_is_never_overridden(self, draft: Drafted, client: Client) -> None:
        draft.round.programme.may_override = True
        draft.round.programme.save()
        one, other = swappable(draft)
        one.mentor.not_with = [other.mentee.person.email]
        one.mentor.save()
        client.force_login(draft.alice)
        two = client.get(move_page(draft, one.mentor, other.mentee)).context["two"]
        assert two.refused == ["One of them asked not to be paired with the other."]
        with pytest.raises(RulesBroken):
            make(draft, one.mentor, other.mentee, reason="I know better.")

    def test_a_locked_partner_is_not_taken_away(self, draft: Drafted) -> None:
        one, other = swappable(draft)
        Suggestion.objects.filter(pk=other.pk).update(is_locked=True)
        with pytest.raises(RulesBroken):
            make(draft, one.mentor, other.mentee)


class TestNotTheseTwo:
    def test_they_are_apart_now_and_later(self, draft: Drafted, client: Client) -> None:
        pair = draft.suggestions[0]
        client.force_login(draft.alice)
        address = reverse("suggestion_separation", args=(draft.code, pair.pk))
        change = client.get(address).context["change"]
        client.post(address, {"seen": change.move.fingerprint})
        assert {match_of(s) for s in draft.suggestions} == change.move.after
        assert names_of(pair) not in draft.pairs
        assert names_of(pair) not in again(draft).pairs

    def test_it_can_be_taken_back(self, draft: Drafted, client: Client) -> None:
        pair = draft.suggestions[0]
        apart = Exclusion.objects.create(
            programme=draft.round.programme, mentor=pair.mentor, mentee=pair.mentee
        )
        client.force_login(draft.alice)
        assert names_of(pair) not in again(draft).pairs
        client.post(reverse("exclusion_end", args=(draft.code, apart.pk)))
        assert names_of(pair) in again(draft).pairs


class TestLocks:
    @pytest.mark.parametrize("htmx", [True, False])
    def test_a_lock_says_the_state_that_is_wanted(
        self, draft: Drafted, client: Client, htmx: bool
    ) -> None:
        pair = draft.suggestions[0]
        client.force_login(draft.alice)
        address = reverse("suggestion_lock", args=(draft.code, pair.pk))
        headers = {"HX-Request": "true"} if htmx else {}
        for wanted in ("yes", "yes", "no"):
            answer = client.post(address, {"locked": wanted}, headers=headers)
            pair.refresh_from_db()
            assert pair.is_locked is (wanted == "yes")
        assert answer.status_code == (200 if htmx else 302)

    def test_nothing_is_changed_once_it_is_published(self, draft: Drafted, client: Client) -> None:
        pair = draft.suggestions[0]
        draft.publish()
        client.force_login(draft.alice)
        for name in ("suggestion", "suggestion_lock", "suggestion_separation"):
            address = reverse(name, args=(draft.code, pair.pk))
            assert client.post(address, {"locked": "yes", "note": "x"}).status_code == 404
        assert draft.suggestions[0].is_locked is False


def test_the_difference_from_the_draft_before_is_told(draft: Drafted, client: Client) -> None:
    client.force_login(draft.alice)
    before = draft.pairs
    pair = draft.suggestions[0]
    Exclusion.objects.create(
        programme=draft.round.programme, mentor=pair.mentor, mentee=pair.mentee
    )
    later = again(draft)
    board = client.get(reverse("board", args=(draft.code,))).context["board"]
    assert board.kept == len(before & later.pairs)
    assert len(board.new) == len(later.pairs - before)
    assert len(board.gone) == len(before - later.pairs)
    lost = pair.mentee.person.full_name
    assert lost in [shift.mentee for shift in board.shifts()]


@pytest.mark.requirement("000-06", "001-04")
def test_reasons_add_up_and_name_the_sector(draft: Drafted, client: Client) -> None:
    client.force_login(draft.alice)
    for pair in draft.suggestions:
        shown = client.get(reverse("suggestion", args=(draft.code, pair.pk))).context["pair"]
        assert sum(points for _words, points in shown.lines) == pair.score
        assert any(words.startswith("Different sectors:") for words, _points in shown.lines)


def test_the_note_is_kept_for_those_who_decide(draft: Drafted, client: Client) -> None:
    pair = draft.suggestions[0]
    client.force_login(draft.alice)
    client.post(reverse("suggestion", args=(draft.code, pair.pk)), {"note": "Ask Ylva first."})
    pair.refresh_from_db()
    assert pair.note == "Ask Ylva first."
    dora = make_person("Dora")
    give_role(dora, draft.round.programme, "matcher")
    for reader, sees in ((draft.alice, True), (dora, False)):
        client.force_login(reader)
        board = client.get(reverse("board", args=(draft.code,))).content.decode()
        assert ("Note: Ask Ylva first." in board) is sees


def test_filters_show_what_they_say(draft: Drafted, client: Client) -> None:
    client.force_login(draft.alice)
    pair = draft.suggestions[2]
    Suggestion.objects.filter(pk=pair.pk).update(is_locked=True)

    def shown(**query: str) -> list[str]:
        page = client.get(reverse("board", args=(draft.code,)), query).context["rows"]
        return [row.suggestion.pk for row in page]

    worst_first = [suggestion.pk for suggestion in draft.suggestions]
    assert shown() == worst_first
    assert shown(show="locked") == [pair.pk]
    assert shown(q=pair.mentee.person.given_name) == [pair.pk]
    assert shown(q="nobody of that name") == []
    assert shown(show="nonsense") == worst_first


@pytest.fixture
def two_for_one(db: None) -> Drafted:
    """Both mentors fit N001, are locked to her, and nobody is left for N002."""
    found = make_round(2, 2, mentee_capacity=2)
    Programme.objects.update(rules={})
    found.programme.refresh_from_db()
    Participation.objects.filter(role="mentor").update(offers={"E1": 3}, wants={})
    wishes = {"N001": {"E1": 3}, "N002": {"J1": 3}}
    for seat in found.seats("mentee"):
        seat.wants, seat.offers = wishes[seat.person.given_name], {}
        seat.save()
    draft = drafted(found)
    by_name = {names_of(pair)[1]: pair for pair in draft.suggestions}
    make(draft, by_name["N002"].mentor, by_name["N001"].mentee)
    draft.proposal.suggestions.update(is_locked=True)
    return again(draft)


def test_nobody_is_left_out_while_another_has_two_but_by_a_lock(
    two_for_one: Drafted, client: Client
) -> None:
    draft, said = two_for_one, "With more than one pair, as pairs are locked: N001 Testsson."
    assert draft.pairs == {("M001", "N001"), ("M002", "N001")}
    client.force_login(draft.alice)
    assert said in client.get(reverse("board", args=(draft.code,))).content.decode()
    draft.proposal.suggestions.update(is_locked=False)
    after = again(draft)
    page = client.get(reverse("board", args=(after.code,))).content.decode()
    assert (said in page, "Everybody has a partner." in page) == (False, True)
    assert {mentee for _, mentee in after.pairs} == {"N001", "N002"}


def test_a_second_pair_that_leaves_somebody_out_is_told_as_that(
    two_for_one: Drafted, client: Client
) -> None:
    two_for_one.proposal.suggestions.update(is_locked=False)
    draft = again(two_for_one)
    by_name = {names_of(pair)[1]: pair for pair in draft.suggestions}
    make(draft, by_name["N002"].mentor, by_name["N001"].mentee)
    client.force_login(draft.alice)
    board = reverse("board", args=(draft.code,))
    assert "1 more person without a pair" in client.get(board).content.decode()
    del draft.proposal.figures["best"]["further"]  # as a draft of before has it
    draft.proposal.save()
    assert "without a pair" not in client.get(board).content.decode()


def test_who_has_one_by_now_is_no_longer_said_to_have_two(
    two_for_one: Drafted, client: Client
) -> None:
    Suggestion.objects.filter(pk=two_for_one.suggestions[0].pk).delete()
    client.force_login(two_for_one.alice)
    page = client.get(reverse("board", args=(two_for_one.code,))).content.decode()
    assert ("N002 Testsson" in page, "With more than one pair" in page) == (True, False)


def test_a_matcher_is_not_told_that_whoever_she_is_with_has_two(
    two_for_one: Drafted, client: Client
) -> None:
    own = two_for_one.suggestions[0].mentor.person
    give_role(own, two_for_one.round.programme, "matcher")
    open_account(own)
    client.force_login(own)
    page = client.get(reverse("board", args=(two_for_one.code,))).content.decode()
    assert ("N002 Testsson" in page, "With more than one pair" in page) == (True, False)


@pytest.mark.parametrize(
    ("scope", "line"), [("cross_company", "chef, Prov {} AB"), ("internal", "chef, Stab / Juridik")]
)
def test_within_one_organisation_the_board_names_units_and_finds_by_them(
    draft: Drafted, client: Client, scope: str, line: str
) -> None:
    client.force_login(draft.alice)
    mentee = draft.suggestions[2].mentee
    job = mentee.person.employment
    job.unit = Unit.objects.create(
        organisation=job.organisation,
        name="Juridik",
        path="Stab / Juridik",
        path_key="stab/juridik",
    )
    job.save()
    Programme.objects.filter(pk=draft.code).update(scope=scope)
    answer = client.get(reverse("board", args=(draft.code,)), {"q": "Juridik"})
    (row,) = answer.context["rows"]
    assert (row.mentee.pk, row.mentee_line) == (
        mentee.person_id,
        line.format(job.organisation.sector),
    )


def test_where_nobody_can_be_paired_the_board_leads_to_the_rules(
    draft: Drafted, client: Client
) -> None:
    """A matcher is not told: her own pair, which she does not see, may be there."""
    Suggestion.objects.all().delete()
    dora = make_person("Dora")
    give_role(dora, draft.round.programme, "matcher")
    rules = reverse("programme_section", args=(draft.code, "rules"))
    publication = reverse("publication", args=(draft.code,))
    for person, leads in ((draft.alice, True), (dora, False)):
        client.force_login(person)
        page = client.get(reverse("board", args=(draft.code,))).content.decode()
        assert (rules in page, "nobody can be paired" in page) == (leads, leads)
        assert publication not in page
        assert "Proven" not in page or not leads


class TestMatchers:
    """They propose, see no confidences, and never a pair that they are in themselves."""

    @pytest.mark.requirement("002-05")
    def test_nothing_confidential_is_shown(self, draft: Drafted, client: Client) -> None:
        dora = make_person("Dora")
        give_role(dora, draft.round.programme, "matcher")
        pair = draft.suggestions[0]
        Suggestion.objects.filter(pk=pair.pk).update(
            note="Secret note", override_reason="Secret why", overridden_rules=["level"]
        )
        one, other = swappable(draft)
        one.mentor.not_with = [other.mentee.person.email]
        one.mentor.save()
        client.force_login(dora)
        pages = [
            client.get(reverse("board", args=(draft.code,))).content.decode(),
            client.get(reverse("suggestion", args=(draft.code, pair.pk))).content.decode(),
            client.get(move_page(draft, one.mentor, other.mentee)).content.decode(),
        ]
        for text in pages:
            assert "Secret" not in text
            assert "asked not to be paired" not in text
            contacts = {draft.alice.email}
            assert set(re.findall(r"[\w.]+@[\w.]+", text)) <= contacts
        assert "the coordinator knows which" in pages[2]

    def test_a_wish_for_somebody_is_read_by_those_who_lead_alone(
        self, draft: Drafted, client: Client
    ) -> None:
        dora = make_person("Dora")
        give_role(dora, draft.round.programme, "matcher")
        pair = draft.suggestions[0]
        reasons = [["mentee_prefers", 2.0, []], ["mentor_prefers", 3.0, []], ["sector", 9.0, []]]
        Suggestion.objects.filter(pk=pair.pk).update(reasons=reasons)
        address = reverse("suggestion", args=(draft.code, pair.pk))
        shown = []
        for reader in (draft.alice, dora):
            client.force_login(reader)
            two = client.get(address).context["pair"]
            shown.append((two.why, [points for _words, points in two.lines]))
            board = client.get(reverse("board", args=(draft.code,))).content.decode()
            assert ("the mentor wishes for it" in board) is (reader == draft.alice)
        wished = "The mentee wishes for it; the mentor wishes for it; another sector."
        assert shown == [(wished, [2, 3, 9]), ("Another sector.", [9, 5])]

    @pytest.mark.requirement("002-05")
    def test_their_own_pair_does_not_exist(self, draft: Drafted, client: Client) -> None:
        own, other = draft.suggestions[:2]
        give_role(own.mentor.person, draft.round.programme, "matcher")
        open_account(own.mentor.person)
        client.force_login(own.mentor.person)
        page = client.get(reverse("board", args=(draft.code,)))
        assert own.pk not in [row.suggestion.pk for row in page.context["rows"]]
        assert own.mentee.person.full_name not in page.content.decode()
        address = reverse("board_move", args=(draft.code,))
        for name, places in (
            ("suggestion", (draft.code, own.pk)),
            ("suggestion_separation", (draft.code, own.pk)),
        ):
            assert client.get(reverse(name, args=places)).status_code == 404
        for query in (
            f"?mentor={own.mentor_id}",
            f"?mentor={own.mentor_id}&mentee={other.mentee_id}",
        ):
            assert client.get(address + query).status_code == 404

    def test_a_board_that_their_own_pair_makes_impossible_does_not_name_it(
        self, draft: Drafted, client: Client
    ) -> None:
        own, other = draft.suggestions[:2]
        own.mentor.not_with = [own.mentee.person.email]
        own.mentor.save()
        Suggestion.objects.filter(pk=own.pk).update(is_locked=True)
        give_role(own.mentor.person, draft.round.programme, "matcher")
        open_account(own.mentor.person)
        search, _ = actions.open_solution(draft.round.programme, by=draft.alice)
        actions.solve_proposal(search.pk)
        told = []
        for reader in (own.mentor.person, draft.alice):
            client.force_login(reader)
            apart = reverse("suggestion_separation", args=(draft.code, other.pk))
            for address in (apart, reverse("board", args=(draft.code,))):
                page = client.get(address).content.decode()
                told.append(own.mentee.person.full_name in page)
        assert told == [False, False, True, True]

    def test_they_may_not_override(self, draft: Drafted, client: Client) -> None:
        draft.round.programme.may_override = True
        draft.round.programme.save()
        dora = make_person("Dora")
        give_role(dora, draft.round.programme, "matcher")
        client.force_login(dora)
        pair = TestRules().rule_breaking(draft)
        address = move_page(draft, *pair)
        assert client.get(address).context["two"].changes == []
        move = moves.exchange(draft.table(), pair[0].person_id, pair[1].person_id)
        form = {"way": "exchange", "seen": move.fingerprint, "reason": "because"}
        assert client.post(address, form).status_code == 404


@pytest.mark.parametrize("action", ["board", "programme_pairs"])
def test_the_number_of_queries_does_not_grow_with_the_round(
    db: None, client: Client, action: str
) -> None:
    counts = []
    for mentors, mentees in ((4, 6), (40, 48)):
        board = drafted(make_round(mentors, mentees))
        if action == "programme_pairs":
            board.publish()
        client.force_login(board.alice)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse(action, args=(board.code,))).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 25
