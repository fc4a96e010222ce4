"""The page for those who connect programs: its examples are run, its lists are whole."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.api.client import secret_for
from tests.cast import make_cast
from tests.factories import make_call
from viceversa.api.events import EVENT_NAMES
from viceversa.api.models import Token
from viceversa.enrolment.models import Application

PAGE = (Path(__file__).parents[2] / "docs/run-it/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
HERE = "https://viceversa.example.com"


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
def test_the_examples_do_what_they_say(live_server: Any, transactional_db: None) -> None:
    cast = make_cast()
    cast.alice.is_organiser = True
    cast.alice.save(update_fields=["is_organiser"])
    make_call(cast.programme)
    env = {"TOKEN": secret_for(cast.alice), "PROGRAMME": cast.programme.pk, "PATH": "/usr/bin:/bin"}
    programmes, people, entered, again = (
        run(example, live_server.url, env) for example in (*EXAMPLES, EXAMPLES[-1])
    )
    assert [each["id"] for each in programmes["items"]] == [cast.programme.pk]
    assert sorted(each["given_name"] for each in people["items"]) == ["Bob", "Carol"]
    assert entered == again == {"id": Application.objects.get().pk}


def run(example: str, address: str, env: dict[str, str]) -> Any:
    """What the command says, asked of the program of the tests."""
    assert HERE in example
    command = ["sh", "-c", example.replace(HERE, address)]
    return json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout)


def test_every_event_and_verb_is_named() -> None:
    assert [name for name in (*EVENT_NAMES, *Token.Verb.values) if f"`{name}`" not in PAGE] == []
