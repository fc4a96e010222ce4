"""One door for all addresses of SCIM: the library finds out what is asked. And the page on which
organisers hand people over to a directory."""

import json

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from scim2_models import Error, PayloadTooLargeException, SCIMException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService

from viceversa.api.problems import Problem
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.scim.access import (
    directory_for_organiser_or_404,
    directory_or_401,
    employee_for_organiser_or_404,
)
from viceversa.scim.actions import hand_over, keep_back
from viceversa.scim.forms import HandoverForm
from viceversa.scim.odd_forms import normalised
from viceversa.scim.queries import people_by_state
from viceversa.scim.resources import MOST_BYTES, PROVIDER
from viceversa.scim.storage import Storage

SERVICE = ScimService(PROVIDER)


@csrf_exempt
@never_cache
def scim(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What the directory of an organisation asks and says, by its token."""
    try:
        directory = directory_or_401(request.headers.get("Authorization", ""))
        answer = ScimHandler(SERVICE, Storage(directory)).handle(_asked(request, rest))
    except SCIMException as error:
        answer = SERVICE.error_response(error)
    except Problem as problem:
        told = Error(status=problem.status.value, detail=problem.detail)
        answer = ScimResponse(problem.status, told.model_dump(), dict(problem.headers))
    return _http(answer)


@require_http_methods(["GET", "POST"])
@sign_in_required
def directory(request: PersonRequest, code: str) -> HttpResponse:
    """Who of an organisation is kept by its directory, and who is handed over to it."""
    organisation = directory_for_organiser_or_404(request.user, code)
    said = request.POST if request.method == "POST" else None
    form = HandoverForm(said, organisation=organisation, by=request.user)
    if form.is_valid():
        hand_over(organisation, list(form.cleaned_data["people"]), by=request.user)
        messages.success(request, _("They are handed over. The directory takes them in by itself."))
        return redirect("directory", code)
    people = people_by_state(organisation, request.user)
    context = {"section": "me", "organisation": organisation, "form": form, "people": {**people}}
    return render(request, "scim/directory.html", context)


@require_POST
@sign_in_required
def handover_withdrawal(request: PersonRequest, code: str, person_code: str) -> HttpResponse:
    """Somebody is not handed over after all, as long as the directory has not taken her in."""
    organisation = directory_for_organiser_or_404(request.user, code)
    person = employee_for_organiser_or_404(organisation, request.user, person_code)
    if keep_back(organisation, person, by=request.user):
        messages.success(request, _("Taken back: the directory does not touch this person."))
    else:
        messages.info(request, _("There is nothing to take back: the directory was faster."))
    return redirect("directory", code)


def _asked(request: HttpRequest, rest: str) -> ScimRequest:
    body = _body(request)
    return ScimRequest(
        method=str(request.method),
        base_url=request.build_absolute_uri(request.path.removesuffix(rest)),
        path=f"/{rest}",
        query=request.GET.dict(),
        headers=dict(request.headers),
        body=normalised(body) if request.method == "PATCH" else body,
    )


def _body(request: HttpRequest) -> bytes:
    try:
        body = request.body
    except RequestDataTooBig:
        body = b" " * (MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise PayloadTooLargeException(detail=f"At most {MOST_BYTES} bytes.")
    return body


def _http(answer: ScimResponse) -> HttpResponse:
    response = HttpResponse(
        json.dumps(answer.body) if answer.body is not None else b"", status=answer.status.value
    )
    for name, value in answer.headers.items():
        response.headers[name] = value
    return response
