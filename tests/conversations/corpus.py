"""What people write to each other after a meeting, labelled by hand, for tests and the bench.

Of each line it is known whether it is praise that says too little (bare, thin) or needs no question
(nearly, full, question, criticism, neutral). The rules were written with one half in sight; the
held half was written afterwards and is there to be measured, not to be learned from: a rule that is
made for one of its lines makes the figure worthless.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from viceversa.conversations.praise import ask_for_more

TOO_LITTLE = {"bare", "thin"}
LANGUAGES = ("sv", "en", "de")


@dataclass(frozen=True)
class Line:
    text: str
    language: str
    label: str
    half: str

    @property
    def says_too_little(self) -> bool:
        return self.label in TOO_LITTLE


@dataclass(frozen=True)
class Score:
    """How often a question was asked rightly, wrongly, and missing."""

    right: int
    wrong: int
    missing: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missing)


def corpus() -> list[Line]:
    with Path(__file__).with_name("data").joinpath("praise_corpus.csv").open(encoding="utf-8") as f:
        return [Line(**row) for row in csv.DictReader(f)]


def score(lines: Iterable[Line]) -> Score:
    found = [(line.says_too_little, bool(ask_for_more(line.text))) for line in lines]
    return Score(
        right=found.count((True, True)),
        wrong=found.count((False, True)),
        missing=found.count((True, False)),
    )
