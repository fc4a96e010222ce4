"""The optional kernel, opened with ctypes: the same answers, bit for bit, in far less time.

What it does for tables of all pairs stands here; what it does without one, in large/packed.py.
"""

import ctypes
import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viceversa.matching.parts import KindsPart, StepsPart

VERSION = 5
"""A kernel of another version is not used."""

ELSEWHERE = "VICEVERSA_KERNEL"
"""The environment may name another library, or none by a blank: for tests."""

Pointer = ctypes.c_void_p


@cache
def library() -> "Kernel | None":
    """The kernel, if it is installed."""
    path = os.environ.get(ELSEWHERE)
    if path is None:
        try:
            path = str(import_module("viceversa_kernel").LIBRARY)
        except ImportError:
            return None
    if not Path(path).is_file():
        return None
    try:
        kernel = Kernel(ctypes.CDLL(path))
    except (OSError, AttributeError):  # of another machine, or no kernel at all
        return None
    return kernel if kernel.version == VERSION else None


class Kept:
    """Keeps arrays alive for as long as the library may read them."""

    def __init__(self) -> None:
        self.arrays: list[Any] = []

    def __call__(self, array: Any, kind: type[np.generic]) -> Pointer:
        plain = np.ascontiguousarray(array, dtype=kind)
        self.arrays.append(plain)
        return Pointer(plain.ctypes.data)


def done(status: int) -> None:
    """MemoryError where the library had no room."""
    if status:
        raise MemoryError


class _Kinds(ctypes.Structure):
    _fields_ = [("points", Pointer), ("kind", Pointer)]


class _Steps(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int32) for name in ("neutral", "by_row")),
        *((name, Pointer) for name in ("steps", "enough", "each", "row_told", "column_told")),
    ]


class Kernel:
    """The functions of the library, with arrays in and out."""

    def __init__(self, opened: ctypes.CDLL) -> None:
        self.opened = opened
        self.version: int = opened.kernel_version()

    def assign(
        self, costs: NDArray[np.float64], *, priced: bool
    ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The cheapest column for every row, of which there are not more, the same as scipy's; and
        if the costs are whole numbers, the smallest column prices that prove it."""
        keep = Kept()
        columns, price = np.zeros(len(costs), dtype=np.int32), np.zeros(costs.shape[1])
        done(
            self.opened.kernel_assign(
                keep(costs, np.float64),
                *(ctypes.c_int32(size) for size in costs.shape),
                keep(columns, np.int32),
                keep(price, np.float64) if priced else None,
            )
        )
        return columns, price

    def sums(self, table: NDArray[np.uint8], numbers: NDArray[np.intp]) -> NDArray[np.uint8]:
        """The sum of the rows of the table that each person has the numbers of, above 0."""
        keep = Kept()
        total = np.empty((len(numbers), table.shape[1]), dtype=np.uint8)
        self.opened.kernel_sums(
            keep(table, np.uint8),
            ctypes.c_int32(table.shape[1]),
            keep(numbers, np.int64),
            *(ctypes.c_int32(size) for size in numbers.shape),
            keep(total, np.uint8),
        )
        return total

    def scores(
        self, kinds: Sequence[KindsPart], steps: Sequence[StepsPart], shape: tuple[int, int]
    ) -> NDArray[np.int8]:
        """The scores of all pairs: [mentor, mentee]. Steps are counted in bytes."""
        keep = Kept()
        scores = np.empty(shape, dtype=np.int8)
        of_kinds = [_kinds(part.table, part.kinds[0], keep) for part in kinds]
        of_steps = [_steps(part, keep) for part in steps]
        done(
            self.opened.kernel_scores(
                *(ctypes.c_int32(size) for size in shape),
                (_Kinds * len(of_kinds))(*of_kinds),
                ctypes.c_int32(len(of_kinds)),
                (_Steps * len(of_steps))(*of_steps),
                ctypes.c_int32(len(of_steps)),
                keep(scores, np.int8),
            )
        )
        return scores

    def masks(
        self,
        rules: Sequence[tuple[NDArray[np.uint16], NDArray[np.intp]]],
        shape: tuple[int, int],
    ) -> NDArray[np.uint16]:
        """The bits of all rules, each from the row of the mentor's kind: [mentor, mentee]."""
        keep = Kept()
        masks = np.empty(shape, dtype=np.uint16)
        of_rules = [_kinds(bits.view(np.int16), kinds, keep) for bits, kinds in rules]
        self.opened.kernel_masks(
            *(ctypes.c_int32(size) for size in shape),
            (_Kinds * len(of_rules))(*of_rules),
            ctypes.c_int32(len(of_rules)),
            keep(masks, np.uint16),
        )
        return masks

    def costs(
        self, scores: NDArray[np.int8], allowed: NDArray[np.bool_], by_score: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """What `by_score` has, from 1, for each score from the lowest; its 0 for no pair."""
        keep = Kept()
        costs = np.empty(scores.shape)
        self.opened.kernel_costs(
            keep(scores, np.int8),
            keep(allowed.view(np.uint8), np.uint8),
            ctypes.c_int64(scores.size),
            ctypes.c_int32(int(scores.min())),
            keep(by_score, np.float64),
            keep(costs, np.float64),
        )
        return costs


def _kinds(points: NDArray[np.int16], kinds: NDArray[np.intp], keep: Kept) -> _Kinds:
    return _Kinds(keep(points, np.int16), keep(kinds, np.int64))


def _steps(part: StepsPart, keep: Kept) -> _Steps:
    own = np.s_[:, 0] if part.by_mentor else np.s_[0]
    return _Steps(
        neutral=part.full // 2,
        by_row=int(part.by_mentor),
        steps=keep(part.counts, np.uint8),
        enough=keep(part.enough[own], np.uint8),
        each=keep(part.each[own], np.int16),
        row_told=keep(part.told[0], np.uint8),
        column_told=keep(part.told[1], np.uint8),
    )
