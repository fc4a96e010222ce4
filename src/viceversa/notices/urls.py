"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.notices import views

urlpatterns: list[URLPattern] = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<slug:name>/", views.mailbox_mail, name="mailbox_mail"),
    path("mailbox/<slug:name>/calendar.ics", views.mailbox_calendar, name="mailbox_calendar"),
]
