"""Links of the two kinds that a letter may have, and whose voice it is for. For
templates/<room>/letters/ only."""

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

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


def _place(context: Context, link: Link) -> str:
    return str(context["links"].place(link))
