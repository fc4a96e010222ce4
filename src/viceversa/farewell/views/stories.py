"""Stories as the two see them: texts that wait for their yeses, and those that both let be told."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.access import readable_pair_for_member_or_404
from viceversa.conversations.story import Story
from viceversa.conversations.views.frame import done, frame_of, told
from viceversa.farewell.access import story_draft_for_member_or_404, story_for_member_or_404
from viceversa.farewell.actions import (
    approve,
    change_story,
    remove_story,
    take_approval_back,
    withdraw_story,
    write_story,
)
from viceversa.farewell.actions.telling import has_approved
from viceversa.farewell.forms import SeenForm, StoryForm
from viceversa.farewell.models import StoryDraft
from viceversa.farewell.words import QUESTIONS, StoryWords, story_in
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Person


@dataclass(frozen=True)
class DraftLine:
    """A text with whose yes it has. `words` is None when it cannot be opened."""

    draft: StoryDraft
    words: StoryWords | None
    approved: bool

    @property
    def title(self) -> str:
        return self.words.title if self.words else _("This text cannot be opened.")


@require_safe
@never_cache
@sign_in_required
def pair_stories(request: PersonRequest, code: str) -> HttpResponse:
    """All texts about the two."""
    story = told(readable_pair_for_member_or_404(request.user, code), request.user)
    drafts = [_with(draft, story.pair) for draft in story.pair.story_drafts.all()]
    lines = [_line(draft, request.user) for draft in drafts]
    stories = story.pair.stories.all()
    return _page(request, story, "pair_stories", drafts=lines, stories=stories)


@never_cache
@sign_in_required
def story_new(request: PersonRequest, code: str) -> HttpResponse:
    """A first text, which only the two can read."""
    story = told(readable_pair_for_member_or_404(request.user, code), request.user)
    form = StoryForm(request.POST or None, initial={"byline": _first_names(story.pair)})
    if request.method == "POST" and form.is_valid():
        act = partial(write_story, story.pair, form.words, by=request.user)
        return _done(request, story.pair, act, _saved(story))
    return _page(request, story, "story_form", form=form, questions=QUESTIONS)


@require_safe
@never_cache
@sign_in_required
def story_draft(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    """A text exactly as it would be told."""
    draft = story_draft_for_member_or_404(request.user, code, draft_code)
    story = told(draft.pair, request.user)
    return _page(request, story, "story_draft", line=_line(draft, request.user))


@never_cache
@sign_in_required
def story_change(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    """Other words: both are asked anew."""
    draft = story_draft_for_member_or_404(request.user, code, draft_code)
    story, words = told(draft.pair, request.user), story_in(draft)
    form = StoryForm(request.POST or None, initial=asdict(words) if words else {})
    if request.method == "POST" and form.is_valid():
        act = partial(change_story, draft, form.words, by=request.user)
        return _done(request, story.pair, act, _saved(story))
    return _page(request, story, "story_form", form=form, questions=QUESTIONS, draft=draft)


@require_POST
@sign_in_required
def story_approval(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    """A yes to what was read, or the yes taken back."""
    draft = story_draft_for_member_or_404(request.user, code, draft_code)
    form = SeenForm(request.POST)
    if "back" in request.POST:
        act: Callable[[], object] = partial(take_approval_back, draft, by=request.user)
        return _done(request, draft.pair, act, _("Your yes is taken back."))
    if not form.is_valid():
        return redirect("story_draft", code, draft.pk)
    act = partial(approve, draft, by=request.user, seen=form.cleaned_data["seen"])
    return _done(request, draft.pair, act, _("You have said yes."))


@require_POST
@sign_in_required
def story_removal(request: PersonRequest, code: str, draft_code: str) -> HttpResponse:
    draft = story_draft_for_member_or_404(request.user, code, draft_code)
    return _done(request, draft.pair, partial(remove_story, draft), _("The text is gone."))


@require_POST
@sign_in_required
def story_withdrawal(request: PersonRequest, code: str, story_code: str) -> HttpResponse:
    """By either, at once."""
    story = story_for_member_or_404(request.user, code, story_code)
    words = _("The story is withdrawn, and stands nowhere any more.")
    return _done(request, story.pair, partial(withdraw_story, story), words)


def _line(draft: StoryDraft, person: Person) -> DraftLine:
    words = story_in(draft)
    approved = words is not None and has_approved(draft, person, words)
    return DraftLine(draft, words, approved)


def _with(draft: StoryDraft, pair: Pair) -> StoryDraft:
    draft.pair = pair
    return draft


def _first_names(pair: Pair) -> str:
    mentor, mentee = members(pair)
    names = {"mentor": mentor.given_name, "mentee": mentee.given_name}
    return _("%(mentor)s and %(mentee)s") % names


def _saved(story: Story) -> str:
    words = _("Saved, and %(name)s is asked to read it. Your own yes is wanted, too.")
    return words % {"name": story.partner_name}


def _page(request: HttpRequest, story: Story, template: str, **context: object) -> HttpResponse:
    return render(request, f"farewell/{template}.html", {**frame_of(story), **context})


def _done(request: HttpRequest, pair: Pair, act: Callable[[], object], words: str) -> HttpResponse:
    return done(request, pair, act, words, to="pair_stories")
