"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.gatherings import views

DAY = "programmes/<code>/gatherings/<slug:kind>/"
urlpatterns: list[URLPattern] = [
    path("gatherings/<str:token>.ics", views.personal_gathering, name="personal_gathering"),
    path(DAY, views.gathering_day, name="gathering_day"),
    path(DAY + "removal/", views.gathering_removal, name="gathering_removal"),
]
