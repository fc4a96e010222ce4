"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; with a remedy when it is not well."""

    words: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        return not self.remedy
