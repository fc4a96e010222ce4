"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.half_time import views

urlpatterns: list[URLPattern] = [
    path("programmes/<code>/half-time/", views.half_time, name="half_time"),
    path("programmes/<code>/half-time/thanks/", views.half_time_thanks, name="half_time_thanks"),
]
