"""A calendar as RFC 5546 wants it to be, and a mail service as one fears it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from icalendar import Calendar

Shown = dict[str, tuple[datetime, int]]


@dataclass(frozen=True)
class Message:
    """What a calendar makes of one calendar file."""

    uid: str
    method: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    minutes: int

    @property
    def rank(self) -> tuple[int, datetime]:
        return self.sequence, self.stamped_at


def read(content: str) -> Message:
    calendar = Calendar.from_ical(content.encode())
    (event,) = calendar.walk("VEVENT")
    starts_at, ends_at = event.decoded("dtstart"), event.decoded("dtend")
    assert str(starts_at.tzinfo) == "UTC"
    return Message(
        uid=str(event["uid"]),
        method=str(calendar["method"]),
        sequence=int(event["sequence"]),
        stamped_at=event.decoded("dtstamp"),
        starts_at=starts_at,
        minutes=int((ends_at - starts_at).total_seconds() // 60),
    )


@dataclass
class CalendarClient:
    """Of the messages about a UID the one with the highest SEQUENCE counts, then the latest.

    A forgetful one ignores the cancellation of what it has never seen, as many do.
    """

    is_forgetful: bool
    kept: dict[str, Message] = field(default_factory=dict)

    def receive(self, content: str) -> Message | None:
        """The message if it was news."""
        message = read(content)
        before = self.kept.get(message.uid)
        if before and message.rank <= before.rank:
            return None
        if self.is_forgetful and not before and message.method == "CANCEL":
            return None
        self.kept[message.uid] = message
        return message

    @property
    def shows(self) -> Shown:
        return {
            uid: (message.starts_at, message.minutes)
            for uid, message in self.kept.items()
            if message.method == "REQUEST"
        }


@dataclass
class BadPost:
    """Loses mails, brings them twice, and late, and in any order."""

    rng: Random
    on_its_way: list[Callable[[], None]] = field(default_factory=list)
    lost: int = 0

    def send(self, deliver: Callable[[], None]) -> None:
        copies = self.rng.choices((0, 1, 2), weights=(20, 60, 20))[0]
        self.lost += copies == 0
        self.on_its_way += [deliver] * copies

    def bring_some(self) -> None:
        for deliver in self._taken(0.5):
            deliver()

    def bring_the_rest(self) -> None:
        while self.on_its_way:
            for deliver in self._taken(1):
                deliver()

    def _taken(self, share: float) -> Iterator[Callable[[], None]]:
        self.rng.shuffle(self.on_its_way)
        count = round(share * len(self.on_its_way))
        here, self.on_its_way = self.on_its_way[:count], self.on_its_way[count:]
        yield from here
