"""Addresses of this room."""

from django.conf import settings
from django.urls import URLPattern, path

from viceversa.desk import views
from viceversa.desk.styleguide import styleguide

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
]
if settings.IS_DEMO:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
