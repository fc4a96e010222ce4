"""Somebody who writes to the database reads nothing by it, and changes no word unnoticed.

Each try alters the stored rows in one way, as with SQL, and then reads what that concerns, and
more, as the pages do. A text may be shut; it must never be another or an earlier one, nor open
for somebody planted.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.db.models import Model

from tests.cast import Cast
from tests.conversations.world import agree, make_pair, turn_back
from tests.factories import enrol, make_person
from viceversa.conversations.actions import (
    ask_question,
    new_note,
    remove_note,
    set_objective,
    tap,
    write_note,
)
from viceversa.conversations.models import (
    Feedback,
    GoalMark,
    Meeting,
    Note,
    Objective,
    TryOut,
    Wish,
)
from viceversa.conversations.queries import is_member
from viceversa.conversations.sealed import draft_of, seal
from viceversa.conversations.sealed_row import SealedRow
from viceversa.enrolment.models import Participation
from viceversa.farewell.models import StoryDraft, StoryYes
from viceversa.ideas.models import IdeaDraft, IdeaYes
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.vault.models import PairKey

TRIES = 1200
SEED = 20260901
Text = tuple[type[SealedRow], str, str]
"""A model, one of its rows, and one of its sealed fields."""


@dataclass
class Spoils:
    """What an attacker has to work with: all rows, what stood in them before, and a friend."""

    pairs: list[Pair]
    eve: Participation
    now: dict[Text, bytes]
    earlier: dict[Text, list[bytes]]
    deleted: Note
    owners: dict[Text, str]
    read: dict[Text, str] = field(default_factory=dict)


@pytest.fixture
def spoils(cast: Cast, transactional_db: None) -> Spoils:
    """Two pairs who have written into every field, and changed it; one of them is Eve's own."""
    eve = enrol(make_person("Eve"), cast.programme, "mentee")
    pairs = [make_pair(cast), make_pair(cast, mentee=eve)]
    agree(cast, pairs[0])
    earlier: dict[Text, list[bytes]] = {}
    for pair in pairs:
        for text in ("a first version", "a second version", "the words that stand now"):
            write(pair, text)
            for place, sealed in stored().items():
                earlier.setdefault(place, []).append(sealed)
    deleted = new_note(pairs[0], by=cast.bob)
    write_note(deleted, "withdrawn", by=cast.bob)
    kept = Note.objects.get(pk=deleted.pk)
    remove_note(deleted, by=cast.bob)
    now = stored()
    owners = {place: place[0]._base_manager.get(pk=place[1]).words_pair.pk for place in now}
    found = Spoils(pairs, eve, now, earlier, kept, owners)
    found.read = {place: read(place) for place in found.now}
    assert all(found.read.values())
    assert {place[0] for place in found.now} == set(SealedRow.__subclasses__())
    return found


def write(pair: Pair, text: str) -> None:
    mentor, mentee = pair.mentor.person, pair.mentee.person
    if not Objective.objects.filter(pair=pair).exists():
        set_objective(pair, by=mentor, kind="theme", text=f"{text} of the mentor")
        set_objective(pair, by=mentee, kind="goal", text=f"{text} of the mentee")
    for meeting in Meeting.objects.filter(pair=pair) or [first_meeting(pair)]:
        Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.BOOKED)
        ask_question(meeting, text, by=mentee)
        tap(turn_back(meeting), {"useful": 4, "openly": text, "next_date": "x"}, by=mentee)
        tap(turn_back(meeting), {"useful": 2, "openly": text, "next_date": "x"}, by=mentor)
    for row in (TryOut(), Feedback(), Note(), GoalMark(wave="end"), Wish(about="contact")):
        row.pair = pair
        setattr(row, row.author_path, mentee)
        keep(row, text)
    draft = keep(IdeaDraft(pair=pair, author=mentee), text)
    keep(IdeaYes(draft=draft, person=mentor), text)
    story = keep(StoryDraft(pair=pair, author=mentee), text)
    keep(StoryYes(draft=story, person=mentor), text)


@transaction.atomic
def keep(row: SealedRow, text: str) -> SealedRow:
    """Or changes the one that is there."""
    same = type(row)._base_manager.filter(
        **{row.pair_path: row.words_pair, row.author_path: row.words_author}
    )
    row = same.first() or row
    for name in row.sealed_fields():
        seal(row, text, name)
    row.save()
    return row


def first_meeting(pair: Pair) -> Meeting:
    number = Meeting.objects.count() + 1
    return Meeting.objects.create(
        pair=pair, number=number, state="booked", uid=str(number), starts_at=pair.proposed_at
    )


def stored() -> dict[Text, bytes]:
    return {
        (model, row.pk, name): bytes(getattr(row, name))
        for model in SealedRow.__subclasses__()
        for row in model._base_manager.all()
        for name in model.sealed_fields()
    }


def read(place: Text) -> str:
    """As a page does, with everything fetched anew; nothing when it stays shut."""
    model, code, name = place
    seats = (f"{model.pair_path}__mentor", f"{model.pair_path}__mentee")
    return draft_of(model._base_manager.select_related(*seats).get(pk=code), name)


def put(place: Text, sealed: bytes) -> None:
    model, code, name = place
    model._base_manager.filter(pk=code).update(**{name: sealed})


# --- one way to alter the rows each; it gives the texts that must stay shut ---------------------


def move(spoils: Spoils, dice: random.Random) -> set[Text]:
    source, target = dice.sample(sorted(spoils.now, key=str), 2)
    put(target, spoils.now[source])
    return {target}


def swap(spoils: Spoils, dice: random.Random) -> set[Text]:
    one, other = dice.sample(sorted(spoils.now, key=str), 2)
    put(one, spoils.now[other])
    put(other, spoils.now[one])
    return {one, other}


def roll_back(spoils: Spoils, dice: random.Random) -> set[Text]:
    olds = [
        (place, old)
        for place, sealed in sorted(spoils.now.items(), key=str)
        for old in spoils.earlier.get(place, [])
        if old != sealed
    ]
    place, old = dice.choice(olds)
    put(place, old)
    return {place}


def empty_or_cut(spoils: Spoils, dice: random.Random) -> set[Text]:
    changed = [p for p in sorted(spoils.now, key=str) if len(set(spoils.earlier.get(p, []))) > 1]
    place = dice.choice(changed)
    put(place, spoils.now[place][: dice.choice((0, 1, 4, 5, 17, 40))])
    return {place}


def flip(spoils: Spoils, dice: random.Random) -> set[Text]:
    place = dice.choice(sorted(spoils.now, key=str))
    altered = bytearray(spoils.now[place])
    altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
    put(place, bytes(altered))
    return {place}


def claim(spoils: Spoils, dice: random.Random) -> set[Text]:
    """A text is given another author."""
    place = dice.choice(sorted(texts_of(spoils, spoils.pairs[0]), key=str))
    model, code, _ = place
    model._base_manager.filter(pk=code).update(**{model.author_path: spoils.eve.person})
    return {place}


def carry_off(spoils: Spoils, dice: random.Random) -> set[Text]:
    """What stands in one pair is moved, row and all, to Eve's own."""
    ours, hers = spoils.pairs
    table: type[Model] = dice.choice(
        [Meeting, Objective, TryOut, Feedback, Note, GoalMark, IdeaDraft, StoryDraft]
    )
    way = "meeting__pair" if table is Meeting else "pair"
    shut = {
        place
        for place in texts_of(spoils, ours)
        if place[0].pair_path == way and table in (Meeting, place[0])
    }
    table._base_manager.filter(pair=ours).update(pair=hers)
    return shut


def plant(spoils: Spoils, dice: random.Random) -> set[Text]:
    """Eve takes somebody's seat, by either of two ways, with or without the keyring's help."""
    pair = spoils.pairs[0]
    if dice.random() < 0.5:
        Pair.objects.filter(pk=spoils.pairs[1].pk).update(mentor=spoils.eve)
        Pair.objects.filter(pk=pair.pk).update(mentee=spoils.eve)
    else:
        zed = Person.objects.get(given_name="Zed")
        Participation.objects.filter(pk=spoils.eve.pk).update(person=zed)
        Participation.objects.filter(pk=pair.mentee_id).update(person=spoils.eve.person)
    if dice.random() < 0.5:
        PairKey.objects.filter(pk=pair.pk).update(mentee=spoils.eve.person_id)
    if dice.random() < 0.3:
        use_other_key(pair, spoils.pairs[1])
    assert Pair.objects.filter(is_member(spoils.eve.person), pk=pair.pk).exists()
    return texts_of(spoils, pair)


def swap_keys(spoils: Spoils, dice: random.Random) -> set[Text]:
    one, other = dice.sample(spoils.pairs, 2)
    use_other_key(one, other)
    return texts_of(spoils, one)


def put_back(spoils: Spoils, dice: random.Random) -> set[Text]:
    """A text that was withdrawn stands there again."""
    spoils.deleted.save(force_insert=True)
    return {(Note, spoils.deleted.pk, "sealed_text")}


def use_other_key(pair: Pair, other: Pair) -> None:
    key = PairKey.objects.get(pk=other.pk)
    PairKey.objects.filter(pk=pair.pk).update(wrapped=key.wrapped, master=key.master)


def texts_of(spoils: Spoils, pair: Pair) -> set[Text]:
    return {place for place, owner in spoils.owners.items() if owner == pair.pk}


ATTACKS: list[Callable[[Spoils, random.Random], set[Text]]] = [
    move,
    swap,
    roll_back,
    empty_or_cut,
    flip,
    claim,
    carry_off,
    plant,
    swap_keys,
    put_back,
]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back in both databases."""
    with transaction.atomic(), transaction.atomic(using="keyring"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keyring")


def test_no_attack_is_accepted(spoils: Spoils) -> None:
    dice = random.Random(SEED)
    tried, accepted = Counter[str](), list[object]()
    for number in range(TRIES):
        attack = ATTACKS[number % len(ATTACKS)]
        with undone():
            concerned = sorted(attack(spoils, dice), key=str)
            shut = dice.sample(concerned, min(2, len(concerned)))
            another = dice.choice(sorted(spoils.now, key=str))
            seen = {place: read(place) for place in {another, *shut}}
        assert shut, attack
        tried[attack.__name__] += 1
        accepted += [(attack.__name__, place) for place in shut if seen[place]]
        accepted += [
            (attack.__name__, place)
            for place, text in seen.items()
            if text and text != spoils.read.get(place)
        ]
    assert accepted == []
    assert set(tried.values()) == {TRIES // len(ATTACKS)}
    assert {place: read(place) for place in spoils.now} == spoils.read


def test_the_attackers_own_words_stay_hers(spoils: Spoils) -> None:
    """Or else the above would be green because nothing ever opens."""
    eve: Person = spoils.eve.person
    own = {p: t for p, t in spoils.read.items() if p in texts_of(spoils, spoils.pairs[1])}
    assert {place[0] for place in own} == set(SealedRow.__subclasses__())
    assert eve.pk in {p[0]._base_manager.get(pk=p[1]).words_author for p in own}
