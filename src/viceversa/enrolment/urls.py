"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.enrolment.views import lists, people

ONE_LIST = "<str:code>/imports/<str:import_id>/"
ONE_PERSON = "<str:code>/people/<str:participation_id>/"

urlpatterns: list[URLPattern] = [
    path("<str:code>/people/", people.programme_people, name="programme_people"),
    path("<str:code>/people/new/", people.participation_new, name="participation_new"),
    path(ONE_PERSON, people.participation, name="participation"),
    path(ONE_PERSON + "details/", people.participation_details, name="participation_details"),
    path(ONE_PERSON + "withdrawal/", people.withdrawal, name="withdrawal"),
    path(ONE_PERSON + "readmission/", people.readmission, name="readmission"),
    path("<str:code>/imports/", lists.import_new, name="import_new"),
    path("<str:code>/imports/template/", lists.import_template, name="import_template"),
    path(ONE_LIST, lists.people_import, name="people_import"),
    path(ONE_LIST + "columns/", lists.import_columns, name="import_columns"),
    path(ONE_LIST + "progress/", lists.import_progress, name="import_progress"),
    path(ONE_LIST + "check/", lists.import_check, name="import_check"),
    path(ONE_LIST + "stop/", lists.import_stop, name="import_stop"),
    path(ONE_LIST + "application/", lists.import_application, name="import_application"),
    path(ONE_LIST + "left-out/", lists.import_left_out, name="import_left_out"),
    path(ONE_LIST + "removal/", lists.import_removal, name="import_removal"),
]
