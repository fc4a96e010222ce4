"""What becomes of a pair's conversation when one of the two is erased (decision 0032).

Her words go, row by row, and their places are closed: put back, none is opened again. What the
other wrote stays the other's until the pair's key goes, thirty days after the end; where nothing
of the other's is left, the key goes at once.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.actions.ending import end_pair
from viceversa.conversations.actions.retention import erase_words
from viceversa.conversations.models import (
    Attendance,
    CalendarFeed,
    Feedback,
    GoalMark,
    GroundRulesAcceptance,
    Meeting,
    Note,
    Objective,
    Question,
    Taps,
    TimeOption,
    TryOut,
    Wish,
)
from viceversa.conversations.queries import is_member, pairs_that_have_written
from viceversa.conversations.sealed import delete
from viceversa.conversations.sealed_row import SealedRow
from viceversa.pairing.erasure import HISTORY, of_her_pairs, without_name
from viceversa.pairing.models import Pair
from viceversa.people.holdings import Holding, deed, let_go, own
from viceversa.people.models import Person
from viceversa.vault.keyring import pairs_with_keys

SEALED: tuple[type[SealedRow], ...] = (
    Objective,
    Question,
    Taps,
    TryOut,
    Feedback,
    Note,
    GoalMark,
    Wish,
)
HOLDINGS = (
    *(Holding(model, own(model.author_path), goes=True) for model in SEALED),
    Holding(TimeOption, own("offered_by"), goes=True),
    Holding(Attendance, own("person"), goes=True),
    Holding(CalendarFeed, own("person"), goes=True),
    Holding(
        GroundRulesAcceptance,
        own("person"),
        kept=("person",),
        why=_("That both had accepted the ground rules is shown for twelve months more."),
    ),
    Holding(
        Meeting,
        of_her_pairs(),
        emptied={"place": ""},
        why=HISTORY,
    ),
    deed(Meeting, "planned_by"),
)


def erase(person: Person) -> None:
    """1. a pair that meets ends, and the other is told as of any end: no name, no reason
    2. her words go
    3. keys that open nobody's words any more are erased, once all of this stands"""
    pairs = list(
        Pair.objects.filter(is_member(person)).select_related(
            "programme", "mentor__person", "mentee__person"
        )
    )
    for pair in pairs:
        if pair.state == Pair.State.ACTIVE:
            end_pair(without_name(pair, person))
    for model in SEALED:
        delete_sealed(model, person)
    let_go(HOLDINGS, person)
    transaction.on_commit(erase_keys_left)


def delete_sealed(model: type[SealedRow], person: Person) -> None:
    """Deletes her rows of this kind so that no copy of them is ever opened again."""
    hers = model._default_manager.filter(own(model.author_path)(person))
    delete(hers.select_related(f"{model.pair_path}__mentor", f"{model.pair_path}__mentee"))


def erase_keys_left() -> None:
    """Keys of pairs in which somebody was erased, and that open nobody's words any more. To be
    called at every start as well: a program may have been stopped between the two."""
    erased = Q(mentor__person__erased_at__isnull=False) | Q(mentee__person__erased_at__isnull=False)
    with_keys = pairs_with_keys()
    pairs = [pair for pair in Pair.objects.filter(erased) if pair.pk in with_keys]
    written = pairs_that_have_written() if pairs else set()  # every text there is, at every start
    for pair in pairs:
        if pair.pk not in written:
            erase_words(pair)
