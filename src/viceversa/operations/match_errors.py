"""What is wrong with the input of `viceversa match`, and where."""


class InputError(Exception):
    """The input cannot be used; `file`, `row` and `column` are those its writer sees."""

    def __init__(
        self, message: str, *, file: str, row: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(message)
        self.file, self.row, self.column = file, row, column

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.file}{row}{column}: {self.args[0]}"
