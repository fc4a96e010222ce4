"""A person's own page, and the language she reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language as set_visitors_language

from viceversa.people import actions
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.forms import MeForm
from viceversa.people.models import Language
from viceversa.people.queries import may_strengthen_sign_in


@require_http_methods(["GET", "POST"])
@sign_in_required
def me(request: PersonRequest) -> HttpResponse:
    form = MeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(form.instance.language):
            messages.success(request, _("Saved."))
        return redirect("me")
    # The form has written what was typed into the person, who is also shown in the page's head.
    request.user.refresh_from_db()
    return render(
        request,
        "people/me.html",
        {"form": form, "section": "me", "may_strengthen": may_strengthen_sign_in(request.user)},
    )


@require_POST
@sign_in_required
def sign_out_everywhere(request: PersonRequest) -> HttpResponse:
    actions.sign_out_everywhere(request.user)
    return redirect("account_login")


@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keeps the choice in a cookie for visitors, and with the person for those signed in."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in Language.values:
        actions.set_language(request.user, chosen)
    return set_visitors_language(request)
