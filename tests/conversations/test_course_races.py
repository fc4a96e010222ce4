"""Two at once, as real processes on a real database: the pair ends once, and nothing is left open
in it."""

from collections.abc import Iterator

import pytest

from tests.pairing.test_races import race
from tests.processes import Installation, installation

TWO = """
import viceversa.urls
from tests.pairing.boards import drafted
from tests.pairing.rounds import make_round
from viceversa.conversations.actions import accept_ground_rules
draft = drafted(make_round(1, 1, consent="organiser_decides"))
(pair,) = draft.publish()
for person in (pair.mentor.person, pair.mentee.person):
    accept_ground_rules(pair, by=person)
"""
BEFORE = """
from datetime import timedelta
from django.utils import timezone
from viceversa.conversations import actions
from viceversa.conversations.actions import Plan, StateError
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import pairs_with_story
pair = pairs_with_story().get(pk="{pair}")
bob, carol = pair.mentor.person, pair.mentee.person
soon = timezone.now() + timedelta(days=3)
def done(act, *args, **kwargs):
    try:
        return act(*args, **kwargs) or "done"
    except StateError:
        return "refused"
"""
NOW = """
from viceversa.conversations.models import Meeting
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.people.models import TrailEntry
pair = Pair.objects.get(pk="{pair}")
"""
DAY = """
from datetime import UTC, datetime, timedelta
day = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""
END = "actions.end_pair(pair)"
BOOK = "done(actions.book, pair, Plan(), soon, by=carol) and 'booked or refused'"
RENEW = "done(actions.wish_for_renewal, pair, by={who}, yes=True)"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("course")) as made:
        yield made


@pytest.fixture
def pair(house: Installation) -> str:
    return house.python(f"{TWO}print(pair.pk)")


def now(house: Installation, pair: str, what: str) -> str:
    return house.python(NOW.format(pair=pair) + f"print({what})")


def test_both_end_it_at_once(house: Installation, pair: str) -> None:
    before = BEFORE.format(pair=pair)
    assert race(house, (before, END), (before, END)) == ["False", "True"]
    letters = f"Letter.objects.filter(event='pair:{pair}:ended').count()"
    trail = f"TrailEntry.objects.filter(about='pair:{pair}', verb='pair_ended').count()"
    assert now(house, pair, f"pair.state, {letters}, {trail}") == "ended 2 1"


def test_one_ends_it_while_the_other_books(house: Installation, pair: str) -> None:
    """Whoever is first: in the end nothing is planned, and whatever was sent is called off."""
    before = BEFORE.format(pair=pair)
    said = race(house, (before, END), (before, BOOK))
    assert said == ["True", "booked or refused"]
    open_ones = "pair.meetings.filter(state__in=('proposed', 'booked')).count()"
    assert now(house, pair, f"pair.state, {open_ones}") == "ended 0"
    requests = "[f'meeting:{m.pk}:calendar' for m in pair.meetings.all()]"
    sent = f"Letter.objects.filter(calendar_method='REQUEST', event__in={requests})"
    cleared = f"Letter.objects.filter(event='pair:{pair}:ended', calendar_method='CANCEL')"
    asked, called_off = now(house, pair, f"{sent}.count(), {cleared}.count()").split()
    assert asked == called_off


def test_one_pauses_while_the_other_books(house: Installation, pair: str) -> None:
    before = BEFORE.format(pair=pair)
    pause = "done(actions.pause, pair, (soon + timedelta(days=30)).date(), by=bob)"
    race(house, (before, pause), (before, BOOK))
    open_ones = "pair.meetings.filter(state__in=('proposed', 'booked')).count()"
    assert now(house, pair, f"pair.is_paused, {open_ones}") == "True 0"


def test_both_want_to_go_on_at_once(house: Installation, pair: str) -> None:
    """Both yeses count, whoever was first; and the pair is prolonged once."""
    ending = "pair.programme.ends_on = timezone.localdate(); pair.programme.save()"
    house.python(f"from django.utils import timezone\n{NOW.format(pair=pair)}{ending}")
    before = BEFORE.format(pair=pair)
    race(house, (before, RENEW.format(who="bob")), (before, RENEW.format(who="carol")))
    trail = f"TrailEntry.objects.filter(about='pair:{pair}', verb='pair_renewed').count()"
    letters = f"Letter.objects.filter(event__startswith='pair:{pair}:renewed').count()"
    assert now(house, pair, f"pair.ends_on is not None, {trail}, {letters}") == "True 1 2"


def test_two_workers_go_round_at_once(house: Installation, pair: str) -> None:
    """After a long silence, on a day that is in no break."""
    ages = "Pair.objects.filter(pk=pair.pk).update(active_since=day - timedelta(90))"
    house.python(f"{DAY}{NOW.format(pair=pair)}{ages}")
    before, deed = BEFORE.format(pair=pair) + DAY, "actions.follow_up(now=day)"
    race(house, (before, deed), (before, deed))
    letters = f"Letter.objects.filter(event__startswith='pair:{pair}:').count()"
    assert now(house, pair, f"{letters}, pair.state") == "2 active"
