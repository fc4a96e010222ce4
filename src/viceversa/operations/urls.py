"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from viceversa.operations import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics_page, name="metrics"),
    path("", include("viceversa.operations.demo.urls")),
]
