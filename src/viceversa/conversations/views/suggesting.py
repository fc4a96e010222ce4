"""The form in which other times are suggested for a booked meeting."""

from django.http import QueryDict

from viceversa.conversations.forms import SuggestionForm
from viceversa.conversations.models import Meeting
from viceversa.conversations.story import Story
from viceversa.conversations.suggestions import suggested_times
from viceversa.conversations.views.frame import worded


def suggestion_form(
    story: Story, meeting: Meeting, data: QueryDict | None = None
) -> SuggestionForm:
    """Other times for a booked meeting, like the one it has."""
    times = suggested_times(story.pair, story.now, last=meeting)
    return SuggestionForm(
        data,
        programme=story.pair.programme,
        suggested=worded(story, times),
        initial={"seen": meeting.sequence},
    )
