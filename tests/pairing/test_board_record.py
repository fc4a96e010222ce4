"""How a draft was computed, as those who decide read it, and the record they can take along."""

from dataclasses import asdict

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import give_role, make_person
from tests.pairing.boards import Drafted, again
from viceversa.enrolment.models import Participation
from viceversa.matching import Record, certify, digest, ties_of
from viceversa.pairing.access import Sight
from viceversa.pairing.board import Board
from viceversa.pairing.models import Suggestion
from viceversa.people.models import Employment, Person


def test_those_who_decide_read_how_the_draft_was_computed_and_what_is_a_tie(
    draft: Drafted, client: Client
) -> None:
    """Another mentee with the very same answers takes the place of one for nothing."""
    left = draft.free_mentee
    one = draft.suggestions[-1].mentee
    fields = "wants", "offers", "goals", "knows", "not_with"
    Participation.objects.filter(pk=left.pk).update(**{f: getattr(one, f) for f in fields})
    same = Person.objects.get(pk=one.person_id)
    kept = "languages", "place", "ways_to_meet", "hours"
    Person.objects.filter(pk=left.person_id).update(**{f: getattr(same, f) for f in kept})
    Employment.objects.filter(person=left.person_id).update(
        **{f: getattr(same.employment, f) for f in ("organisation", "unit", "level")}
    )
    later = again(draft)
    figures = later.proposal.figures
    table = later.table()
    groups = ties_of(table.pool.problem, table.desk.solve(seed=later.proposal.seed))
    assert groups is not None
    assert figures["ties"] == sum(map(len, groups)) > 0
    assert figures["input"] == digest(table.pool.problem)
    dora = make_person("Dora")
    give_role(dora, draft.round.programme, "matcher")
    for reader, sees in ((draft.alice, True), (dora, False)):
        client.force_login(reader)
        page = client.get(reverse("board", args=(draft.code,))).content.decode()
        assert ("and nothing would be lost." in page) is sees
        assert ("How this was computed" in page) is sees
        assert (figures["input"] in page) is sees


@pytest.mark.parametrize("told", ["ties", "blocking"])
def test_what_was_found_is_not_told_of_a_board_that_lost_something_by_hand(
    draft: Drafted, told: str
) -> None:
    sight = Sight(draft.alice, draft.round.programme, decides=True)
    figures = {**draft.proposal.figures, told: 3}
    draft.proposal.figures = figures
    assert getattr(Board(sight, draft.proposal), told) == 3
    worse = {**figures["now"], "total": figures["now"]["total"] - 1}
    draft.proposal.figures = {**figures, "now": worse}
    assert getattr(Board(sight, draft.proposal), told) == 0


def test_whoever_would_rather_have_each_other_is_counted_for_those_who_decide(
    draft: Drafted, client: Client
) -> None:
    table = draft.table()
    solution = table.desk.solve(seed=draft.proposal.seed)
    assert draft.proposal.figures["blocking"] == len(table.desk.blocking(solution.matches))
    figures = {**draft.proposal.figures, "blocking": 2288}
    type(draft.proposal).objects.filter(pk=draft.proposal.pk).update(figures=figures)
    dora = make_person("Dora")
    give_role(dora, draft.round.programme, "matcher")
    for reader, sees in ((draft.alice, True), (dora, False)):
        client.force_login(reader)
        page = client.get(reverse("board", args=(draft.code,))).content.decode()
        assert ("In 2,288 cases two people would both rather have had each other" in page) is sees


def test_the_record_is_given_while_what_was_asked_is_the_same(
    draft: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    address = reverse("solution_record", args=(draft.code,))
    answer = client.get(address)
    record = Record.read(answer.content.decode())
    assert (record.input, record.seed) == (draft.proposal.figures["input"], draft.proposal.seed)
    matches = sorted([s.mentor.person_id, s.mentee.person_id] for s in draft.suggestions)
    assert record.result["pairs"] == matches
    table = draft.table()
    scores = {(a, b): score for a, b, score in table.desk.allowed_pairs()}
    assert certify.certify(asdict(record), scores) == []
    Suggestion.objects.filter(pk=draft.suggestions[0].pk).update(is_locked=True)
    answer = client.get(address, follow=True)
    assert "People, rules or locks have changed since." in answer.content.decode()


def test_the_record_names_nobody(draft: Drafted, client: Client) -> None:
    client.force_login(draft.alice)
    record = client.get(reverse("solution_record", args=(draft.code,))).content.decode()
    people = [seat.person for role in ("mentor", "mentee") for seat in draft.round.seats(role)]
    names = {p.given_name for p in people} | {p.family_name for p in people}
    names |= {p.email for p in people} | {p.employment.organisation.name for p in people}
    assert [person for person in people if person.pk not in record] == []
    assert [name for name in names if name in record] == []


def test_the_record_says_that_rules_which_contradict_each_other_are_others(
    draft: Drafted, client: Client
) -> None:
    client.force_login(draft.alice)
    one = draft.suggestions[0]
    Suggestion.objects.filter(pk=one.pk).update(is_locked=True)
    Participation.objects.filter(role="mentor").exclude(pk=one.mentor_id).delete()
    Participation.objects.filter(pk=one.mentor_id).update(state="withdrawn")
    answer = client.get(reverse("solution_record", args=(draft.code,)), follow=True)
    assert "People, rules or locks have changed since." in answer.content.decode()
