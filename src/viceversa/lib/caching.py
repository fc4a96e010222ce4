"""Pages that are the same for everybody, so that any cache on the way may keep them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag


def same_for_everybody(
    request: HttpRequest, response: HttpResponse, *, seconds: int
) -> HttpResponseBase:
    """The response with leave to keep it, or 304 where the visitor's copy is still right.

    The page must depend on its address alone. Middleware looks at every session, which would else
    be told to caches as a reason to keep one copy for each visitor.
    """
    session: Any = getattr(request, "session", None)
    if session is not None:
        session.accessed = False
    patch_cache_control(response, public=True, max_age=seconds)
    etag = set_response_etag(response).headers["ETag"]
    return get_conditional_response(request, etag=etag, response=response) or response
