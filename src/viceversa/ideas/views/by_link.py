"""An idea by its owner's personal link: no account, and nothing changes by looking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.ideas.access import idea_by_link_or_404
from viceversa.ideas.actions.answering import ANSWERS
from viceversa.ideas.forms import AnswerForm
from viceversa.ideas.owned import others_that_wait
from viceversa.ideas.telling import line_of, step_lines
from viceversa.ideas.views.led import answered
from viceversa.lib.links import LinkExpired
from viceversa.programmes.queries import contacts_of, today_in


@require_http_methods(["GET", "POST"])
@never_cache
def personal_idea(request: HttpRequest, token: str) -> HttpResponse:
    """Reads the idea, and answers it."""
    try:
        owner, idea = idea_by_link_or_404(token)
    except LinkExpired:
        return render(request, "conversations/expired.html", status=410)
    with translation.override(owner.language):
        form = AnswerForm(request.POST or None, idea=idea) if idea.state in ANSWERS else None
        if form and request.method == "POST" and form.is_valid():
            answered(request, idea, form)
            return redirect("personal_idea", token)
        today = today_in(idea.programme)
        context = {
            "frame": "base_plain.html",
            "programme": idea.programme,
            "contacts": contacts_of(idea.programme),
            "line": line_of(idea, today),
            "steps": step_lines(idea, today),
            "answer_form": form,
            "by_link": True,
            "others": others_that_wait(idea, owner),
        }
        return render(request, "ideas/idea.html", context)
