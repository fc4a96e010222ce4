"""A pair as the year knows it: its two at their pages, and what the vault gives them to read."""

import json
from dataclasses import dataclass
from functools import reduce
from typing import Any, cast

from django.apps import apps
from django.db import transaction

from tests.year.canaries import CONFIDENTIAL
from tests.year.house import Visitor
from viceversa.conversations.models import Meeting, SealedRow
from viceversa.conversations.sealed import draft_of, seal_data
from viceversa.pairing.models import Pair


@dataclass
class Two:
    """A pair with its mentor's and its mentee's browser."""

    pair: Pair
    mentor: Visitor
    mentee: Visitor
    meeting: Meeting | None = None

    @property
    def both(self) -> tuple[Visitor, Visitor]:
        return self.mentor, self.mentee

    @property
    def number(self) -> int:
        """Of the meeting that is at hand."""
        assert self.meeting
        return self.meeting.number

    def look(self) -> None:
        """What has become of it and of its latest meeting."""
        self.pair.refresh_from_db()
        self.meeting = self.pair.meetings.order_by("-number").first()

    def overwrite(self, model: type[SealedRow], words: str, *, by: Visitor) -> None:
        """The words in the place of what was just chosen, by the door of what is sealed."""
        mine = {model.pair_path: self.pair, model.author_path: by.person}
        (name,) = model.sealed_fields()
        for row in model._base_manager.filter(**mine):
            if CONFIDENTIAL not in readable(row, name):
                with transaction.atomic():
                    seal_data(row, {"words": words}, name)
                    row.save()

    def opened(self, field: str) -> str:
        """All that the vault opens of what the two have written into such a field."""
        model, _, name = field.partition(".")
        rows = apps.get_model("viceversa", model)
        if not issubclass(rows, SealedRow):
            raise NotImplementedError(f"Say here how {field} is read through the product")
        pair = Pair.objects.select_related("mentor", "mentee").get(pk=self.pair.pk)
        found = list(rows._base_manager.filter(**{rows.pair_path: pair}))
        for row in cast(list[Any], found):  # one vault for all, as the pages have it
            *way, _last = rows.pair_path.split("__")
            reduce(getattr, way, row).pair = pair
        return "\n".join(readable(row, name) for row in found)


def readable(row: SealedRow, field: str) -> str:
    """Choices and cards are sealed as JSON, which writes letters with accents in numbers."""
    text = draft_of(row, field)
    return str(json.loads(text)) if text.startswith("{") else text
