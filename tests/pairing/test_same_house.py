"""Two of one house or one unit are no pair where the programme says so, nor by hand."""

import pytest
from django.test import Client

from tests.factories import make_unit
from tests.pairing.boards import Drafted
from tests.pairing.test_board import make, move_page, swappable
from viceversa.pairing.errors import RulesBroken
from viceversa.people.models import Employment


@pytest.mark.requirement("000-21", "002-06")
@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("different_organisation", "Both work for the same organisation."),
        ("different_unit", "Both belong to the same unit."),
    ],
)
def test_two_of_one_house_or_unit_are_refused_by_hand(
    draft: Drafted, client: Client, rule: str, words: str
) -> None:
    one, other = swappable(draft)
    draft.round.programme.rules = {"different_organisation": False, rule: True}
    draft.round.programme.save()
    unit = make_unit(draft.round.organisations[0], "Lack")
    people = (one.mentor.person_id, other.mentee.person_id)
    Employment.objects.filter(person__in=people).update(organisation=unit.organisation, unit=unit)
    client.force_login(draft.alice)
    two = client.get(move_page(draft, one.mentor, other.mentee)).context["two"]
    assert (two.broken, two.changes) == ([words], [])
    before = draft.pairs
    with pytest.raises(RulesBroken):
        make(draft, one.mentor, other.mentee, reason="I want to.")
    assert draft.pairs == before
