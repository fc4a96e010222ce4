"""Choosing topics, each with a strength: a few rows to fill in, which work without JavaScript."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import forms

from viceversa.enrolment.importing.vocabulary import STRENGTHS
from viceversa.programmes.topics import Topic, groups

EMPTY_ROWS = 3
USUAL = "2"

Pairs = list[tuple[str, str]]
Choices = list[tuple[str, list[tuple[str, str]]]]


class TopicsWidget(forms.Widget):
    """Rows of two choices, topic and strength. Its value is the text of a cell: "A1:3; E2:1"."""

    template_name = "enrolment/topics_widget.html"
    use_fieldset = True

    def __init__(self, topics: Iterable[Topic] = ()) -> None:
        super().__init__()
        self.choices = by_group(topics)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        pairs = [*_pairs(value), *[("", USUAL)] * EMPTY_ROWS]
        context["widget"] |= {
            "rows": pairs,
            "topics": self.choices,
            "strengths": list(STRENGTHS.items()),
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        topics, strengths = data.getlist(f"{name}_topic"), data.getlist(f"{name}_strength")
        chosen = zip(topics, strengths, strict=False)
        return "; ".join(f"{topic}:{strength}" for topic, strength in chosen if topic)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_topic" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class TopicsField(forms.Field):
    """Topics of a programme with strengths, as the text that a cell of a list would hold."""

    widget = TopicsWidget

    def __init__(self, topics: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(required=False, widget=TopicsWidget(topics), **kwargs)


def _pairs(value: Any) -> Pairs:
    if isinstance(value, Mapping):
        return [(code, str(strength)) for code, strength in value.items()]
    parts = [part.partition(":") for part in str(value or "").split("; ") if part]
    return [(topic, strength) for topic, _colon, strength in parts]


def by_group(topics: Iterable[Topic]) -> Choices:
    """Topics to choose from, beneath the names of their groups."""
    names = {group.code: group.name for group in groups()}
    return [
        (names.get(code, code), [(topic.code, topic.name) for topic in its])
        for code, its in groupby(topics, lambda topic: topic.group)
    ]
