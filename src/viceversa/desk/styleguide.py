"""One page that shows every component in its states, for those who build pages. Demo only.

It is made from the components themselves: what a tag says of itself, a line that uses it as a page
would, and what that line gives. A test counts what is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.utils.safestring import SafeString

from viceversa.desk.style_samples import PIECES, SAMPLES, context_of
from viceversa.templatetags import components

DRAWN = Path(__file__).parents[1] / "templates/components"
LOADED = "{% load i18n components %}"


@dataclass(frozen=True)
class Shown:
    """A line of a template and what it gives."""

    source: str
    html: SafeString


@dataclass(frozen=True)
class Component:
    """One part of the house; `about` is what its tag says of itself."""

    name: str
    about: str
    shown: list[Shown]


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with sample texts; sending the form shows its errors."""
    context = RequestContext(request)
    context.update(context_of(request))  # above what the house itself says, such as messages
    shown = {
        "components": [_component(name, tag, context) for name, tag in tags().items()],
        "pieces": [Component(name, "", _shown([source], context)) for name, source in PIECES],
    }
    return render(request, "styleguide.html", shown)


def tags() -> dict[str, Any]:
    """All that a page can be built of, by name: tags first, then filters."""
    return {**components.register.tags, **components.register.filters}


def names_in(folder: str) -> list[str]:
    """What is drawn there: icons or drawings."""
    return sorted(path.stem for path in (DRAWN / folder).glob("*.html"))


def _component(name: str, tag: Any, context: RequestContext) -> Component:
    lines: Iterable[str] = SAMPLES.get(name, ())
    if name in ("icon", "drawing"):
        lines = [f'{{% {name} "{each}" %}}' for each in names_in(f"{name}s")]
    about = getattr(components, name).__doc__ or tag.__doc__ or ""
    return Component(name, cleandoc(about), _shown(lines, context))


def _shown(sources: Iterable[str], context: RequestContext) -> list[Shown]:
    return [Shown(each, Template(LOADED + each).render(context)) for each in sources]
