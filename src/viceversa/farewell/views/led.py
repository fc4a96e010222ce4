"""For those who lead: who would gladly be asked again, and the stories that pairs let be told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.conversations.errors import StateError
from viceversa.farewell.access import (
    programme_with_stories_or_404,
    returning_or_404,
    story_of_programme_or_404,
)
from viceversa.farewell.actions import hide_story, invite_back, publish_story, write_story
from viceversa.farewell.forms import ProposedStoryForm
from viceversa.farewell.queries import (
    pairs_to_tell_of,
    published_stories,
    returning_to,
    stories_of,
)
from viceversa.farewell.words import QUESTIONS
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import contacts_of


@require_safe
@never_cache
@sign_in_required
def next_round(request: PersonRequest, code: str) -> HttpResponse:
    """Those of this round, and of the one before it."""
    programme = programme_for_coordinator_or_404(request.user, code)
    lines = returning_to(programme)
    return programme_page(
        request, "farewell/next_round.html", programme, section="people", lines=lines
    )


@require_POST
@sign_in_required
def next_round_invitation(request: PersonRequest, code: str, said_code: str) -> HttpResponse:
    """Invites one of them to this round, in the role she had."""
    programme = programme_for_coordinator_or_404(request.user, code)
    if invite_back(returning_or_404(programme, said_code), by=request.user):
        messages.success(request, _("On the list."))
    else:
        messages.info(request, _("This address is on the list already."))
    return redirect("next_round", code)


@require_safe
@never_cache
@sign_in_required
def programme_stories(request: PersonRequest, code: str) -> HttpResponse:
    """What both in a pair have approved. Of texts that wait for a yes nothing shows."""
    programme = programme_for_coordinator_or_404(request.user, code)
    stories = list(stories_of(programme))
    return programme_page(
        request, "farewell/stories.html", programme, section="pairs", stories=stories
    )


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def story_proposal(request: PersonRequest, code: str) -> HttpResponse:
    """A text after an interview. From here on it is the pair's: the two approve, change, remove."""
    programme = programme_for_coordinator_or_404(request.user, code)
    form = ProposedStoryForm(request.POST or None, pairs=pairs_to_tell_of(programme))
    if request.method == "POST" and form.is_valid():
        try:
            write_story(form.chosen, form.words, by=request.user)
        except StateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Both have a letter. You see the text when both approve."))
            return redirect("programme_stories", code)
    context = {"form": form, "questions": QUESTIONS}
    return programme_page(
        request, "farewell/story_proposal.html", programme, section="pairs", **context
    )


@require_POST
@sign_in_required
def story_publication(request: PersonRequest, code: str, story_code: str) -> HttpResponse:
    """Puts a story on the public page, or takes it off."""
    programme = programme_for_coordinator_or_404(request.user, code)
    story = story_of_programme_or_404(programme, story_code)
    if "hide" in request.POST:
        hide_story(story, by=request.user)
        messages.success(request, _("The story is no longer public."))
    else:
        publish_story(story, by=request.user)
        messages.success(request, _("The story is public."))
    return redirect("programme_stories", code)


@require_safe
@never_cache
def told_stories(request: HttpRequest, code: str) -> HttpResponse:
    """The public page. Never cached: what is withdrawn is gone at once."""
    programme = programme_with_stories_or_404(code)
    stories, contacts = published_stories(programme), contacts_of(programme)
    context = {"programme": programme, "stories": stories, "contacts": contacts}
    return render(request, "farewell/told.html", context)
