"""Boxes: answers under a key that is kept apart, and never told apart by their size."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import new as hmac

from django.utils.crypto import salted_hmac

from viceversa.impact.models import Draft, ShutAnswer, Survey, Thread, Ticket
from viceversa.vault import answer_keys
from viceversa.vault.sealing import CannotOpenError, decrypt, encrypt

SIZE = 8192
LENGTH = struct.Struct(">I")
Value = int | str


@dataclass(frozen=True)
class Said:
    """What stands in a box. `thread` is the pseudonym by which before and after find together."""

    values: Mapping[str, Value] = field(default_factory=dict)
    words: str = ""
    thread: str = ""
    may_be_quoted: bool = False


def shut(row: ShutAnswer | Thread, said: Said, key: bytes) -> None:
    """Boxes it up in its row, without saving it."""
    row.box = _pack(said, key, place=_place(row))


def opened(row: ShutAnswer | Thread, key: bytes) -> Said:
    """What was boxed up. CannotOpenError for anything else."""
    return _unpack(bytes(row.box), key, place=_place(row))


def shut_draft(draft: Draft, said: Said) -> None:
    """Boxes up half an answer, under a key of its own, which the survey's key and the secret of the
    installation give together: her link opens it, and no database does."""
    draft.box = _pack(said, _draft_key(draft.ticket), place=("draft", draft.ticket_id))


def half_said(ticket: Ticket) -> Said:
    """What she has answered so far. A box that does not open is as good as none."""
    draft = Draft.objects.filter(ticket=ticket).first()
    try:
        place = ("draft", ticket.pk)
        return _unpack(bytes(draft.box), _draft_key(ticket), place=place) if draft else Said()
    except CannotOpenError:
        return Said()


def thread_of(survey: Survey, person_code: str) -> str:
    """The pseudonym of somebody in the surveys of a programme, which only their key gives; none
    where nothing is paired, or not any more."""
    if survey.wave == Survey.Wave.HALF_TIME or answer_keys.is_destroyed(survey.programme_id):
        return ""
    key = answer_keys.key_of(survey.programme_id)
    return hmac(key, f"thread.{person_code}".encode(), sha256).hexdigest()


def _draft_key(ticket: Ticket) -> bytes:
    key = answer_keys.key_of(ticket.survey_id)
    whose = salted_hmac("viceversa.impact.draft", f"{ticket.pk}.{ticket.person_id}")
    return hmac(key, whose.digest(), sha256).digest()


def _place(row: ShutAnswer | Thread) -> tuple[str, ...]:
    return (type(row).__name__, row.survey_id, row.pk)


def _pack(said: Said, key: bytes, *, place: tuple[str, ...]) -> bytes:
    parts = [said.values, said.words, said.thread, said.may_be_quoted]
    plain = json.dumps(parts, ensure_ascii=False).encode()
    if len(plain) > SIZE - LENGTH.size:
        raise ValueError("it does not fit into a box")
    return encrypt((LENGTH.pack(len(plain)) + plain).ljust(SIZE, b"\0"), key, bound_to=place)


def _unpack(box: bytes, key: bytes, *, place: tuple[str, ...]) -> Said:
    padded = decrypt(box, key, bound_to=place)
    (length,) = LENGTH.unpack_from(padded)
    return Said(*json.loads(padded[LENGTH.size :][:length]))
