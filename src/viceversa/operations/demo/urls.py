"""Addresses of the demo."""

from django.urls import URLPattern, path

from viceversa.operations.demo import views

urlpatterns: list[URLPattern] = [
    path("demo/", views.demo_roles, name="demo_roles"),
    path("demo/norrvidde.csv", views.demo_list, name="demo_list"),
    path("look-as/<slug:code>/", views.look_as, name="look_as"),
]
