"""Refusals as `application/problem+json` (RFC 9457)."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818  # what the caller is told, not a kind of error
    """Ends a request with this status. `errors`: field by field, where a field is to blame."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        errors: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.errors, self.headers = dict(errors or {}), dict(headers or {})

    def response(self) -> JsonResponse:
        told: dict[str, object] = {
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            told["errors"] = self.errors
        return JsonResponse(told, status=self.status, content_type=MEDIA_TYPE, headers=self.headers)


def unauthorized() -> Problem:
    """The same for no token, a wrong one, one that has expired and one that was revoked."""
    return Problem(
        HTTPStatus.UNAUTHORIZED, "A valid token is needed.", headers={"WWW-Authenticate": "Bearer"}
    )


def told_by(api: NinjaAPI) -> None:
    """Makes every refusal of the interface a problem."""

    @api.exception_handler(Problem)
    def problem(request: HttpRequest, error: Problem) -> JsonResponse:
        return error.response()

    @api.exception_handler(AuthenticationError)
    def no_token(request: HttpRequest, error: AuthenticationError) -> JsonResponse:
        return unauthorized().response()

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> JsonResponse:
        return nothing_here().response()

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> JsonResponse:
        return Problem(HTTPStatus(error.status_code), str(error)).response()

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
        found = {".".join(map(str, each["loc"])): str(each["msg"]) for each in error.errors}
        return Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "The request does not fit.", errors=found
        ).response()


def refusing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same view, which refuses a method that it does not know with a problem as well."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        allowed = {"Allow": answer.headers["Allow"]}
        detail = f"This is not asked by {request.method}."
        return Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers=allowed).response()

    return told


def nothing_here() -> Problem:
    """What is not there, and what is not yours."""
    return Problem(HTTPStatus.NOT_FOUND, "There is no such thing here.")
