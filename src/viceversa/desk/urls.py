"""Addresses of this room."""

from django.conf import settings
from django.urls import URLPattern, path

from viceversa.desk import views
from viceversa.desk.styleguide import styleguide

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("me/reminders/", views.my_reminders, name="my_reminders"),
    path("programmes/<code>/", views.programme, name="programme"),
    path("programmes/<code>/pairs/", views.pairs, name="programme_pairs"),
    path("programmes/<code>/own-people/", views.own_people, name="programme_own_people"),
    path("programmes/<code>/rounds/", views.rounds, name="programme_rounds"),
    path("programmes/<code>/gatherings/", views.gatherings, name="programme_gatherings"),
    path("programmes/<code>/figures/", views.figures, name="programme_figures"),
]
if settings.IS_DEMO:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
