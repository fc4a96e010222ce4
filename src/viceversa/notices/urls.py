"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.notices import views

urlpatterns: list[URLPattern] = [
    path("me/chat/", views.my_chat, name="my_chat"),
    path("me/chat/removal/", views.my_chat_removal, name="my_chat_removal"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<slug:name>/", views.mailbox_mail, name="mailbox_mail"),
    path("mailbox/<slug:name>/calendar.ics", views.mailbox_calendar, name="mailbox_calendar"),
]
