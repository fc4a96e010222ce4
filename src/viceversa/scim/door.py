"""One door for all addresses of SCIM: the library finds out what is asked."""

import json

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from scim2_models import Error, PayloadTooLargeException, SCIMException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService

from viceversa.api.problems import Problem
from viceversa.scim.access import directory_or_401
from viceversa.scim.odd_forms import normalised
from viceversa.scim.resources import MOST_BYTES, PROVIDER
from viceversa.scim.storage import Storage

SERVICE = ScimService(PROVIDER)


@never_cache
def answered(request: HttpRequest, rest: str = "") -> HttpResponse:
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
