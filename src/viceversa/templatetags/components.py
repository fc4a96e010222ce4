"""The pieces every page is built of: one tag each, one template in templates/components/ each.

Tags instead of bare includes, since a page's own `form` or `name` must never leak into a button,
and since a misspelt parameter should be an error. Texts come translated: `{% button _("Save") %}`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from viceversa.lib import dates
from viceversa.lib.pictures import Picture
from viceversa.lib.signposts import Places, signposts_at
from viceversa.pairing.words import QUALITY

register = template.Library()

STATES = {
    "fine": (_("On track"), "check"),
    "attention": (_("Needs a date"), "calendar"),
    "call": (_("Needs a call"), "phone"),
    "paused": (_("Paused"), "pause"),
}
LEADERS = {
    "mentor": _("The mentor leads"),
    "mentee": _("The mentee leads"),
    "both": _("Both lead"),
    "organiser": _("The organiser leads"),
}
NARROWEST_NUMBERED = 6  # per cent of the line; a number would not fit in less


class Step(Protocol):
    """One step of an agenda. `leader` is a key of LEADERS."""

    title: str
    minutes: int
    leader: str


@dataclass(frozen=True)
class Stroke:
    """A step placed on the line. Lengths are text, since a decimal comma would break the SVG."""

    number: int
    step: Step
    leads: str
    x: str
    width: str
    middle: str
    numbered: bool
    at: datetime | None


@register.filter
def moment(when: datetime) -> str:
    """Thursday 3 December 14:00, by the clocks of the installation."""
    return dates.say_moment(when, zone=ZoneInfo(timezone.get_current_timezone_name()))


@register.filter
def clock(when: datetime) -> str:
    """14:00, by the clocks of the installation."""
    return dates.say_time(when, ZoneInfo(timezone.get_current_timezone_name()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line drawing from components/icons/; always beside a word."""
    return render_to_string(f"components/icons/{name}.html")


@register.simple_tag
def drawing(name: str) -> SafeString:
    """A line drawing from components/drawings/, for a page that would else be empty."""
    return render_to_string(f"components/drawings/{name}.html")


@register.inclusion_tag("components/heading.html")
def heading(
    title: str,
    lead: str = "",
    *,
    kicker: str = "",
    href: str = "",
    voice: str = "",
    drawing: str = "",
    lang: str = "",
) -> dict[str, Any]:
    """The page's h1 and, in one sentence, what the page is for. `kicker` links back to `href`.

    `voice` (mentor, mentee, both) is whose role the sentence says; `drawing` is for a page that has
    little more than this; `lang` is for a title in another language than the page's.
    """
    return {
        "title": title,
        "lead": lead,
        "kicker": kicker,
        "href": href,
        "voice": voice,
        "drawing_name": drawing,
        "lang": lang,
    }


@register.inclusion_tag("components/button.html")
def button(
    label: str,
    *,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    form: str = "",
    icon: str = "",
    small: bool = False,
    about: object = "",
) -> dict[str, Any]:
    """A button that sends its form. kind: primary (one a page), secondary, quiet, stop.

    `about` says of whom or what, where a page has more than one with the same label; it is heard
    and not seen, since the eye has it in the row.
    """
    return {
        "label": label,
        "kind": kind,
        "name": name,
        "value": value,
        "form": form,
        "icon_name": icon,
        "small": small,
        "about": about,
    }


@register.inclusion_tag("components/link_button.html")
def link_button(
    label: str,
    href: str,
    *,
    kind: str = "secondary",
    icon: str = "",
    small: bool = False,
    about: object = "",
) -> dict[str, Any]:
    """A link that looks like a button, for going somewhere; never for changing something.
    `about` as of `button`."""
    return {
        "label": label,
        "href": href,
        "kind": kind,
        "icon_name": icon,
        "small": small,
        "about": about,
    }


@register.inclusion_tag("components/post_form.html", takes_context=True)
def post_form(
    context: Context,
    form: BaseForm,
    submit: str,
    *,
    action: str = "",
    kind: str = "primary",
    back: str = "",
    back_label: str = "",
) -> dict[str, Any]:
    """A whole Django form: summary of errors, rows, one button, and a way back."""
    return {
        "form": form,
        "submit": submit,
        "action": action,
        "kind": kind,
        "back": back,
        "back_label": back_label,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/notice.html")
def notice(text: str, *, kind: str = "info") -> dict[str, Any]:
    """A sentence that matters now. kind: info, attention, stop."""
    return {"text": text, "kind": kind, "icon_name": "info" if kind == "info" else "attention"}


@register.inclusion_tag("components/chip.html")
def chip(state: str, label: str = "") -> dict[str, Any]:
    """A state in a word: fine, attention, call, paused. There is no red for people."""
    words, icon_name = STATES[state]
    return {"state": state, "label": label or words, "icon_name": icon_name}


@register.inclusion_tag("components/quality.html")
def quality(band: str, score: float | None = None, *, why: str = "") -> dict[str, Any]:
    """How good a match is: a word (strong, good, fair, poor), a bar of the score to 100, why."""
    filled = None if score is None else f"{min(100.0, max(0.0, score)):.0f}%"
    return {"band": band, "word": QUALITY[band], "score": score, "filled": filled, "why": why}


@register.inclusion_tag("components/voices.html")
def voices(
    mentor: str, mentee: str, *, mentor_line: str = "", mentee_line: str = ""
) -> dict[str, Any]:
    """The two of a pair facing each other; a line each for title and organisation."""
    return {
        "mentor": mentor,
        "mentee": mentee,
        "mentor_line": mentor_line,
        "mentee_line": mentee_line,
    }


@register.simple_tag
def voice(leader: str, label: str = "") -> SafeString:
    """A voice in hue, shape and words: mentor, mentee, both, organiser.

    Without a template of its own, since long lists have one in every row.
    """
    words = capfirst(label or LEADERS[leader])
    return format_html('<span class="voice voice-{}">{}</span>', leader, words)


@register.simple_tag
def person(role: str, name: object, line: object = "", *, said: object = "") -> SafeString:
    """Somebody in the hue and shape of mentor or mentee: the name, the role where it has to be
    said in words, and beneath what the person does.

    Without a template of its own, as `voice`.
    """
    beside = format_html(' <span class="seat-role">{}</span>', said) if said else ""
    below = format_html('<span class="seat-line">{}</span>', line) if line else ""
    words = '<span class="seat seat-{}"><span class="seat-name">{}{}</span>{}</span>'
    return format_html(words, role, name, beside, below)


@register.inclusion_tag("components/agenda.html")
def agenda(steps: Iterable[Step], starts: datetime | None = None) -> dict[str, Any]:
    """The meeting as a score for two voices, each stroke as long as its minutes, then in words."""
    strokes = _strokes(tuple(steps), starts)
    return {"strokes": strokes, "minutes": sum(stroke.step.minutes for stroke in strokes)}


@register.inclusion_tag("components/picture.html")
def picture(picture: Picture, *, width: str = "") -> dict[str, Any]:
    """Figures as shapes. Without a width it is as wide as its place; its table stands beside it."""
    return {"picture": picture, "width": width}


@register.inclusion_tag("components/phases.html")
def phases(phases: Iterable[Any]) -> dict[str, Any]:
    """The round as a line. Each phase has name, starts_on, ends_on, state (done, now, next)."""
    return {"phases": phases}


@register.inclusion_tag("components/facts.html")
def facts(rows: Sequence[tuple[str, object]]) -> dict[str, Any]:
    """Terms and values: a list of two-tuples."""
    return {"rows": rows}


@register.inclusion_tag("components/empty.html")
def empty(
    title: str, text: str, *, action: str = "", href: str = "", drawing: str = "table"
) -> dict[str, Any]:
    """An empty place that teaches: what this is, who fills it, one action."""
    return {
        "title": title,
        "text": text,
        "action": action,
        "href": href,
        "drawing_name": drawing,
    }


@register.inclusion_tag("components/progress.html", takes_context=True)
def progress(
    context: Context,
    words: str,
    *,
    value: int | None = None,
    total: int | None = None,
    again: str = "",
    every: str = "1s",
    stop: str = "",
) -> dict[str, Any]:
    """Work over a second, in words. `again` is fetched `every` so often, POST to `stop` ends it."""
    return {
        "words": words,
        "value": value,
        "total": total,
        "again": again,
        "every": every,
        "stop": stop,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: Context, page: "Page[Any]") -> dict[str, Any]:
    """Backwards and forwards through a long list; the other query parameters stay."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm(
    context: Context,
    text: str,
    label: str,
    *,
    action: str = "",
    back: str = "",
    kind: str = "stop",
) -> dict[str, Any]:
    """A question on a page of its own: what will happen, one button, a way back."""
    return {
        "text": text,
        "label": label,
        "action": action,
        "back": back,
        "kind": kind,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/signposts.html")
def signposts(place: Places, *about: Any) -> dict[str, Any]:
    """Lines that lead to what other rooms have for this place."""
    return {"posts": signposts_at(place, *about)}


@register.inclusion_tag("components/letter.html")
def letter(*, sender: str, to: str, subject: str, text: str) -> dict[str, Any]:
    """A letter as it will be read."""
    return {"sender": sender, "to": to, "subject": subject, "text": text}


@register.inclusion_tag("components/contacts.html")
def contacts(people: Iterable[Any]) -> dict[str, Any]:
    """Named humans to ask: each has name, and may have line, email, phone."""
    return {"people": people}


def _strokes(steps: tuple[Step, ...], starts: datetime | None) -> list[Stroke]:
    whole = sum(step.minutes for step in steps)
    placed, passed = [], 0
    for number, step in enumerate(steps, start=1):
        x, width = 100 * passed / whole, 100 * step.minutes / whole
        placed.append(
            Stroke(
                number=number,
                step=step,
                leads=str(LEADERS[step.leader]),
                x=f"{x:.2f}%",
                width=f"{width - 0.6:.2f}%",
                middle=f"{x + width / 2 - 0.3:.2f}%",
                numbered=width >= NARROWEST_NUMBERED,
                at=starts + timedelta(minutes=passed) if starts else None,
            )
        )
        passed += step.minutes
    return placed
