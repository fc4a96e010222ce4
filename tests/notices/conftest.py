from pathlib import Path
from typing import Any

import pytest

LETTER = """{% load letters %}Your partner: {{ name }}

You are mentee: you are the one who is coached.

{{ name }} asks you.
Two lines.

=> Answer {{ name }}: {% personal_link "test" "abc123" %}

Or look first: {% page_link "account_login" %} and then answer.
"""


@pytest.fixture
def letters(settings: Any, tmp_path: Path) -> Path:
    """A directory of templates with the letter `room/test`, and a page for its link."""
    room = tmp_path / "room/letters"
    room.mkdir(parents=True)
    (room / "test.txt").write_text(LETTER, encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.ROOT_URLCONF = "tests.notices.urls"
    return room
