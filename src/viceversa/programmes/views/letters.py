"""The letters that a programme sends, to look at; and the end to reminders by a letter's link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.lib.links import LinkExpired
from viceversa.notices.reminders import has_reminders, turn_reminders
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Language
from viceversa.programmes.access import (
    letter_or_404,
    programme_for_coordinator_or_404,
    programme_of_reminders_or_404,
)
from viceversa.programmes.letter_book import chapters, example
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import contacts_of


@require_safe
@sign_in_required
def programme_letters(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    return programme_page(
        request, "programmes/letters.html", programme, chapters=chapters(programme)
    )


@require_safe
@sign_in_required
def programme_letter(request: PersonRequest, code: str, room: str, name: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    sample = letter_or_404(f"{room}/{name}")
    shown = example(
        sample, programme, to=request.GET.get("to", ""), language=request.GET.get("language", "")
    )
    return programme_page(
        request,
        "programmes/letter.html",
        programme,
        sample=sample,
        shown=shown,
        languages=Language.choices,
    )


@never_cache
@csrf_exempt  # a mail program has no cookie; the link itself says whose reminders they are
@require_http_methods(["GET", "HEAD", "POST"])
def personal_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Turns reminders off and on: by a button, or by one click in the mail program (RFC 8058)."""
    try:
        person, programme = programme_of_reminders_or_404(token)
    except LinkExpired:
        return redirect("my_reminders")
    if request.method == "POST":
        turn_reminders(person, programme.pk, on=request.POST.get("reminders") == "on")
        if "List-Unsubscribe" not in request.POST:
            return redirect(request.path)
    shown = {
        "programme": programme,
        "on": has_reminders(person, programme.pk),
        "contacts": contacts_of(programme),
    }
    with translation.override(person.language):
        return render(request, "programmes/reminders.html", shown)
