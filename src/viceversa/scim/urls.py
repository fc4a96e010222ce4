"""Addresses of this room: for directories, and for organisers with the connections."""

from django.urls import path

from viceversa.scim import views

PAGE = "connections/directories/<str:code>/"

urlpatterns = [
    path("scim/v2/", views.scim, name="scim_root"),
    path("scim/v2/<path:rest>", views.scim, name="scim"),
    path(PAGE, views.directory, name="directory"),
    path(
        f"{PAGE}people/<str:person_code>/withdrawal/",
        views.handover_withdrawal,
        name="handover_withdrawal",
    ),
]
