from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from viceversa.notices.letterhead import Letterhead
from viceversa.notices.samples import Kind, Sample, _registry

LETTER = """{% load letters %}Your partner: {{ name }}

You are mentee: you are the one who is coached.

{{ name }} asks you.
Two lines.

=> Answer {{ name }}: {% personal_link "test" "abc123" %}

Or look first: {% page_link "account_login" %} and then answer.
"""


HEAD = Letterhead("programme234", "Round one", ())


@pytest.fixture
def letters(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of templates with the letter `room/test`, and a page for its link; and the same
    letter as a reminder, of a programme and of a booked meeting."""
    room = tmp_path / "room/letters"
    room.mkdir(parents=True)
    for name, kind in (("test", Kind.NEWS), ("again", Kind.REMINDER), ("soon", Kind.MEETING)):
        (room / f"{name}.txt").write_text(LETTER, encoding="utf-8")
        sample = Sample(f"room/{name}", kind, ("mentee",), _("when"), lambda _role: {"name": "Bob"})
        monkeypatch.setitem(_registry, sample.name, sample)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.ROOT_URLCONF = "tests.notices.urls"
    return room
