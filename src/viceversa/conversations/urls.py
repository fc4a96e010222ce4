"""Addresses of this room: the pair's own, and those of personal links."""

from django.urls import URLPattern, URLResolver, include, path

from viceversa.conversations import views
from viceversa.conversations.views import personal

meeting_urls: list[URLPattern | URLResolver] = [
    path("", views.meeting, name="meeting"),
    path("choice/", views.meeting_choice, name="meeting_choice"),
    path("time/", views.meeting_time, name="meeting_time"),
    path("cancellation/", views.meeting_cancellation, name="meeting_cancellation"),
    path("agenda/", views.meeting_agenda, name="meeting_agenda"),
    path("question/", views.meeting_question, name="meeting_question"),
    path("outcome/", views.meeting_outcome, name="meeting_outcome"),
    path("taps/", views.meeting_taps, name="meeting_taps"),
    path("calendar/", views.meeting_calendar, name="meeting_calendar"),
]
pair_urls: list[URLPattern | URLResolver] = [
    path("", views.pair, name="pair"),
    path("ground-rules/", views.ground_rules, name="ground_rules"),
    path("guide/", views.guide, name="guide"),
    path("objective/", views.objective, name="objective"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<int:number>/", include(meeting_urls)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("pairs/<str:code>/", include(pair_urls)),
    path("meeting/<str:token>/", personal.personal_meeting, name="personal_meeting"),
    path("taps/<str:token>/", personal.personal_taps, name="personal_taps"),
]
