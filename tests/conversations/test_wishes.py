"""What needs both: two yeses bring it about, one shows to nobody."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.conversations.world import DAY, client_of
from viceversa.conversations.actions import (
    Plan,
    StateError,
    book,
    say_held,
    wish_for_both_roles,
    wish_for_contact,
    wish_for_renewal,
)
from viceversa.conversations.course import last_day
from viceversa.conversations.models import Meeting, Wish
from viceversa.conversations.wishes import is_yes
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.usefixtures("clock")
END = date(2027, 3, 1)  # of the cast's programme


@pytest.fixture
def closing(cast: Cast, pair: Pair, clock: time_machine.Traveller) -> Pair:
    """Three weeks before the end of the round."""
    clock.move_to(timezone.now().replace(year=2027, month=2, day=8))
    return pair


def url(pair: Pair, name: str) -> str:
    return reverse(name, args=[pair.pk])


def letters(name: str) -> list[str]:
    found = Letter.objects.filter(name=f"conversations/{name}")
    return sorted(letter.recipient.given_name for letter in found)


def seen_by(person: Person, pair: Pair) -> str:
    """The pages on which a wish of the other might show."""
    client = client_of(person)
    names = ("pair", "pair_closing", "pair_contact", "pair_roles")
    pages = [client.get(url(pair, name)) for name in names]
    return "".join(_body(client, page.content.decode()) for page in pages)


def _body(client: Client, html: str) -> str:
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


class TestRenewal:
    @pytest.mark.requirement("003-09")
    def test_two_yeses_prolong_it_and_both_hear_of_it(self, cast: Cast, closing: Pair) -> None:
        wish_for_renewal(closing, by=cast.bob, yes=True)
        closing.refresh_from_db()
        assert closing.ends_on is None
        wish_for_renewal(closing, by=cast.carol, yes=True)
        closing.refresh_from_db()
        assert closing.ends_on == date(2027, 9, 1)
        assert letters("pair_renewed") == ["Bob", "Carol"]
        assert TrailEntry.objects.get(verb="pair_renewed").actor is None

    @pytest.mark.requirement("003-09")
    @pytest.mark.parametrize(("bobs", "carols"), [(True, False), (False, True), (False, False)])
    def test_less_than_two_do_not(
        self, cast: Cast, closing: Pair, bobs: bool, carols: bool
    ) -> None:
        wish_for_renewal(closing, by=cast.bob, yes=bobs)
        wish_for_renewal(closing, by=cast.carol, yes=carols)
        closing.refresh_from_db()
        assert (closing.ends_on, letters("pair_renewed")) == (None, [])

    def test_a_no_may_become_a_yes(self, cast: Cast, closing: Pair) -> None:
        wish_for_renewal(closing, by=cast.bob, yes=True)
        wish_for_renewal(closing, by=cast.carol, yes=False)
        wish_for_renewal(closing, by=cast.carol, yes=True)
        closing.refresh_from_db()
        assert closing.ends_on is not None

    @pytest.mark.requirement("003-09")
    def test_it_is_asked_again_before_the_next_end_and_never_silently(
        self, cast: Cast, closing: Pair, clock: time_machine.Traveller
    ) -> None:
        for person in (cast.bob, cast.carol):
            wish_for_contact(closing, by=person, yes=True)
            wish_for_renewal(closing, by=person, yes=True)
        assert not Wish.objects.exists()  # neither answer counts for the next time
        with pytest.raises(StateError):
            wish_for_renewal(closing, by=cast.bob, yes=True)
        clock.move_to(timezone.now().replace(month=8, day=20))
        for person in (cast.bob, cast.carol):
            wish_for_renewal(closing, by=person, yes=True)
        closing.refresh_from_db()
        assert closing.ends_on == date(2028, 3, 1)

    def test_it_is_not_asked_before_the_end_is_near(self, cast: Cast, pair: Pair) -> None:
        with pytest.raises(StateError):
            wish_for_renewal(pair, by=cast.bob, yes=True)
        assert client_of(cast.bob).get(url(pair, "pair_closing")).status_code == 302

    def test_open_ended_pairs_end_after_the_months_of_their_programme(
        self, cast: Cast, pair: Pair
    ) -> None:
        Programme.objects.filter(pk=cast.programme.pk).update(ends_on=None, renewal_months=6)
        pair = Pair.objects.get(pk=pair.pk)
        assert last_day(pair) == date(2027, 3, 7)
        Programme.objects.update(renewal_months=None)
        assert last_day(Pair.objects.get(pk=pair.pk)) is None

    def test_by_the_page(self, cast: Cast, closing: Pair) -> None:
        for person in (cast.bob, cast.carol):
            page = client_of(person).get(url(closing, "pair_closing")).content.decode()
            assert "Would you like to go on until Wednesday 1 September?" in page
            assert page.count("button-primary") == 1
            client_of(person).post(
                url(closing, "pair_closing"), {"renewal": "yes", "contact": "no"}
            )
        closing.refresh_from_db()
        assert closing.ends_on == date(2027, 9, 1)

    def test_an_empty_page_sent_says_nothing(self, cast: Cast, closing: Pair) -> None:
        client_of(cast.bob).post(url(closing, "pair_closing"), {})
        assert not Wish.objects.exists()


class TestWhoSaidWhat:
    """One yes and one no: nobody is told who said no."""

    @pytest.mark.requirement("000-24")
    @pytest.mark.parametrize("about", ["contact", "renewal"])
    def test_the_other_sees_the_same_whatever_was_said(
        self, cast: Cast, closing: Pair, about: str
    ) -> None:
        client_of(cast.bob).post(url(closing, "pair_closing"), {about: "yes"})
        seen = [seen_by(cast.bob, closing)]
        client_of(cast.carol).post(url(closing, "pair_closing"), {about: "no"})
        seen.append(seen_by(cast.bob, closing))
        assert seen[0] == seen[1]

    @pytest.mark.requirement("000-24")
    def test_coordinators_see_the_same_whatever_was_said(self, cast: Cast, closing: Pair) -> None:
        places = ("programme", "programme_pairs")
        client = client_of(cast.alice)

        def seen() -> list[str]:
            pages = [client.get(reverse(name, args=[cast.programme.pk])) for name in places]
            return [_body(client, page.content.decode()) for page in pages]

        before = seen()
        for yes, person in ((True, cast.bob), (False, cast.carol)):
            wish_for_contact(closing, by=person, yes=yes)
            wish_for_renewal(closing, by=person, yes=yes)
        assert seen() == before

    def test_no_trail_and_no_letter_tells(self, cast: Cast, closing: Pair) -> None:
        before = TrailEntry.objects.count(), Letter.objects.count()
        wish_for_contact(closing, by=cast.bob, yes=True)
        wish_for_renewal(closing, by=cast.carol, yes=False)
        assert (TrailEntry.objects.count(), Letter.objects.count()) == before

    def test_a_yes_and_a_no_are_as_long_in_the_database(self, cast: Cast, closing: Pair) -> None:
        wish_for_contact(closing, by=cast.bob, yes=True)
        wish_for_contact(closing, by=cast.carol, yes=False, line="\U0001f44b" * 60)
        assert len({len(wish.sealed_answer) for wish in Wish.objects.all()}) == 1
        assert {is_yes(wish) for wish in Wish.objects.all()} == {True, False}


class TestHowToBeReached:
    """The page on which both say it: each line shows with the second yes, and not before."""

    def say(self, person: Person, pair: Pair, **said: str) -> str:
        return client_of(person).post(url(pair, "pair_contact"), said, follow=True).content.decode()

    @pytest.mark.requirement("000-24")
    def test_two_yeses_show_each_the_line_of_the_other(self, cast: Cast, closing: Pair) -> None:
        alone = self.say(cast.bob, closing, contact="yes", line="070-1 23, in the evenings")
        assert "Both of you would like to" not in alone
        assert "070-1 23" not in seen_by(cast.carol, closing)
        both = self.say(cast.carol, closing, contact="yes", line="")
        assert "070-1 23, in the evenings" in both
        assert cast.carol.email in seen_by(cast.bob, closing)

    def test_a_line_may_be_mended_afterwards_and_a_no_comes_too_late(
        self, cast: Cast, closing: Pair
    ) -> None:
        for person in (cast.bob, cast.carol):
            self.say(person, closing, contact="yes", line="old line")
        self.say(cast.carol, closing, line="new line")
        assert "new line" in seen_by(cast.bob, closing)
        late = self.say(cast.carol, closing, contact="no", line="")
        assert "Both of you have said yes already." in late
        assert "new line" in seen_by(cast.bob, closing)

    def test_an_answer_is_needed_and_what_was_typed_stays(self, cast: Cast, closing: Pair) -> None:
        page = self.say(cast.bob, closing, line="070-1 23")
        assert "070-1 23" in page
        assert "This field is required." in page
        assert not Wish.objects.exists()

    def test_it_is_not_asked_before_the_end_is_near(self, cast: Cast, pair: Pair) -> None:
        assert client_of(cast.bob).get(url(pair, "pair_contact")).status_code == 302
        assert client_of(cast.alice).get(url(pair, "pair_contact")).status_code == 404

    def test_the_page_of_closing_asks_no_more(self, cast: Cast, closing: Pair) -> None:
        for person in (cast.bob, cast.carol):
            client_of(person).post(url(closing, "pair_closing"), {"contact": "yes", "line": "x1"})
        page = client_of(cast.bob).get(url(closing, "pair_closing")).content.decode()
        assert ("x1" in page, 'name="contact"' in page) == (True, False)


class TestBothRoles:
    @pytest.fixture
    def half_way(self, pair: Pair, clock: time_machine.Traveller) -> Pair:
        clock.shift(timedelta(days=95))
        return pair

    @pytest.mark.requirement("003-12")
    def test_two_yeses_turn_the_roles_and_show_both_guides(
        self, cast: Cast, half_way: Pair
    ) -> None:
        for person in (cast.bob, cast.carol):
            page = client_of(person).get(url(half_way, "pair_roles")).content.decode()
            assert "When you are the mentor" in page
            assert "When you are the mentee" in page
            half_way.refresh_from_db()
            assert not half_way.is_reciprocal
            client_of(person).post(url(half_way, "pair_roles"), {"both": "yes"})
        half_way.refresh_from_db()
        assert half_way.is_reciprocal
        assert TrailEntry.objects.get(verb="pair_reciprocal").actor is None
        page = client_of(cast.bob).get(url(half_way, "pair")).content.decode()
        assert "Read the guides of both roles" in page

    def test_letters_no_longer_say_that_one_of_the_two_leads(
        self, cast: Cast, half_way: Pair
    ) -> None:
        for person in (cast.bob, cast.carol):
            wish_for_both_roles(half_way, by=person, yes=True)
        book(half_way, Plan(), timezone.now() + DAY, by=cast.bob)
        firsts = {letter.text.splitlines()[0] for letter in Letter.objects.all()}
        assert firsts == {"You mentor each other: agree before each meeting who leads."}

    @pytest.mark.requirement("003-12")
    @pytest.mark.parametrize(("bobs", "carols"), [(True, False), (False, True), (True, None)])
    def test_less_than_two_do_not(
        self, cast: Cast, half_way: Pair, bobs: bool, carols: bool | None
    ) -> None:
        wish_for_both_roles(half_way, by=cast.bob, yes=bobs)
        if carols is not None:
            wish_for_both_roles(half_way, by=cast.carol, yes=carols)
        half_way.refresh_from_db()
        assert not half_way.is_reciprocal

    def test_not_before_half_time(self, cast: Cast, pair: Pair) -> None:
        with pytest.raises(StateError):
            wish_for_both_roles(pair, by=cast.bob, yes=True)
        assert client_of(cast.bob).get(url(pair, "pair_roles")).status_code == 302

    def test_half_of_the_meetings_is_half_time_too(
        self, cast: Cast, pair: Pair, clock: time_machine.Traveller
    ) -> None:
        for _ in range(2):  # of three
            meeting = book(pair, Plan(), timezone.now() + DAY, by=cast.bob)
            clock.shift(2 * DAY)
            say_held(Meeting.objects.select_related("pair").get(pk=meeting.pk), by=cast.bob)
        assert client_of(cast.bob).get(url(pair, "pair_roles")).status_code == 200
