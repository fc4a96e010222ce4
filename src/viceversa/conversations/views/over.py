"""The page of a pair that is over: how to go on, and what there was, to look at."""

from django.http import HttpRequest, HttpResponse

from viceversa.conversations.story import Story
from viceversa.conversations.views.frame import page
from viceversa.conversations.views.kept import feedback_lines, note_lines, try_out_lines
from viceversa.conversations.views.wishes import partner_contact
from viceversa.conversations.views.words import past_meetings, said_by_both
from viceversa.pairing.queries import seat_of


def over_page(request: HttpRequest, story: Story) -> HttpResponse:
    """Calm, and to read only. Addresses show when both would like to keep in touch."""
    return page(
        request,
        story,
        "over",
        seat=seat_of(story.pair, story.person),
        partner_contact=partner_contact(story),
        objectives=said_by_both(story),
        past=past_meetings(story),
        written=[*feedback_lines(story), *note_lines(story)],
        tried=try_out_lines(story),
    )
