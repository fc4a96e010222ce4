"""The pages on which organisers connect other programs. Secrets are shown in the answer to the
button that made them, and never again."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.api import queries
from viceversa.api.access import (
    delivery_of_webhook_or_404,
    token_for_organiser_or_404,
    webhook_for_organiser_or_404,
)
from viceversa.api.actions import webhooks
from viceversa.api.actions.tokens import make_token, revoke_token
from viceversa.api.forms import TokenForm, WebhookForm
from viceversa.api.models import Token, Webhook
from viceversa.api.openapi import document
from viceversa.api.problems import nothing_here
from viceversa.api.signing import secret_of
from viceversa.lib.caching import same_for_everybody
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import organiser_or_404

SHOWN = 50
A_DAY = 24 * 60 * 60


@require_safe
def openapi(request: HttpRequest) -> HttpResponseBase:
    """What the interface is, for programs: nobody's secret."""
    return same_for_everybody(request, JsonResponse(document()), seconds=A_DAY)


@csrf_exempt
def api_nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address beneath the interface."""
    return nothing_here().response()


@require_safe
@sign_in_required
def connections(request: PersonRequest) -> HttpResponse:
    """Every program that is connected, and by whom."""
    organiser_or_404(request.user)
    context = {
        "section": "me",
        "tokens": [(token, _verbs(token)) for token in queries.tokens()],
        "webhooks": [(each, _host(each)) for each in queries.webhooks()],
    }
    return render(request, "api/connections.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def token_new(request: PersonRequest) -> HttpResponse:
    """Makes a token, and shows it once."""
    person = organiser_or_404(request.user)
    form, secret = TokenForm(request.POST or None, person=person), ""
    if request.method == "POST" and form.is_valid():
        _token, secret = make_token(**form.cleaned_data, by=person)
    return render(request, "api/token_new.html", {"section": "me", "form": form, "secret": secret})


@require_POST
@sign_in_required
def token_revocation(request: PersonRequest, code: str) -> HttpResponse:
    """It opens nothing from now on."""
    person = organiser_or_404(request.user)
    revoke_token(token_for_organiser_or_404(code), by=person)
    messages.success(request, _("The token is taken back."))
    return redirect("connections")


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def webhook_new(request: PersonRequest) -> HttpResponse:
    """Sets one up, and shows its secret once."""
    person = organiser_or_404(request.user)
    form = WebhookForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        made = webhooks.set_up(**form.cleaned_data, by=person)
        return _webhook_page(request, made, secret=secret_of(made.pk, edition=made.edition))
    return render(request, "api/webhook_new.html", {"section": "me", "form": form})


@require_safe
@sign_in_required
def webhook(request: PersonRequest, code: str) -> HttpResponse:
    """What was sent there, and what became of it."""
    organiser_or_404(request.user)
    return _webhook_page(request, webhook_for_organiser_or_404(code))


@require_POST
@never_cache
@sign_in_required
def webhook_secret(request: PersonRequest, code: str) -> HttpResponse:
    """Another secret, shown once."""
    person = organiser_or_404(request.user)
    found = webhook_for_organiser_or_404(code)
    webhooks.renew_secret(found, by=person)
    return _webhook_page(request, found, secret=secret_of(found.pk, edition=found.edition))


@require_POST
@sign_in_required
def webhook_resumption(request: PersonRequest, code: str) -> HttpResponse:
    """Tries it again."""
    person = organiser_or_404(request.user)
    webhooks.resume(webhook_for_organiser_or_404(code), by=person)
    messages.success(request, _("The webhook is on again. What waits leaves within a minute."))
    return redirect("webhook", code)


@require_POST
@sign_in_required
def webhook_removal(request: PersonRequest, code: str) -> HttpResponse:
    """Nothing is told there any more."""
    person = organiser_or_404(request.user)
    webhooks.remove(webhook_for_organiser_or_404(code), by=person)
    messages.success(request, _("The webhook is gone."))
    return redirect("connections")


@require_POST
@sign_in_required
def delivery_replay(request: PersonRequest, code: str, delivery_code: str) -> HttpResponse:
    """Sends one thing once more."""
    person = organiser_or_404(request.user)
    found = delivery_of_webhook_or_404(webhook_for_organiser_or_404(code), delivery_code)
    webhooks.replay(found, by=person)
    messages.success(request, _("It leaves once more within a minute."))
    return redirect("webhook", code)


def _webhook_page(request: PersonRequest, found: Webhook, *, secret: str = "") -> HttpResponse:
    context = {
        "section": "me",
        "webhook": found,
        "host": _host(found),
        "events": found.event_words,
        "deliveries": queries.last_deliveries(found, SHOWN),
        "secret": secret,
    }
    return render(request, "api/webhook.html", context)


def _verbs(token: Token) -> list[str]:
    return [str(Token.Verb(verb).label) for verb in token.verbs]


def _host(found: Webhook) -> str:
    return urlsplit(found.url).hostname or ""
