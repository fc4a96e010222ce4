"""What the two keep: things to try, feedback, notes and questions for later, and all of it to take
along."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.access import (
    note_of_author_or_404,
    pair_for_member_or_404,
    readable_pair_for_member_or_404,
    try_out_of_or_404,
)
from viceversa.conversations.actions import (
    add_try_out,
    give_feedback,
    mark_goal,
    new_note,
    remove_note,
    settle_try_out,
    write_note,
)
from viceversa.conversations.forms import (
    FeedbackForm,
    GoalMarkForm,
    NoteForm,
    TryOutForm,
    TryOutStateForm,
)
from viceversa.conversations.models import Note
from viceversa.conversations.praise import LEAD, QUESTIONS, ask_for_more
from viceversa.conversations.sealed import draft_of
from viceversa.conversations.views.album import album_of
from viceversa.conversations.views.frame import done, page, told
from viceversa.conversations.views.kept import (
    feedback_lines,
    note_lines,
    own_mark,
    try_out_lines,
)
from viceversa.people.access import PersonRequest, sign_in_required

NOTE_AT_FIRST = {"kind": Note.Kind.NOTE, "sight": NoteForm.PRIVATE}


@never_cache
@sign_in_required
def try_outs(request: PersonRequest, code: str) -> HttpResponse:
    """One thing to try, and what became of the earlier ones."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = TryOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(add_try_out, story.pair, **form.cleaned_data, by=request.user)
        return done(request, story.pair, act, _("Saved. Your next agenda opens with it."))
    return page(request, story, "try_outs", form=form, tried=try_out_lines(story))


@require_POST
@sign_in_required
def try_out_state(request: PersonRequest, code: str, try_out_code: str) -> HttpResponse:
    """Tried, not yet or dropped: one tap."""
    pair = pair_for_member_or_404(request.user, code)
    try_out = try_out_of_or_404(pair, try_out_code)
    form = TryOutStateForm(request.POST)
    if not form.is_valid():
        return redirect("try_outs", pair.pk)
    act = partial(settle_try_out, try_out, form.cleaned_data["state"], by=request.user)
    return done(request, pair, act, _("Thank you, that is noted."))


@never_cache
@sign_in_required
def feedback(request: PersonRequest, code: str) -> HttpResponse:
    """Feedback to the other. Bare praise gets a question back, and can be sent all the same."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = FeedbackForm(request.POST or None)
    missing: list[str] = []
    if request.method == "POST" and form.is_valid():
        text, asked = form.cleaned_data["text"], form.cleaned_data["asked"]
        missing = [] if asked else [str(QUESTIONS[part]) for part in ask_for_more(text)]
        if not missing:
            act = partial(give_feedback, story.pair, text, by=request.user)
            words = _("%(name)s can read it now.") % {"name": story.partner.given_name}
            return done(request, story.pair, act, words)
        form = FeedbackForm(initial={"text": text, "asked": True})
    given = feedback_lines(story)
    return page(request, story, "feedback", form=form, missing=missing, given=given, lead=LEAD)


@never_cache
@sign_in_required
def notes(request: PersonRequest, code: str) -> HttpResponse:
    """One's own notes and the other's shared ones; and a new one."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = NoteForm(request.POST or None, initial=NOTE_AT_FIRST)
    if request.method == "POST" and form.is_valid():
        fresh = new_note(story.pair, by=request.user)
        act = partial(write_note, fresh, form.write_on(fresh), by=request.user)
        return done(request, story.pair, act, _("Saved."), to="notes")
    return page(request, story, "notes", form=form, notes=note_lines(story))


@never_cache
@sign_in_required
def note(request: PersonRequest, code: str, note_code: str) -> HttpResponse:
    """New words for a note of one's own."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    found = note_of_author_or_404(request.user, story.pair, note_code)
    form = NoteForm(request.POST or None, initial=NoteForm.initial_of(found, draft_of(found)))
    if request.method == "POST" and form.is_valid():
        act = partial(write_note, found, form.write_on(found), by=request.user)
        return done(request, story.pair, act, _("Saved."), to="notes")
    return page(request, story, "note", form=form, note=found)


@require_POST
@sign_in_required
def note_removal(request: PersonRequest, code: str, note_code: str) -> HttpResponse:
    pair = pair_for_member_or_404(request.user, code)
    found = note_of_author_or_404(request.user, pair, note_code)
    act = partial(remove_note, found, by=request.user)
    return done(request, pair, act, _("The note is gone."), to="notes")


@never_cache
@sign_in_required
def goal_mark(request: PersonRequest, code: str) -> HttpResponse:
    """How far one has come, at half-time and at the end."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = GoalMarkForm(request.POST or None, initial=own_mark(story))
    if request.method == "POST" and form.is_valid():
        act = partial(mark_goal, story.pair, form.cleaned_data["mark"], by=request.user)
        return done(request, story.pair, act, _("Saved. Only the two of you can read it."))
    return page(request, story, "goal_mark", form=form)


@require_safe
@never_cache
@sign_in_required
def pair_download(request: PersonRequest, code: str) -> HttpResponse:
    """Everything that the person may read of the pair, as a text to keep; also when it is over."""
    story = told(readable_pair_for_member_or_404(request.user, code), request.user)
    return HttpResponse(
        album_of(story),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="viceversa.txt"'},
    )
