"""What is wrong with a table, and where a person finds it."""

from collections.abc import Callable

from viceversa.lib.wording import WordedError, Wording, gettext_noop

IN_ROW = gettext_noop("Row %(row)s: %(message)s")
IN_COLUMN = gettext_noop("Column “%(column)s”: %(message)s")
IN_CELL = gettext_noop("Row %(row)s, column “%(column)s”: %(message)s")


class TableError(WordedError):
    """The table cannot be used as it is. Row and column are those that the sender sees."""

    def __init__(
        self, wording: Wording, *, row: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(wording)
        self.row = row
        self.column = column

    def __str__(self) -> str:
        return self.translated(str)

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The message in the language of the given gettext, led by the row and the column."""
        message = self.wording.translated(gettext)
        place = self._place()
        if place is None:
            return message
        return gettext(place) % {"row": self.row, "column": self.column, "message": message}

    def _place(self) -> str | None:
        if self.row is None:
            return None if self.column is None else IN_COLUMN
        return IN_ROW if self.column is None else IN_CELL
