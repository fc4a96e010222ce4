"""Addresses of this room: the pair's own, those of personal links, and the coordinator's two."""

from django.urls import URLPattern, URLResolver, include, path

from viceversa.conversations import views
from viceversa.conversations.views import course, errands, feeds, inbound, leading, personal

meeting_urls: list[URLPattern | URLResolver] = [
    path("", views.meeting, name="meeting"),
    path("choice/", views.meeting_choice, name="meeting_choice"),
    path("suggestion/", views.meeting_suggestion, name="meeting_suggestion"),
    path("stay/", views.meeting_stay, name="meeting_stay"),
    path("time/", views.meeting_time, name="meeting_time"),
    path("cancellation/", views.meeting_cancellation, name="meeting_cancellation"),
    path("agenda/", views.meeting_agenda, name="meeting_agenda"),
    path("agenda/change/", views.agenda_change, name="agenda_change"),
    path("cards/", views.meeting_cards, name="meeting_cards"),
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
    path("goal-mark/", views.goal_mark, name="goal_mark"),
    path("try-outs/", views.try_outs, name="try_outs"),
    path("try-outs/<str:try_out_code>/state/", views.try_out_state, name="try_out_state"),
    path("feedback/", views.feedback, name="feedback"),
    path("notes/", views.notes, name="notes"),
    path("notes/<str:note_code>/", views.note, name="note"),
    path("notes/<str:note_code>/removal/", views.note_removal, name="note_removal"),
    path("download/", views.pair_download, name="pair_download"),
    path("pause/", course.pair_pause, name="pair_pause"),
    path("resumption/", course.pair_resumption, name="pair_resumption"),
    path("roles/", course.pair_roles, name="pair_roles"),
    path("closing/", course.pair_closing, name="pair_closing"),
    path("ending/", course.pair_ending, name="pair_ending"),
    path("onward/", course.pair_onward, name="pair_onward"),
    path("contact/", course.pair_contact, name="pair_contact"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<int:number>/", include(meeting_urls)),
]
led_urls: list[URLPattern | URLResolver] = [
    path("call/", leading.programme_call, name="programme_call"),
    path("ending/", leading.programme_ending, name="programme_ending"),
]
link_urls: list[URLPattern | URLResolver] = [
    path("", personal.personal_meeting, name="personal_meeting"),
    path("answer/", personal.personal_meeting_answer, name="personal_meeting_answer"),
    path("times/", personal.personal_meeting_times, name="personal_meeting_times"),
    path("stay/", personal.personal_meeting_stay, name="personal_meeting_stay"),
]
times_urls: list[URLPattern | URLResolver] = [
    path("", errands.programme_times, name="programme_times"),
    path("<str:meeting_code>/", errands.programme_time, name="programme_time"),
    path(
        "<str:meeting_code>/cancellation/",
        errands.programme_time_cancellation,
        name="programme_time_cancellation",
    ),
]
times_link_urls: list[URLPattern | URLResolver] = [
    path("", errands.personal_times, name="personal_times"),
    path("<str:meeting_code>/", errands.personal_time, name="personal_time"),
    path(
        "<str:meeting_code>/cancellation/",
        errands.personal_time_cancellation,
        name="personal_time_cancellation",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("pairs/<str:code>/", include(pair_urls)),
    path("meeting/<str:token>/", include(link_urls)),
    path("tried/<str:token>/", personal.personal_tried, name="personal_tried"),
    path("taps/<str:token>/", personal.personal_taps, name="personal_taps"),
    path("plan/<str:token>/", personal.personal_plan, name="personal_plan"),
    path("onward/<str:token>/", personal.personal_onward, name="personal_onward"),
    path("times/<str:token>/", include(times_link_urls)),
    path("programmes/<str:code>/times/", include(times_urls)),
    path("programmes/<str:code>/pairs/<str:pair_code>/", include(led_urls)),
    path("me/calendar/", feeds.calendar_feed, name="calendar_feed"),
    path("me/calendar/removal/", feeds.calendar_feed_removal, name="calendar_feed_removal"),
    path("calendar/<str:token>.ics", feeds.calendar_file, name="calendar_file"),
    path("inbound/mail/", inbound.inbound_mail, name="inbound_mail"),
]
