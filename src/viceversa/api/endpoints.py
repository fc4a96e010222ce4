"""The addresses for programs. Door, then the rooms' own queries or actions, then a schema."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from ninja import Header, NinjaAPI, Path, Query, Status
from ninja.security import HttpBearer

from viceversa.api import reading, schemas
from viceversa.api.access import (
    application_for_token_or_404,
    programme_for_token_or_404,
    programmes_for_token,
    require,
    sight_or_404,
    token_or_401,
    webhook_for_token_or_404,
    webhooks_for_token,
)
from viceversa.api.actions.webhooks import remove
from viceversa.api.entering import change_webhook, enter, set_up_webhook
from viceversa.api.models import Token
from viceversa.api.once import once
from viceversa.api.problems import told_by
from viceversa.api.signing import secret_of

Verb = Token.Verb


class Bearer(HttpBearer):
    """`Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        return token_or_401(token)


class MachineAPI(NinjaAPI):
    """Answers that were the same before are not sent again."""

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        response = super().create_response(request, data, **more)
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        etag = set_response_etag(response).headers["ETag"]
        return get_conditional_response(request, etag=etag, response=response) or response


class TokenRequest(HttpRequest):
    """A request whose token has been accepted."""

    auth: Token


api = MachineAPI(
    title="Viceversa", version="1", auth=Bearer(), docs_url=None, openapi_url=None,
    urls_namespace="api",
)  # fmt: skip
told_by(api)

Code = Annotated[schemas.Code, Path()]
After = Annotated[str, Query(pattern=r"^[0-9a-z]{0,12}$", description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
REFUSED = dict.fromkeys((400, 401, 403, 404, 422, 429), schemas.ProblemOut)


def _page(page: reading.Page[Any]) -> dict[str, Any]:
    items, following = page
    return {"items": items, "next": following}


@api.get("/programmes", response={200: schemas.Programmes, **REFUSED}, url_name="api_programmes")
def programmes(request: TokenRequest, after: After = "", limit: Limit = 50) -> Any:
    """The programmes that the token reaches."""
    found = programmes_for_token(request.auth)
    return _page(reading.page_of(found, after, limit, reading.programme))


@api.get(
    "/programmes/{code}", response={200: schemas.ProgrammeOut, **REFUSED}, url_name="api_programme"
)
def programme(request: TokenRequest, code: Code) -> Any:
    """One of them."""
    return reading.programme(programme_for_token_or_404(request.auth, code).programme)


@api.get(
    "/programmes/{code}/people", response={200: schemas.People, **REFUSED}, url_name="api_people"
)
def people(request: TokenRequest, code: Code, after: After = "", limit: Limit = 50) -> Any:
    """Who takes part; for a partner's token its own people."""
    sight = sight_or_404(request.auth, code, Verb.READ_PEOPLE)
    return _page(reading.people(sight, after, limit))


@api.get(
    "/programmes/{code}/applications", response={200: schemas.Applications, **REFUSED},
    url_name="api_applications",
)  # fmt: skip
def applications(request: TokenRequest, code: Code, after: After = "", limit: Limit = 50) -> Any:
    """Where the applications stand that were sent; for a partner's token its own applicants."""
    sight = sight_or_404(request.auth, code, Verb.READ_APPLICATIONS)
    return _page(reading.applications(sight, after, limit))


@api.post(
    "/programmes/{code}/applications",
    response={201: schemas.MadeOut, 409: schemas.ProblemOut, **REFUSED},
    url_name="api_applications",
)
def application_new(
    request: TokenRequest, code: Code, said: schemas.ApplicationIn, idempotency_key: Key = None
) -> Any:
    """Enters an application; whoever it is about gets the same receipt as everybody."""
    sight = sight_or_404(request.auth, code, Verb.WRITE_APPLICATIONS)
    made = once(sight.token, idempotency_key, request, lambda: enter(sight, said))
    return Status(201, {"id": made})


@api.get(
    "/programmes/{code}/applications/{application_code}",
    response={200: schemas.ApplicationOut, **REFUSED},
    url_name="api_application",
)
def application(request: TokenRequest, code: Code, application_code: Code) -> Any:
    """Where one application stands."""
    sight = sight_or_404(request.auth, code, Verb.READ_APPLICATIONS)
    found = application_for_token_or_404(sight, application_code)
    return reading.applicant(found) if sight.partner else reading.application(found)


@api.get("/programmes/{code}/pairs", response={200: schemas.Pairs, **REFUSED}, url_name="api_pairs")
def pairs(request: TokenRequest, code: Code, after: After = "", limit: Limit = 50) -> Any:
    """Where the published pairs stand."""
    sight = sight_or_404(request.auth, code, Verb.READ_PAIRS)
    return _page(reading.pairs(sight, after, limit))


@api.get(
    "/programmes/{code}/meetings", response={200: schemas.Meetings, **REFUSED},
    url_name="api_meetings",
)  # fmt: skip
def meetings(request: TokenRequest, code: Code, after: After = "", limit: Limit = 50) -> Any:
    """How often the pairs that meet have met, and in which weeks."""
    sight = sight_or_404(request.auth, code, Verb.READ_MEETINGS)
    return _page(reading.meetings(sight, after, limit))


@api.get("/programmes/{code}/ideas", response={200: schemas.Ideas, **REFUSED}, url_name="api_ideas")
def ideas(request: TokenRequest, code: Code, after: After = "", limit: Limit = 50) -> Any:
    """The ideas that have left their pairs."""
    sight = sight_or_404(request.auth, code, Verb.READ_IDEAS)
    return _page(reading.ideas(sight, after, limit))


@api.get("/webhooks", response={200: schemas.Webhooks, **REFUSED}, url_name="api_webhooks")
def webhooks_here(request: TokenRequest, after: After = "", limit: Limit = 50) -> Any:
    """The webhooks of whoever made the token."""
    require(request.auth, Verb.WEBHOOKS)
    return _page(reading.page_of(webhooks_for_token(request.auth), after, limit, reading.webhook))


@api.post("/webhooks", response={201: schemas.NewWebhookOut, **REFUSED}, url_name="api_webhooks")
def webhook_new(request: TokenRequest, said: schemas.WebhookIn, idempotency_key: Key = None) -> Any:
    """Sets one up. Its secret is told in this answer only."""
    require(request.auth, Verb.WEBHOOKS)
    made = once(request.auth, idempotency_key, request, lambda: set_up_webhook(request.auth, said))
    return Status(201, {"id": made, "secret": secret_of(made, edition=1)})


@api.get("/webhooks/{code}", response={200: schemas.WebhookOut, **REFUSED}, url_name="api_webhook")
def webhook(request: TokenRequest, code: Code) -> Any:
    """One of them."""
    require(request.auth, Verb.WEBHOOKS)
    return reading.webhook(webhook_for_token_or_404(request.auth, code))


@api.put("/webhooks/{code}", response={200: schemas.WebhookOut, **REFUSED}, url_name="api_webhook")
def webhook_change(request: TokenRequest, code: Code, said: schemas.WebhookIn) -> Any:
    """Changes where it goes and what it is told; one that was disabled is tried again."""
    require(request.auth, Verb.WEBHOOKS)
    found = webhook_for_token_or_404(request.auth, code)
    return reading.webhook(change_webhook(request.auth, found, said))


@api.delete("/webhooks/{code}", response={204: None, **REFUSED}, url_name="api_webhook")
def webhook_removal(request: TokenRequest, code: Code) -> Any:
    """Takes it away, with all that it was sent."""
    require(request.auth, Verb.WEBHOOKS)
    remove(webhook_for_token_or_404(request.auth, code), by=request.auth.made_by)
    return Status(204, None)
