"""Samples of every letter, for the house's test that all of them can be read.

A room declares its own in `tests/<room>/letter_samples.py`:

    @letter_sample("pairing/pair_proposed")
    def pair_proposed(cast: Cast) -> dict[str, object]:
        return {"pair": ..., "programme": cast.programme}     # the context that letters.py gives
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.cast import Cast

Sample = Callable[[Cast], dict[str, object]]
SAMPLES: dict[str, Sample] = {}


def letter_sample(name: str) -> Callable[[Sample], Sample]:
    """Declares the context in which the letter `room/letter` is rendered by the house's test."""

    def declare(sample: Sample) -> Sample:
        SAMPLES[name] = sample
        return sample

    return declare


def all_samples() -> dict[str, Sample]:
    for path in sorted(Path(__file__).parent.glob("*/letter_samples.py")):
        import_module(f"tests.{path.parent.name}.letter_samples")
    return SAMPLES
