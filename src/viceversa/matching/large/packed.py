"""Candidates and programmes as the kernel reads them."""

import ctypes
from collections.abc import Callable

import numpy as np

from viceversa.matching.arrays import Bytes, Int32s, Int64s
from viceversa.matching.kernel import Kept, Kernel, Pointer, done
from viceversa.matching.large.candidates import Candidates, Prices
from viceversa.matching.large.columns import Lists
from viceversa.matching.large.points import Common, Part, Unlike, Wish, Wished
from viceversa.matching.large.programme import Asked, Programme


def solve(library: Kernel, candidates: Candidates, prices: Prices) -> None:
    """Solves from the prices as they stand, and changes them in place."""
    keep = Kept()
    given = _candidates(candidates, keep)
    arrays = (keep(prices.u, np.int64), keep(prices.v, np.int64), keep(prices.chosen, np.uint8))
    done(library.opened.kernel_solve(ctypes.byref(given), *arrays))


def bid(library: Kernel, candidates: Candidates, prices: Prices) -> None:
    """Bids where nothing is chosen yet, and changes the prices in place."""
    keep = Kept()
    given = _candidates(candidates, keep)
    arrays = keep(prices.v, np.int64), keep(prices.chosen, np.uint8)
    done(library.opened.kernel_bid(ctypes.byref(given), *arrays))


def scan_of(
    library: Kernel, programme: Programme, asked: Asked
) -> Callable[[Int64s], tuple[Int32s, Int32s, Bytes]]:
    """A function that answers for some places of what is asked; threads may share it."""
    keep = Kept()
    given = _programme(programme, keep)
    price, kind = np.unique(asked.price, return_inverse=True)
    shared = keep(asked.worth, np.int64), keep(kind, np.int32), keep(price, np.int64)

    def ask(places: Int64s) -> tuple[Int32s, Int32s, Bytes]:
        own = Kept()
        mentees, size = asked.mentees[places], (len(places), asked.most)
        column, score = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.uint8)
        found = np.zeros(len(places), dtype=np.int32)
        done(
            library.opened.kernel_scan(
                *(ctypes.byref(given), *shared, ctypes.c_int32(len(price))),
                *(own(mentees, np.int32), own(asked.threshold[places], np.int64)),
                *(ctypes.c_int32(len(places)), ctypes.c_int32(asked.most)),
                *(own(column, np.int32), own(score, np.uint8), own(found, np.int32)),
            )
        )
        there = np.arange(asked.most) < found[:, None]
        # `keep` lives as long as this function: the library reads its arrays.
        assert keep.arrays  # noqa: S101
        return np.repeat(mentees, found).astype(np.int32), column[there], score[there]

    return ask


class _Candidates(ctypes.Structure):
    _fields_ = [
        ("rows", ctypes.c_int32),
        ("columns", ctypes.c_int32),
        *((name, Pointer) for name in ("start", "column", "score", "worth")),
        *((name, Pointer) for name in ("row_seats", "column_seats")),
    ]


class _Wish(ctypes.Structure):
    _fields_ = [
        ("used", ctypes.c_int32),
        ("neutral", ctypes.c_int32),
        *((name, Pointer) for name in ("table", "start", "topic", "strength")),
        *((name, Pointer) for name in ("told", "quiet", "enough", "each")),
        ("by_mentor", ctypes.c_int32),
    ]


class _Common(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int32) for name in ("used", "neutral", "words")),
        *((name, Pointer) for name in ("mentors", "mentees", "kind", "told", "quiet")),
        *((name, ctypes.c_int32) for name in ("one", "more")),
    ]


class _Unlike(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int32) for name in ("used", "neutral", "full")),
        *((name, Pointer) for name in ("mentors", "mentees", "told", "quiet")),
    ]


class _Wished(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int32) for name in ("used", "points")),
        *((name, Pointer) for name in ("start", "mentor")),
    ]


_RULES = (
    *("mentor_seats", "mentor_level", "mentee_level", "mentor_unit", "mentee_unit"),
    *("mentor_organisation", "mentee_organisation"),
)
_LAST = ("mentor_languages", "mentee_languages", "rival", "barred_start", "barred")


class _Programme(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int32) for name in ("mentors", "mentees", "base")),
        ("wish", _Wish * 2),
        ("common", _Common * 4),
        ("sector", _Unlike),
        *((name, Pointer) for name in _RULES),
        *((n, ctypes.c_int32) for n in ("different_organisation", "language_words", "rivals")),
        *((name, Pointer) for name in (*_LAST, "opened_start", "opened")),
        ("wished", _Wished * 2),
    ]


def _candidates(candidates: Candidates, keep: Kept) -> _Candidates:
    rows, columns = candidates.seats
    return _Candidates(
        rows=len(rows),
        columns=len(columns),
        start=keep(candidates.start, np.int64),
        column=keep(candidates.column, np.int32),
        score=keep(candidates.score, np.uint8),
        worth=keep(candidates.worth, np.int64),
        row_seats=keep(rows, np.int32),
        column_seats=keep(candidates.seats_asked_for, np.int32),
    )


def _programme(programme: Programme, keep: Kept) -> _Programme:
    columns = programme.columns
    mentors, mentees = columns.mentors, columns.mentees
    parts = {part.name: part for part in programme.parts}
    given = _Programme(
        mentors=len(mentors),
        mentees=len(mentees),
        base=programme.base,
        wish=tuple(_wish(parts.get(name), keep) for name in ("wants", "returns")),
        common=tuple(
            _common(parts.get(name), keep) for name in ("theme", "places", "hours", "goals")
        ),
        sector=_unlike(parts.get("sector"), keep),
        wished=tuple(
            _wished(parts.get(name), keep) for name in ("mentee_prefers", "mentor_prefers")
        ),
        mentor_seats=keep(mentors.seats, np.int32),
        different_organisation=int(columns.different_organisation),
        language_words=mentors.languages.shape[1],
        rivals=len(programme.rivals),
        rival=keep(programme.rivals, np.int64),
    )
    for role, side in (("mentor", mentors), ("mentee", mentees)):
        for field in ("level", "unit", "organisation"):
            setattr(given, f"{role}_{field}", keep(getattr(side, field), np.int32))
    given.mentor_languages = keep(mentors.languages.T, np.uint16)
    given.mentee_languages = keep(mentees.languages, np.uint16)
    for name, pairs in (("barred", columns.barred), ("opened", columns.opened)):
        people = np.arange(len(mentees) + 1) * len(mentors)
        setattr(given, f"{name}_start", keep(np.searchsorted(pairs, people), np.int64))
        setattr(given, name, keep(pairs % max(1, len(mentors)), np.int32))
    return given


def _wish(part: Part | None, keep: Kept) -> _Wish:
    if not isinstance(part, Wish):
        return _Wish()
    return _Wish(
        used=1,
        neutral=part.neutral,
        table=keep(part.table, np.uint8),
        **_lists(part.lists, keep),
        **_told(part, keep),
        enough=keep(part.enough, np.uint8),
        each=keep(part.each, np.int16),
        by_mentor=int(part.by_mentor),
    )


def _lists(lists: Lists, keep: Kept) -> dict[str, Pointer]:
    return {
        "start": keep(lists.start, np.int64),
        "topic": keep(lists.topic, np.int32),
        "strength": keep(lists.strength, np.uint8),
    }


def _common(part: Part | None, keep: Kept) -> _Common:
    if not isinstance(part, Common):
        return _Common()
    one, more = part.steps
    return _Common(
        used=1,
        neutral=part.neutral,
        words=len(part.mentors),
        mentors=keep(part.mentors, np.uint16),
        mentees=keep(part.mentees, np.uint16),
        kind=keep(part.kinds, np.int32),
        **_told(part, keep),
        one=one,
        more=more,
    )


def _unlike(part: Part | None, keep: Kept) -> _Unlike:
    if not isinstance(part, Unlike):
        return _Unlike()
    return _Unlike(
        used=1,
        neutral=part.neutral,
        full=part.full,
        mentors=keep(part.mentors, np.int16),
        mentees=keep(part.mentees, np.int16),
        **_told(part, keep, silent=part.full),
    )


def _wished(part: Part | None, keep: Kept) -> _Wished:
    if not isinstance(part, Wished):
        return _Wished()
    start, mentors = part.mentors_of
    return _Wished(
        used=1, points=part.full, start=keep(start, np.int64), mentor=keep(mentors, np.int32)
    )


def _told(part: Part, keep: Kept, *, silent: int = 0) -> dict[str, Pointer]:
    """`silent` is what the kernel gives a mentor who says nothing before this puts it right."""
    quiet = np.where(part.told[0], 0, part.neutral - silent)
    return {"told": keep(part.told[1], np.uint8), "quiet": keep(quiet, np.int16)}
