"""Two yeses, an owner who has no account, an answer, a result; and both in the pair hear of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.journeys.people import Participant
from tests.program import Program, all_text_of, link_in

pytestmark = pytest.mark.browser
TITLE, WHAT = "Kortare möten", "Låt alla möten sluta tio minuter tidigare."
NEXT, EFFECT = "Vi provar i mars.", "Besluten skrivs ner i rummet."
SET_UP = """
from types import SimpleNamespace
from tests.conversations.world import agree, make_pair
from tests.factories import enrol, give_role, make_organisation, make_person, make_programme
def person(name):
    address = f"{{name.lower()}}.idea.{language}@journey.example"
    return make_person(name, email=address, language="{language}")
house = make_organisation("Idéhuset {language} AB")
programme = make_programme(organisation=house, language="{language}")
alice, bob, carol = map(person, ("Alice", "Bob", "Carol"))
give_role(alice, programme, "coordinator")
seats = {{"mentor": enrol(bob, programme, "mentor"), "mentee": enrol(carol, programme, "mentee")}}
cast = SimpleNamespace(programme=programme, bob=bob, carol=carol, **seats)
pair = make_pair(cast)
agree(cast, pair)
print(pair.pk)
"""


def address_of(who: str, language: str) -> str:
    return f"{who}.idea.{language}@journey.example"


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.slow)])
def test_an_idea_leaves_a_pair_and_is_realised(
    served: Program,
    new_participant: Callable[[str, str], Participant],
    language: str,
) -> None:
    pair = served.house.python(SET_UP.format(language=language)).strip()
    bob, carol, olle, alice = (
        new_participant(address_of(who, language), language)
        for who in ("bob", "carol", "olle", "alice")
    )
    bob.sign_in()
    bob.go(f"/pairs/{pair}/ideas/")
    bob.press("Write an idea")
    for field, text in (("title", TITLE), ("what", WHAT)):
        bob.page.locator(f"[name={field}]").fill(text)
    bob.page.locator("[name=kind][value=improvement]").check()
    bob.page.locator("[name=shown][value=names]").check()
    bob.press("Save")

    asked = link_in(carol.letter("/ideas/"), "/ideas/")
    carol.sign_in()
    carol.go(asked)
    carol.page.get_by_role("link", name=TITLE).click()
    carol.press("Yes, let it leave")
    carol.sees(TITLE)

    arrived = link_in(alice.letter("/ideas/"), "/ideas/")
    alice.sign_in()
    alice.go(arrived)
    owner = (("given_name", "Olle"), ("family_name", "Ägare"), ("email", olle.address))
    for field, text in owner:
        alice.page.locator(f"[name={field}]").fill(text)
    alice.press("Name her")

    link = link_in(olle.letter("/idea/"), "/idea/")
    says(olle, link, "accepted", NEXT, review_on=str(timezone.localdate() + timedelta(days=90)))
    says(olle, link, "realised", EFFECT)

    with translation.override(language):
        heard = translation.gettext("Read more")
    for one in (bob, carol):
        letters = [one.letter(heard, number=n) for n in (1, 2, 3, 4)]
        assert TITLE not in all_text_of(letters[-1])
        one.go(link_in(letters[-1], "/ideas/"))
        one.page.get_by_role("link", name=TITLE).click()
        for words in (NEXT, EFFECT):
            one.sees(words)


def says(owner: Participant, link: str, state: str, note: str, review_on: str = "") -> None:
    """The owner's answer, without signing in and without scripts."""
    owner.go(link)
    owner.page.locator(f"[name=state][value={state}]").check()
    owner.page.locator("[name=note]").fill(note)
    owner.page.locator("[name=review_on]").fill(review_on)
    owner.press("Answer")
    owner.sees(note)
