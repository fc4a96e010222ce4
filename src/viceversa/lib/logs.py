"""What is logged names no secret: of a personal link in a path only its beginning is kept.

Django logs the path of every request that fails. A link that a mail program has mangled, or that
was posted without its cookie, would else stand in the log and open for whoever reads it.
"""

import logging
import re

JOB = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
TOKEN = re.compile(
    rf"(?<![0-9A-Za-z_-])(?!{JOB})(?=[a-z_-]*[0-9A-Z])[0-9A-Za-z_-]{{32,}}", re.ASCII
)


class Record(logging.LogRecord):
    def getMessage(self) -> str:  # noqa: N802  # the name that logging asks for
        return without_tokens(super().getMessage())


def without_tokens(text: str) -> str:
    """The text without signatures, keys and other long strings of chance."""
    return TOKEN.sub("[…]", text)
