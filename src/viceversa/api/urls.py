"""Addresses of this room: for programs beneath /api/, for organisers beneath /connections/."""

from django.urls import URLPattern, URLResolver, include, path

from viceversa.api import views
from viceversa.api.endpoints import api
from viceversa.api.problems import refusing

PAGE = "connections/webhooks/<str:code>/"
OPERATIONS = [
    path(str(each.pattern), refusing(each.callback), name=each.name)
    for each in api.urls[0]
    if isinstance(each, URLPattern) and each.name != "api-root"
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", views.openapi, name="api_openapi"),
    path("api/v1/", include(OPERATIONS)),
    path("api/<path:rest>", views.api_nothing, name="api_nothing"),
    path("connections/", views.connections, name="connections"),
    path("connections/tokens/new/", views.token_new, name="token_new"),
    path(
        "connections/tokens/<str:code>/revocation/",
        views.token_revocation,
        name="token_revocation",
    ),
    path("connections/webhooks/new/", views.webhook_new, name="webhook_new"),
    path(PAGE, views.webhook, name="webhook"),
    path(f"{PAGE}secret/", views.webhook_secret, name="webhook_secret"),
    path(f"{PAGE}resumption/", views.webhook_resumption, name="webhook_resumption"),
    path(f"{PAGE}removal/", views.webhook_removal, name="webhook_removal"),
    path(
        f"{PAGE}deliveries/<str:delivery_code>/replay/",
        views.delivery_replay,
        name="delivery_replay",
    ),
]
