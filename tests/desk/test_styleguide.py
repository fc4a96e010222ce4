"""The page of the components shows all of them, in all their states."""

import re

import pytest
from django.test import Client

from viceversa.desk.style_samples import SAMPLES
from viceversa.desk.styleguide import DRAWN, names_in, tags
from viceversa.templatetags.components import LEADERS, QUALITY, STATES

pytestmark = pytest.mark.django_db


def test_every_tag_is_shown() -> None:
    assert SAMPLES.keys() | {"icon", "drawing"} == tags().keys()


def test_every_template_of_a_component_is_used_by_the_page(client: Client) -> None:
    used = {template.name for template in client.get("/styleguide/").templates}
    assert {f"components/{path.name}" for path in DRAWN.glob("*.html")} - used == set()


def test_every_state_drawing_and_icon_is_shown(client: Client) -> None:
    answer = client.get("/styleguide/")
    html, used = answer.content.decode(), {template.name for template in answer.templates}
    for kind, states in {"chip": STATES, "quality": QUALITY, "voice": LEADERS}.items():
        assert states.keys() <= set(re.findall(rf'class="{kind} {kind}-(\w+)"', html))
    kinds = {"primary", "secondary", "quiet", "stop"}
    assert kinds <= set(re.findall(r'class="button button-(\w+)', html))
    drawn = {
        f"components/{folder}/{name}.html"
        for folder in ("icons", "drawings")
        for name in names_in(folder)
    }
    assert drawn <= used
    assert {"Sparat.", "Brevet kom inte fram."} <= set(re.findall(r"<p>(.+?)</p>", html))


@pytest.mark.parametrize("name", names_in("drawings"))
def test_a_drawing_is_few_strokes_in_the_colours_of_the_page(name: str) -> None:
    drawn = (DRAWN / f"drawings/{name}.html").read_text("utf-8")
    assert len(drawn.encode()) < 2000
    assert 'aria-hidden="true"' in drawn
    assert re.findall(r"#[0-9a-fA-F]{3}|fill=|stroke=|<text", drawn) == []


def test_a_sent_form_shows_its_errors(client: Client) -> None:
    assert "errorlist" in client.post("/styleguide/").content.decode()
