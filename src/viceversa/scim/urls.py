"""Addresses of this room: for directories, beneath /scim/v2/."""

from django.urls import path

from viceversa.scim import views

urlpatterns = [
    path("scim/v2/", views.scim, name="scim_root"),
    path("scim/v2/<path:rest>", views.scim, name="scim"),
]
