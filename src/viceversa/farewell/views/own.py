"""What came of it, for one of the two: figures of hers, and how she goes on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.actions.retention import KEPT
from viceversa.conversations.queries import ended_on
from viceversa.conversations.story import Story
from viceversa.conversations.views.frame import frame_of, told
from viceversa.conversations.views.wishes import partner_contact
from viceversa.farewell.access import ending_pair_for_member_or_404
from viceversa.farewell.actions import say_next_round
from viceversa.farewell.forms import NextRoundForm
from viceversa.farewell.queries import next_round_of, result_of
from viceversa.ideas.queries import ideas_of_pair
from viceversa.ideas.telling import line_of
from viceversa.lib.dates import say_day
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@never_cache
@sign_in_required
def farewell(request: PersonRequest, code: str) -> HttpResponse:
    """Everything that is left to look at, to take along, and to say."""
    pair = ending_pair_for_member_or_404(request.user, code)
    story = told(pair, request.user)
    said = next_round_of(pair.programme, request.user)
    ticked = {"again": said.again, "knows_somebody": said.knows_somebody} if said else {}
    return render(
        request,
        "farewell/farewell.html",
        {
            **frame_of(story),
            "result": result_of(story),
            "ideas": [line_of(idea, story.today) for idea in ideas_of_pair(pair)],
            "partner_contact": partner_contact(story),
            "erased_on": _erased_on(story),
            "next_round_form": NextRoundForm(initial=ticked),
        },
    )


@require_POST
@sign_in_required
def farewell_next_round(request: PersonRequest, code: str) -> HttpResponse:
    """Whether the organiser may write when the next round begins."""
    pair = ending_pair_for_member_or_404(request.user, code)
    form = NextRoundForm(request.POST)
    if form.is_valid():
        say_next_round(pair.programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you, that is noted."))
    return redirect("farewell", code)


def _erased_on(story: Story) -> str:
    """The first day on which what the two have written may be erased."""
    end = ended_on(story.pair)
    return say_day(end + KEPT, today=story.today) if end else ""
