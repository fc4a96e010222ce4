"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.privacy.views import mine, pack, requests

urlpatterns: list[URLPattern] = [
    path("programmes/<code>/privacy/", pack.privacy_pack, name="privacy_pack"),
    path("programmes/<code>/privacy/<slug:kind>/", pack.privacy_paper, name="privacy_paper"),
    path(
        "programmes/<code>/privacy/<slug:kind>/text/",
        pack.privacy_paper_text,
        name="privacy_paper_text",
    ),
    path("me/data/", mine.my_data, name="my_data"),
    path("me/data/file/", mine.my_data_file, name="my_data_file"),
    path("me/erasure/", mine.my_erasure, name="my_erasure"),
    path("me/erasure/taken-back/", mine.my_erasure_taken_back, name="my_erasure_taken_back"),
    path("erasure-requests/", requests.erasure_requests, name="erasure_requests"),
    path("erasure-requests/<code>/", requests.erasure_request, name="erasure_request"),
    path("erasure-requests/<code>/erasure/", requests.erasure, name="erasure"),
    path("erasure-requests/<code>/refusal/", requests.erasure_refusal, name="erasure_refusal"),
]
