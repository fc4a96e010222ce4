"""How exactly numbers are told: to whoever leads as they are, to others so that they point at
nobody."""

from collections.abc import Sequence
from enum import StrEnum

from viceversa.lib.figures import Figure, figure, shares


class Version(StrEnum):
    """Whose report it is."""

    COORDINATOR = "coordinator"
    SPONSOR = "sponsor"
    PARTNER = "partner"

    @property
    def is_exact(self) -> bool:
        return self == Version.COORDINATOR

    def whole(self, count: int) -> Figure:
        """A number beside which nothing stands that it is a part of."""
        return exactly(count) if self.is_exact else figure(count)

    def part(self, count: int, of: int) -> Figure:
        return exactly(count) if self.is_exact else figure(count, of)

    def parts(self, counts: Sequence[int]) -> list[Figure]:
        """Parts of a sum that is told as well."""
        return [exactly(count) for count in counts] if self.is_exact else shares(counts)


def exactly(count: int) -> Figure:
    return Figure(count, count)
