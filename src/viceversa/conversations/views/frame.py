"""What the pages of a pair have in common."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst

from viceversa.conversations.actions import StateError
from viceversa.conversations.story import Story, story_of
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.queries import contacts_of


def told(pair: Pair, person: Person) -> Story:
    """The pair's story as the person sees it at this moment."""
    return story_of(pair, person, timezone.now())


def frame_of(story: Story) -> dict[str, object]:
    """What every page of a pair shows, also in rooms above."""
    programme = story.pair.programme
    contacts = contacts_of(programme)
    return {"story": story, "pair": story.pair, "programme": programme, "contacts": contacts}


def page(request: HttpRequest, story: Story, template: str, **context: object) -> HttpResponse:
    """A page of the pair, by the clocks of whoever looks at it."""
    with timezone.override(story.zone):
        return render(request, f"conversations/{template}.html", {**frame_of(story), **context})


def done(
    request: HttpRequest, pair: Pair, act: Callable[[], object], words: str, *, to: str = "pair"
) -> HttpResponse:
    """Does it, says so, and goes back to the pair. What could not be done is said as well."""
    try:
        act()
    except StateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, words)
    return redirect(to, pair.pk)


def worded(story: Story, times: list[datetime]) -> list[tuple[datetime, str]]:
    """Times with the words they are offered by."""
    return [(moment, capfirst(story.say_time(moment))) for moment in times]
