"""The pair's own pages: ideas that it keeps to itself, and what became of those that left."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.story import Story
from viceversa.conversations.views.frame import done, frame_of, told
from viceversa.ideas.access import (
    draft_for_member_or_404,
    idea_for_member_or_404,
    pair_with_ideas_or_404,
)
from viceversa.ideas.actions import (
    change_draft,
    remove_draft,
    say_yes,
    take_yes_back,
    write_draft,
)
from viceversa.ideas.album import ideas_album
from viceversa.ideas.forms import IdeaForm, YesForm
from viceversa.ideas.models import IdeaDraft
from viceversa.ideas.own import draft_line, draft_lines, is_small
from viceversa.ideas.queries import ideas_of_pair
from viceversa.ideas.telling import line_of, step_lines
from viceversa.ideas.words import words_in
from viceversa.pairing.models import Pair
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@never_cache
@sign_in_required
def pair_ideas(request: PersonRequest, code: str) -> HttpResponse:
    """All ideas of the two: those that wait for a yes, and those that left."""
    story = told(pair_with_ideas_or_404(request.user, code), request.user)
    return _page(
        request,
        story,
        "pair_ideas",
        drafts=draft_lines(story.pair, request.user),
        left=[line_of(idea, story.today) for idea in ideas_of_pair(story.pair)],
    )


@require_safe
@never_cache
@sign_in_required
def pair_ideas_download(request: PersonRequest, code: str) -> HttpResponse:
    """The same as a text to keep."""
    story = told(pair_with_ideas_or_404(request.user, code), request.user)
    return HttpResponse(
        ideas_album(story.pair, request.user, story.today),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="viceversa-ideas.txt"'},
    )


@never_cache
@sign_in_required
def idea_new(request: PersonRequest, code: str) -> HttpResponse:
    """A new idea, which only the two can read."""
    story = told(pair_with_ideas_or_404(request.user, code), request.user)
    form = IdeaForm(request.POST or None, round_name=story.pair.programme.name)
    if request.method == "POST" and form.is_valid():
        act = partial(write_draft, story.pair, form.words, by=request.user)
        words = _("Saved. %(name)s is asked to read it.") % {"name": story.partner_name}
        return _done(request, story.pair, act, words)
    return _form_page(request, story, form)


@require_safe
@never_cache
@sign_in_required
def idea_draft(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    """An idea that has not left, exactly as it would leave."""
    draft = draft_for_member_or_404(request.user, code, draft_code)
    story = told(draft.pair, request.user)
    return _page(
        request,
        story,
        "draft",
        line=draft_line(draft, request.user),
        small_round=is_small(draft.pair.programme),
    )


@never_cache
@sign_in_required
def idea_change(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    """Other words: the other one's yes is asked for again."""
    draft = draft_for_member_or_404(request.user, code, draft_code)
    story, words = told(draft.pair, request.user), words_in(draft)
    form = IdeaForm(
        request.POST or None,
        round_name=story.pair.programme.name,
        initial=asdict(words) if words else {},
    )
    if request.method == "POST" and form.is_valid():
        act = partial(change_draft, draft, form.words, by=request.user)
        said = _("Saved. %(name)s is asked to read it.") % {"name": story.partner_name}
        return _done(request, story.pair, act, said)
    return _form_page(request, story, form, draft=draft)


@require_POST
@sign_in_required
def idea_yes(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    """Yes to what was read, or the yes taken back."""
    draft = draft_for_member_or_404(request.user, code, draft_code)
    form = YesForm(request.POST)
    if "back" in request.POST:
        act: Callable[[], object] = partial(take_yes_back, draft, by=request.user)
        return _done(request, draft.pair, act, _("Your yes is taken back."))
    if not form.is_valid():
        return redirect("idea_draft", code, draft.pk)
    act = partial(say_yes, draft, by=request.user, seen=form.cleaned_data["seen"])
    return _done(request, draft.pair, act, _("You have said yes."))


@require_POST
@sign_in_required
def idea_removal(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    draft = draft_for_member_or_404(request.user, code, draft_code)
    return _done(request, draft.pair, partial(remove_draft, draft), _("The idea is gone."))


@require_safe
@never_cache
@sign_in_required
def pair_idea(request: PersonRequest, code: str, idea_code: str) -> HttpResponse:
    """What has become of an idea that left."""
    pair, idea = idea_for_member_or_404(request.user, code, idea_code)
    story = told(pair, request.user)
    steps = step_lines(idea, story.today)
    return _page(request, story, "pair_idea", line=line_of(idea, story.today), steps=steps)


def _form_page(
    request: HttpRequest, story: Story, form: IdeaForm, draft: IdeaDraft | None = None
) -> HttpResponse:
    small = is_small(story.pair.programme)
    return _page(request, story, "form", form=form, draft=draft, small_round=small)


def _page(request: HttpRequest, story: Story, template: str, **context: object) -> HttpResponse:
    return render(request, f"ideas/{template}.html", {**frame_of(story), **context})


def _done(request: HttpRequest, pair: Pair, act: Callable[[], object], words: str) -> HttpResponse:
    return done(request, pair, act, words, to="pair_ideas")
