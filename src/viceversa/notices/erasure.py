"""What becomes of letters when a person is erased: hers go, and others' name her no more."""

import re
from datetime import datetime

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from viceversa.notices.models import ChatAddress, Letter, RemindersOff
from viceversa.people.erasure import NOBODY
from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person

WORDS = ("subject", "text", "html", "calendar", "sender_name", "reply_to")
EMPTY = dict.fromkeys(WORDS, "")


def erase(person: Person) -> None:
    """What waits for her is withdrawn. What others have got is emptied where it names her, and
    what still waits for them goes without her name."""
    let_go(HOLDINGS, person)
    naming = Letter.objects.filter(_names(person))
    for letter in naming.filter(sent_at=None):
        _take_out(letter, person)
    naming.update(**EMPTY)


def forget_thread(code: str, *, before: datetime) -> None:
    """Withdraws what a conversation still had to say by then, and empties what it has said."""
    said = Letter.objects.filter(thread_id__startswith=f"<{code}.", created_at__lt=before)
    said.filter(sent_at=None).delete()
    said.update(**EMPTY)


def _names(person: Person) -> Q:
    found = Q()
    for word in _words_of(person):
        for field in WORDS:
            found |= Q(**{f"{field}__icontains": word})
    return found


def _words_of(person: Person) -> dict[str, str]:
    """By what a letter names her, and what stands there instead."""
    names = dict.fromkeys((person.full_name, escape(person.full_name)), NOBODY)
    ways = dict.fromkeys((person.email, person.phone), "")
    return {word: instead for word, instead in (names | ways).items() if word}


def _take_out(letter: Letter, person: Person) -> None:
    for field in WORDS:
        words = str(getattr(letter, field))
        for word, instead in _words_of(person).items():
            words = re.sub(re.escape(word), instead, words, flags=re.IGNORECASE)
        setattr(letter, field, words)
    letter.sender_name = "" if letter.sender_name == NOBODY else letter.sender_name
    letter.save(update_fields=WORDS)


HOLDINGS = (
    Holding(Letter, own("recipient"), goes=True),
    Holding(
        Letter,
        _names,
        struck=WORDS,
        why=_("That others were written to stays; what was written names her no more."),
        is_export=False,
    ),
    Holding(RemindersOff, own("person"), goes=True),
    Holding(ChatAddress, own("person"), goes=True),
)
