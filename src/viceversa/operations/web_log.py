"""What the web server logs goes where everything goes, and in the same form."""

import logging
from typing import Any

from gunicorn.glogging import Logger


class GunicornLog(Logger):
    """Errors only: its warnings are of strangers, and name their addresses."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self.error_log.setLevel(logging.ERROR)
        self.error_log.propagate = True
