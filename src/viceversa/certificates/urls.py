"""Addresses of this room: one's own certificate, and what it is checked with."""

from django.urls import URLPattern, path

from viceversa.certificates import views

urlpatterns: list[URLPattern] = [
    path("pairs/<str:code>/certificate/", views.certificate, name="certificate"),
    path("certificates/<str:code>/", views.certificate_issuer, name="certificate_issuer"),
    path("certificates/<str:code>/keys/<str:name>/", views.certificate_key, name="certificate_key"),
]
