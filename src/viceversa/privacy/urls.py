"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.privacy import views

urlpatterns: list[URLPattern] = [
    path("programmes/<code>/privacy/", views.privacy_pack, name="privacy_pack"),
    path("programmes/<code>/privacy/<slug:kind>/", views.privacy_paper, name="privacy_paper"),
    path(
        "programmes/<code>/privacy/<slug:kind>/text/",
        views.privacy_paper_text,
        name="privacy_paper_text",
    ),
]
