"""Three days after the end both have thanks, and the page behind the link takes one tap."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, client_of
from viceversa.conversations.actions import complete_pair, end_pair, wish_for_contact
from viceversa.conversations.models import Wish
from viceversa.conversations.wishes import is_yes
from viceversa.farewell.actions import thank_those_whose_end_was
from viceversa.lib.links import sign_link
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry

Clock = time_machine.Traveller


def thanked() -> list[str]:
    found = Letter.objects.filter(name="farewell/what_came_of_it")
    return sorted(letter.recipient.given_name for letter in found)


def link(person: Person, pair: Pair) -> str:
    claim = {"person_id": person.pk, "object_id": pair.pk, "version": person.access_version}
    return reverse("personal_farewell", args=[sign_link("farewell", **claim)])


def body(html: bytes) -> str:
    lines = html.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


class TestTheLetter:
    def test_both_have_it_once_three_days_after_the_last_day(
        self, pair: Pair, clock: Clock
    ) -> None:
        clock.shift(9 * DAY)
        assert (thank_those_whose_end_was(), thanked()) == (0, [])
        clock.shift(DAY)
        thank_those_whose_end_was()
        thank_those_whose_end_was()
        assert thanked() == ["Bob", "Carol"]
        text = Letter.objects.filter(name="farewell/what_came_of_it")[0].text
        assert "have met 1 time." in text

    def test_a_server_that_was_away_catches_up_for_a_week(self, pair: Pair, clock: Clock) -> None:
        clock.shift(18 * DAY)
        assert thank_those_whose_end_was() == 0
        clock.shift(-DAY)
        complete_pair(pair)
        thank_those_whose_end_was()
        assert thanked() == ["Bob", "Carol"]

    def test_none_to_a_pair_that_ended_early_or_goes_on(self, pair: Pair, clock: Clock) -> None:
        clock.shift(10 * DAY)
        Pair.objects.filter(pk=pair.pk).update(ends_on=timezone.localdate() + 90 * DAY)
        thank_those_whose_end_was()
        Pair.objects.filter(pk=pair.pk).update(ends_on=None)
        end_pair(pair)
        thank_those_whose_end_was()
        assert thanked() == []


class TestTheLink:
    def test_looking_says_nothing(self, cast: Cast, pair: Pair) -> None:
        for method in ("get", "head"):
            assert getattr(Client(), method)(link(cast.bob, pair)).status_code == 200
        assert not Wish.objects.exists()

    def test_one_tap_says_it_and_keeps_the_line(self, cast: Cast, pair: Pair) -> None:
        wish_for_contact(pair, by=cast.bob, yes=False, line="by phone")
        Client().post(link(cast.bob, pair), {"contact": "yes"})
        wish_for_contact(pair, by=cast.carol, yes=True)
        assert {is_yes(wish) for wish in Wish.objects.all()} == {True}
        page = client_of(cast.carol).get(reverse("farewell", args=[pair.pk])).content.decode()
        assert "by phone" in page

    def test_the_page_is_the_same_whatever_both_have_said(self, cast: Cast, pair: Pair) -> None:
        """Whoever holds the link may not be whom it was written to."""
        seen = set()
        for bobs, carols in (
            (None, None),
            ("no", None),
            ("yes", False),
            ("yes", True),
            ("no", True),
        ):
            if carols is not None:
                wish_for_contact(pair, by=cast.carol, yes=carols)
            client = Client()
            if bobs:
                client.post(link(cast.bob, pair), {"contact": bobs})
                client.get(link(cast.bob, pair))  # takes the thanks away
            seen.add(body(client.get(link(cast.bob, pair)).content))
        assert len(seen) == 1
        assert [is_yes(wish) for wish in Wish.objects.all()] == [True, True]

    def test_the_thanks_are_the_same_for_a_no_that_comes_too_late(
        self, cast: Cast, pair: Pair
    ) -> None:
        for person in (cast.bob, cast.carol):
            wish_for_contact(pair, by=person, yes=True)
        late = Client().post(link(cast.bob, pair), {"contact": "no"}, follow=True).content
        Wish.objects.all().delete()
        first = Client().post(link(cast.bob, pair), {"contact": "no"}, follow=True).content
        assert body(late) == body(first)

    def test_nonsense_says_nothing(self, cast: Cast, pair: Pair) -> None:
        assert Client().post(link(cast.bob, pair), {"contact": "perhaps"}).status_code == 200
        assert not Wish.objects.exists()

    def test_it_leads_nowhere_for_others_and_expires(
        self, cast: Cast, pair: Pair, clock: Clock
    ) -> None:
        assert Client().get(link(cast.alice, pair)).status_code == 404
        claim = {"person_id": cast.bob.pk, "object_id": pair.pk, "version": 1}
        other = sign_link("onward", **claim)
        assert Client().get(reverse("personal_farewell", args=[other])).status_code == 404
        mine = link(cast.bob, pair)
        cast.bob.access_version += 1
        cast.bob.save()
        assert Client().get(mine).status_code == 404
        mine = link(cast.bob, pair)
        clock.shift(timedelta(days=41))
        assert Client().get(mine).status_code == 410


class TestWhoSaidWhat:
    """One yes, one no or silence: the coordinator and the trail see the same."""

    @pytest.mark.parametrize("carols", [True, False, None])
    def test_coordinators_see_the_same_whatever_was_said(
        self, cast: Cast, pair: Pair, carols: bool | None
    ) -> None:
        names = ("programme", "programme_pairs", "programme_people", "next_round")
        client = client_of(cast.alice)

        def seen() -> list[str]:
            pages = (client.get(reverse(name, args=[cast.programme.pk])) for name in names)
            return [body(page.content) for page in pages]

        before, told = seen(), (TrailEntry.objects.count(), Letter.objects.count())
        Client().post(link(cast.bob, pair), {"contact": "yes"})
        if carols is not None:
            wish_for_contact(pair, by=cast.carol, yes=carols)
        assert seen() == before
        assert (TrailEntry.objects.count(), Letter.objects.count()) == told

    @pytest.mark.requirement("000-24")
    def test_a_single_yes_shows_the_other_nothing(self, cast: Cast, pair: Pair) -> None:
        client = client_of(cast.bob)
        seen = set()
        for carols in (None, False, True):
            if carols is not None:
                wish_for_contact(pair, by=cast.carol, yes=carols, line="by phone")
            seen.add(body(client.get(reverse("farewell", args=[pair.pk])).content))
        assert len(seen) == 1
        wish_for_contact(pair, by=cast.bob, yes=True)
        assert "by phone" in body(client.get(reverse("farewell", args=[pair.pk])).content)
