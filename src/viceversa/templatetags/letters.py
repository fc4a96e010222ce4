"""What letters need: links of two kinds, whose voice it is for, and the sheet of every mail."""

from functools import cache
from importlib.resources import files

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from viceversa.notices.marks import Link, personal_mark

register = template.Library()


@register.simple_tag(takes_context=True)
def personal_link(context: Context, purpose: str, object_id: str) -> str:
    """A link by which the recipient does one thing without signing in; signed when it leaves."""
    return _place(context, Link(personal_mark(purpose, object_id)))


@register.simple_tag(takes_context=True)
def page_link(context: Context, name: str, *parts: object) -> str:
    """A link to a page, where the recipient signs in as usual."""
    return _place(context, Link(settings.BASE_URL + reverse(name, args=parts)))


@register.simple_tag(takes_context=True)
def voice(context: Context, role: str) -> str:
    """The letter is to a mentor or to a mentee: its first line shows it in the hue of that role."""
    context["links"].voice = role
    return ""


@register.simple_tag
@cache
def mail_styles() -> SafeString:
    """The sheet that every mail carries within itself; ours alone, so that it needs no escaping."""
    sheet = files("viceversa") / "static/css/letter.css"
    return SafeString(sheet.read_text(encoding="utf-8"))


def _place(context: Context, link: Link) -> str:
    return str(context["links"].place(link))
