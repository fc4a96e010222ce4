"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.report import views

urlpatterns: list[URLPattern] = [
    path("programmes/<code>/report/", views.programme_report, name="programme_report"),
    path("programmes/<code>/report/pdf/", views.programme_report_pdf, name="programme_report_pdf"),
    path(
        "programmes/<code>/report/staying/",
        views.programme_report_staying,
        name="programme_report_staying",
    ),
    path("programmes/<code>/goals/", views.programme_goals, name="programme_goals"),
    path("programmes/<code>/goals/<goal_code>/", views.goal_outcome, name="goal_outcome"),
    path("programmes/<code>/goals/<goal_code>/removal/", views.goal_removal, name="goal_removal"),
]
