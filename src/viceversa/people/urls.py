"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from viceversa.people import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", views.me, name="me"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("i18n/setlang/", views.set_language, name="set_language"),
]
