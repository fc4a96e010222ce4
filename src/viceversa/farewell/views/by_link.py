"""The page behind the link in the letter of thanks: one tap, and nothing that anybody has said.

Whoever holds the link may not be whom it was written to; so neither her own answer shows here, nor
that both have said yes. Looking changes nothing, since mail scanners look at every link.
"""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.conversations.actions import StateError, wish_for_contact
from viceversa.conversations.views.frame import frame_of, told
from viceversa.conversations.views.personal import expired
from viceversa.farewell.access import ending_pair_by_link_or_404
from viceversa.farewell.forms import ContactTapForm
from viceversa.farewell.queries import result_of
from viceversa.lib.links import LinkExpired


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def personal_farewell(request: HttpRequest, token: str) -> HttpResponse:
    """How often they met, and whether she would like to keep in touch."""
    try:
        person, pair = ending_pair_by_link_or_404(token)
    except LinkExpired:
        return expired(request)
    with translation.override(person.language):
        form = ContactTapForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            with suppress(StateError):  # it would tell that both have said yes
                wish_for_contact(pair, by=person, yes=form.cleaned_data["contact"])
            messages.success(request, _("Thank you. What holds now stands on your own page."))
            return redirect(request.path)
        story = told(pair, person)
        context = {**frame_of(story), "result": result_of(story)}
        return render(request, "farewell/personal_farewell.html", context)
