"""What arrays of numbers hold, by name. Tables of all pairs are [mentor, mentee]."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Counts = NDArray[Any]
"""Whole numbers, as narrow as they may be."""

Places = NDArray[np.intp]
"""Rows, columns or people, by their number."""

Numbered = NDArray[np.intp]
"""One row for each person: the numbers of what the person has, above 0, and zeros behind them."""

Points = NDArray[np.int16]
"""In 1/256 point: [mentor, mentee] or, with kinds, [kind of mentor, kind of mentee]."""

Shares = NDArray[np.float32]
Floats = NDArray[np.float64]
Values = NDArray[Any]
"""Scores: whole numbers from 0 to 100, or given numbers of any kind."""

Masks = NDArray[np.uint16]
"""One bit for each rule that a pair breaks."""

Int16s = NDArray[np.int16]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint16]
"""[person, word]: sixteen things a word, one bit each."""
