"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.impact.views import answering, leading

SURVEYS = "programmes/<str:code>/surveys/"
ONE = SURVEYS + "<str:survey_code>/"
ASKED = "survey/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(SURVEYS, leading.programme_surveys, name="programme_surveys"),
    path(SURVEYS + "new/", leading.survey_new, name="survey_new"),
    path(ONE, leading.survey, name="survey"),
    path(ONE + "items/", leading.survey_items, name="survey_items"),
    path(
        ONE + "items/<str:item_code>/removal/",
        leading.survey_item_removal,
        name="survey_item_removal",
    ),
    path(ONE + "opening/", leading.survey_opening, name="survey_opening"),
    path(ONE + "results/", leading.survey_results, name="survey_results"),
    path(ASKED, answering.personal_survey, name="personal_survey"),
    path(ASKED + "<int:number>/", answering.personal_survey_screen, name="personal_survey_screen"),
]
