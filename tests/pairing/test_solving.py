"""What the solver is told: everything that speaks for or against a pair comes from our rows."""

import pytest
from django.utils import timezone

from tests.factories import enrol, make_partner, make_person, make_programme
from tests.pairing.boards import Drafted, again
from tests.pairing.rounds import Round
from viceversa.enrolment.models import Participation
from viceversa.matching import Candidate, Desk, Seats, Waiver
from viceversa.pairing import actions, queries, solving, words
from viceversa.pairing.models import Exclusion, Pair, Suggestion
from viceversa.people.models import Dependency, Employment, OrganisationTie


def candidate(of: Round, seat: Participation) -> Candidate:
    problem = solving.pool_of(of.programme).problem
    return next(c for c in (*problem.mentors, *problem.mentees) if c.id == seat.person_id)


def broken(of: Round, mentor: Participation, mentee: Participation) -> set[str]:
    desk = Desk(solving.pool_of(of.programme).problem)
    return set(desk.broken(mentor.person_id, mentee.person_id)) - {"different_organisation"}


def test_a_candidate_says_what_the_person_has_said(small: Round) -> None:
    seat = small.seats("mentor")[0]
    seat.person.place, seat.person.ways_to_meet = "Nässjö", ["walk", "video"]
    seat.person.save()
    employment = seat.person.employment
    found = candidate(small, seat)
    assert found.organisation == employment.organisation_id
    assert found.sector == employment.organisation.sector
    assert found.level == employment.level
    assert found.places == {"nässjö", "video"}
    assert dict(found.wants) == seat.wants
    assert found.capacity == 1


def test_a_manager_is_found_by_address(small: Round) -> None:
    mentor, mentee = small.seats("mentor")[0], small.seats("mentee")[0]
    Employment.objects.filter(person=mentor.person).update(
        manager=None, manager_address=mentee.person.email.upper()
    )
    assert broken(small, mentor, mentee) == {"no_dependency"}


@pytest.mark.requirement("003-01")
def test_a_line_goes_through_a_manager_who_does_not_take_part(small: Round) -> None:
    mentor, mentee = small.seats("mentor")[0], small.seats("mentee")[0]
    between = make_person("Between")
    Employment.objects.create(
        person=between, organisation=small.organisations[0], manager=mentee.person
    )
    Employment.objects.filter(person=mentor.person).update(manager=between)
    Employment.objects.filter(person=mentor.person).update(organisation=small.organisations[0])
    assert broken(small, mentor, mentee) == {"no_dependency"}


@pytest.mark.requirement("000-07", "003-01")
def test_ties_beside_the_line_and_wishes_are_rules(small: Round) -> None:
    mentor, *others = small.seats("mentee")[:1] + small.seats("mentor")
    mentee, mentors = mentor, others
    kinds = (Dependency.Kind.DOTTED_LINE, Dependency.Kind.PAY, Dependency.Kind.APPRAISAL)
    for seat, kind in zip(mentors, kinds, strict=False):
        Dependency.objects.create(person=seat.person, superior=mentee.person, kind=kind)
    mentee.not_with = [mentors[3].person.email.upper()]
    mentee.knows = [mentors[0].person.email]
    mentee.save()
    assert [broken(small, seat, mentee) for seat in mentors] == [
        {"no_dotted_line", "not_acquainted"},
        {"no_pay_setting"},
        {"no_appraisal"},
        {"not_with"},
    ]


def test_a_wish_for_somebody_speaks_for_the_pair_and_sets_no_rule_aside(small: Round) -> None:
    mentor, other = small.seats("mentor")[:2]
    mentee = small.seats("mentee")[0]
    mentee.prefers = [mentor.person.email.upper(), other.person.email, "nobody@example.com"]
    mentee.knows = [other.person.email]
    mentee.save()
    desk = Desk(solving.pool_of(small.programme).problem)
    reasons = desk.reasons(mentor.person_id, mentee.person_id)
    wished = [reason for reason in reasons if reason.code == "mentee_prefers"]
    assert [reason.points > 0 for reason in wished] == [True]
    assert broken(small, other, mentee) == {"not_acquainted"}
    small.programme.weights = {"prefers": 0}
    desk = Desk(solving.pool_of(small.programme).problem)
    again = desk.reasons(mentor.person_id, mentee.person_id)
    assert "mentee_prefers" not in {reason.code for reason in again}


@pytest.mark.requirement("003-11")
def test_competitors_are_never_paired_where_the_rule_is_on(small: Round) -> None:
    mentor, mentee = small.seats("mentor")[0], small.seats("mentee")[0]
    one, other = small.organisations[:2]
    Employment.objects.filter(person=mentor.person).update(organisation=one)
    Employment.objects.filter(person=mentee.person).update(organisation=other)
    OrganisationTie.objects.create(one=one, other=other, kind="competitor")
    assert broken(small, mentor, mentee) == set()
    small.programme.rules = {"no_competitor_or_supplier": True}
    assert broken(small, mentor, mentee) == {"no_competitor_or_supplier"}


def test_live_pairs_use_up_seats_of_people_and_partners(draft: Drafted) -> None:
    house = draft.suggestions[0].mentor.person.employment.organisation
    make_partner(draft.round.programme, house, mentors_least=2, mentors_most=3)
    here = [s for s in draft.suggestions if s.mentor.person.employment.organisation == house]
    draft.publish()
    pool = solving.pool_of(draft.round.programme, everybody=True)
    assert {c.capacity for c in pool.problem.mentors} == {0}
    assert pool.with_room == {draft.free_mentee.person_id}
    left = Seats(house.pk, "mentor", least=max(0, 2 - len(here)), most=3 - len(here))
    assert pool.problem.rules.seats == (left,)


def test_what_was_kept_apart_or_published_once_is_never_proposed_again(draft: Drafted) -> None:
    declined, apart = draft.publish()[:2]
    Pair.objects.all().update(state=Pair.State.DECLINED)
    Exclusion.objects.create(
        programme=draft.round.programme, mentor=declined.mentor, mentee=apart.mentee
    )
    problem = solving.pool_of(draft.round.programme).problem
    published = queries.published_matches(draft.round.programme)
    assert problem.apart == {
        *published,
        (declined.mentor.person_id, apart.mentee.person_id),
    }
    assert again(draft).pairs.isdisjoint(draft.pairs)


def test_partners_of_earlier_rounds_are_prior_in_either_role(draft: Drafted) -> None:
    met, asked = draft.publish()[:2]
    Pair.objects.filter(pk=met.pk).update(active_since=timezone.now())
    between = make_programme(copied_from=draft.round.programme)
    programme = make_programme(copied_from=between)
    turned = {"mentor": "mentee", "mentee": "mentor"}
    for seat in (met.mentor, met.mentee, asked.mentor, asked.mentee):
        enrol(seat.person, programme, turned[seat.role])
    problem = solving.pool_of(programme).problem
    match = met.mentee.person_id, met.mentor.person_id
    assert problem.prior == {match}
    assert "prior" in Desk(problem).broken(*match)
    programme.rules = {**programme.rules, "prior": False}
    assert "prior" not in Desk(solving.pool_of(programme).problem).broken(*match)


def test_locks_and_waivers_come_from_the_pairs_that_are_held(draft: Drafted) -> None:
    locked, waived = draft.suggestions[:2]
    locked.is_locked = waived.is_locked = True
    waived.overridden_rules = ["level"]
    Suggestion.objects.bulk_update([locked, waived], ["is_locked", "overridden_rules"])
    problem = draft.table().pool.problem
    both = {solving.match_of(locked), solving.match_of(waived)}
    assert set(problem.locks) == both
    assert problem.waivers == (Waiver(*solving.match_of(waived), frozenset({"level"})),)


def test_a_second_mentor_per_mentee_is_a_setting(small: Round) -> None:
    small.programme.mentee_capacity = 2
    assert candidate(small, small.seats("mentee")[0]).capacity == 2
    assert candidate(small, small.seats("mentor")[0]).capacity == 1


def test_whoever_has_withdrawn_is_not_paired(draft: Drafted) -> None:
    gone = draft.suggestions[0].mentor
    Participation.objects.filter(pk=gone.pk).update(state=Participation.State.WITHDRAWN)
    assert gone.person_id not in solving.pool_of(draft.round.programme).people


def test_all_words_of_the_core_are_known_here() -> None:
    from viceversa.matching import RULES
    from viceversa.matching import words as core

    assert set(words.REASONS) == set(core.REASONS)
    assert set(words.REMEDIES) == {*core.REMEDIES, "by_hand"}
    assert set(words.RULE_NAMES) == {*core.RULE_NAMES} - {"score"}
    assert set(words.RULES) >= set(RULES) - {"score"}


def test_people_without_a_workplace_take_part_as_well(small: Round) -> None:
    seat = small.seats("mentor")[0]
    seat.person.employment.delete()
    assert candidate(small, seat).organisation == ""
    actions.open_solution(small.programme, by=small.coordinator)
