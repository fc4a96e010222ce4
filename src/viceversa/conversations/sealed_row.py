"""What every row with words of a pair has: it knows whose they are. Sealed and opened elsewhere."""

from typing import Any, ClassVar, cast

from viceversa.lib.models import Coded
from viceversa.pairing.models import Pair


class SealedRow(Coded):
    """A row with words of one of the two, in fields called `sealed_…`: see `sealed.py`.

    The words are bound to the pair and the author that these paths lead to.
    """

    pair_path: ClassVar[str] = "pair"
    author_path: ClassVar[str] = "author"

    class Meta:
        abstract = True

    @property
    def words_pair(self) -> Pair:
        pair: Any = self
        for step in self.pair_path.split("__"):
            pair = getattr(pair, step)
        return cast(Pair, pair)

    @property
    def words_author(self) -> str:
        """By code."""
        return str(getattr(self, f"{self.author_path}_id"))

    @property
    def words_sight(self) -> str:
        """For whose eyes they are, where a row can say so: sealed with them."""
        return ""

    @classmethod
    def sealed_fields(cls) -> list[str]:
        return [field.name for field in cls._meta.fields if field.name.startswith("sealed_")]
