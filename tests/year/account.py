"""What a played year leaves behind for those who then look at its dump."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Account:
    """What was planted where, and what could sign somebody in at the last moment."""

    now: str = ""
    planted: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)  # and not kept
    in_clear: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)  # codes, links, cookies, keys of apps
    live_keys: list[str] = field(default_factory=list)
    live_tokens: list[str] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)  # session key and mailed code

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Account":
        return cls(**json.loads(path.read_text(encoding="utf-8")))
